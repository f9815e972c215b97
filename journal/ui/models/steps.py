"""The three steps of a one-on-one: which one it is time for, and a debrief in a line."""

from datetime import datetime, time, timedelta
from typing import Final

from journal.practices.one_on_ones import Listed
from journal.store.tables import OneOnOne
from journal.text import COLUMNS, YES_PARTLY_NO, _, first_line

PREPARE: Final = "prepare"
TALK: Final = "talk"
DEBRIEF: Final = "debrief"
STEPS: Final = ((PREPARE, _("Prepare")), (TALK, _("Talk")), (DEBRIEF, _("Debrief")))
#: For how many days a meeting without a debrief opens on it; one of long ago is only read.
DEBRIEF_DAYS: Final = 7
USUAL: Final = timedelta(minutes=30)
#: The questions of a debrief that one key answers, in their order; then comes what was learned.
QUESTIONS: Final = ("outcome_reached", "felt_heard", "listened", "opened_by")


def step_of(meeting: OneOnOne | Listed, now: datetime) -> str:
    """The step that a meeting opens on.

    Before its day *Prepare*, on its day *Talk* until it is over, then *Debrief*; what has its debrief, or took place long
    ago, is there to be read, which *Talk* does.
    """
    if meeting.debriefed_on is not None:
        return TALK
    if meeting.state == "held":
        is_recent = now.date() - meeting.day <= timedelta(DEBRIEF_DAYS)
        return DEBRIEF if is_recent else TALK
    if meeting.day != now.date():
        return PREPARE if meeting.day > now.date() else DEBRIEF
    return DEBRIEF if is_over(meeting, now) else TALK


def is_over(meeting: OneOnOne | Listed, now: datetime) -> bool:
    """Whether the hour of a meeting has passed; one without an hour is over with its day."""
    if meeting.start is None:
        return meeting.day < now.date()
    begins = datetime.combine(meeting.day, time.fromisoformat(meeting.start), now.tzinfo)
    return begins + (timedelta(minutes=meeting.minutes) if meeting.minutes else USUAL) <= now


def debrief_words(meeting: OneOnOne, manager: str) -> list[str]:
    """What a debrief says, a question a line; questions without an answer are left out."""
    names = COLUMNS["one_on_one"]
    openers = {"me": _("Me"), "manager": manager or _("My manager")}
    answers = [
        (name, (openers if name == "opened_by" else YES_PARTLY_NO).get(str(getattr(meeting, name)), ""))
        for name in QUESTIONS
    ]
    answers.append(("learned", meeting.learned.strip()))
    return [
        _("{question} {answer}").format(question=names[name], answer=answer)
        if names[name].endswith("?")
        else _("{question}: {answer}").format(question=names[name], answer=answer)
        for name, answer in answers
        if answer
    ]


def debrief_line(meeting: OneOnOne) -> str:
    """A debrief in one line, for where it is folded; empty where nothing of it is there."""
    words = {
        "outcome_reached": {"yes": _("outcome reached"), "partly": _("outcome partly"), "no": _("no outcome")},
        "felt_heard": {"yes": _("they felt heard"), "partly": _("partly heard"), "no": _("not heard")},
        "listened": {"yes": _("I listened"), "partly": _("I partly listened"), "no": _("I did not listen")},
    }
    parts = [said[getattr(meeting, name)] for name, said in words.items() if getattr(meeting, name)]
    learned = first_line(meeting.learned)
    return " · ".join([*parts, *([_("learned: {words}").format(words=learned)] if learned else [])])

"""Feedback, made clear: what was heard, how far it has been climbed, what to ask next, and when to ask again."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from journal.errors import BadInput, RecordGone
from journal.store import history as versions
from journal.store import records
from journal.store.planning import unindexed
from journal.store.tables import AgendaItem, ClimbStep, Entry, Feedback, OneOnOne
from journal.store.tables.base import places_of
from journal.text import _, first_line, long_day

#: The rungs, from a vague label to one that the manager confirmed as changed (source article 4).
LADDER: Final = ("label", "example", "behaviour", "goal", "confirmed")
#: An appreciation is clear once I know what exactly I did: it asks for no change that somebody could confirm.
APPRECIATION: Final = LADDER[:3]
#: What a topic of an agenda names as its source when a feedback asks it.
SOURCE: Final = "feedback"
#: How much of the words heard stands in a question, in characters.
QUOTED: Final = 60


@dataclass(frozen=True)
class Heard:
    """A feedback with the day on which it was received."""

    entry_id: str
    day: date
    feedback: Feedback


@dataclass(frozen=True)
class Asked:
    """A question of a feedback as it stands on an agenda: of the meeting on `day`, whether planned or held."""

    item_id: str
    text: str
    meeting_id: str
    day: date
    is_discussed: bool
    answer: str


# ------------------------------------------------------------------------------------------------- the rules


def rungs(kind: str, clarity: str = "label") -> tuple[str, ...]:
    """The rungs that make sense for a kind of feedback, with those that it has climbed already."""
    usual = APPRECIATION if kind == "appreciation" else LADDER
    return LADDER[: max(len(usual), LADDER.index(clarity) + 1)]


def next_rung(kind: str, clarity: str) -> str:
    """The rung above; empty on the highest one."""
    above = LADDER.index(clarity) + 1
    return LADDER[above] if above < len(rungs(kind, clarity)) else ""


def next_question(feedback: Feedback) -> str:
    """The question that leads to the next rung, as one would ask it; empty on the highest one."""
    rung = next_rung(feedback.kind, feedback.clarity)
    return question(rung, feedback.kind, feedback.exact_words, feedback.what_i_will_do) if rung else ""


def question(rung: str, kind: str, exact_words: str, what_i_will_do: str = "") -> str:
    """The question that leads up to a rung, with the words that it is about, for they may be weeks old when it is asked."""
    heard = quoted(exact_words)
    plain = _thanks(rung) if kind == "appreciation" and rung in APPRECIATION else _questions(rung, what_i_will_do)
    return _("You said “{words}”. {question}").format(words=heard, question=plain) if heard else plain


def _questions(rung: str, what_i_will_do: str) -> str:
    tried = quoted(what_i_will_do)
    if rung == "confirmed" and tried:
        return _("Since then I have been trying this: “{words}”. Have you seen it?").format(words=tried)
    return {
        "example": _("Can you tell me about one time when you saw it?"),
        "behaviour": _("What specifically do I do that concerns you, and how does it lower others’ productivity?"),
        "goal": _("Which critical goal does it touch, and which new behaviour of mine would speed that up?"),
        "confirmed": _("Have you seen me do it differently since?"),
    }[rung]


def _thanks(rung: str) -> str:
    if rung == "example":
        return _("Thank you. What exactly did I do?")
    return _("Which part of what I did made the difference, and for whom?")


def quoted(words: str) -> str:
    """The beginning of somebody's words, to be put into quotation marks: one line, cut at a word, without a full stop."""
    line = " ".join(first_line(words).split()).strip("“”\"'„«» ").rstrip(".…")
    if len(line) <= QUOTED:
        return line
    return line[:QUOTED].rpartition(" ")[0] + "…" if " " in line[:QUOTED] else line[:QUOTED] + "…"


def in_quotes(words: str) -> str:
    """The beginning of somebody's words in quotation marks; nothing of nothing."""
    short = quoted(words)
    return _("“{words}”").format(words=short) if short else ""


def ask_again_days(today: date) -> dict[str, date]:
    """The usual distances at which to ask whether a change was seen: in two weeks, and on this day of the next month."""
    year, month = (today.year, today.month + 1) if today.month < 12 else (today.year + 1, 1)
    in_a_month = date(year, month, min(today.day, monthrange(year, month)[1]))
    return {"fortnight": today + timedelta(days=14), "month": in_a_month}


def asked_again(text: str, day: date) -> str:
    """The question once more, after it was discussed on a day without an answer that was clear enough."""
    return _("{question} (we spoke of it on {day})").format(question=text, day=long_day(day))


# ------------------------------------------------------------------------------------------------ the journal


def of_entry(session: Session, entry_id: str) -> Feedback:
    """The feedback of an entry. Raises RecordGone when it has none."""
    found = session.scalar(select(Feedback).where(Feedback.entry_id == entry_id))
    if found is None:
        raise RecordGone
    return found


def climb(
    session: Session, entry_id: str, rung: str, day: date, words: str = "", *, today: date | None = None
) -> ClimbStep:
    """Stand on a rung from a day on, up or down, and keep the step with the words that led there.

    *Confirmed* needs the manager's own words. The day is none to come, and none before the step that was taken last.
    Raises BadInput, RecordGone.
    """
    feedback, said = of_entry(session, entry_id), words.strip()
    if rung not in LADDER:
        raise BadInput(_("There is no such rung. Use label, example, behaviour, goal or confirmed."))
    if rung == "confirmed" and not said:
        raise BadInput(_("Confirmed is what your manager has seen. Write what they said."))
    if rung == feedback.clarity and not said:
        raise BadInput(_("It stands on that rung already."))
    _check_day(session, entry_id, day, today or date.today())
    records.change(feedback, {"clarity": rung})
    step = ClimbStep(entry_id=entry_id, rung=rung, reached_on=day, words=said)
    session.add(step)
    session.flush()
    return step


def _check_day(session: Session, entry_id: str, day: date, today: date) -> None:
    if day > today:
        raise BadInput(_("That day is still to come. Write the day on which they answered."))
    last = max((step.reached_on for step in history(session, entry_id)), default=day)
    if day < min(last, today):
        said = _("The last step was on {day}, and the next one cannot be before it.")
        raise BadInput(said.format(day=long_day(last)))


def take_back(session: Session, step_id: str, rung: str) -> None:
    """Take a step back: it goes to the trash, and the feedback stands on `rung` again. Raises RecordGone."""
    step = records.get(session, ClimbStep, step_id)
    versions.trash(step)
    records.change(of_entry(session, step.entry_id), {"clarity": rung})


def history(session: Session, entry_id: str) -> list[ClimbStep]:
    """The steps of a feedback, the first one first."""
    wanted = select(ClimbStep).where(ClimbStep.entry_id == entry_id, ClimbStep.deleted_at.is_(None))
    return list(session.scalars(wanted.order_by(ClimbStep.reached_on, ClimbStep.created_at)))


def asked(session: Session, entry_id: str) -> list[Asked]:
    """The questions of a feedback that stand on agendas, those of the latest meeting first."""
    wanted = (
        select(AgendaItem, OneOnOne)
        .join(OneOnOne, OneOnOne.id == AgendaItem.one_on_one_id)
        .where(
            AgendaItem.source_kind == SOURCE,
            AgendaItem.source_id == entry_id,
            AgendaItem.deleted_at.is_(None),
            OneOnOne.deleted_at.is_(None),
        )
        .order_by(OneOnOne.place.desc(), AgendaItem.raised_on.desc())
    )
    return [_asked(item, meeting) for item, meeting in session.execute(wanted)]


def _asked(item: AgendaItem, meeting: OneOnOne) -> Asked:
    return Asked(item.id, item.text, meeting.id, meeting.day, item.discussed, item.answer)


def received(session: Session, first: date, last: date) -> list[Heard]:
    """The feedbacks received from `first` to `last`, newest first."""
    begin, end = places_of(first, last)
    return _heard(session, (Entry.place >= begin) & (Entry.place < end))


def to_ask_again(session: Session, today: date) -> list[Heard]:
    """The feedbacks whose day to ask again has come, that are not confirmed and on no agenda since that day."""
    query = select(Entry.id, Entry.day, Feedback).join(Feedback, unindexed(Feedback.entry_id) == Entry.id)
    query = query.where(unindexed(Entry.deleted_at).is_(None), unindexed(Entry.kind) == "feedback")
    is_on_agenda = exists().where(
        AgendaItem.source_kind == SOURCE,
        AgendaItem.source_id == Feedback.entry_id,
        AgendaItem.raised_on >= Feedback.ask_again_on,
        AgendaItem.deleted_at.is_(None),
        OneOnOne.id == AgendaItem.one_on_one_id,
        OneOnOne.deleted_at.is_(None),
    )
    due = query.where(Feedback.ask_again_on <= today, Feedback.clarity != "confirmed", ~is_on_agenda)
    return [Heard(*row) for row in session.execute(due.order_by(unindexed(Entry.place).desc()))]


def open_questions(session: Session) -> list[Heard]:
    """The feedbacks that still have a question to ask, newest first; `next_question` says which."""
    found = _heard(session, Feedback.clarity != "confirmed")
    return [heard for heard in found if next_question(heard.feedback)]


def _heard(session: Session, condition: object) -> list[Heard]:
    query = select(Entry.id, Entry.day, Feedback).join(Feedback, Feedback.entry_id == Entry.id)
    query = query.where(Entry.deleted_at.is_(None), Entry.kind == "feedback", condition)  # type: ignore[arg-type]
    return [Heard(*row) for row in session.execute(query.order_by(Entry.place.desc()))]

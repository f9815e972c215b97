"""What the tab Talks and pulse shows, read in one go, and what it says of it in words with their numbers."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from journal.practices import development_talks, managers, one_on_ones, pulse
from journal.practices.development_talks import LONGEST_GAP, REGULAR, Regularity
from journal.store import records
from journal.store.tables import DevelopmentTalk, Pulse
from journal.text import PULSE_WORDS, TALK_SUBJECTS, _, first_line, n_
from journal.ui.models.rows import Row
from journal.ui.widgets.dates import short_day

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

RULE: Final = _(
    "Regular means here: at least {n} talks in the last 12 months, and never more than {days} days between two of them."
    " The numbers are ours; what goes with regular talks is the source’s."
).format(n=REGULAR, days=LONGEST_GAP.days)
FIGURE: Final = _(
    "Why it matters: in a study of 61 financial managers, 74 % of those with a very supportive manager said that they had"
    " improved, and 33 % of those with an unsupportive one. That is a correlation in a small group: it does not say what"
    " caused what."
)


@dataclass(frozen=True)
class Development:
    """The talks of one manager's chapter, newest first, and the pulses, oldest first; the chapters by id and name."""

    manager_id: str
    chapters: tuple[tuple[str, str], ...]
    talks: tuple[DevelopmentTalk, ...]
    pulses: tuple[Pulse, ...]

    def talk(self, talk_id: str) -> DevelopmentTalk | None:
        """A talk by its id."""
        return next((each for each in self.talks if each.id == talk_id), None)

    def pulse(self, pulse_id: str) -> Pulse | None:
        """A pulse by its id."""
        return next((each for each in self.pulses if each.id == pulse_id), None)

    def regularity(self, today: date) -> str:
        """How regular the talks are, in a sentence with its numbers."""
        found = development_talks.how_regular((talk.day for talk in self.talks), today)
        return {"regular": _regular, "occasional": _occasional, "hardly": _hardly}[found.kind](found)

    def opened(self) -> str:
        """Who opened the talks; empty without any."""
        mine, number = development_talks.opened_by_me(talk.opened_by for talk in self.talks)
        return _("You opened {mine} of {n}").format(mine=mine, n=number) if number else ""


def read(session: "Session", manager_id: str = "") -> Development:
    """The chapter of a manager, by default the current one's."""
    everyone = managers.chapters(session)
    manager = next((each for each in everyone if each.id == manager_id), None) or managers.current(session)
    return Development(
        manager.id,
        tuple((each.id, each.name) for each in everyone),
        tuple(development_talks.talks(session, manager.id)),
        tuple(pulse.pulses(session, manager.id)),
    )


def manager_of(session: "Session", record_id: str) -> str:
    """Whose chapter a talk or a pulse belongs to; empty for what is neither."""
    found = records.find(session, DevelopmentTalk, record_id) or records.find(session, Pulse, record_id)
    return found.manager_id if found and found.deleted_at is None else ""


def write_down(session: "Session", manager_id: str, day: date) -> DevelopmentTalk:
    """A talk of this day; where a one-on-one was held on it, the talk took place there."""
    held = [each.id for each in one_on_ones.held(session, day, day) if each.manager_id == manager_id]
    return development_talks.write_down(session, day, manager_id=manager_id, one_on_one_id=held[0] if held else None)


def talk_row(talk: DevelopmentTalk) -> Row:
    """A talk in two lines: what it was about and who opened it; the first of what it left."""
    said = next((first_line(text) for text in (talk.next_steps, talk.areas, talk.strengths) if text.strip()), "")
    title = TALK_SUBJECTS[talk.about]
    opener = _("opened by me") if talk.opened_by == "me" else _("opened by my manager")
    return Row(talk.id, f"{title}, {opener}", said or _("Nothing is written down of it yet."), short_day(talk.day))


def pulse_row(found: Pulse) -> Row:
    """A pulse in two lines: its day, its marks."""
    marks = pulse.marks_of(found)
    said = ", ".join(f"{PULSE_WORDS[word]} {mark}" for word, mark in marks.items() if mark is not None)
    return Row(found.id, said, first_line(found.note), short_day(found.rated_on))


def _talks(found: Regularity) -> str:
    return n_("{n} talk", "{n} talks", found.number).format(n=found.number)


def _regular(found: Regularity) -> str:
    days = found.longest.days if found.longest else 0
    return _("Regular: {talks} in the last 12 months, at most {days} days apart.").format(
        talks=_talks(found), days=days
    )


def _occasional(found: Regularity) -> str:
    days = found.longest.days if found.longest else 0
    if found.number == 1:
        return _("Occasional: 1 talk in the last 12 months, {days} days ago.").format(days=days)
    return _("Occasional: {talks} in the last 12 months, once {days} days without one.").format(
        talks=_talks(found), days=days
    )


def _hardly(found: Regularity) -> str:
    if found.last is None:
        return _("Hardly any: no talk is written down yet.")
    return _("Hardly any: none in the last 12 months; the last one was on {day}.").format(day=short_day(found.last))

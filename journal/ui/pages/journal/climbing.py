"""What is done with the ladder of a feedback: climb, step down, and ask the next question; each can be taken back."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from journal.practices import feedback, one_on_ones
from journal.store import records
from journal.store.tables import Entry, OneOnOne
from journal.text import CLARITIES, _
from journal.ui.open_journal import Changed
from journal.ui.pages.journal.climb_history import Step
from journal.ui.pages.journal.details_panel import Desk
from journal.ui.widgets.dates import near_day

if TYPE_CHECKING:
    from journal.ui.open_journal import Session


class Known(NamedTuple):
    """What the journal knows of a feedback beside its fields; `confirmation`: what the manager said last on that rung."""

    steps: tuple[Step, ...] = ()
    asked: tuple[feedback.Asked, ...] = ()
    confirmation: str = ""


def read(session: "Session", entry_id: str) -> Known:
    """The climb of a feedback, and what was asked about it."""
    climbed = feedback.history(session, entry_id)
    steps = [Step(step.reached_on, CLARITIES[step.rung], step.words) for step in climbed]
    confirmation = next((step.words for step in reversed(climbed) if step.rung == "confirmed"), "")
    return Known(tuple(steps), tuple(feedback.asked(session, entry_id)), confirmation)


def climb(
    desk: Desk, entry_id: str, rung: str, day: date, words: str, before: str, undone: Callable[[], object] = tuple
) -> bool:
    """Stand on another rung, up or down; whether it is done. `undone` is called once it was taken back."""
    act = partial(feedback.climb, entry_id=entry_id, rung=rung, day=day, words=words)
    step = desk.acts.attempt(Changed.ENTRIES, act)
    if step is None:
        return False
    said = _("You stand on “{rung}” now.").format(rung=CLARITIES[rung])
    back = partial(feedback.take_back, step_id=step.id, rung=before)
    desk.acts.remember_way(partial(_take_back, desk, back, undone), said)
    return True


def _take_back(desk: Desk, back: "Callable[[Session], object]", undone: Callable[[], object]) -> None:
    """Raises UpwardError."""
    desk.acts.do(Changed.ENTRIES, back)
    undone()


def ask(desk: Desk, entry_id: str, text: str) -> bool:
    """Put a question on the agenda of the next one-on-one, once; whether it stands there now."""
    done = desk.acts.attempt(Changed.MEETINGS, partial(_ask, entry_id=entry_id, text=text, today=date.today()))
    if done is None:
        return False
    said = _("On the agenda of the one-on-one, {day}.").format(day=near_day(done.day, date.today()))
    desk.acts.remember(Changed.MEETINGS, partial(_take_off, done=done), said)
    return True


class _Put(NamedTuple):
    item_id: str
    meeting_id: str
    day: date
    is_new_meeting: bool


def _ask(session: "Session", entry_id: str, text: str, today: date) -> _Put:
    manager_id = records.get(session, Entry, entry_id).manager_id
    before = {meeting.id for meeting in one_on_ones.planned(session)}
    item = one_on_ones.ask_next(
        session, text, today, manager_id=manager_id, source_kind=feedback.SOURCE, source_id=entry_id
    )
    planned = {meeting.id for meeting in one_on_ones.planned(session)}
    found = next(each for each in feedback.asked(session, entry_id) if each.item_id == item.id)
    return _Put(item.id, found.meeting_id, found.day, found.meeting_id in planned - before)


def _take_off(session: "Session", done: _Put) -> None:
    """Take the question off again, and a meeting that was planned for it alone."""
    one_on_ones.remove_item(session, done.item_id)
    meeting = records.get(session, OneOnOne, done.meeting_id)
    if done.is_new_meeting and meeting.state == "planned" and not one_on_ones.agenda(session, meeting).own:
        one_on_ones.move_to_trash(session, done.meeting_id)

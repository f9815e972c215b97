"""What can become of a one-on-one, each act with its way back and a sentence about it."""

from datetime import date
from functools import partial
from typing import Final

from journal.practices import one_on_ones
from journal.store.tables import OneOnOne
from journal.text import _
from journal.ui.acts import Acts, on_record
from journal.ui.models import meetings
from journal.ui.models.meetings import Meetings
from journal.ui.models.promise_words import day_text
from journal.ui.open_journal import Changed

_WHAT: Final = Changed.MEETINGS


class MeetingActs:
    """One transaction each."""

    def __init__(self, acts: Acts) -> None:
        """`acts` are those of the page: its messages and its Ctrl+Z."""
        self._acts = acts

    def plan(self, found: Meetings) -> OneOnOne:
        """Plan the next meeting a week on, at the usual time. Raises UpwardError."""
        at = found.next_appointment(date.today())
        made = self._acts.do(_WHAT, partial(meetings.plan, at=at))
        said = _("Planned for {day}").format(day=day_text(at.day, date.today()))
        self._acts.remember(_WHAT, on_record(one_on_ones.move_to_trash, made.id), said)
        return made

    def hold(self, meeting: OneOnOne) -> None:
        """Mark a planned one as held."""
        self._mark(meeting, "planned", "held", _("Held: {day}"))

    def plan_again(self, meeting: OneOnOne) -> None:
        """Mark a held one as planned."""
        self._mark(meeting, "held", "planned", _("Planned again: {day}"))

    def _mark(self, meeting: OneOnOne, before: str, after: str, said: str) -> None:
        change = partial(on_record, one_on_ones.revise, meeting.id)
        words = said.format(day=day_text(meeting.day, date.today()))
        self._acts.try_to(_WHAT, change(state=after), change(state=before), words)

    def trash(self, meeting: OneOnOne) -> None:
        """Put it into the trash."""
        said = _("Deleted: one-on-one of {day}").format(day=day_text(meeting.day, date.today()))
        act, back = one_on_ones.move_to_trash, one_on_ones.take_back
        self._acts.try_to(_WHAT, on_record(act, meeting.id), on_record(back, meeting.id), said)

    def call_off(self, meeting: OneOnOne) -> None:
        """It did not take place: the meeting goes, and what was prepared for it waits in the next one."""
        today = date.today()
        off = self._acts.attempt(_WHAT, on_record(one_on_ones.call_off, meeting.id, today=today))
        if off:
            has_left = bool(off.topic_ids or off.card_ids)
            text = (
                _("Not held: {day}. What was prepared for it waits in the next one.")
                if has_left
                else _("Not held: {day}")
            )
            said = text.format(day=day_text(meeting.day, today))
            self._acts.remember(_WHAT, partial(one_on_ones.call_on, called_off=off), said)

    def move(self, meeting: OneOnOne, values: dict[str, object]) -> bool:
        """Another day, time or manager; whether that is done."""
        before = {name: getattr(meeting, name) for name in values}
        change = partial(on_record, one_on_ones.revise, meeting.id)
        return self._acts.try_to(_WHAT, change(**values), change(**before))

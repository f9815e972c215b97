"""Which step of a one-on-one it is time for, and what a debrief says in a line."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.store.tables import OneOnOne
from journal.ui.models.steps import DEBRIEF, PREPARE, TALK, debrief_line, debrief_words, is_over, step_of

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12)  # noqa: DTZ001 (the user's clock)


def meeting(day: date = DAY, start: str | None = "12:00", state: str = "planned", **more: object) -> OneOnOne:
    """Thirty minutes at noon, unless told otherwise."""
    empty = {"outcome_reached": "", "felt_heard": "", "listened": "", "opened_by": "", "learned": ""}
    return OneOnOne(
        **{"day": day, "start": start, "minutes": 30, "state": state, "debriefed_on": None, **empty, **more}
    )


@pytest.mark.parametrize(
    ("of", "step"),
    [
        (meeting(DAY + timedelta(1)), PREPARE),
        (meeting(), TALK),
        (meeting(start="16:00"), TALK),
        (meeting(start=None), TALK),
        (meeting(start="11:29"), DEBRIEF),
        (meeting(start="11:00", minutes=None), DEBRIEF),
        (meeting(DAY - timedelta(3)), DEBRIEF),
        (meeting(state="held"), DEBRIEF),
        (meeting(DAY - timedelta(7), state="held"), DEBRIEF),
        (meeting(DAY - timedelta(8), state="held"), TALK),
        (meeting(state="held", debriefed_on=DAY), TALK),
    ],
)
def test_a_meeting_opens_on_the_step_that_it_is_time_for(of: OneOnOne, step: str) -> None:
    assert step_of(of, NOON) == step


@given(st.datetimes(datetime(2025, 12, 30), datetime(2026, 4, 2)), st.sampled_from(["00:00", "09:30", "23:45"]))  # noqa: DTZ001
def test_a_planned_meeting_only_ever_goes_forward_from_step_to_step(now: datetime, start: str) -> None:
    order = [PREPARE, TALK, DEBRIEF]
    of = meeting(date(2026, 3, 29), start)
    later = now + timedelta(hours=7)
    assert order.index(step_of(of, now)) <= order.index(step_of(of, later))
    if step_of(of, now) == DEBRIEF:
        assert is_over(of, now)


def test_a_debrief_in_a_line_leaves_out_what_was_not_answered() -> None:
    assert debrief_line(meeting()) == ""
    assert debrief_words(meeting(), "Ada") == []
    done = meeting(outcome_reached="partly", listened="yes", opened_by="manager", learned="Ask\nless")
    assert debrief_line(done) == "outcome partly · I listened · learned: Ask"
    assert "Who opened it: Ada" in debrief_words(done, "Ada")
    assert "Did I get the outcome? Partly" in debrief_words(done, "Ada")

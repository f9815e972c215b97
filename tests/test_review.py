"""The rules behind the private figures; the figures of the sample input are tested where it is imported."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from journal import review
from journal.practices import (
    agreement,
    authority,
    bigger_role,
    commitments,
    entries,
    goals,
    importance,
    one_on_ones,
    requests,
    surprises,
)
from journal.store.tables import DevelopmentTalk, Pulse
from journal.store.vault import Vault
from tests import make

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
BEFORE, AFTER = FIRST - timedelta(1), LAST + timedelta(1)
NONE = {"made": 0, "kept": 0, "kept_late": 0, "renegotiated": 0, "dropped": 0, "open_at_end": 0, "overdue_at_end": 0}


def _figures(vault: Vault, first: date = FIRST, last: date = LAST) -> dict[str, Any]:
    with vault.read() as session:
        return review.figures(session, first, last)


def test_an_empty_period_has_every_name_and_only_zeros(vault: Vault) -> None:
    found = _figures(vault)
    new = {name: found.pop(name) for name in list(found)[8:]}
    assert set(_leaves(new)) == {0, None}
    assert found == {
        "from": "2026-01-01",
        "to": "2026-03-31",
        "notes": 0,
        "one_on_ones": 0,
        "commitments": {"manager": NONE, "me": NONE},
        "requests_at_end": dict.fromkeys(requests.STATUSES, 0),
        "feedback_received": dict.fromkeys(("label", "example", "behaviour", "goal", "confirmed"), 0),
        "importance": [],
    }


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _leaves(part)
    else:
        yield value


def test_notes_are_interactions_wins_and_reflections_of_the_period(vault: Vault) -> None:
    with vault.write() as session:
        for kind in entries.KINDS:
            make.entry(session, kind, kind, FIRST)
        make.entry(session, "last day", day=LAST)
        for day in (BEFORE, AFTER):
            make.entry(session, "outside", day=day)
        entries.move_to_trash(session, make.entry(session, "gone", day=FIRST).id)
    assert _figures(vault)["notes"] == 4


def test_only_meetings_that_were_held_count(vault: Vault) -> None:
    with vault.write() as session:
        for day in (BEFORE, FIRST, LAST, AFTER):
            make.meeting(session, day)
        make.meeting(session, FIRST, state="planned")
        one_on_ones.move_to_trash(session, make.meeting(session, FIRST).id)
    assert _figures(vault)["one_on_ones"] == 2


@pytest.mark.parametrize(
    ("made_on", "due", "status", "closed_on", "expected"),
    [
        (FIRST, None, "open", None, {"made": 1, "open_at_end": 1}),
        (BEFORE, LAST, "open", None, {"open_at_end": 1}),
        (BEFORE, LAST - timedelta(1), "open", None, {"open_at_end": 1, "overdue_at_end": 1}),
        (AFTER, None, "open", None, {}),
        (FIRST, LAST, "kept", LAST, {"made": 1, "kept": 1}),
        (FIRST, LAST - timedelta(1), "kept", LAST, {"made": 1, "kept": 1, "kept_late": 1}),
        (FIRST, None, "kept", LAST, {"made": 1, "kept": 1}),
        (FIRST, LAST, "kept", AFTER, {"made": 1, "open_at_end": 1}),
        (FIRST, BEFORE, "kept", AFTER, {"made": 1, "open_at_end": 1, "overdue_at_end": 1}),
        (BEFORE, BEFORE, "kept", BEFORE, {}),
        (FIRST, FIRST, "dropped", LAST, {"made": 1, "dropped": 1}),
        (BEFORE, FIRST, "renegotiated", FIRST, {"renegotiated": 1}),
    ],
)
def test_a_promise_counts_by_when_it_was_made_and_closed(
    vault: Vault, made_on: date, due: date | None, status: str, closed_on: date | None, expected: dict[str, int]
) -> None:
    with vault.write() as session:
        for owner in ("me", "manager"):
            made = make.promise(session, owner=owner, made_on=made_on, due=due)
            made.status, made.closed_on = status, closed_on
        commitments.move_to_trash(session, make.promise(session, made_on=FIRST).id)
    assert _figures(vault)["commitments"] == {"me": NONE | expected, "manager": NONE | expected}


def test_requests_stand_as_they_stood_at_the_last_day(vault: Vault) -> None:
    with vault.write() as session:
        make.request(session, day=FIRST)
        requests.move(session, make.request(session, day=BEFORE).entry_id, "asked", BEFORE)
        answered_later = make.request(session, day=FIRST).entry_id
        requests.move(session, answered_later, "asked", FIRST)
        requests.move(session, answered_later, "delivered", AFTER)
        requests.move(session, make.request(session, day=FIRST).entry_id, "declined", LAST)
        requests.move(session, make.request(session, day=AFTER).entry_id, "asked", AFTER)
    found = _figures(vault)["requests_at_end"]
    assert found == dict.fromkeys(requests.STATUSES, 0) | {"asked": 2, "declined": 1}
    assert _figures(vault, FIRST, AFTER)["requests_at_end"]["delivered"] == 1


def test_feedback_counts_in_the_period_in_which_it_was_received(vault: Vault) -> None:
    with vault.write() as session:
        make.feedback(session, day=FIRST)
        make.feedback(session, day=LAST, clarity="goal")
        make.feedback(session, day=AFTER, clarity="goal")
        make.feedback(session, day=BEFORE)
    found = _figures(vault)["feedback_received"]
    assert (found["label"], found["goal"], sum(found.values())) == (1, 1, 2)


def test_the_rounds_go_up_to_the_last_day(vault: Vault) -> None:
    one, two, three, four, five = importance.COMPETENCIES[:5]
    with vault.write() as session:
        manager = make.manager(session)
        importance.play(session, "me", [one, two, three, four], BEFORE, manager_id=manager.id)
        importance.play(session, "manager", [two, three, four, five], LAST, manager_id=manager.id)
        importance.play(session, "me", [one, two, three, five], AFTER, manager_id=manager.id)
    assert _figures(vault)["importance"] == [
        {
            "round": 1,
            "rated_on": {"manager": "2026-03-31", "me": "2025-12-31"},
            "me_vs_manager": 3,
            "me_vs_manager_common": sorted([two, three, four]),
            "guess_vs_manager": None,
            "guess_vs_manager_common": None,
        }
    ]


def test_the_figures_hold_no_private_word(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "secret")
        make.feedback(session, "secret")
        make.request(session, "secret")
        make.promise(session, "secret")
        meeting = make.meeting(session)
        one_on_ones.debrief(session, meeting.id, outcome_reached="yes", learned="secret")
        one_on_ones.revise(session, meeting.id, notes="secret")
        manager = make.manager(session)
        surprises.write(session, make.DAY, "secret", "secret", manager_id=manager.id)
        agreement.state(session, "me", "working", "secret", "told", make.DAY, manager_id=manager.id)
        authority.allow(session, "secret", 1, "told", make.DAY, manager_id=manager.id)
        goals.begin(session, "secret", make.DAY, manager_id=manager.id, why="secret")
        bigger_role.begin(session, "secret", make.DAY, manager_id=manager.id)
        session.add(DevelopmentTalk(day=make.DAY, strengths="secret", manager_id=manager.id))
        session.add(Pulse(rated_on=make.DAY, support=3, note="secret", manager_id=manager.id))
    assert "secret" not in json.dumps(_figures(vault))

"""Earlier versions of every record in words: nothing is left out, nothing is shown under a column's own name."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from journal import versions
from journal.practices import commitments, entries, importance, managers, one_on_ones
from journal.sharing import lines
from journal.store import history, records
from journal.store.tables import (
    AgendaItem,
    Base,
    Commitment,
    Entry,
    ImportanceHand,
    Manager,
    OneOnOne,
    Record,
    ShareableLine,
)
from journal.store.vault import Vault
from journal.text import COLUMNS, RECORDS
from tests import make
from tests.make import DAY


def kinds() -> list[type[Record]]:
    found = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)]
    return sorted(found, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", kinds())
def test_every_column_that_a_user_fills_has_a_label(kind: type[Record]) -> None:
    names = {column.name for column in kind.__table__.columns}
    labelled = set(COLUMNS[kind.__tablename__])
    assert names - versions.UNSEEN == labelled
    assert not labelled & versions.UNSEEN


def test_every_record_that_is_not_a_part_of_another_has_a_name() -> None:
    assert {kind.__tablename__ for kind in kinds()} - set(RECORDS) == {"feedback", "request", "receipt_file"}


def changed(vault: Vault, kind: type[Record], record_id: str) -> list[list[tuple[str, str, str]]]:
    """What each earlier version shows against the present one, newest first."""
    with vault.read() as session:
        present, earlier = versions.timeline(session, kind, record_id)
        return [
            [(each.label, each.earlier, each.present) for each in versions.changes(version, present)]
            for version in earlier
        ]


def bring_back(vault: Vault, kind: type[Record], record_id: str, number: int = 0) -> list[versions.Row]:
    with vault.read() as session:
        version = versions.timeline(session, kind, record_id)[1][number]
    with vault.write() as session:
        return versions.bring_back(session, kind, record_id, version)


def test_the_details_of_a_feedback_stand_with_their_entry_and_come_back_with_it(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault.write() as session:
        made = make.feedback(session, "be more strategic", from_whom="Ada")
        entry_id = made.entry_id
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="milliseconds")
    monkeypatch.setattr(history, "now", lambda: later)
    with vault.write() as session:
        entries.revise(session, entry_id, text="My view @plan")
        entries.revise_details(session, entry_id, exact_words="be bolder", ask_again_on=date(2026, 4, 1))
    assert changed(vault, Entry, entry_id)[0] == [
        ("Text", "", "My view @plan"),
        ("The exact words", "be more strategic", "be bolder"),
        ("Ask again on", "", "1 April 2026"),
    ]
    before = bring_back(vault, Entry, entry_id)
    with vault.read() as session:
        assert records.get(session, Entry, entry_id).text == ""
        details = entries.details(session, entry_id)
        assert details
        assert (details.exact_words, details.ask_again_on) == ("be more strategic", None)  # type: ignore[reportAttributeAccessIssue]
        assert entries.tags(session) == []
    with vault.write() as session:
        versions.put_back(session, before)
    with vault.read() as session:
        details = entries.details(session, entry_id)
        assert details
        assert details.exact_words == "be bolder"  # type: ignore[reportAttributeAccessIssue]
        assert [name for name, _count in entries.tags(session)] == ["@plan"]


Made = tuple[type[Record], str]


def _meeting(session: Session) -> Made:
    return OneOnOne, make.meeting(session).id


def _topic(session: Session) -> Made:
    return AgendaItem, make.topic(session, make.meeting(session), "The pilot").id


def _promise(session: Session) -> Made:
    return Commitment, make.promise(session, "Draft the plan").id


def _line(session: Session) -> Made:
    return ShareableLine, make.line(session, "The pilot stands.").id


def _hand(session: Session) -> Made:
    chosen = ["integrity", "results", "teamwork", "initiative"]
    return ImportanceHand, importance.play(session, "me", chosen, DAY, manager_id=make.manager(session).id).id


def _manager(session: Session) -> Made:
    return Manager, managers.begin(session, "Ada", DAY).id


@pytest.mark.parametrize(
    ("build", "change", "shown"),
    [
        (_meeting, {"notes": "She hesitated", "state": "planned"}, [("State", "Held", "Planned"), ("Private notes", "", "She hesitated")]),
        (_topic, {"text": "The budget", "discussed": True}, [("Topic", "The pilot", "The budget"), ("Discussed", "no", "yes")]),
        (_promise, {"what": "Write the plan", "due": date(2026, 5, 4)}, [("What was promised", "Draft the plan", "Write the plan"), ("Due", "", "4 May 2026")]),
        (_line, {"text": "It runs.", "section": "next"}, [("The line that your manager will read", "The pilot stands.", "It runs."), ("Section of the summary", "Progress", "Next steps")]),
        (_hand, {"competencies": ["stretch-goals"]}, [("Competencies", "Integrity\nGetting results\nWorking together\nTaking the first step", "Aiming high")]),
        (_manager, {"name": "Ada King", "ended_on": date(2026, 5, 4)}, [("Name", "Ada", "Ada King"), ("Until", "", "4 May 2026")]),
    ],
)  # fmt: skip
def test_each_kind_of_record_shows_what_changed_in_words_and_comes_back(
    vault: Vault, build: Callable[[Session], Made], change: dict[str, Any], shown: list[tuple[str, str, str]]
) -> None:
    with vault.write() as session:
        history.keep_every_version(session)
        kind, record_id = build(session)
    with vault.write() as session:
        history.keep_every_version(session)
        record = records.get(session, kind, record_id)
        before = record.content()
        records.change(record, change)
    assert changed(vault, kind, record_id)[0] == shown
    undo = bring_back(vault, kind, record_id)
    with vault.read() as session:
        assert records.get(session, kind, record_id).content() == before
    with vault.write() as session:
        versions.put_back(session, undo)
    with vault.read() as session:
        now = records.get(session, kind, record_id).content()
        assert {name: now[name] for name in change} == change


def test_a_renegotiated_commitment_that_is_open_again_leaves_its_successor_in_the_trash(vault: Vault) -> None:
    with vault.write() as session:
        old = make.promise(session, "Draft the plan").id
    with vault.write() as session:
        new = commitments.renegotiate(session, old, DAY, date(2026, 5, 4)).id
    before = bring_back(vault, Commitment, old)
    with vault.read() as session:
        assert [each.id for each in commitments.open_ones(session)] == [old]
    with vault.write() as session:
        versions.put_back(session, before)
    with vault.read() as session:
        assert [each.id for each in commitments.open_ones(session)] == [new]
        assert records.get(session, Commitment, old).status == "renegotiated"


def test_what_is_in_the_trash_stays_there_when_a_bringing_back_is_undone(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "First").id
    with vault.write() as session:
        entries.revise(session, made, text="Second")
        entries.move_to_trash(session, made)
    before = bring_back(vault, Entry, made)
    with vault.write() as session:
        assert records.get(session, Entry, made).deleted_at is None
        versions.put_back(session, before)
        assert records.get(session, Entry, made).deleted_at


def test_a_version_of_something_deleted_for_good_is_not_shown(vault: Vault) -> None:
    with vault.write() as session:
        meeting = make.meeting(session)
        item = make.topic(session, meeting, "The pilot")
        one_on_ones.revise_item(session, item.id, text="The budget")
    with vault.write() as session:
        history.delete_for_good(session, records.get(session, AgendaItem, item.id))
    with vault.read() as session:
        assert history.versions(session, item.id) == []


def test_words_that_look_like_a_day_are_left_as_they_are(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "2026-01-01").id
    with vault.write() as session:
        entries.revise(session, made, text="Another day")
    assert changed(vault, Entry, made) == [[("Text", "2026-01-01", "Another day")]]


def test_an_earlier_line_comes_back_approved_only_if_it_was(vault: Vault) -> None:
    with vault.write() as session:
        line = make.line(session, "The pilot stands.").id
    with vault.write() as session:
        lines.withdraw(session, line)
    with vault.write() as session:
        history.keep_every_version(session)
        lines.revise(session, line, "The pilot may stand.")
    assert (
        "Not in the summary since" in {label for label, _was, _now in changed(vault, ShareableLine, line)[0]}
    ) is False
    bring_back(vault, ShareableLine, line, 0)
    with vault.read() as session:
        assert lines.approved(session, DAY, DAY) == []

"""The trash: whatever was deleted is found there, says until when, and comes back or goes as a whole."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from journal import trash
from journal.practices import commitments, entries, importance, one_on_ones
from journal.sharing import lines
from journal.store import history, records
from journal.store.history import _trashable  # type: ignore[reportPrivateUsage]
from journal.store.tables import (
    AgendaItem,
    ClimbStep,
    Entry,
    Evidence,
    Feedback,
    ImportanceHand,
    OneOnOne,
    Receipt,
    ReceiptFile,
    Request,
)
from journal.store.vault import Vault
from tests import make
from tests.make import DAY


def fill(vault: Vault) -> None:
    """One record of every kind, all in the trash; the topic's one-on-one as well."""
    with vault.write() as session:
        manager_id = make.manager(session).id
        meeting = make.meeting(session)
        hand = importance.play(
            session, "me", ["integrity", "results", "teamwork", "initiative"], DAY, manager_id=manager_id
        )
        receipt = Receipt(
            made_at="2026-03-02T10:00:00.000+00:00",
            period_from=DAY,
            period_to=DAY,
            title="Progress",
            lines=[],
            sha256="0" * 64,
            manager_id=manager_id,
        )
        session.add(receipt)
        session.flush()
        item = make.topic(session, meeting, "The pilot")
        one_on_ones.remove_item(session, item.id)
        entries.move_to_trash(session, make.feedback(session, "be bolder").entry_id)
        commitments.move_to_trash(session, make.promise(session, "Draft the plan").id)
        lines.move_to_trash(session, make.line(session, "It runs.").id)
        new = [each for each in make.coaching(session, meeting) if type(each) in trash.KINDS]
        one_on_ones.move_to_trash(session, meeting.id)
        for record in (hand, receipt, *new):
            history.trash(record)


def test_a_record_of_every_kind_is_found_and_comes_back(vault: Vault) -> None:
    fill(vault)
    with vault.read() as session:
        found = trash.trashed(session)
        assert not trash.is_empty(session)
    assert {each.kind for each in found} == {*_trashable()} - {Feedback, Request, ClimbStep, Evidence, ReceiptFile}
    words = {each.kind: each.words for each in found}
    assert words[Entry] == "be bolder"
    assert words[OneOnOne] == "2 March 2026"
    assert all(each.words != "Without words" for each in found)
    with vault.write() as session:
        for each in found:
            trash.restore(session, each.kind, each.id)
    with vault.read() as session:
        assert trash.is_empty(session)
        assert [item.text for item in session.scalars(select(AgendaItem))] == ["The pilot"]
        assert session.scalar(select(ImportanceHand.deleted_at)) is None


def test_a_topic_brings_its_one_on_one_back_and_both_go_again_together(vault: Vault) -> None:
    fill(vault)
    with vault.read() as session:
        topic = next(each for each in trash.trashed(session) if each.kind is AgendaItem)
    with vault.write() as session:
        out = trash.restore(session, topic.kind, topic.id)
        assert {kind for kind, _id in out} == {AgendaItem, OneOnOne}
        assert one_on_ones.held(session)
        trash.throw(session, out)
        assert not one_on_ones.held(session)


def test_it_goes_on_the_day_that_is_said_and_not_before(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "Old words").id
        records.get(session, Entry, made).deleted_at = datetime(2026, 3, 2, 12, tzinfo=UTC).isoformat(
            timespec="milliseconds"
        )
    with vault.read() as session:
        said = trash.trashed(session)[0]
    assert (said.thrown_on, said.goes_on) == (date(2026, 3, 2), date(2026, 4, 1))
    with vault.write() as session:
        day_before = datetime(2026, 4, 1, 12, tzinfo=UTC) - timedelta(days=1)
        assert history.empty_old_trash(session, day_before) == 0
        assert history.empty_old_trash(session, datetime(2026, 4, 1, 13, tzinfo=UTC)) == 1


def test_emptying_takes_everything_that_was_deleted_and_nothing_else(vault: Vault) -> None:
    fill(vault)
    with vault.write() as session:
        make.entry(session, "Stays")
    with vault.write() as session:
        assert trash.empty(session) == 15, "a topic and a plan go with their one-on-one, a criterion with its case"
    with vault.read() as session:
        assert trash.is_empty(session)
        assert set(session.scalars(select(Entry.text))) == {"Stays", "Closed the audit.", ""}
        assert session.scalar(select(func.count()).select_from(AgendaItem)) == 0

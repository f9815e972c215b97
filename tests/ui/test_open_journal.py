"""The gate: what one page changes, the others hear of, and nothing is announced that did not happen."""

import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from journal.errors import JournalBusy, JournalReplaced
from journal.practices import entries
from journal.store import history, search
from journal.store.vault import Vault
from journal.ui import background
from journal.ui.open_journal import ANYTHING, Changed, OpenJournal
from tests import make

if TYPE_CHECKING:
    from sqlalchemy import Connection


def test_a_committed_change_is_announced_by_its_kind(open_journal: OpenJournal, qtbot: QtBot) -> None:
    with qtbot.waitSignal(open_journal.changed) as heard, open_journal.write(Changed.ENTRIES) as session:
        make.entry(session, "Something new")
    assert heard.args == [Changed.ENTRIES]


def test_a_failed_change_is_not_announced_and_leaves_nothing(open_journal: OpenJournal, qtbot: QtBot) -> None:
    def fail_half_way() -> None:
        with open_journal.write(Changed.ENTRIES) as session:
            make.entry(session, "Half a thought")
            raise RuntimeError

    with qtbot.assertNotEmitted(open_journal.changed), pytest.raises(RuntimeError):
        fail_half_way()
    with open_journal.read() as session:
        assert entries.first_rows(session, entries.EntryFilter(), 5) == []


def test_what_another_program_writes_reaches_the_pages(open_journal: OpenJournal, vault: Vault, qtbot: QtBot) -> None:
    open_journal.look_for_changes()
    beside = Vault.open_keyed(vault.path, vault.key)
    with beside.write() as session:
        make.entry(session, "From the command line")
    beside.close()
    with qtbot.waitSignal(open_journal.changed) as heard:
        open_journal.look_for_changes()
    assert heard.args == [ANYTHING]
    with qtbot.assertNotEmitted(open_journal.changed):
        open_journal.look_for_changes()


def test_the_window_does_not_wait_while_another_program_writes(open_journal: OpenJournal, vault: Vault) -> None:
    beside = Vault.open_keyed(vault.path, vault.key)
    with beside.write() as other:
        make.entry(other, "Being written")
        with pytest.raises(JournalBusy), open_journal.write(Changed.ENTRIES):
            pytest.fail("two wrote at once")
    with open_journal.write(Changed.ENTRIES) as session:
        make.entry(session, "Written after it")
    beside.close()


def test_what_is_too_long_in_the_trash_goes_in_the_background(
    open_journal: OpenJournal, vault: Vault, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault.write() as session:
        kept = make.entry(session, "Thrown away today").id
        entries.move_to_trash(session, kept)
    monkeypatch.setattr(history, "now", "2020-01-01T09:00:00.000+00:00".__str__)
    with vault.write() as session:
        entries.move_to_trash(session, make.entry(session, "Thrown away long ago").id)
    monkeypatch.undo()
    on: list[int] = []
    real = search.purge

    def purge(connection: "Connection") -> None:
        on.append(threading.get_ident())
        real(connection)

    monkeypatch.setattr(search, "purge", purge)
    with qtbot.waitSignal(open_journal.changed):
        open_journal.empty_old_trash()
    assert len(on) == 1
    assert on[0] != threading.get_ident()
    with vault.read() as session:
        assert [row.id for row in entries.first_rows(session, entries.EntryFilter(trashed=True), 5)] == [kept]


def test_a_trash_with_nothing_old_in_it_changes_no_byte(open_journal: OpenJournal, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        entries.move_to_trash(session, make.entry(session, "Thrown away today").id)
    open_journal.look_for_changes()
    before = vault.data_version()
    with qtbot.assertNotEmitted(open_journal.changed):
        open_journal.empty_old_trash()
        qtbot.waitUntil(lambda: not background.is_busy())
    assert vault.data_version() == before


def test_a_file_put_in_the_journals_place_is_never_written_to(open_journal: OpenJournal, tmp_path: Path) -> None:
    path = open_journal.path
    copy = tmp_path / "copy.upward"
    open_journal.backup_to(copy)
    copy.replace(path)
    before = path.read_bytes()
    with pytest.raises(JournalReplaced), open_journal.write(Changed.ENTRIES) as session:
        make.entry(session, "Into the wrong file")
    assert path.read_bytes() == before


def test_whoever_holds_unsaved_text_is_asked_for_it_before_the_journal_closes(open_journal: OpenJournal) -> None:
    def save() -> None:
        with open_journal.write(Changed.ENTRIES) as session:
            make.entry(session, "The last words")

    open_journal.closing.connect(save)
    path, key = open_journal.path, open_journal._vault.key
    open_journal.close()
    again = Vault.open_keyed(path, key)
    with again.read() as session:
        assert [row.headline for row in entries.first_rows(session, entries.EntryFilter(), 5)] == ["The last words"]
    again.close()


def test_saving_goes_on_while_a_snapshot_is_taken_and_read(open_journal: OpenJournal) -> None:
    """A long reader works on a copy: every save that was acknowledged meanwhile is in the journal, none in the copy."""
    with open_journal.write(Changed.ENTRIES) as session:
        for number in range(300):
            make.entry(session, f"Before {number}")
    begun, enough, seen = threading.Event(), threading.Event(), list[int]()

    def read_slowly() -> None:
        with open_journal.snapshot() as copy, copy.read() as session:
            begun.set()
            enough.wait(30)
            seen.append(len(entries.places(session, entries.EntryFilter())))

    reader = threading.Thread(target=read_slowly)
    reader.start()
    assert begun.wait(30)
    for number in range(20):
        with open_journal.write(Changed.ENTRIES) as session:
            make.entry(session, f"Meanwhile {number}", day=date(2026, 4, 1))
    enough.set()
    reader.join()
    assert seen == [300]
    with open_journal.read() as session:
        assert len(entries.places(session, entries.EntryFilter())) == 320
    assert not list(open_journal.path.parent.glob("*.copy"))

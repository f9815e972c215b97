"""Reading and writing side by side: in one program, in two, and when the file is exchanged under an open journal."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from journal.errors import BadInput, JournalBusy, JournalReplaced
from journal.store.connection import settle
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE

HOLDER = """
import sys
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1], isolation_level=None)
connection.execute('PRAGMA key="' + sys.stdin.readline().strip() + '"').fetchall()
connection.execute(sys.argv[2])
connection.execute("SELECT count(*) FROM entry").fetchall()
print("held", flush=True)
sys.stdin.readline()
"""


@contextmanager
def another_program(vault: Vault, begins: str = "BEGIN IMMEDIATE") -> Generator[None]:
    """Another process that is in the middle of a transaction."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(vault.path), begins],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        assert program.stdin
        assert program.stdout
        program.stdin.write(vault.key.pragma + "\n")
        program.stdin.flush()
        assert program.stdout.readline() == "held\n"
        try:
            yield
        finally:
            program.stdin.close()


def texts(vault: Vault) -> list[str]:
    """The texts of all entries, oldest first, as a new reader finds them."""
    with vault.read() as session:
        return list(session.execute(text("SELECT text FROM entry ORDER BY place")).scalars())


def test_a_write_is_all_or_nothing(vault: Vault) -> None:
    def save() -> None:
        with vault.write() as session:
            make.entry(session, "Never saved.")
            make.entry(session, "Refused.", kind="poem")

    with pytest.raises(BadInput):
        save()
    assert texts(vault) == []
    with vault.write() as session:
        make.entry(session, "Saved.")
    assert texts(vault) == ["Saved."]


def test_a_write_within_a_write_is_refused_and_the_outer_one_is_kept(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "Outer.")
        with pytest.raises(RuntimeError), vault.write():
            pass
    assert texts(vault) == ["Outer."]


def test_a_read_within_a_write_sees_the_state_before_and_loses_nothing(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "Before.")
    with vault.write() as session:
        make.entry(session, "After.")
        session.flush()
        assert texts(vault) == ["Before."]
    assert sorted(texts(vault)) == ["After.", "Before."]


def test_what_was_read_can_still_be_looked_at_when_its_session_is_over(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "Detached.")
    assert (made.text, made.day) == ("Detached.", make.DAY)
    with vault.read() as session:
        found = make.entries.records.get(session, make.Entry, made.id)
    assert found.text == "Detached."


def test_a_reading_session_cannot_change_the_journal(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "As it was.")
    with vault.read() as session:
        make.entries.revise(session, made.id, text="Changed by mistake.")
    assert texts(vault) == ["As it was."]


def test_two_threads_that_write_at_once_both_succeed(vault: Vault) -> None:
    with vault.write() as session:
        make.manager(session)

    def work(name: str) -> None:
        for number in range(5):
            with vault.write() as session:
                make.entry(session, f"{name} {number}")

    threads = [threading.Thread(target=work, args=(name,)) for name in ("one", "two")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(texts(vault)) == sorted(f"{name} {number}" for name in ("one", "two") for number in range(5))


def test_while_another_program_writes_a_save_is_refused_and_works_afterwards(vault: Vault) -> None:
    with another_program(vault):
        with pytest.raises(JournalBusy), vault.write(wait_ms=0) as session:
            make.entry(session, "Too early.")
        assert texts(vault) == []
    with vault.write(wait_ms=0) as session:
        make.entry(session, "In time.")
    assert texts(vault) == ["In time."]


def test_while_another_program_reads_a_save_is_not_acknowledged_unless_it_is_done(vault: Vault) -> None:
    with another_program(vault, "BEGIN"), pytest.raises(JournalBusy), vault.write(wait_ms=0) as session:
        make.entry(session, "Too early.")
    assert texts(vault) == []
    with vault.write() as session:
        make.entry(session, "In time.")
    assert texts(vault) == ["In time."]


def test_a_reader_after_a_hasty_writer_is_patient_again(vault: Vault) -> None:
    with vault.write(wait_ms=0) as session:
        make.manager(session)
    with vault.read() as session:
        assert session.execute(text("PRAGMA busy_timeout")).scalar() == 5000


@pytest.mark.parametrize("patience", [0, 250])
def test_a_new_connection_waits_no_longer_than_its_first_user_wants_to(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, patience: int
) -> None:
    seen: list[int] = []

    def settle_and_look(connection: Any) -> None:
        seen.append(connection.execute("PRAGMA busy_timeout").fetchone()[0])
        settle(connection)

    monkeypatch.setattr("journal.store.vault.settle", settle_and_look)
    vault._engine.dispose()
    with another_program(vault, "BEGIN EXCLUSIVE"), pytest.raises(JournalBusy), vault.read(patience) as session:
        session.connection()
    assert seen == [patience]
    assert texts(vault) == []


def test_a_connection_made_in_haste_has_every_setting_afterwards(vault: Vault) -> None:
    vault._engine.dispose()
    with (
        another_program(vault, "BEGIN EXCLUSIVE"),
        pytest.raises(JournalBusy),
        vault.read(wait_ms=0) as session,
    ):
        session.connection()
    with vault.read() as session:
        found = [session.execute(text(f"PRAGMA {name}")).scalar() for name in ("foreign_keys", "synchronous")]
    assert found == [1, 3]


def test_only_who_migrates_turns_foreign_keys_off_and_they_are_on_again_afterwards(vault: Vault) -> None:
    vault._engine.dispose()
    said: list[str] = []
    with vault._engine.execution_options(writes=True, migrates=True).begin() as migrating:
        assert migrating.exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
    with vault.read() as session:
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        driver: Any = session.connection().connection.driver_connection
        driver.set_trace_callback(said.append)
    assert texts(vault) == []
    assert any("SELECT" in each for each in said)
    assert not any("foreign_keys" in each for each in said)


def test_what_another_program_wrote_is_noticed(vault: Vault) -> None:
    other = Vault.open_keyed(vault.path, vault.key)
    before = vault.data_version()
    assert vault.data_version() == before
    with other.write() as session:
        make.entry(session, "From beside.")
    other.close()
    assert vault.data_version() != before
    assert texts(vault) == ["From beside."]


def test_asking_what_changed_never_waits_for_a_writer(vault: Vault) -> None:
    before = vault.data_version()
    with another_program(vault, "BEGIN EXCLUSIVE"):
        assert vault.data_version() == before


def _replace(path: Path) -> None:
    shutil.copyfile(path.with_name("older.upward"), path.with_name("incoming"))
    path.with_name("incoming").replace(path)


def _move_away(path: Path) -> None:
    path.rename(path.with_name("moved.upward"))


@pytest.fixture
def exchanged(vault: Vault) -> Vault:
    """A journal with an older copy of it beside it."""
    vault.backup_to(vault.path.with_name("older.upward"))
    with vault.write() as session:
        make.entry(session, "Newer.")
    return vault


@pytest.mark.parametrize("exchange", [_replace, _move_away, Path.unlink])
def test_nothing_is_saved_into_a_file_that_was_exchanged(exchanged: Vault, exchange: Callable[[Path], None]) -> None:
    exchange(exchanged.path)
    with pytest.raises(JournalReplaced), exchanged.write() as session:
        make.entry(session, "Into nowhere.")
    if exchanged.path.exists():
        assert texts(Vault.open(exchanged.path, PASSPHRASE)) == []


@pytest.mark.parametrize("exchange", [_replace, _move_away, Path.unlink])
def test_a_file_exchanged_in_the_middle_of_a_save_is_noticed(
    exchanged: Vault, exchange: Callable[[Path], None]
) -> None:
    def save() -> None:
        with exchanged.write() as session:
            make.entry(session, "Into nowhere.")
            exchange(exchanged.path)

    with pytest.raises(JournalReplaced):
        save()
    if exchanged.path.exists():
        again = Vault.open(exchanged.path, PASSPHRASE)
        assert texts(again) == []
        assert again.integrity_faults() == []
        again.close()


def test_a_copy_made_with_the_journal_closed_is_the_whole_journal(vault: Vault, tmp_path: Path) -> None:
    with vault.write() as session:
        make.entry(session, "Carried along.")
    vault.close()
    shutil.copyfile(vault.path, tmp_path / "copy.upward")
    os.sync()
    with Vault.open(tmp_path / "copy.upward", PASSPHRASE).read() as session:
        assert session.execute(text("SELECT text FROM entry")).scalar() == "Carried along."

"""Making a journal and opening it again, here and with another program."""

import os
import sqlite3
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from journal.errors import (
    JournalClosed,
    JournalExists,
    JournalMissing,
    JournalReadOnly,
    JournalUnreachable,
    NotAJournal,
    UpwardError,
    WeakPassphrase,
    WrongPassphrase,
)
from journal.store.migrations import APPLICATION_ID
from journal.store.tables import Entry
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE
from tests.store import other_program

NASTY = "it's \"x'\" ; -- %s Žluťoučký 🦉  two  spaces "


def test_a_new_journal_opens_with_its_passphrase_and_with_no_other(tmp_path: Path) -> None:
    path = tmp_path / "new.upward"
    Vault.create(path, NASTY).close()
    Vault.open(path, NASTY).close()
    for wrong in (NASTY.strip(), NASTY.upper(), ""):
        with pytest.raises(WrongPassphrase):
            Vault.open(path, wrong)


def test_a_passphrase_typed_with_separate_accents_opens_too(tmp_path: Path) -> None:
    path = tmp_path / "new.upward"
    Vault.create(path, unicodedata.normalize("NFD", NASTY)).close()
    Vault.open(path, unicodedata.normalize("NFC", NASTY)).close()


def test_what_was_written_is_there_after_opening_again(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "The pilot was praised. @pilot")
    vault.close()
    with Vault.open(vault.path, PASSPHRASE).read() as session:
        [row] = make.entries.first_rows(session, make.entries.EntryFilter(), 10)
    assert (row.id, row.headline, row.tags) == (made.id, "The pilot was praised. @pilot", ("@pilot",))


def test_another_program_opens_the_journal_with_the_passphrase_and_default_settings(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "Read me elsewhere.")
    vault.close()
    connection = other_program.opened(vault.path, PASSPHRASE)
    assert connection.execute("SELECT text FROM entry").fetchall() == [("Read me elsewhere.",)]
    assert connection.execute("PRAGMA cipher_page_size").fetchone() == ("4096",)
    assert connection.execute("PRAGMA kdf_iter").fetchone() == ("256000",)
    connection.close()


def test_the_file_is_what_the_published_format_says(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "Spelled out in a page.")
    vault.close()
    found = list(other_program.pages(vault.path, PASSPHRASE))
    assert len(found) == vault.path.stat().st_size // other_program.PAGE
    assert any(b"Spelled out in a page." in page for page in found)
    assert b"Spelled out in a page." not in vault.path.read_bytes()


def test_the_journal_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.upward"
    vault = Vault.create(path, PASSPHRASE)
    with vault.write() as session:
        make.entry(session)
        session.flush()
        rights = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir() if file.is_file()}
    vault.close()
    assert rights == {"new.upward": 0o600, "new.upward-journal": 0o600}


def test_nothing_is_left_beside_a_closed_journal(vault: Vault, tmp_path: Path) -> None:
    with vault.write() as session:
        make.entry(session)
    vault.data_version()
    vault.close()
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["journal.upward"]


def test_a_new_journal_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "precious.upward"
    path.write_bytes(b"precious")
    with pytest.raises(JournalExists):
        Vault.create(path, PASSPHRASE)
    assert path.read_bytes() == b"precious"


def test_a_weak_passphrase_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        Vault.create(tmp_path / "new.upward", "short")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_creation_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_vault: Vault, **_options: bool) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Vault, "_upgrade", fails)
    with pytest.raises(OSError, match="Input/output"):
        Vault.create(tmp_path / "new.upward", PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_in_a_missing_folder_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(JournalUnreachable, match="nowhere"):
        Vault.create(tmp_path / "nowhere" / "new.upward", PASSPHRASE)


def test_a_missing_journal_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(JournalMissing):
        Vault.open(tmp_path / "gone.upward", PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("Dear diary\n", encoding="utf-8")


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(8192))


def _garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 16)


def _plain_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE entry (text)")
    connection.close()


@pytest.mark.parametrize(
    ("write", "error"),
    [
        (_empty, NotAJournal),
        (_text, NotAJournal),
        (_zeros, WrongPassphrase),
        (_garbage, WrongPassphrase),
        (_plain_database, NotAJournal),
        (Path.mkdir, NotAJournal),
    ],
)
def test_what_is_no_journal_is_refused_and_left_as_it_is(
    tmp_path: Path, write: Callable[[Path], object], error: type[UpwardError]
) -> None:
    path = tmp_path / "other.upward"
    write(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(error):
        Vault.open(path, PASSPHRASE)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert list(tmp_path.iterdir()) == [path]


def test_half_of_a_journal_is_refused(vault: Vault) -> None:
    vault.close()
    whole = vault.path.read_bytes()
    vault.path.write_bytes(whole[: len(whole) // 2 + 100])
    with pytest.raises(NotAJournal, match="only a part"):
        Vault.open(vault.path, PASSPHRASE)


def test_the_encrypted_database_of_another_program_is_not_written_into(tmp_path: Path) -> None:
    path = tmp_path / "other.upward"
    connection = other_program.opened(path, PASSPHRASE)
    connection.execute("CREATE TABLE recipes (name)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotAJournal):
        Vault.open(path, PASSPHRASE)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_database_that_counts_its_versions_and_is_not_ours_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.upward"
    connection = other_program.opened(path, PASSPHRASE)
    connection.executescript("CREATE TABLE recipes (name); PRAGMA application_id = 7; PRAGMA user_version = 1;")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotAJournal, match="another program"):
        Vault.open(path, PASSPHRASE)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_journal_says_whose_it_is(vault: Vault) -> None:
    vault.close()
    connection = other_program.opened(vault.path, PASSPHRASE)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    connection.close()


def test_opening_and_reading_change_no_byte(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "As it was.")
    vault.close()
    before = vault.path.read_bytes()
    again = Vault.open(vault.path, PASSPHRASE)
    with again.read() as session:
        make.entries.first_rows(session, make.entries.EntryFilter(), 10)
    again.data_version()
    assert again.integrity_faults() == []
    again.close()
    assert vault.path.read_bytes() == before


def test_every_committed_change_is_counted_and_nothing_else(vault: Vault) -> None:
    before = vault.last_change()
    with vault.read() as session:
        session.scalars(select(Entry)).all()
    with vault.write():
        pass
    assert vault.last_change() == before
    with vault.write() as session:
        make.entry(session)
    after = vault.last_change()
    assert after.changes == before.changes + 1
    assert after.at >= before.at


def test_two_new_journals_are_told_apart_and_a_copy_is_not(tmp_path: Path, vault: Vault) -> None:
    vault.backup_to(tmp_path / "copy.upward")
    copy = Vault.open_keyed(tmp_path / "copy.upward", vault.key)
    other = Vault.create(tmp_path / "other.upward", PASSPHRASE)
    try:
        assert copy.journal_id == vault.journal_id != other.journal_id
    finally:
        copy.close()
        other.close()


def test_a_journal_opened_to_look_at_changes_no_byte(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "Looked at, not changed.")
    vault.close()
    before = vault.path.read_bytes()
    seen = Vault.open_keyed(vault.path, vault.key, read_only=True)
    try:
        with pytest.raises(JournalReadOnly), seen.write() as session:
            make.entry(session, "Never written.")
        with seen.read() as session:
            assert [each.text for each in session.scalars(select(Entry))] == ["Looked at, not changed."]
    finally:
        seen.close()
    assert vault.path.read_bytes() == before


@pytest.mark.parametrize("replaced", [False, True])
def test_a_journal_whose_file_was_taken_away_can_still_be_saved_elsewhere(
    vault: Vault, tmp_path: Path, *, replaced: bool
) -> None:
    with vault.write() as session:
        make.entry(session, "Still in our hands.")
    vault.data_version()  # the window has looked at it
    vault.path.unlink()
    if replaced:
        vault.path.write_bytes(os.urandom(8192))
    vault.backup_to(tmp_path / "elsewhere.upward")
    saved = Vault.open_keyed(tmp_path / "elsewhere.upward", vault.key)
    try:
        with saved.read() as session:
            assert [each.text for each in session.scalars(select(Entry))] == ["Still in our hands."]
    finally:
        saved.close()


def test_nothing_reads_or_writes_through_a_closed_journal(vault: Vault) -> None:
    vault.data_version()
    vault.close()
    before = vault.path.read_bytes()
    with pytest.raises(JournalClosed), vault.write() as session:
        make.entry(session, "Too late.")
    with pytest.raises(JournalClosed), vault.read():
        pass
    vault.data_version()
    assert vault.path.read_bytes() == before

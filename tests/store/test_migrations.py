"""Journals of other versions: an older one is brought up whole or not at all, a newer one is left alone."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from journal.errors import DiskFull, JournalTooNew
from journal.store import known, migrations, shelf
from journal.store.migrations import CURRENT
from journal.store.tables import Base
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE
from tests.store import other_program


def test_the_migrated_file_has_exactly_the_tables_that_the_program_declares(vault: Vault) -> None:
    with vault.read() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"include_name": _is_ours, "compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name not in {"alembic_version", *(f"search{end}" for end in ENDS)}


ENDS = ("", "_data", "_idx", "_docsize", "_config", "_content")


def test_every_migration_is_counted() -> None:
    versions = Path(migrations.__file__).parent / "versions"
    numbers = sorted(int(file.name.split("_")[0]) for file in versions.glob("[0-9]*.py"))
    assert numbers == list(range(1, CURRENT + 1))


def _set_version(path: Path, version: int) -> bytes:
    connection = other_program.opened(path, PASSPHRASE)
    connection.execute(f"PRAGMA user_version = {version}").fetchall()
    connection.close()
    return path.read_bytes()


def test_a_journal_of_a_newer_version_is_refused_and_not_touched(vault: Vault) -> None:
    vault.close()
    before = _set_version(vault.path, CURRENT + 1)
    with pytest.raises(JournalTooNew):
        Vault.open(vault.path, PASSPHRASE)
    assert vault.path.read_bytes() == before
    assert [each.name for each in vault.path.parent.iterdir() if each.is_file()] == [vault.path.name]


def test_a_journal_that_is_up_to_date_opens_without_the_migration_tool(vault: Vault) -> None:
    vault.close()
    program = (
        "import sys\nfrom pathlib import Path\nfrom journal.store.vault import Vault\n"
        "Vault.open(Path(sys.argv[1]), sys.stdin.readline().strip()).close()\nprint('alembic' in sys.modules)\n"
    )
    asked = subprocess.run(
        [sys.executable, "-c", program, vault.path], input=PASSPHRASE, capture_output=True, text=True, check=True
    )
    assert asked.stdout == "False\n"


KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from journal.store import migrations
from journal.store.vault import Vault

path, passphrase, statements = Path(sys.argv[1]), sys.stdin.readline().strip(), int(sys.argv[2])
from journal.store.key import derive
from journal.store.connection import create_file
create_file(path)
vault = Vault(path, derive(passphrase, bytes(range(16))), "")
seen = 0

def count(*_anything):
    global seen
    seen += 1
    if seen == statements:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(vault._engine, "after_cursor_execute", count)
migrations.upgrade(vault._writer)
print(seen)
"""


def _migrated(path: Path, statements: int) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", KILLED, path, str(statements)],
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_migration_that_is_killed_leaves_nothing_half(tmp_path: Path, long: bool) -> None:
    total = int(_migrated(tmp_path / "whole.upward", 0).stdout)
    for number in range(2, total, 1 if long else total // 3):
        path = tmp_path / f"killed-{number}.upward"
        assert _migrated(path, number).returncode == -9
        connection = other_program.opened(path, PASSPHRASE)
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)
        connection.close()


def test_an_older_journal_is_copied_before_it_is_changed(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    with vault.write() as session:
        made = make.entry(session, "Written long ago.")
    assert vault.journal_id
    vault.close()
    monkeypatch.setattr(migrations, "CURRENT", CURRENT + 1)
    newer = Vault.open(vault.path, PASSPHRASE)
    with newer.read() as session:
        assert session.get_one(type(made), made.id).text == "Written long ago."
    newer.close()
    monkeypatch.setattr(migrations, "CURRENT", CURRENT)
    found = known.by_id(vault.journal_id)
    assert found
    [copy] = shelf.backups(found)
    assert (copy.reason, copy.is_verified, copy.path.stat().st_mode & 0o777) == ("migration", True, 0o600)
    old = Vault.open(copy.path, PASSPHRASE)
    with old.read() as session:
        assert session.get_one(type(made), made.id).text == "Written long ago."
    old.close()


def test_a_journal_that_cannot_be_copied_is_not_changed(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.close()
    before = vault.path.read_bytes()

    def no_room(*_anything: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrations, "CURRENT", CURRENT + 1)
    monkeypatch.setattr(shutil, "copyfile", no_room)
    monkeypatch.setattr(Vault, "backup_to", no_room)
    with pytest.raises(DiskFull):
        Vault.open(vault.path, PASSPHRASE)
    assert vault.path.read_bytes() == before


def test_a_journal_made_before_journals_had_an_identity_gets_one(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "Written long ago.")
    vault.close()
    connection = other_program.opened(vault.path, PASSPHRASE)
    connection.execute("DROP TABLE identity")
    connection.close()
    names: set[str] = set()
    for _again in range(2):
        opened = Vault.open(vault.path, PASSPHRASE)
        with opened.read() as session:
            assert session.get_one(type(made), made.id).text == "Written long ago."
        names.add(opened.journal_id)
        opened.close()
    assert len(names) == 1

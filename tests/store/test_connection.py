"""What stands between a connection and a loss: its settings, and the refusal to go on without encryption."""

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlcipher3

from journal.errors import EncryptionMissing
from journal.store import connection
from journal.store.key import Key
from journal.store.vault import POOL, Vault
from tests.conftest import PASSPHRASE

SETTINGS = {
    "journal_mode": "delete",
    "synchronous": 3,
    "temp_store": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "secure_delete": 1,
    "cell_size_check": 1,
    "mmap_size": 0,
    "busy_timeout": 5000,
    "cipher_page_size": "4096",
    "cipher_use_hmac": "1",
    "kdf_iter": "256000",
    "cipher_log_level": "NONE",
}


def test_every_connection_of_the_pool_has_every_setting(vault: Vault) -> None:
    with ExitStack() as stack:
        sessions = [stack.enter_context(vault.read()) for _each in range(POOL)]
        for session in sessions:
            driver = session.connection()
            found = {name: driver.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SETTINGS}
            assert found == SETTINGS


def _without_cipher(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(connection, "dbapi2", sqlite3)


def _too_old(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sqlcipher3.dbapi2, "sqlite_version_info", (3, 51, 2))


def _sorting_on_the_disk(patch: pytest.MonkeyPatch) -> None:
    changed = tuple(each.replace("temp_store=MEMORY", "temp_store=FILE") for each in connection.PRAGMAS)
    patch.setattr(connection, "PRAGMAS", changed)


@pytest.mark.parametrize("spoil", [_without_cipher, _too_old, _sorting_on_the_disk])
def test_a_library_that_cannot_be_trusted_opens_nothing(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[pytest.MonkeyPatch], None]
) -> None:
    vault.close()
    before = vault.path.read_bytes()
    spoil(monkeypatch)
    with pytest.raises(EncryptionMissing):
        Vault.open(vault.path, PASSPHRASE)
    assert vault.path.read_bytes() == before


@pytest.mark.parametrize("spoil", [_without_cipher, _too_old, _sorting_on_the_disk])
def test_a_library_that_cannot_be_trusted_makes_no_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[pytest.MonkeyPatch], None]
) -> None:
    spoil(monkeypatch)
    with pytest.raises(EncryptionMissing):
        Vault.create(tmp_path / "new.upward", PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["it's #1 100%?.upward", "Übung und Žluť.upward", "-rf.upward"])
def test_any_file_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    vault = Vault.create(tmp_path / name, PASSPHRASE)
    vault.close()
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_missing_file_is_not_made_by_connecting(tmp_path: Path) -> None:
    with pytest.raises(connection.DatabaseError):
        connection.connect(tmp_path / "gone.upward", Key(b"k" * 32, b"s" * 16))
    assert list(tmp_path.iterdir()) == []

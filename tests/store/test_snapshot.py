"""A copy to read from at leisure, while writing goes on."""

from pathlib import Path

import pytest
from sqlalchemy import text

from journal.store.vault import Vault
from tests import make


def _beside(vault: Vault) -> list[Path]:
    return [each for each in vault.path.parent.iterdir() if each.is_file() and each != vault.path]


def test_a_snapshot_shows_the_state_of_its_moment_and_keeps_no_writer_waiting(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "before")
    with vault.snapshot() as copy, copy.read() as reading:
        assert reading.execute(text("SELECT text FROM entry")).scalars().all() == ["before"]
        with vault.write(wait_ms=0) as session:
            make.entry(session, "meanwhile")
        assert reading.execute(text("SELECT text FROM entry")).scalars().all() == ["before"]
        assert [each.stat().st_mode & 0o777 for each in _beside(vault)] == [0o600]
    assert _beside(vault) == []


def test_a_snapshot_is_gone_when_the_reading_failed(vault: Vault) -> None:
    with pytest.raises(ZeroDivisionError), vault.snapshot():
        raise ZeroDivisionError
    assert _beside(vault) == []

"""A rescue beside other programs, and one that is killed: nothing half has a name, and nobody's save is lost."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from journal.errors import JournalBusy
from journal.store import known, rescue, shelf, swapping
from journal.store.connection import LEAST_BYTES, connect
from journal.store.key import Key
from journal.store.vault import Vault
from tests import make


@pytest.fixture
def damaged(vault: Vault) -> tuple[Path, Key, Path]:
    """A journal with a backup on the shelf and a spoilt page, its key, and the name for the rescued one."""
    with vault.write() as session:
        for number in range(40):
            make.entry(session, f"heron {number} " + "over the weir " * 40)
    shelf.make(vault, "unlock")
    known.saw(vault)
    vault.close()
    _spoil(vault.path, vault.path.stat().st_size // LEAST_BYTES - 1)
    return vault.path, vault.key, vault.path.with_name("rescued.upward")


def _spoil(path: Path, page: int) -> None:
    data = bytearray(path.read_bytes())
    data[page * LEAST_BYTES - 1000] ^= 1
    path.write_bytes(data)


def _hidden(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if each.name.startswith(".")]


def _killed(act: Callable[[], object]) -> None:
    if not (child := os.fork()):
        act()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def _die(*_anything: object) -> None:
    os._exit(9)


@pytest.mark.parametrize("late", [True, False])
def test_a_killed_rescue_leaves_nothing_under_the_name_and_the_next_one_sweeps_up(
    damaged: tuple[Path, Key, Path], monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    path, key, into = damaged
    if not late:
        _spoil(path, 1)
    with monkeypatch.context() as patch:
        patch.setattr(
            *("journal.store.rescue._refuse_faults", _die) if late else ("journal.store.working_copy._graft", _die)
        )
        _killed(lambda: rescue.rescue(path, key, into))
    assert not into.exists()
    assert len(_hidden(path.parent)) >= 2
    for name in _hidden(path.parent):
        os.utime(path.with_name(name), (1, 1))
    rescue.rescue(path, key, into)
    Vault.open_keyed(into, key).close()
    assert _hidden(path.parent) == []


def test_a_rescued_journal_is_no_fork_of_what_was_written_here(damaged: tuple[Path, Key, Path]) -> None:
    path, key, into = damaged
    seen = known.by_path(path)
    assert seen
    known.remember(replace(seen, last_written="entry/one/two"))
    rescue.rescue(path, key, into)
    rescue.take_place(into, path, key)
    assert known.by_path(path) == replace(seen, last_written="")


def test_nobody_can_save_into_a_damaged_journal_that_is_about_to_be_set_aside(
    damaged: tuple[Path, Key, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key, into = damaged
    rescue.rescue(path, key, into)
    patient = swapping.connect
    monkeypatch.setattr(swapping, "connect", lambda path, key, **_more: patient(path, key, wait_ms=0))  # type: ignore[reportUnknownLambdaType]
    with contextlib.closing(connect(path, key)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalBusy):
            rescue.take_place(into, path, key)
    assert into.exists()
    assert rescue.take_place(into, path, key)

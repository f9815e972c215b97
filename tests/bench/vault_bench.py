"""Opening, saving, locking and backing up, each over the same done with the bare driver in the same run."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from journal.practices import entries
from journal.practices.entries import EntryFilter
from journal.store import opening, shelf
from journal.store.connection import connect, create_file, read_salt
from journal.store.key import Key, derive
from journal.store.vault import Vault
from tests.bench.corpus import PASSPHRASE
from tests.bench.paired import Ratio, percentile, ratio_of, timed

SAVES = 200
LIST = "SELECT id, day, kind, text FROM entry WHERE deleted_at IS NULL ORDER BY place DESC LIMIT 50"
CHECKS = ("PRAGMA cipher_integrity_check", "PRAGMA quick_check")


def run(many: Path, few: Path) -> Iterator[Ratio]:
    """The ratios of a large journal, and of a small one, which is checked while it is opened."""
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("XDG_DATA_HOME")
        os.environ["XDG_DATA_HOME"] = folder  # the backups, and what is known of the journals
        try:
            for path, name in ((few, "small"), (many, "large")):
                key = derive(PASSPHRASE, read_salt(path))
                yield from _of(path, key, name)
        finally:
            os.environ.pop("XDG_DATA_HOME")
            if before is not None:
                os.environ["XDG_DATA_HOME"] = before


def _of(path: Path, key: Key, name: str) -> Iterator[Ratio]:
    yield _open(path, key, name)
    yield from _save(path, key, name)
    yield _lock(path, key, name)
    yield _backup(path, key, name)


def _open(path: Path, key: Key, name: str) -> Ratio:
    """From a key to the first page of the list, with all that is looked at on the way."""

    def ours() -> None:
        opened = opening.open_journal(path, key)
        with opened.vault.read() as session:
            entries.first_rows(session, EntryFilter(), 50)
        opened.vault.close()

    def floor() -> None:
        with contextlib.closing(connect(path, key)) as raw:
            for check in CHECKS if path.stat().st_size <= opening.CHECKED_AT_ONCE else ():
                raw.execute(check).fetchall()
            raw.execute(LIST).fetchall()

    is_checked = path.stat().st_size <= opening.CHECKED_AT_ONCE
    goal, note = (5.0, "checks included") if is_checked else (20.0, "some 10 ms that do not grow with the journal")
    return ratio_of(f"open a {name} journal and read a page of it", _in_turn(ours, floor, 15), goal=goal, note=note)


def _save(path: Path, key: Key, name: str) -> Iterator[Ratio]:
    """One save of the editor (text, tags, earlier version, counter, index) over one raw commit of text and index."""
    vault = Vault.open_keyed(path, key)
    with contextlib.closing(vault), contextlib.closing(connect(path, key)) as raw:
        with vault.read() as session:
            ids = [row.id for row in entries.first_rows(session, EntryFilter(), 100)]
        numbers = iter(range(1_000_000))

        def ours() -> None:
            number = next(numbers)
            with vault.write() as session:
                entries.revise(session, ids[number % 50], text=_text("editor", number))

        def floor() -> None:
            _raw_save(raw, ids[50 + next(numbers) % 50], next(numbers))

        pairs = _in_turn(ours, floor, SAVES)
    for share in (50, 99):
        one, other = (percentile([pair[side] for pair in pairs], share) for side in (0, 1))
        note = f"of {SAVES} saves"
        yield ratio_of(f"save into a {name} journal, p{share} over raw p{share}", [(one, other)], goal=3.0, note=note)


def _lock(path: Path, key: Key, name: str) -> Ratio:
    """A last save, and every connection closed."""
    pairs: list[tuple[float, float]] = []
    for number in range(21):
        vault, raw = Vault.open_keyed(path, key), connect(path, key)
        with vault.read() as session:
            one, other = (row.id for row in entries.first_rows(session, EntryFilter(), 2))
        ours = timed(lambda vault=vault, one=one, number=number: _lock_ours(vault, one, number))
        floor = timed(lambda raw=raw, other=other, number=number: _lock_raw(raw, other, number))
        pairs.append((ours, floor))
    return ratio_of(f"lock a {name} journal: a last save, and close", pairs[1:], goal=3.0)


def _lock_ours(vault: Vault, record_id: str, number: int) -> None:
    with vault.write() as session:
        entries.revise(session, record_id, text=_text("lock", number))
    vault.close()


def _lock_raw(raw: Any, record_id: str, number: int) -> None:
    _raw_save(raw, record_id, number)
    raw.close()


def _backup(path: Path, key: Key, name: str) -> Ratio:
    """A backup on the shelf, verified and on the disk, over a bare copy that is checked and synced."""
    vault = Vault.open_keyed(path, key)
    target = Path(tempfile.gettempdir()) / f"upward-bench-{os.getpid()}.copy"

    def ours() -> None:
        shelf.make(vault, "demand").backup.path.unlink()

    def floor() -> None:
        create_file(target)
        with contextlib.closing(connect(path, key)) as raw, contextlib.closing(connect(target, key)) as copy:
            raw.backup(copy)
            for check in CHECKS:
                copy.execute(check).fetchall()
        with target.open("rb") as file:
            os.fsync(file.fileno())
        target.unlink()

    with contextlib.closing(vault):
        pairs = _in_turn(ours, floor, 5)
    return ratio_of(f"back up a {name} journal, verified", pairs, goal=2.5)


def _in_turn(ours: Callable[[], object], floor: Callable[[], object], rounds: int) -> list[tuple[float, float]]:
    """Both measured in turn; the first pair warms up and does not count."""
    return [(timed(ours), timed(floor)) for _round in range(rounds + 1)][1:]


def _raw_save(raw: Any, record_id: str, number: int) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE entry SET text = ? WHERE id = ?", (_text("driver", number), record_id))
    raw.execute("COMMIT")


def _text(who: str, number: int) -> str:
    return f"Saved by the {who} {number}\n" + "words and more " * 40

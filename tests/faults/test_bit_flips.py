"""One flipped bit anywhere in the file is found, and what is shown is never a wrong text."""

import contextlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from journal.errors import JournalDamaged, NotAJournal, UpwardError, WrongPassphrase
from journal.store.connection import LEAST_BYTES
from journal.store.key import Key
from journal.store.tables import Entry
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE

TEXTS = [f"heron {number} " + "over the weir " * (number * 7 % 90) for number in range(60)]


@pytest.fixture
def whole(vault: Vault) -> tuple[Path, Key]:
    """A journal with some texts, closed, and its key."""
    with vault.write() as session:
        for text in TEXTS:
            make.entry(session, text)
    vault.close()
    return vault.path, vault.key


def _faults(path: Path, key: Key) -> list[str]:
    """What is said of a damaged file when it is opened and checked; every text that can still be read is a true one."""
    try:
        vault = Vault.open_keyed(path, key)
    except (WrongPassphrase, JournalDamaged, NotAJournal) as error:
        return [str(error)]
    try:
        with vault.read() as session:
            shown = session.scalars(select(Entry.text)).all()
    except UpwardError:
        shown = []
    assert set(shown) <= set(TEXTS)
    try:
        return vault.integrity_faults()
    except UpwardError as error:
        return [str(error)]
    finally:
        vault.close()


def test_every_flipped_bit_is_found(whole: tuple[Path, Key], tmp_path: Path, long: bool) -> None:
    path, key = whole
    data = path.read_bytes()
    pages = len(data) // LEAST_BYTES
    die = random.Random(20261121)
    damaged = tmp_path / "damaged.upward"
    for number in range(2000 if long else 50):
        place = (number % pages) * LEAST_BYTES + die.randrange(LEAST_BYTES)
        spoilt = bytearray(data)
        spoilt[place] ^= 1 << die.randrange(8)
        damaged.write_bytes(spoilt)
        if place >= 16:
            assert _faults(damaged, key), place
        assert damaged.read_bytes() == spoilt


def test_a_flipped_bit_of_the_salt_makes_every_passphrase_a_wrong_one(
    whole: tuple[Path, Key], tmp_path: Path, long: bool
) -> None:
    data = whole[0].read_bytes()
    damaged = tmp_path / "damaged.upward"
    for bit in range(128) if long else (0, 127):
        spoilt = bytearray(data)
        spoilt[bit // 8] ^= 1 << bit % 8
        damaged.write_bytes(spoilt)
        with pytest.raises(WrongPassphrase):
            Vault.open(damaged, PASSPHRASE)


def test_the_same_flips_go_unnoticed_in_a_file_without_encryption(whole: tuple[Path, Key], tmp_path: Path) -> None:
    plain, die = tmp_path / "plain.sqlite", random.Random(20261121)
    with contextlib.closing(sqlite3.connect(plain)) as made:
        made.execute("CREATE TABLE entry (text)")
        made.executemany("INSERT INTO entry VALUES (?)", [(text,) for text in TEXTS])
        made.commit()
    data = plain.read_bytes()
    unnoticed = 0
    for _each in range(50):
        spoilt = bytearray(data)
        spoilt[die.randrange(LEAST_BYTES, len(data))] ^= 1
        plain.write_bytes(spoilt)
        with contextlib.closing(sqlite3.connect(plain)) as opened, contextlib.suppress(sqlite3.DatabaseError):
            is_whole = opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            shown = {row[0] for row in opened.execute("SELECT text FROM entry")}
            unnoticed += is_whole and not shown <= set(TEXTS)
    assert unnoticed > 25


def _cut(data: bytes, die: random.Random) -> bytes:
    return data[: die.randrange(1, len(data) // LEAST_BYTES) * LEAST_BYTES]


def _swapped(data: bytes, die: random.Random) -> bytes:
    one, two = sorted(die.sample(range(1, len(data) // LEAST_BYTES), 2))
    pages = [data[start : start + LEAST_BYTES] for start in range(0, len(data), LEAST_BYTES)]
    pages[one], pages[two] = pages[two], pages[one]
    return b"".join(pages)


def _zeroed(data: bytes, die: random.Random) -> bytes:
    start = die.randrange(1, len(data) // LEAST_BYTES) * LEAST_BYTES
    return data[:start] + bytes(LEAST_BYTES) + data[start + LEAST_BYTES :]


def _scribbled(data: bytes, die: random.Random) -> bytes:
    start = die.randrange(16, len(data) - 200)
    return data[:start] + die.randbytes(200) + data[start + 200 :]


@pytest.mark.parametrize("damage", [_cut, _swapped, _zeroed, _scribbled])
def test_larger_damage_is_found(
    whole: tuple[Path, Key], tmp_path: Path, damage: Callable[[bytes, random.Random], bytes], long: bool
) -> None:
    path, key = whole
    data = path.read_bytes()
    die = random.Random(7)
    damaged = tmp_path / "damaged.upward"
    for _each in range(150 if long else 5):
        damaged.write_bytes(damage(data, die))
        assert _faults(damaged, key)


def test_an_undamaged_copy_has_no_faults(whole: tuple[Path, Key], tmp_path: Path) -> None:
    shutil.copyfile(whole[0], tmp_path / "copy.upward")
    assert _faults(tmp_path / "copy.upward", whole[1]) == []

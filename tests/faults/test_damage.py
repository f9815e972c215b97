"""Damage of every shape: found, never a crash, never a wrong text, and everything on whole pages is rescued."""

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from journal.errors import UpwardError
from journal.store import known, rescue, shelf
from journal.store.connection import LEAST_BYTES
from journal.store.key import Key
from journal.store.tables import Commitment, Entry, Feedback
from journal.store.vault import Vault
from journal.store.working_copy import spoilt_pages
from tests import make
from tests.conftest import PASSPHRASE

ENTRIES = 40
#: How many records one page can hold, and so one damaged page can take.
A_PAGE = 40

Damage = Callable[[bytes, random.Random], bytes]
Said = dict[str, tuple[str, ...]]


@dataclass
class Whole:
    """An undamaged file, its key, and the texts of its records by their UUIDs."""

    data: bytes
    key: Key
    texts: Said


def _texts(vault: Vault) -> Said:
    with vault.read() as session:
        found: Said = {each.id: (each.text,) for each in session.scalars(select(Entry))}
        found |= {each.id: (each.exact_words, each.situation) for each in session.scalars(select(Feedback))}
        return found | {each.id: (each.what, each.reason) for each in session.scalars(select(Commitment))}


@pytest.fixture(scope="module")
def whole(template: tuple[Path, Key], tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A journal on some eighty pages."""
    path = Path(shutil.copy(template[0], tmp_path_factory.mktemp("whole") / "journal.upward"))
    with closing(Vault.open_keyed(path, template[1], device="test")) as vault:
        with vault.write() as session:
            for number in range(ENTRIES):
                day = date(2026, 3, 2) + timedelta(number)
                make.entry(session, f"heron {number} @weir " + "over the weir " * (number * 7 % 50), day=day)
                if number % 4 == 0:
                    make.feedback(session, f"words {number}", day=day, situation=f"situation {number}")
                    make.promise(session, f"promise {number}", made_on=day)
        texts = _texts(vault)
    return Whole(path.read_bytes(), template[1], texts)


def _pages(data: bytes) -> list[bytes]:
    return [data[start : start + LEAST_BYTES] for start in range(0, len(data), LEAST_BYTES)]


def _cut(data: bytes, die: random.Random) -> bytes:
    size = die.randrange(LEAST_BYTES, len(data))
    return data[: size // LEAST_BYTES * LEAST_BYTES] if die.random() < 0.5 else data[:size]


def _swapped(data: bytes, die: random.Random) -> bytes:
    pages = _pages(data)
    one, two = die.sample(range(len(pages)), 2)
    pages[one], pages[two] = pages[two], pages[one]
    return b"".join(pages)


def _zeroed(data: bytes, die: random.Random) -> bytes:
    pages = _pages(data)
    for page in die.sample(range(len(pages)), die.randint(1, 3)):
        pages[page] = bytes(LEAST_BYTES)
    return b"".join(pages)


def _repeated(data: bytes, die: random.Random) -> bytes:
    pages = _pages(data)
    one, two = die.sample(range(len(pages)), 2)
    pages[one] = pages[two]
    return b"".join(pages)


def _appended(data: bytes, die: random.Random) -> bytes:
    return data + b"".join(die.choices(_pages(data), k=die.randint(1, 3)))


def _scribbled(data: bytes, die: random.Random) -> bytes:
    start = die.randrange(len(data) - 200)
    return data[:start] + die.randbytes(200) + data[start + 200 :]


DAMAGES: list[Damage] = [_cut, _swapped, _zeroed, _repeated, _appended, _scribbled]


def _is_found(path: Path, key: Key) -> bool:
    """Whether opening, or the check of the open journal, says that something is wrong."""
    try:
        with closing(Vault.open_keyed(path, key, read_only=True)) as vault:
            return bool(vault.integrity_faults())
    except UpwardError:
        return True


def _shown(path: Path, key: Key) -> Said:
    """The texts that the journal itself still shows when it is opened to be read."""
    try:
        with closing(Vault.open_keyed(path, key, read_only=True)) as vault:
            return _texts(vault)
    except UpwardError:
        return {}


def _rescued(path: Path, key: Key) -> tuple[rescue.Report, Said]:
    into = path.with_name("rescued.upward")
    report = rescue.rescue(path, key, into)
    with closing(Vault.open_keyed(into, key)) as vault:
        assert vault.integrity_faults() == []
        return report, _texts(vault)


def _gone(whole: Whole, report: rescue.Report, found: Said) -> set[str]:
    """The records that are not as they were; every other text is a true one, and the list owns up to all that is known."""
    emptied = {each.id for each in report.lost if each.fate == "emptied"}
    earlier = {each.id for each in report.lost if each.fate == "earlier"}
    for record_id, texts in found.items():
        if record_id not in earlier:
            assert texts == whole.texts[record_id] or (record_id in emptied and texts == ("",))
    gone = {record_id for record_id, texts in whole.texts.items() if found.get(record_id) != texts}
    told = {each.id for each in report.lost}
    assert gone <= told or report.unsure
    return gone


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_and_what_is_whole_is_rescued(whole: Whole, damage: Damage, tmp_path: Path, long: bool) -> None:
    die = random.Random(f"{damage.__name__} 2026")
    for number in range(100 if long else 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "journal.upward"
        data = damage(whole.data, die)
        path.write_bytes(data)
        assert _is_found(path, whole.key)
        shown = _shown(path, whole.key)
        assert all(whole.texts[record_id] == texts for record_id, texts in shown.items())
        report, found = _rescued(path, whole.key)
        gone = _gone(whole, report, found)
        spoilt = len(spoilt_pages(path, whole.key)) if len(data) % LEAST_BYTES == 0 else 1
        missing = max(0, len(whole.data) - len(data)) // LEAST_BYTES + 1
        assert len(gone) <= A_PAGE * (spoilt + missing)
        assert path.read_bytes() == data
        shutil.rmtree(folder)


def test_one_damaged_page_out_of_all_takes_only_what_is_on_it(whole: Whole, tmp_path: Path, long: bool) -> None:
    pages = len(whole.data) // LEAST_BYTES
    taken: list[int] = []
    for page in range(pages) if long else range(5, pages, 25):
        path = tmp_path / str(page) / "journal.upward"
        path.parent.mkdir()
        data = bytearray(whole.data)
        data[page * LEAST_BYTES + 2000] ^= 4
        path.write_bytes(data)
        report, found = _rescued(path, whole.key)
        taken.append(len(_gone(whole, report, found)))
        assert len(found) >= len(whole.texts) - A_PAGE
    assert max(taken) <= A_PAGE
    assert 0 in taken


def test_a_rescue_that_shows_a_wrong_text_would_be_found(whole: Whole, tmp_path: Path) -> None:
    path = tmp_path / "journal.upward"
    path.write_bytes(whole.data)
    report, found = _rescued(path, whole.key)
    found[min(found)] = ("something else",)
    with pytest.raises(AssertionError):
        _gone(whole, report, found)


def test_a_rescue_that_loses_a_record_unsaid_would_be_found(whole: Whole, tmp_path: Path) -> None:
    path = tmp_path / "journal.upward"
    path.write_bytes(whole.data)
    report, found = _rescued(path, whole.key)
    del found[min(found)]
    with pytest.raises(AssertionError):
        _gone(whole, report, found)


def test_an_undamaged_file_is_not_said_to_be_damaged(whole: Whole, tmp_path: Path) -> None:
    path = tmp_path / "journal.upward"
    path.write_bytes(whole.data)
    assert not _is_found(path, whole.key)
    assert _shown(path, whole.key) == whole.texts


def test_with_the_passphrase_alone_and_a_backup_the_first_page_may_be_gone(whole: Whole, tmp_path: Path) -> None:
    path = tmp_path / "journal.upward"
    path.write_bytes(whole.data)
    with closing(Vault.open_keyed(path, whole.key)) as vault:
        shelf.make(vault, "unlock")
        known.saw(vault)
    path.write_bytes(bytes(LEAST_BYTES) + whole.data[LEAST_BYTES:])
    report = rescue.rescue(path, PASSPHRASE, tmp_path / "rescued.upward")
    assert report.lines() == []
    with closing(Vault.open(tmp_path / "rescued.upward", PASSPHRASE)) as vault:
        assert _texts(vault) == whole.texts

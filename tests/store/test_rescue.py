import contextlib
import re
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from journal.errors import (
    JournalDamaged,
    JournalExists,
    JournalMissing,
    NotAJournal,
    UpwardError,
    WrongPassphrase,
)
from journal.practices import entries
from journal.store import backup, identity, known, rescue, search, sheet, shelf
from journal.store.connection import LEAST_BYTES, connect, keyed
from journal.store.key import Key
from journal.store.tables import Base, EntryTag, Feedback, Record
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE

DAY = date(2026, 3, 2)
ENTRIES = 120


@dataclass
class Whole:
    """An undamaged journal: its file, its key, and every value of every record by table and id."""

    path: Path
    key: Key
    records: dict[str, dict[str, dict[str, Any]]]
    journal_id: str


def _records(vault: Vault) -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = {}
    with vault.read() as session:
        for mapper in Base.registry.mappers:
            if issubclass(mapper.class_, Record):
                rows = session.scalars(select(mapper.class_))
                found[mapper.class_.__tablename__] = {row.id: row.column_values() for row in rows}
    return found


@pytest.fixture(scope="module")
def made(template: tuple[Path, Key], tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A journal with all kinds of records on some seventy pages, made once."""
    path = Path(shutil.copy(template[0], tmp_path_factory.mktemp("whole") / "journal.upward"))
    vault = Vault.open_keyed(path, template[1], device="test")
    with vault.write() as session:
        for number in range(ENTRIES):
            text = f"heron {number} @weir " + "over the weir " * (number * 7 % 40)
            make.entry(session, text, day=DAY + timedelta(number // 2))
        for number in range(12):
            make.feedback(session, f"words {number} " * 9, day=DAY + timedelta(number))
            make.request(session, f"ask {number}", day=DAY + timedelta(number))
            make.promise(session, f"promise {number}", made_on=DAY + timedelta(number))
            make.line(session, f"line {number}")
        held = make.meeting(session)
        for number in range(12):
            make.topic(session, held, f"topic {number}")
    found = Whole(path, template[1], _records(vault), vault.journal_id)
    vault.close()
    return found


@pytest.fixture
def whole(made: Whole, tmp_path: Path) -> Whole:
    """A copy of it for one test."""
    return Whole(Path(shutil.copy(made.path, tmp_path / "journal.upward")), made.key, made.records, made.journal_id)


def _page_of(whole: Whole, table: str) -> int:
    """The page with which a table begins."""
    with contextlib.closing(keyed(whole.path, whole.key, read_only=True)) as opened:
        return int(opened.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0])


def _spoil(path: Path, *pages: int) -> bytes:
    data = bytearray(path.read_bytes())
    for page in pages:
        data[page * LEAST_BYTES - 1000] ^= 1
    path.write_bytes(data)
    return bytes(data)


def _rescued(
    whole: Whole, secret: str | Key = "", **more: Any
) -> tuple[rescue.Report, dict[str, dict[str, Any]], Vault]:
    """The report, the records of the new journal, and the journal, open; what it has is what there was."""
    into = whole.path.with_name("rescued.upward")
    report = rescue.rescue(whole.path, secret or whole.key, into, **more)
    vault = Vault.open_keyed(into, whole.key)
    assert vault.integrity_faults() == []
    return report, _records(vault), vault


def _changed(whole: Whole, found: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    """Table and id of every rescued record that is not exactly as it was."""
    return [
        (table, record_id)
        for table, records in found.items()
        for record_id, values in records.items()
        if values != whole.records[table].get(record_id)
    ]


def test_of_a_whole_journal_nothing_is_lost(whole: Whole) -> None:
    report, found, vault = _rescued(whole)
    assert found == whole.records
    assert (report.lost, report.unsure, report.lines()) == ([], [], [])
    assert report.rescued["entry"] == ENTRIES + 24
    with vault.read() as session:
        assert identity.read(session)[0] == whole.journal_id
        assert len(search.find(session, "heron 77")) == 1
        assert session.scalars(select(EntryTag.name)).all() == ["@weir"] * ENTRIES
        assert len(entries.places(session, entries.EntryFilter())) == ENTRIES + 24
    vault.close()


def test_the_rescued_journal_opens_with_the_same_passphrase_and_sheet(whole: Whole) -> None:
    _spoil(whole.path, 40)
    vault = _rescued(whole, PASSPHRASE)[2]
    vault.close()
    Vault.open(vault.path, PASSPHRASE).close()
    assert vault.path.stat().st_mode & 0o777 == 0o600
    typed = " ".join(sheet.groups(whole.key))
    Vault.open_keyed(vault.path, sheet.read(typed, vault.path.read_bytes()[:16])).close()


def test_whichever_page_is_damaged_the_others_are_rescued(made: Whole, tmp_path: Path, long: bool) -> None:
    pages = made.path.stat().st_size // LEAST_BYTES
    most = 0
    for page in range(1, pages + 1) if long else [1, 2, *range(pages - 20, pages, 5)]:
        folder = tmp_path / str(page)
        folder.mkdir()
        whole = Whole(Path(shutil.copy(made.path, folder)), made.key, made.records, made.journal_id)
        spoilt = _spoil(whole.path, page)
        report, found, vault = _rescued(whole)
        vault.close()
        again = {each.id for each in report.lost if each.fate != "lost"}
        assert {record_id for _table, record_id in _changed(whole, found)} <= again
        gone = {
            record_id for table, all_of in made.records.items() for record_id in all_of.keys() - found[table].keys()
        }
        assert gone == {each.id for each in report.lost if each.fate == "lost"}
        most = max(most, len(gone | again))
        assert whole.path.read_bytes() == spoilt
    assert 0 < most <= 30


def test_a_page_that_leads_to_all_the_others_takes_nothing_with_it(whole: Whole) -> None:
    _spoil(whole.path, _page_of(whole, "entry"))
    report, found, vault = _rescued(whole)
    vault.close()
    assert found == whole.records
    assert report.lost == []


def test_without_the_search_for_stray_pages_that_page_would_take_everything(
    whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_given: object) -> list[Any]:
        return []

    monkeypatch.setattr("journal.store.damaged.stray_rows", nothing)
    _spoil(whole.path, _page_of(whole, "entry"))
    report, _found, vault = _rescued(whole)
    vault.close()
    assert len(report.lost) == ENTRIES + 24


def _spoil_what_names_the_tables(whole: Whole) -> list[int]:
    """Damage every page of the schema; which those are."""
    spoilt: list[int] = []
    for page in range(1, whole.path.stat().st_size // LEAST_BYTES + 1):
        before = whole.path.read_bytes()
        _spoil(whole.path, page)
        try:
            with contextlib.closing(connect(whole.path, whole.key, read_only=True)) as opened:
                opened.execute("SELECT sql FROM sqlite_master").fetchall()
        except Exception:  # noqa: BLE001 (the database's or ours: it does not open)
            spoilt.append(page)
        whole.path.write_bytes(before)
    _spoil(whole.path, *spoilt)
    return spoilt


def test_pages_that_say_what_lies_where_are_made_again_without_any_backup(whole: Whole) -> None:
    assert len(_spoil_what_names_the_tables(whole)) > 2
    report, found, vault = _rescued(whole)
    vault.close()
    assert found == whole.records
    assert report.lost == []


@pytest.fixture
def with_backup(whole: Whole) -> Whole:
    """The journal, known to this computer, with a backup on the shelf and one entry more since."""
    vault = Vault.open_keyed(whole.path, whole.key, device="test")
    shelf.make(vault, "unlock")
    with vault.write() as session:
        make.entry(session, "since the backup")
    known.saw(vault)
    whole.records = _records(vault)
    vault.close()
    return whole


def test_a_damaged_salt_is_taken_from_the_newest_backup(with_backup: Whole) -> None:
    data = bytearray(with_backup.path.read_bytes())
    data[3] ^= 64
    with_backup.path.write_bytes(data)
    report, found, vault = _rescued(with_backup, PASSPHRASE)
    vault.close()
    assert found == with_backup.records
    assert report.lost == []


def test_without_a_backup_a_damaged_salt_needs_the_recovery_sheet(whole: Whole) -> None:
    data = bytearray(whole.path.read_bytes())
    data[3] ^= 64
    whole.path.write_bytes(data)
    with pytest.raises(WrongPassphrase):
        rescue.rescue(whole.path, PASSPHRASE, whole.path.with_name("rescued.upward"))
    assert _rescued(whole)[1] == whole.records


def test_a_first_page_that_is_gone_is_taken_from_a_backup_that_is_named(
    with_backup: Whole, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = known.by_path(with_backup.path)
    assert found
    named = Path(shutil.copy(shelf.backups(found)[0].path, tmp_path / "stick.upward"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another computer"))
    data = bytearray(with_backup.path.read_bytes())
    data[:LEAST_BYTES] = bytes(LEAST_BYTES)
    with_backup.path.write_bytes(data)
    assert _rescued(with_backup, PASSPHRASE, backups=[named])[1] == with_backup.records


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.999])
def test_of_a_file_that_is_cut_off_the_part_that_is_there_is_rescued(whole: Whole, kept: float) -> None:
    data = whole.path.read_bytes()
    cut = data[: int(len(data) * kept)]
    whole.path.write_bytes(cut)
    report, found, vault = _rescued(whole)
    vault.close()
    again = {each.id for each in report.lost if each.fate != "lost"}
    assert {record_id for _table, record_id in _changed(whole, found)} <= again
    assert whole.path.read_bytes() == cut
    if kept > 0.8:
        assert len(found["entry"]) > ENTRIES * 0.6
    else:
        assert report.lines()


def test_a_lost_record_comes_back_as_it_was_before(whole: Whole) -> None:
    vault = Vault.open_keyed(whole.path, whole.key, device="test")
    with vault.write() as session:
        entry = make.entry(session, "the first words", day=date(2026, 1, 5))
    with vault.write() as session:
        entries.revise(session, entry.id, text="the second words " * 2000)
    vault.close()
    _spoil(whole.path, *_pages_of(whole, "entry", entry.id))
    report, found, vault = _rescued(whole)
    vault.close()
    assert found["entry"][entry.id]["text"] == "the first words"
    assert rescue.Lost("entry", entry.id, date(2026, 1, 5), "earlier") in report.lost


def _pages_of(whole: Whole, table: str, record_id: str) -> list[int]:
    """The last page of the file without which one record cannot be read."""
    with contextlib.closing(connect(whole.path, whole.key, read_only=True)) as opened:
        (place,) = opened.execute(f"SELECT place FROM {table} WHERE id = ?", (record_id,)).fetchone()  # noqa: S608
    before = whole.path.read_bytes()
    for page in range(len(before) // LEAST_BYTES, 1, -1):
        _spoil(whole.path, page)
        try:
            with contextlib.closing(connect(whole.path, whole.key, read_only=True)) as opened:
                opened.execute(f"SELECT * FROM {table} NOT INDEXED WHERE place = ?", (place,)).fetchall()  # noqa: S608
        except Exception:  # noqa: BLE001 (the database's: this page it is)
            return [page]
        finally:
            whole.path.write_bytes(before)
    raise LookupError(record_id)


def test_details_whose_entry_is_lost_keep_an_entry_without_text(whole: Whole) -> None:
    with contextlib.closing(Vault.open_keyed(whole.path, whole.key)) as vault, vault.read() as session:
        detail = session.scalars(select(Feedback).limit(1)).one()
    _spoil(whole.path, *_pages_of(whole, "entry", detail.entry_id))
    report, found, vault = _rescued(whole)
    vault.close()
    assert found["feedback"] == whole.records["feedback"]
    stub = found["entry"][detail.entry_id]
    was = whole.records["entry"][detail.entry_id]
    assert (stub["kind"], stub["day"], stub["text"]) == ("feedback", was["day"], "")
    assert rescue.Lost("entry", detail.entry_id, was["day"], "emptied") in report.lost


def test_the_list_of_what_was_lost_names_kinds_and_days_and_no_word(whole: Whole) -> None:
    data = bytearray(whole.path.read_bytes())
    for start in range(20 * LEAST_BYTES, len(data), 3 * LEAST_BYTES):
        data[start + 77] ^= 1
    whole.path.write_bytes(data)
    report, found, vault = _rescued(whole)
    vault.close()
    lines = "\n".join(report.lines())
    assert re.search(r"\d+ (entry|entries) of 2026-0", lines)
    assert len(report.lines()) < len(report.lost)  # those of one kind and day are counted together
    assert not any(word in lines for word in ("heron", "weir", "words", "promise", "topic 1"))
    known_lost = {each.id for each in report.lost if each.id and each.kind == "entry" and each.fate == "lost"}
    assert known_lost <= whole.records["entry"].keys() - found["entry"].keys()


def test_a_backup_merged_into_it_finds_the_same_journal(whole: Whole) -> None:
    _spoil(whole.path, 50)
    vault = _rescued(whole)[2]
    with vault.read() as session:
        assert identity.read(session)[0] == whole.journal_id
    vault.close()


def test_a_rescue_tells_how_far_it_is(whole: Whole) -> None:
    steps: list[tuple[int, int]] = []

    def step(done: int, of: int) -> None:
        steps.append((done, of))

    _rescued(whole, step=step)[2].close()
    assert [done for done, _of in steps] == list(range(len(steps)))
    assert {of for _done, of in steps} == {len(steps)}


def test_a_save_that_was_killed_half_way_is_rolled_back_in_the_copy(whole: Whole) -> None:
    with contextlib.closing(connect(whole.path, whole.key)) as opened:
        opened.execute("PRAGMA cache_size=1").fetchall()
        opened.execute("BEGIN IMMEDIATE")
        opened.execute("UPDATE entry SET text = text || 'half a change'")
        left = whole.path.with_name("killed.upward")
        copied = bytes(whole.path.read_bytes())
        journal = whole.path.with_name("journal.upward-journal").read_bytes()
        opened.execute("ROLLBACK")
    assert copied != whole.path.read_bytes()
    left.write_bytes(copied)
    left.with_name("killed.upward-journal").write_bytes(journal)
    killed = Whole(left, whole.key, whole.records, whole.journal_id)
    found = _rescued(killed)[1]
    assert found == whole.records
    assert left.read_bytes() == copied
    assert left.with_name("killed.upward-journal").read_bytes() == journal


def test_the_rescued_journal_takes_the_place_of_the_damaged_one_which_is_kept(whole: Whole) -> None:
    spoilt = _spoil(whole.path, 50)
    vault = _rescued(whole)[2]
    vault.close()
    aside = rescue.take_place(vault.path, whole.path)
    assert aside
    assert aside.name.startswith("journal.damaged-2")
    assert aside.read_bytes() == spoilt
    assert not vault.path.exists()
    Vault.open(whole.path, PASSPHRASE).close()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, JournalMissing),
        (b"", NotAJournal),
        (b"SQLite format 3\x00" + bytes(5000), NotAJournal),
        (bytes(range(256)) * 64, WrongPassphrase),
        (b"x", WrongPassphrase),
    ],
)
def test_what_is_no_journal_is_refused_and_nothing_is_left(
    whole: Whole, content: bytes | None, fault: type[UpwardError]
) -> None:
    whole.path.unlink()
    if content is not None:
        whole.path.write_bytes(content)
    into = whole.path.with_name("rescued.upward")
    with pytest.raises(fault):
        rescue.rescue(whole.path, whole.key, into)
    assert not into.exists()
    assert not [each for each in whole.path.parent.iterdir() if each.name.startswith(".")]


def test_of_a_first_page_alone_comes_an_empty_journal_that_says_what_is_missing(whole: Whole) -> None:
    whole.path.write_bytes(whole.path.read_bytes()[:LEAST_BYTES])
    report, found, vault = _rescued(whole)
    vault.close()
    assert not any(found.values())
    assert set(report.unsure) >= whole.records.keys() - {"importance_hand", "receipt"}


def test_a_wrong_passphrase_and_a_name_that_is_taken_are_refused(whole: Whole) -> None:
    before = whole.path.read_bytes()
    with pytest.raises(WrongPassphrase):
        rescue.rescue(whole.path, "another passphrase than that", whole.path.with_name("rescued.upward"))
    taken = whole.path.with_name("taken.upward")
    taken.write_bytes(b"mine")
    with pytest.raises(JournalExists):
        rescue.rescue(whole.path, whole.key, taken)
    assert taken.read_bytes() == b"mine"
    assert whole.path.read_bytes() == before


def test_a_rescue_that_fails_at_the_end_leaves_nothing(whole: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    def never_whole(_path: Path, _key: Key) -> None:
        raise JournalDamaged("not whole")

    monkeypatch.setattr(backup, "verify", never_whole)
    with pytest.raises(JournalDamaged):
        rescue.rescue(whole.path, whole.key, whole.path.with_name("rescued.upward"))
    assert sorted(each.name for each in whole.path.parent.glob("*.upward*")) == ["journal.upward"]

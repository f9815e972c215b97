"""Imports that somebody has tampered with: taken as they stand or refused whole, and the journal is as it was then."""

import contextlib
import json
import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from journal.errors import UpwardError
from journal.exchange import journal_json, sources, writing
from journal.store.key import Key
from journal.store.tables import Base
from journal.store.vault import Vault
from tests import make
from tests.conftest import DATA

TODAY, ZONE = date(2026, 11, 21), ZoneInfo("Europe/Dublin")
INPUT = DATA / "input"
#: What somebody might put in the place of a cell, a value or a line.
HOSTILE = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\\ud800", b"\xed\xa0\x80", b"NaN", b"-Infinity", b"1e999", b"9" * 5000, b"null",
    b'"', b'""', b",", b"\n", b"\r", b"{", b"}", b"[" * 3000, b"{" * 3000, b'{"a":' * 2000, b"true", b"-1", b"2026-02-30",
    b"0000-00-00", b"9999-12-31", b"99999-01-01", b"!!python/object/apply:os.system ['id']", b"<!DOCTYPE x [<!ENTITY a '&a;&a;'>]>",
    b"=cmd|'/C calc'!A0", b"'; DROP TABLE entry; --", b"\xe2\x80\xae", b"word " * 20000, b"../../etc/passwd", b"%s%n{0}", b"BEGIN:VEVENT",
    b"RRULE:FREQ=SECONDLY", b"TZID=Nowhere/Land", b"[2026-02-04 25:61]", b"@" * 300, b"\xf0\x9f\xa6\x89",
)  # fmt: skip
Change = Callable[[bytes, random.Random], bytes]


def _flip(data: bytes, die: random.Random) -> bytes:
    place = die.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << die.randrange(8)]) + data[place + 1 :]


def _cut(data: bytes, die: random.Random) -> bytes:
    return data[: die.randrange(len(data))]


def _repeat(data: bytes, die: random.Random) -> bytes:
    start = die.randrange(len(data))
    return data[:start] + data[start : start + die.randrange(1, 400)] * 2 + data[start:]


def _leave_out(data: bytes, die: random.Random) -> bytes:
    start = die.randrange(len(data))
    return data[:start] + data[start + die.randrange(1, 200) :]


def _put_in(data: bytes, die: random.Random) -> bytes:
    start = die.randrange(len(data))
    return data[:start] + die.choice(HOSTILE) + data[start:]


def _put_in_place_of_a_value(data: bytes, die: random.Random) -> bytes:
    sign = die.choice((b",", b'"', b"\n", b":"))
    parts = data.split(sign)
    parts[die.randrange(len(parts))] = die.choice(HOSTILE)
    return sign.join(parts)


def _exchange_lines(data: bytes, die: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, two = die.randrange(len(lines)), die.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def _encode_otherwise(data: bytes, die: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(
        die.choice(("utf-16", "utf-8-sig", "utf-32", "cp1252", "iso8859-2")), "replace"
    )


CHANGES: tuple[Change, ...] = (
    _flip, _cut, _repeat, _leave_out, _put_in, _put_in, _put_in_place_of_a_value, _put_in_place_of_a_value, _exchange_lines,
    _encode_otherwise,
)  # fmt: skip


@pytest.fixture(scope="module")
def samples(template: tuple[Path, Key], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A short file of each format that Upward reads, by name."""
    found = {file.name: file.read_bytes() for file in INPUT.glob("*.csv")}
    found["calendar.ics"] = (INPUT / "calendar.ics").read_bytes()
    found["notes.jrnl.txt"] = (INPUT / "notes.jrnl.txt").read_bytes()[:5000].rpartition(b"\n[")[0] + b"\n"
    notes = json.loads((INPUT / "notes.jrnl.json").read_bytes())
    found["notes.jrnl.json"] = json.dumps({**notes, "entries": notes["entries"][:12]}, indent=1).encode()
    folder = tmp_path_factory.mktemp("export")
    vault = Vault.open_keyed(Path(shutil.copy(template[0], folder / "journal.upward")), template[1])
    with vault.write() as session:
        make.feedback(session, "be more strategic")
        make.topic(session, make.meeting(session))
        make.promise(session)
        make.line(session)
    with vault.read() as session:
        [file] = journal_json.export_json(session, folder / "export")
    vault.close()
    return {**found, "upward.json": file.read_bytes()}


def _rows(vault: Vault) -> list[str]:
    """Every row of a journal but its own counter."""
    tables = [table for table in Base.metadata.sorted_tables if table.name != "identity"]
    with vault.read() as session:
        return sorted(f"{table.name} {row}" for table in tables for row in session.execute(select(table)))


def _take(vault: Vault, file: Path) -> bool:
    """Import a file; whether it was taken. Anything but a sentence for the user is a fault of ours."""
    try:
        found = sources.read(file, TODAY, zone=ZONE)
        with vault.write() as session:
            writing.bring_in(session, found)
    except UpwardError:
        return False
    return True


def test_a_tampered_import_is_taken_as_it_stands_or_refused_whole(
    template: tuple[Path, Key], tmp_path: Path, samples: dict[str, bytes], long: bool
) -> None:
    die = random.Random(20261122)
    taken = 0
    number = 2000 if long else 60
    for each in range(number):
        name = sorted(samples)[each % len(samples)]
        data = samples[name]
        for _time in range(die.choice((1, 1, 3))):
            data = die.choice(CHANGES)(data, die) if data else data
        path = Path(shutil.copy(template[0], tmp_path / "journal.upward"))
        file = tmp_path / name
        file.write_bytes(data)
        vault = Vault.open_keyed(path, template[1])
        before = _rows(vault)
        is_taken = _take(vault, file)
        after = _rows(vault)
        assert is_taken or after == before, (name, each)
        if is_taken:
            assert _take(vault, file), (name, each)
            assert _rows(vault) == after, (name, each)
            assert vault.integrity_faults() == []
        vault.close()
        taken += is_taken
    assert number // 10 < taken < number


def test_every_sample_is_taken_before_somebody_tampers_with_it(
    vault: Vault, tmp_path: Path, samples: dict[str, bytes]
) -> None:
    for name, data in samples.items():
        (tmp_path / name).write_bytes(data)
        assert _take(vault, tmp_path / name), name
    assert len(_rows(vault)) > 200


def test_this_test_would_see_half_an_import(vault: Vault) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, whole: int) -> None:
        if done > 0:
            raise Stopped

    before = _rows(vault)
    found = sources.read(INPUT, TODAY, zone=ZONE)
    with vault.write() as session, contextlib.suppress(Stopped):
        writing.bring_in(session, found, step=stop)
    assert _rows(vault) != before

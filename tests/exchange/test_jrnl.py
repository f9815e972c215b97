"""jrnl's text and JSON: the same notes, told apart by minute, title and order."""

import contextlib
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.exchange import jrnl_json, jrnl_text
from journal.exchange.plain_text import Unreadable
from journal.exchange.rows import NoteRow, Parsed
from tests.exchange.conftest import INPUT


def said(parsed: Parsed) -> list[tuple[date, str, str, bool]]:
    return [(row.day, row.time, row.text, row.starred) for row in parsed.rows if isinstance(row, NoteRow)]


def from_text(text: str | bytes) -> Parsed:
    return jrnl_text.parse(text.encode() if isinstance(text, str) else text, "notes.txt")


def from_json(*entries: object) -> Parsed:
    return jrnl_json.parse(json.dumps({"tags": {}, "entries": entries}).encode(), "notes.json")


def test_text_and_json_of_the_sample_say_the_same_160_notes() -> None:
    text = jrnl_text.parse((INPUT / "notes.jrnl.txt").read_bytes(), "notes.jrnl.txt")
    exported = jrnl_json.parse((INPUT / "notes.jrnl.json").read_bytes(), "notes.jrnl.json")
    assert said(text) == said(exported)
    assert len(text.rows) == 160
    assert sum(row.starred for row in text.rows if isinstance(row, NoteRow)) == 5
    assert not text.problems + exported.problems


def test_each_note_knows_the_line_where_it_begins() -> None:
    lines = (INPUT / "notes.jrnl.txt").read_text(encoding="utf-8").split("\n")
    for row in jrnl_text.parse((INPUT / "notes.jrnl.txt").read_bytes(), "n").rows:
        assert lines[row.place.line - 1].startswith("[20")
    lines = (INPUT / "notes.jrnl.json").read_text(encoding="utf-8").split("\n")
    for row in jrnl_json.parse((INPUT / "notes.jrnl.json").read_bytes(), "n").rows:
        assert lines[row.place.line - 1].strip() == "{"


def test_lines_that_begin_with_a_bracket_but_no_date_begin_no_note() -> None:
    parsed = from_text("[2026-01-02 10:00] List\n[x] done\n[ ] open\n[1] a footnote\n[2026-01-02] a day alone\n")
    assert said(parsed) == [
        (
            date(2026, 1, 2),
            "10:00",
            "List\n[x] done\n[ ] open\n[1] a footnote\n[2026-01-02] a day alone",
            False,
        )
    ]


def test_a_star_at_the_end_of_the_title_is_a_star_and_no_text() -> None:
    assert said(from_text("[2026-01-02 10:00] Good talk. *\nBody *\n")) == [
        (date(2026, 1, 2), "10:00", "Good talk.\nBody *", True)
    ]


@pytest.mark.parametrize(("raw", "text"), [("*", "*"), ("*\nBody", "Body"), ("* \n\nBody\nmore", "Body\nmore")])
def test_a_title_that_is_only_a_star_loses_no_text(raw: str, text: str) -> None:
    assert said(from_text(f"[2026-01-02 10:00] {raw}\n")) == [(date(2026, 1, 2), "10:00", text, True)]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    text = "[2026-01-02 10:00] One\nBody\n\n[2026-01-02 10:00] One\nOther body\n"
    assert said(from_text(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())) == said(from_text(text))
    assert said(from_text(text.encode("utf-16"))) == said(from_text(text))


def test_seconds_and_half_days_are_understood() -> None:
    parsed = from_text("[2026-01-02 09:05:03 PM] Evening\n[2026-01-03 12:10:00 AM] Night\n[2026-01-03 10:00:59] Day\n")
    assert [(row[0].day, row[1]) for row in said(parsed)] == [(2, "21:05"), (3, "00:10"), (3, "10:00")]


@pytest.mark.parametrize("stamp", ["2026-02-30 10:00", "2026-13-01 10:00", "2026-01-02 24:00", "2026-01-02 10:60"])
def test_a_date_that_does_not_exist_is_named_by_its_line(stamp: str) -> None:
    parsed = from_text(f"[2026-01-01 10:00] Good\n\n[{stamp}] Bad\nbody\n[2026-01-05 10:00] Good again\n")
    assert [str(problem) for problem in parsed.problems] == ["notes.txt, line 3: there is no such date or time"]
    assert [row[2] for row in said(parsed)] == ["Good", "Good again"]


def test_text_before_the_first_note_is_not_dropped_silently() -> None:
    parsed = from_text("\nlost words\n[2026-01-01 10:00] Good\n")
    assert [str(problem) for problem in parsed.problems] == [
        "notes.txt, line 2: this text stands before the first note"
    ]


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"[2026-01-01 10:00] a\n\xff\xfe\xfa\n", 2), (b"[2026-01-01 10:00] a\nb\nc\x00d\n", 3)],
)
def test_what_is_no_text_is_refused_with_its_line(data: bytes, line: int) -> None:
    with pytest.raises(Unreadable, match=f"notes.txt, line {line}: "):
        from_text(data)


@pytest.mark.parametrize(
    "data",
    [
        b'{"entries": [',
        b"[" * 100_000,
        b'{"entries": ' + b"[" * 100_000,
        b'{"entries": [], "n": ' + b"9" * 10_000 + b"}",
        b'{"entries": [], "n": NaN}',
        b'{"entries": [], "n": -Infinity}',
        b'{"entries": [], "entries": []}',
        b'{"entries": {}}',
        b"[]",
        b"",
    ],
)
def test_json_that_is_broken_or_none_of_jrnl_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        jrnl_json.parse(data, "notes.json")
    assert str(refused.value).startswith("notes.json")
    assert "\n" not in str(refused.value)


GOOD = {"title": "A", "body": "b", "date": "2026-01-02", "time": "10:00", "tags": [], "starred": False}


@pytest.mark.parametrize(
    "bad",
    [
        7,
        {**GOOD, "date": "2026-02-30"},
        {**GOOD, "date": "20260102"},
        {**GOOD, "time": "25:00"},
        {**GOOD, "time": None},
        {**GOOD, "title": ["x"]},
        {**GOOD, "body": {}},
        {**GOOD, "starred": "yes"},
        {**GOOD, "title": "half \ud800 a pair"},
        {**GOOD, "body": "zero \x00 byte"},
        {"body": "no title"},
    ],
)
def test_a_bad_json_entry_is_a_problem_and_the_others_are_read(bad: object) -> None:
    parsed = from_json(GOOD, bad, {**GOOD, "title": "B"})
    assert [row[2] for row in said(parsed)] == ["A\nb", "B\nb"]
    assert len(parsed.problems) == 1


words = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cc", "Zl", "Zp"]))


@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(1000, 1, 1, tzinfo=UTC).replace(tzinfo=None)),
            words,
            st.lists(words, max_size=3),
            st.booleans(),
        ),
        max_size=5,
    )
)
def test_what_is_written_in_jrnls_form_is_the_same_from_text_and_json(notes: list[tuple[Any, ...]]) -> None:
    blocks: list[str] = []
    for moment, title, body, starred in notes:
        head = f"[{moment:%Y-%m-%d %H:%M}] {title}{' *' if starred else ''}"
        blocks.append("\n".join([head, *(f" {line}" for line in body), ""]))
    first = from_text("\n".join(blocks))
    assert not first.problems
    assert len(first.rows) == len(notes)
    entries = [
        {
            "title": row.title,
            "body": row.text.partition("\n")[2],
            "date": row.day.isoformat(),
            "time": row.time,
            "tags": [],
            "starred": row.starred,
        }
        for row in first.rows
        if isinstance(row, NoteRow)
    ]
    assert said(from_json(*entries)) == said(first)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    for parse in (jrnl_text.parse, jrnl_json.parse):
        with contextlib.suppress(Unreadable):
            parse(data, "any")

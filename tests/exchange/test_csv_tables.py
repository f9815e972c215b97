"""The CSV tables: known by their header in any form that a spreadsheet writes, and strict about every cell."""

import contextlib
import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.exchange import csv_tables
from journal.exchange.cells import guarded, unguarded
from journal.exchange.plain_text import Unreadable
from journal.exchange.rows import CommitmentRow, HandRow, MeetingRow, Parsed
from tests.exchange.conftest import INPUT

HEAD = "made_on,owner,what,due,status,closed_on,one_on_one\n"
COUNTS = {
    "one-on-ones": 34,
    "commitments": 70,
    "requests": 28,
    "feedback": 30,
    "importance": 6,
    "shareable": 25,
}


def said(parsed: Parsed) -> list[str]:
    """The rows without their places."""
    return [repr(row).partition("line=")[2].partition(")")[2] for row in parsed.rows]


def sample(name: str) -> bytes:
    return (INPUT / f"{name}.csv").read_bytes()


def rewritten(
    data: bytes, *, delimiter: str = ",", ends: str = "\n", mark: bool = False, backwards: bool = False
) -> bytes:
    """The same table in another dress."""
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=ends)
    for row in rows:
        writer.writerow([cell.replace("\n", ends) for cell in (reversed(row) if backwards else row)])
    return stream.getvalue().encode("utf-8-sig" if mark else "utf-8")


def semicolons(data: bytes) -> bytes:
    return rewritten(data, delimiter=";")


def windows(data: bytes) -> bytes:
    return rewritten(data, ends="\r\n", mark=True)


def backwards(data: bytes) -> bytes:
    return rewritten(data, backwards=True)


def excel(data: bytes) -> bytes:
    return rewritten(data, delimiter=";", ends="\r\n", mark=True, backwards=True)


def tabs_in_utf_16(data: bytes) -> bytes:
    return rewritten(data, delimiter="\t", ends="\r\n").decode().encode("utf-16")


def with_empty_rows(data: bytes) -> bytes:
    return data + b",,\n\n" + b"," * 6 + b"\n"


@pytest.mark.parametrize("name", COUNTS)
def test_the_sample_is_read_without_a_problem(name: str) -> None:
    parsed = csv_tables.parse(sample(name), f"{name}.csv")
    assert not parsed.problems
    assert len(parsed.rows) == COUNTS[name]


@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize("dress", [semicolons, windows, backwards, excel, tabs_in_utf_16, with_empty_rows])
def test_the_same_table_in_another_dress_says_the_same(name: str, dress: Callable[[bytes], bytes]) -> None:
    parsed = csv_tables.parse(dress(sample(name)), f"{name}.csv")
    assert not parsed.problems
    assert said(parsed) == said(csv_tables.parse(sample(name), f"{name}.csv"))


def test_a_row_is_named_by_the_line_where_it_begins_even_below_cells_of_several_lines() -> None:
    lines = sample("one-on-ones").decode().split("\n")
    for row in csv_tables.parse(sample("one-on-ones"), "m.csv").rows:
        assert isinstance(row, MeetingRow)
        assert lines[row.place.line - 1].startswith(f"{row.day},{row.start}")


def test_an_agenda_cell_has_a_topic_a_line() -> None:
    first = csv_tables.parse(sample("one-on-ones"), "m.csv").rows[0]
    assert isinstance(first, MeetingRow)
    assert first.agenda == ("Who is who in service EMEA", "What he expects of us", "Q3 numbers", "Harrowgate")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-13-01,me,x,,open,,", "made_on is a date that does not exist"),
        ("01/02/2026,me,x,,open,,", "made_on is not a date written as YYYY-MM-DD"),
        ("20260102,me,x,,open,,", "made_on is not a date written as YYYY-MM-DD"),
        (",me,x,,open,,", "made_on is empty"),
        ("2026-01-02,boss,x,,open,,", "owner is none of: me, manager"),
        ("2026-01-02,me, ,,open,,", "what is empty"),
        ("2026-01-02,me,x,,done,,", "status is none of: open, kept, renegotiated, dropped"),
        ("2026-01-02,me,x,,kept,,", "closed_on must be empty for an open commitment, and only there"),
        (
            "2026-01-02,me,x,,open,2026-01-03,",
            "closed_on must be empty for an open commitment, and only there",
        ),
        ("2026-01-02,me,x,,kept,2026-01-01,", "closed_on lies before made_on"),
        ("2026-01-02,me,x,,open,", "this row has 6 cells and the header 7"),
        ("2026-01-02,me,x,y,,open,,", "this row has 8 cells and the header 7"),
        ('2026-01-02,me,"x" y,,open,,', "a quotation mark is missing here"),
        ('2026-01-02,me,"x,,open,,', "a quotation mark is missing here"),
    ],
)
def test_a_bad_row_is_named_by_file_line_and_reason(row: str, reason: str) -> None:
    text = HEAD + '2026-01-01,me,"two\nlines",,open,,\n' + row + "\n"
    problems = csv_tables.parse(text.encode(), "mine.csv").problems
    assert str(problems[0]).startswith(f"mine.csv, line 4: {reason}")
    assert len(problems) == 1


def test_a_reason_never_repeats_what_the_file_says() -> None:
    for cell in range(7):
        row = ["2026-01-02", "me", "x", "", "open", "", ""]
        row[cell] = "the professor cried"
        for problem in csv_tables.parse((HEAD + ",".join(row)).encode(), "c.csv").problems:
            assert "professor" not in str(problem)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("made_on,owner,what,due,status,closed_on", "the column one_on_one is missing"),
        ("made_on,owner,what,due,status,closed_on,one_on_one,secret", "column 8 is not known"),
        ("made_on,owner,what,due,status,closed_on,one_on_one,due", "the column due stands twice"),
    ],
)
def test_a_header_that_is_nearly_right_is_a_problem_and_not_another_file(head: str, reason: str) -> None:
    assert csv_tables.table_of(head) == "commitments"
    assert [str(problem) for problem in csv_tables.parse(head.encode(), "c.csv").problems] == [
        f"c.csv, line 1: {reason}"
    ]


def test_another_table_is_no_table() -> None:
    for text in ("", "a,b,c\n1,2,3\n", "date\n", "\x01\x02", '"'):
        assert csv_tables.table_of(text) == ""
        with pytest.raises(Unreadable, match="line 1"):
            csv_tables.parse(text.encode(), "other.csv")


def test_very_long_cells_are_read_whole() -> None:
    parsed = csv_tables.parse((HEAD + f"2026-01-02,me,{'long ' * 100_000},,open,,\n").encode(), "c.csv")
    row = parsed.rows[0]
    assert isinstance(row, CommitmentRow)
    assert len(row.what) == 500_000


def test_two_meetings_at_the_same_time_are_a_problem_unless_they_say_the_same() -> None:
    head = "date,start,minutes,agenda,notes,next_topics\n"
    parsed = csv_tables.parse((head + "2026-01-02,10:00,30,,a,\n" * 2 + "2026-01-02,10:00,30,,b,\n").encode(), "m.csv")
    assert len(parsed.rows) == 1
    assert [str(problem) for problem in parsed.problems] == [
        "m.csv, line 4: a meeting at this time stands in line 2 already"
    ]


def test_a_hand_is_four_different_cards() -> None:
    head = "rated_on,rater,competency\n"
    cards = ["results", "expertise", "teamwork", "innovation"]
    whole = csv_tables.parse((head + "".join(f"2026-01-02,me,{card}\n" for card in cards)).encode(), "i.csv")
    assert [row.competencies for row in whole.rows if isinstance(row, HandRow)] == [tuple(sorted(cards))]
    for wrong in (cards[:3], [*cards, "integrity"], [*cards[:3], "results"], [*cards[:3], "charm"]):
        parsed = csv_tables.parse((head + "".join(f"2026-01-02,me,{card}\n" for card in wrong)).encode(), "i.csv")
        assert not parsed.rows
        assert parsed.problems


@pytest.mark.parametrize("source", ["", "notes", "diary:2026-01-02", "notes:yesterday", "notes:2026-02-30"])
def test_an_approved_line_needs_a_source_with_a_day(source: str) -> None:
    parsed = csv_tables.parse(f"section,text,source\nprogress,Done,{source}\n".encode(), "s.csv")
    assert not parsed.rows
    assert len(parsed.problems) == 1


@given(st.text())
def test_a_guarded_cell_begins_with_no_formula_sign_and_comes_back_as_it_was(cell: str) -> None:
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(cell)) == cell


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes, as_table: bool) -> None:
    with contextlib.suppress(Unreadable):
        csv_tables.parse(HEAD.encode() + data if as_table else data, "any.csv")

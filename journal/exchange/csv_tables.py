"""The CSV tables that come in: commitments, requests, feedback, one-on-ones, importance, approved lines.

A table is known by its header, whatever the order of its columns; `,` or `;` between the cells, any line ends, with or
without a byte-order mark. Two more columns may stand in each: `manager`, the name of the chapter, and `id`, which marks
a table that Upward wrote itself (there a leading `'` before a formula sign was added, and is taken off again). Behind it
Upward writes what no other program has (`MORE`): an import reads past that, and leaves out the rows that are not for it.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from journal.exchange.cells import Cells, unguarded
from journal.exchange.plain_text import decoded, unix_lines, unreadable
from journal.exchange.rows import Gathered, MeetingRow, Parsed, Place, Problem, Row
from journal.exchange.table_rows import take, take_hands
from journal.text import SECTIONS, _

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "one-on-ones": ("date", "start", "minutes", "agenda", "notes", "next_topics"),
    "commitments": ("made_on", "owner", "what", "due", "status", "closed_on", "one_on_one"),
    "requests": (
        *("asked_on", "kind", "ask", "by_when", "why_it_helps_them"),
        *("status", "answered_on", "outcome"),
    ),
    "feedback": (
        *("received_on", "from", "exact_words", "kind", "situation", "behaviour", "impact"),
        *("what_i_will_do", "ask_again_on", "clarity"),
    ),
    "importance": ("rated_on", "rater", "competency"),
    "shareable": ("section", "text", "source"),
}
EXTRA: Final = ("manager", "id")
#: The columns that Upward writes behind all others, by the names of the records' columns.
MORE: Final[dict[str, tuple[str, ...]]] = {
    "one-on-ones": (
        *("state", "outcome_reached", "felt_heard", "listened", "opened_by"),
        *("learned", "debriefed_on"),
    ),
    "commitments": ("reason",),
    "requests": ("why_them", "obstacle", "agreed_on", "answer", "minutes"),
    "feedback": ("understood", "felt_heard", "my_view", "strength", "goal", "faster_by"),
    "importance": (),
    "shareable": ("withdrawn_at", "let_stand"),
}
_LONGEST_CELL: Final = 10_000_000
_DELIMITERS: Final = (",", ";", "\t")


def table_of(text: str) -> str:
    """The name of the table whose header a text begins with, or that it most likely means, or ''."""
    return _recognised(text)[0]


def parse(data: bytes, file: str) -> Parsed:
    """The rows of a table. Raises Unreadable where the header already says that it is none."""
    text = decoded(data, file)
    name, delimiter = _recognised(text)
    if not name:
        raise unreadable(file, 1, _("these are not the columns of a table that Upward knows"))
    gathered = Gathered()
    records = _records(text, delimiter, file, gathered)
    header = _header(next(records)[1])
    faults = _header_faults(header, name)
    if faults:
        gathered.problems += [Problem(Place(file, 1), fault) for fault in faults]
    if not set(COLUMNS[name]) <= set(header):
        return gathered.done()
    _take_all(gathered, name, header, records)
    return gathered.done()


def _take_all(gathered: Gathered, name: str, header: list[str], records: Iterator[tuple[Place, list[str]]]) -> None:
    ours = "id" in header
    ratings: list[tuple[Place, Cells]] = []
    for place, record in records:
        if not any(cell.strip() for cell in record):
            continue
        if len(record) != len(header):
            reason = _("this row has {found} cells and the header {wanted}").format(
                found=len(record), wanted=len(header)
            )
            gathered.problems.append(Problem(place, reason))
            continue
        values = [unguarded(cell) for cell in record] if ours else record
        cells = Cells({column: unix_lines(value) for column, value in zip(header, values, strict=True)})
        if ours and _is_kept_back(name, cells):
            continue
        if name == "importance":
            ratings.append((place, cells))
        else:
            take(gathered, name, place, cells)
    take_hands(gathered, ratings)
    if name == "one-on-ones":
        _refuse_doubles(gathered)


def _is_kept_back(name: str, cells: Cells) -> bool:
    """Whether Upward wrote a row that no import takes: a planned meeting, a withdrawn line, one of the agreement."""
    if name == "one-on-ones":
        return cells.text("state") == "planned"
    return name == "shareable" and bool(cells.text("withdrawn_at") or cells.text("section") not in SECTIONS)


def _refuse_doubles(gathered: Gathered) -> None:
    """Two meetings cannot begin at the same time: the second is a problem, unless it says the same."""
    first: dict[tuple[date, str], MeetingRow] = {}
    kept: list[Row] = []
    for row in gathered.rows:
        if isinstance(row, MeetingRow):
            earlier = first.setdefault((row.day, row.start), row)
            if earlier is row:
                kept.append(row)
            elif replace(earlier, place=row.place) != row:
                reason = _("a meeting at this time stands in line {line} already").format(line=earlier.place.line)
                gathered.problems.append(Problem(row.place, reason))
    gathered.rows[:] = kept


def _records(text: str, delimiter: str, file: str, gathered: Gathered) -> Iterator[tuple[Place, list[str]]]:
    """Each record with the line where it begins; a broken quotation ends the reading and is a problem."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            reason = _("a quotation mark is missing here, or a cell is too long; nothing below is read")
            gathered.problems.append(Problem(Place(file, line), reason))
            return
        yield Place(file, line), record
        line = reader.line_num + 1


def _recognised(text: str) -> tuple[str, str]:
    """The table and delimiter that fit the header best.

    A table counts when more than half its columns are there, and are more than half of what is there.
    """
    best = ("", "", 0.5)
    for delimiter in _DELIMITERS:
        header = set(_header(_first_record(text, delimiter)))
        for name, columns in COLUMNS.items():
            found, others = header.intersection(columns), header.difference(EXTRA, MORE[name])
            share = len(found) / len(columns)
            if share > best[2] and 2 * len(found) > len(others):
                best = (name, delimiter, share)
    return best[:2]


def _first_record(text: str, delimiter: str) -> list[str]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return next(csv.reader(io.StringIO(text[:10_000], newline=""), delimiter=delimiter))
    except (csv.Error, StopIteration):
        return []


def _header(record: list[str]) -> list[str]:
    return [cell.strip().lower() for cell in record]


def _header_faults(header: list[str], name: str) -> list[str]:
    missing = [column for column in COLUMNS[name] if column not in header]
    faults = [_("the column {column} is missing").format(column=column) for column in missing]
    for number, column in enumerate(header, 1):
        if column not in {*COLUMNS[name], *EXTRA, *(MORE[name] if "id" in header else ())}:
            faults.append(_("column {number} is not known").format(number=number))
        elif column in header[: number - 1]:
            faults.append(_("the column {column} stands twice").format(column=column))
    return faults

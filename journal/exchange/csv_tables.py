"""The CSV tables that come in: commitments, requests, feedback, one-on-ones, importance, approved lines.

A table is known by its header, whatever the order of its columns; `,` or `;` between the cells, any line ends, with or
without a byte-order mark. Two more columns may stand in each: `manager`, the name of the chapter, and `id`, which marks
a table that Upward wrote itself (there a leading `'` before a formula sign was added, and is taken off again).
"""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from journal.errors import BadInput
from journal.exchange.cells import BadCell, Cells, unguarded
from journal.exchange.plain_text import decoded, unix_lines, unreadable
from journal.exchange.rows import (
    CommitmentRow,
    FeedbackRow,
    Gathered,
    HandRow,
    LineRow,
    MeetingRow,
    Parsed,
    Place,
    Problem,
    RequestRow,
    Row,
)
from journal.practices.importance import COMPETENCIES, HAND, RATERS
from journal.sharing.lines import checked
from journal.text import (
    CLARITIES,
    COMMITMENT_STATUSES,
    FEEDBACK_KINDS,
    OWNERS,
    REQUEST_KINDS,
    REQUEST_STATUSES,
    SECTIONS,
    _,
)

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "one-on-ones": ("date", "start", "minutes", "agenda", "notes", "next_topics"),
    "commitments": ("made_on", "owner", "what", "due", "status", "closed_on", "one_on_one"),
    "requests": (
        "asked_on",
        "kind",
        "ask",
        "by_when",
        "why_it_helps_them",
        "status",
        "answered_on",
        "outcome",
    ),
    "feedback": (
        *("received_on", "from", "exact_words", "kind", "situation", "behaviour", "impact"),
        *("what_i_will_do", "ask_again_on", "clarity"),
    ),
    "importance": ("rated_on", "rater", "competency"),
    "shareable": ("section", "text", "source"),
}
EXTRA: Final = ("manager", "id")
SOURCES: Final = ("notes", "one-on-ones", "commitments", "requests", "feedback", "importance")
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


def _take_all(
    gathered: Gathered, name: str, header: list[str], records: Iterator[tuple[Place, list[str]]]
) -> None:
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
        if name == "importance":
            ratings.append((place, cells))
        else:
            _take(gathered, place, cells, _READERS[name])
    _take_hands(gathered, ratings)
    if name == "one-on-ones":
        _refuse_doubles(gathered)


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
                reason = _("a meeting at this time stands in line {line} already").format(
                    line=earlier.place.line
                )
                gathered.problems.append(Problem(row.place, reason))
    gathered.rows[:] = kept


def _take(gathered: Gathered, place: Place, cells: Cells, read: Callable[[Place, Cells], Row]) -> None:
    try:
        gathered.rows.append(read(place, cells))
    except BadCell as error:
        gathered.problems.append(Problem(place, str(error)))


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
    """The table and delimiter that fit the header best; a table counts when more than half its columns are there."""
    best = ("", "", 0.5)
    for delimiter in _DELIMITERS:
        header = set(_header(_first_record(text, delimiter)))
        for name, columns in COLUMNS.items():
            share = len(header.intersection(columns)) / len(columns)
            if share > best[2]:
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
        if column not in {*COLUMNS[name], *EXTRA}:
            faults.append(_("column {number} is not known").format(number=number))
        elif column in header[: number - 1]:
            faults.append(_("the column {column} stands twice").format(column=column))
    return faults


# ---- one reader a table ---------------------------------------------------------------------------------------


def _meeting(place: Place, cells: Cells) -> MeetingRow:
    topics = (topic.strip() for topic in cells.text("agenda").split("\n"))
    return MeetingRow(
        place=place,
        day=cells.needed_day("date"),
        start=cells.clock("start"),
        minutes=cells.number("minutes"),
        agenda=tuple(topic for topic in topics if topic),
        notes=cells.text("notes"),
        next_topics=cells.text("next_topics"),
        manager=cells.text("manager").strip(),
    )


def _commitment(place: Place, cells: Cells) -> CommitmentRow:
    row = CommitmentRow(
        place=place,
        made_on=cells.needed_day("made_on"),
        owner=cells.word("owner", OWNERS),
        what=cells.text("what", needed=True),
        due=cells.day("due"),
        status=cells.word("status", COMMITMENT_STATUSES),
        closed_on=cells.day("closed_on"),
        one_on_one=cells.day("one_on_one"),
        manager=cells.text("manager").strip(),
    )
    if (row.status == "open") != (row.closed_on is None):
        raise BadCell(_("closed_on must be empty for an open commitment, and only there"))
    if row.closed_on and row.closed_on < row.made_on:
        raise BadCell(_("closed_on lies before made_on"))
    return row


def _request(place: Place, cells: Cells) -> RequestRow:
    row = RequestRow(
        place=place,
        asked_on=cells.day("asked_on"),
        kind=cells.word("kind", REQUEST_KINDS),
        ask=cells.text("ask", needed=True),
        by_when=cells.day("by_when"),
        why_it_helps_them=cells.text("why_it_helps_them"),
        status=cells.word("status", REQUEST_STATUSES),
        answered_on=cells.day("answered_on"),
        outcome=cells.text("outcome"),
        manager=cells.text("manager").strip(),
    )
    if (row.status == "draft") != (row.asked_on is None):
        raise BadCell(_("asked_on must be empty for a draft, and only there"))
    if (row.status in {"draft", "asked"}) != (row.answered_on is None):
        raise BadCell(_("answered_on must be empty for a draft and for what is only asked, and only there"))
    if row.asked_on and row.answered_on and row.answered_on < row.asked_on:
        raise BadCell(_("answered_on lies before asked_on"))
    return row


def _feedback(place: Place, cells: Cells) -> FeedbackRow:
    row = FeedbackRow(
        place=place,
        received_on=cells.needed_day("received_on"),
        from_whom=cells.text("from"),
        exact_words=cells.text("exact_words"),
        kind=cells.word("kind", FEEDBACK_KINDS, needed=False),
        situation=cells.text("situation"),
        behaviour=cells.text("behaviour"),
        impact=cells.text("impact"),
        what_i_will_do=cells.text("what_i_will_do"),
        ask_again_on=cells.day("ask_again_on"),
        clarity=cells.word("clarity", CLARITIES, needed=False),
        manager=cells.text("manager").strip(),
    )
    if not (row.exact_words + row.situation + row.behaviour).strip():
        raise BadCell(_("exact_words is empty"))
    return row


def _line(place: Place, cells: Cells) -> LineRow:
    source, _colon, _day = cells.text("source", needed=True).strip().partition(":")
    if source not in SOURCES:
        raise BadCell(_("source does not begin with one of: {words}").format(words=", ".join(SOURCES)))
    day = Cells({"source": _day}).needed_day("source")
    try:
        text = checked(cells.text("text", needed=True))
    except BadInput as error:
        raise BadCell(str(error)) from None
    return LineRow(place, cells.word("section", SECTIONS), text, source, day, cells.text("manager").strip())


_READERS: Final[dict[str, Callable[[Place, Cells], Row]]] = {
    "one-on-ones": _meeting,
    "commitments": _commitment,
    "requests": _request,
    "feedback": _feedback,
    "shareable": _line,
}


def _take_hands(gathered: Gathered, ratings: list[tuple[Place, Cells]]) -> None:
    """Join the rows of one rater and day to a hand; a hand that is not four different cards is a problem."""
    hands: defaultdict[tuple[str, str, str], list[tuple[Place, str]]] = defaultdict(list)
    for place, cells in ratings:
        try:
            day = cells.needed_day("rated_on").isoformat()
            key = (day, cells.word("rater", RATERS), cells.text("manager").strip())
            hands[key].append((place, cells.word("competency", COMPETENCIES)))
        except BadCell as error:
            gathered.problems.append(Problem(place, str(error)))
    for (day, rater, manager), cards in hands.items():
        _take(
            gathered, cards[0][0], Cells({"rated_on": day, "rater": rater, "manager": manager}), _Hand(cards)
        )


class _Hand:
    def __init__(self, cards: list[tuple[Place, str]]) -> None:
        self._cards = [card for _place, card in cards]

    def __call__(self, place: Place, cells: Cells) -> HandRow:
        found = len(set(self._cards))
        if found != HAND or len(self._cards) != HAND:
            reason = _(
                "the hand of this rater and day has {found} different competencies in {rows} rows, not 4"
            )
            raise BadCell(reason.format(found=found, rows=len(self._cards)))
        return HandRow(
            place,
            cells.needed_day("rated_on"),
            cells.text("rater"),
            tuple(sorted(self._cards)),
            cells.text("manager"),
        )

"""One row of a CSV table to its frozen row, every cell and what belongs together checked."""

from collections import defaultdict
from collections.abc import Callable
from typing import Final

from journal.errors import BadInput
from journal.exchange.cells import BadCell, Cells
from journal.exchange.rows import (
    CommitmentRow,
    FeedbackRow,
    Gathered,
    HandRow,
    LineRow,
    MeetingRow,
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

SOURCES: Final = ("notes", "one-on-ones", "commitments", "requests", "feedback", "importance")


def take(gathered: Gathered, table: str, place: Place, cells: Cells) -> None:
    """Read one row of a table other than importance; what cannot be taken becomes a problem."""
    _take(gathered, place, cells, _READERS[table])


def _take(gathered: Gathered, place: Place, cells: Cells, read: Callable[[Place, Cells], Row]) -> None:
    try:
        gathered.rows.append(read(place, cells))
    except BadCell as error:
        gathered.problems.append(Problem(place, str(error)))


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
    source, _colon, day = cells.text("source", needed=True).strip().partition(":")
    if source not in SOURCES:
        raise BadCell(_("source does not begin with one of: {words}").format(words=", ".join(SOURCES)))
    source_day = Cells({"source": day}).needed_day("source")
    try:
        text = checked(cells.text("text", needed=True))
    except BadInput as error:
        raise BadCell(str(error)) from None
    return LineRow(place, cells.word("section", SECTIONS), text, source, source_day, cells.text("manager").strip())


_READERS: Final[dict[str, Callable[[Place, Cells], Row]]] = {
    "one-on-ones": _meeting,
    "commitments": _commitment,
    "requests": _request,
    "feedback": _feedback,
    "shareable": _line,
}


def take_hands(gathered: Gathered, ratings: list[tuple[Place, Cells]]) -> None:
    """Join the rows of one rater and day to a hand; a hand that is not four different cards is a problem."""
    hands: defaultdict[tuple[str, str, str], list[tuple[Place, str]]] = defaultdict(list)
    for place, cells in ratings:
        try:
            day = cells.needed_day("rated_on").isoformat()
            key = (day, cells.word("rater", RATERS), cells.text("manager").strip())
            card = cells.word("competency", COMPETENCIES)  # before its hand is begun: it may be none
            hands[key].append((place, card))
        except BadCell as error:
            gathered.problems.append(Problem(place, str(error)))
    for (day, rater, manager), cards in hands.items():
        _take(gathered, cards[0][0], Cells({"rated_on": day, "rater": rater, "manager": manager}), _Hand(cards))


class _Hand:
    def __init__(self, cards: list[tuple[Place, str]]) -> None:
        self._cards = [card for _place, card in cards]

    def __call__(self, place: Place, cells: Cells) -> HandRow:
        found = len(set(self._cards))
        if found != HAND or len(self._cards) != HAND:
            reason = _("the hand of this rater and day has {found} different competencies in {rows} rows, not 4")
            raise BadCell(reason.format(found=found, rows=len(self._cards)))
        return HandRow(
            place,
            cells.needed_day("rated_on"),
            cells.text("rater"),
            tuple(sorted(self._cards)),
            cells.text("manager"),
        )

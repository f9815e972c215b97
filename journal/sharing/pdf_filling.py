"""Filling pages from the top: each thing gets its place on the grid, and nothing is ever cut off.

No line of a paragraph stands alone at the head or the foot of a page, and no heading without what it heads.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from journal.errors import BadInput
from journal.sharing.document import SummaryDocument
from journal.sharing.pdf_blocks import Drawable, Rule
from journal.sharing.pdf_parts import Part, Parts, Piece
from journal.sharing.pdf_styles import Frame, Styles
from journal.sharing.pdf_text import Block, set_block
from journal.text import _

_TITLE_SCALES: Final = (1.0, 0.8, 0.65)
_MOST_TITLE_HEIGHT: Final = 66.0  # two lines at the largest size, three at the smallest
_MOST_HEAD: Final = 0.5  # of the page
_LEAST_TOGETHER: Final = 2  # so many lines of a paragraph stay together at the foot and at the head of a page
_ROWS_TO_START_WITH: Final = 3  # a long line begins at the foot of a page only when so much of it fits there
_WORTH_STARTING: Final = 0.3  # of a page: with less room than that a section moves to the next page as a whole
_BETWEEN: Final = 24.0  # the least room between the period and who it is from
_HEAD_RULE: Final = 0.45  # of the room under the head
_THIN: Final = 0.5
_THICK: Final = 2.0
_ALMOST: Final = 0.01  # points; sums of fractions are not exact


@dataclass(frozen=True, slots=True)
class Placed:
    """Something that has its place: `top` counts downward from the upper margin; `title` lists it in the side bar."""

    what: Drawable
    left: float
    top: float
    marked: bool = False
    title: str = ""


@dataclass(slots=True)
class Sheet:
    """One page, while it fills from the top."""

    placed: list[Placed] = field(default_factory=list[Placed])
    filled: float = 0.0


def lines_of(document: SummaryDocument) -> int:
    """How many lines could go from a paper; its chart, and a part without lines, count as one."""
    around = bool(document.opening) + bool(document.closing) + bool(document.chart)
    return around + sum(max(1, len(each.lines)) for each in document.sections)


class Filling:
    """Fills sheets in one setting; `left_over` counts the approved lines that found no room."""

    def __init__(self, document: SummaryDocument, frame: Frame, styles: Styles, most_pages: int) -> None:
        self.sheets = [Sheet()]
        self.left_over = 0
        self._document, self._frame, self._styles, self._most_pages = document, frame, styles, most_pages
        self._density = styles.density
        self._gap = 0.0  # what the next part keeps from what stands above it
        self._lines_set = 0

    def fill(self) -> None:
        """Set the head and every part, until there is no room. Raises BadInput when the head alone is too long."""
        self._set_head()
        parts = Parts(self._document, self._frame, self._styles, self._frame.depth * self._most_pages)
        for part in parts.all():
            self._set_part(part)
            if self.left_over:
                break
        self._count_the_rest()

    def _count_the_rest(self) -> None:
        """Lines of the parts that were not even begun go as well."""
        if self.left_over:
            self.left_over = max(1, lines_of(self._document) - self._lines_set)

    def _set_head(self) -> None:
        left, width = self._frame.text_left, self._frame.text_width
        title = self._title(width)
        self._put(title, left, 0.0, shift=self._styles.shift(title.style))
        self._set_under_title(left, width)
        if self._sheet.filled > self._frame.depth * _MOST_HEAD:
            raise BadInput(_("The lines under the title are too long for the page: please shorten them."))
        self._rule_under_head()

    def _set_under_title(self, left: float, width: float) -> None:
        """The period, and at its right, or under it, who the paper is from."""
        document, styles = self._document, self._styles
        shift = styles.shift(styles.period)
        top = self._sheet.filled
        period = set_block(document.period, styles.period, width) if document.period else None
        if period:
            self._put(period, left, top, shift=shift)
        if not document.byline:
            return
        byline = set_block(document.byline, styles.byline, width)
        if period and not period.is_rtl and period.width + byline.width + _BETWEEN <= width:
            bottom = self._sheet.filled
            self._put(byline, left, top, shift=shift)
            self._sheet.filled = max(
                bottom, self._sheet.filled
            )  # the period may take more lines than what is beside it
        else:
            self._put(set_block(document.byline, styles.period, width), left, self._sheet.filled, shift=shift)

    def _title(self, width: float) -> Block:
        """The title at the largest size at which it takes two lines at the most; a very long one is refused."""
        for scale in _TITLE_SCALES:
            what = set_block(self._document.title, self._styles.title(scale), width)
            if what.height <= _MOST_TITLE_HEIGHT:
                return what
        raise BadInput(_("The title is too long for the page: please shorten it."))

    def _rule_under_head(self) -> None:
        self._gap = self._density.head * self._density.unit
        top, left, palette = self._sheet.filled + self._gap * _HEAD_RULE, self._frame.left, self._styles.palette
        rules = [Rule(self._frame.full_width, _THIN, palette.strong)]
        if not palette.sections_ruled:
            rules.append(Rule(self._frame.side, _THICK, palette.strong))
        self._sheet.placed += [Placed(rule, left, top) for rule in rules]

    def _set_part(self, part: Part) -> None:
        heading_height = part.heading.height if part.heading else 0.0
        above = part.above.height + self._density.unit if part.above else 0.0
        section_gap = self._density.section * self._density.unit
        if above and self._gap == section_gap:
            self._gap += self._density.line  # what follows is about something else
        found = self._start(part, heading_height, above)
        if found is None:
            self.left_over = part.lines
            return
        top = found
        self._rule_over(part, top)
        if part.above:
            self._put(part.above, self._frame.left, top, shift=self._styles.shift(part.above.style))
            top += above
        first_sheet = self._sheet
        if part.heading:
            self._put(part.heading, self._frame.left, top, title=part.title)
        first_sheet.filled = top
        for number, piece in enumerate(part.pieces):
            if not self._set_piece(self._in_company(piece, part.pieces[number + 1 :])):
                self.left_over = 1
                self._lines_set += piece.line
                return
        first_sheet.filled = max(first_sheet.filled, top + heading_height)
        self._lines_set += part.lines
        self._gap = section_gap

    def _rule_over(self, part: Part, top: float) -> None:
        """A hairline between two sections, and over the title of several."""
        if (part.above or self._styles.palette.sections_ruled) and top > 0 and self._lines_set:
            rule = Rule(self._frame.full_width, _THIN, self._styles.palette.fine)
            self._sheet.placed.append(Placed(rule, self._frame.left, top - self._gap / 2))

    def _start(self, part: Part, heading: float, above: float) -> float | None:
        """Where the part begins, on this sheet or on a new one; None when there is no room for its beginning."""
        top = self._sheet.filled + self._gap
        room = self._frame.depth - top - above + _ALMOST
        whole = max(heading, sum(piece.before + piece.what.height for piece in part.pieces))
        first = max(heading, self._beginning(part.pieces))
        better_whole = whole <= self._frame.depth - above and room < self._frame.depth * _WORTH_STARTING
        if whole > room and (first > room or better_whole) and self._turn():
            top, room = 0.0, self._frame.depth - above + _ALMOST
        return top if first <= room else None

    def _beginning(self, pieces: tuple[Piece, ...]) -> float:
        """The least of a part that may stand at the foot of a page: of a line alone, the next one's beginning as well."""
        height = self._least(pieces[0].what)
        if pieces[0].what.height <= self._density.line and len(pieces) > 1:
            height += pieces[1].before + self._least(pieces[1].what)
        return height

    def _least(self, what: Drawable) -> float:
        """The least of a text that may stand at the foot of a page."""
        if isinstance(what, Block) and what.rows >= 2 * _LEAST_TOGETHER:
            return min(what.height, self._density.line * _ROWS_TO_START_WITH)
        return what.height

    def _in_company(self, piece: Piece, after: tuple[Piece, ...]) -> Piece:
        """The last but one of a part, on a new page when the last would stand there alone in a single row."""
        if (
            len(after) == 1
            and after[0].what.height <= self._density.line
            and self._least(piece.what) == piece.what.height
        ):
            whole = piece.before + piece.what.height + after[0].before + after[0].what.height
            if whole > self._frame.depth - self._sheet.filled + _ALMOST and self._turn():
                return replace(piece, before=0.0)
        return piece

    def _set_piece(self, piece: Piece) -> bool:
        """Put a piece where there is room, over the foot of the page if it is long; says whether all of it stands."""
        left = self._frame.left if piece.wide else self._frame.text_left
        while True:
            top = self._sheet.filled + piece.before
            room = self._frame.depth - top + _ALMOST
            if piece.what.height <= room:
                self._put(piece.what, left, top, shift=piece.shift, marked=piece.marked)
                return True
            rows = self._rows_here(piece.what, room)
            if rows and isinstance(piece.what, Block):
                head, rest = piece.what.split(rows)
                self._put(head, left, top, shift=piece.shift, marked=piece.marked)
                piece = replace(piece, what=rest, marked=False)
            if not self._turn():
                return False
            piece = replace(piece, before=0.0)

    def _rows_here(self, what: Drawable, room: float) -> int:
        """How many lines of a text stand at the foot of this page while the others go on; 0 for none."""
        if not isinstance(what, Block):
            return 0
        rows = min(int(room // what.style.line), what.rows - _LEAST_TOGETHER)
        return rows if rows >= min(_ROWS_TO_START_WITH, what.rows - _LEAST_TOGETHER) and rows >= _LEAST_TOGETHER else 0

    def _turn(self) -> bool:
        """Go on to a new sheet, if one is left and there is anything on this one."""
        if len(self.sheets) == self._most_pages or not self._sheet.placed:
            return False
        self.sheets.append(Sheet())
        return True

    def _put(
        self, what: Drawable, left: float, top: float, *, shift: float = 0.0, marked: bool = False, title: str = ""
    ) -> None:
        if isinstance(what, Block) and what.width > what.room + what.style.size:  # more than a mark in the margin
            raise BadInput(_("A word of the paper is wider than its column, and cannot be divided: please shorten it."))
        self._sheet.placed.append(Placed(what, left, top + shift, marked, title))
        self._sheet.filled = top + what.height

    @property
    def _sheet(self) -> Sheet:
        return self.sheets[-1]

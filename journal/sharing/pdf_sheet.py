"""The recovery sheet as one page of paper: 14 numbered groups to type, what they are for, and room for notes."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from journal.sharing.document import PageSize
from journal.sharing.fonts import PLAIN, STRONG
from journal.sharing.pdf_file import ONE_AT_A_TIME, QuietCanvas
from journal.sharing.pdf_styles import ACCENT, INK, PALE, QUIET, SIZES, register_faces
from journal.text import _, long_day

_MARGIN: Final = 64.0
_COLUMNS: Final = 4
_ROW: Final = 66.0  # from one row of groups to the next
_GROUP_SIZE: Final = 25.0
_PITCH: Final = 18.5  # every character of a group has the same room, as on a typewriter
_BOX_PAD: Final = 26.0
_NOTE_LINES: Final = 4
_NOTE_LINE: Final = 26.0
_MOST_NAME: Final = 80

_BODY: Final = ParagraphStyle("sheet", fontName=PLAIN, fontSize=11, leading=16, textColor=INK)
_STRONG: Final = ParagraphStyle("sheet strong", parent=_BODY, fontName=STRONG)
_SMALL: Final = ParagraphStyle("sheet small", parent=_BODY, fontSize=9.5, leading=14, textColor=QUIET)
_TITLE: Final = ParagraphStyle("sheet title", parent=_BODY, fontName=STRONG, fontSize=26, leading=31)


def render(groups: Sequence[str], made_on: date, *, journal: str = "", page: PageSize = "A4") -> bytes:
    """The page as PDF. `journal` is the name of its file, and only there when the user wants it on the paper."""
    with ONE_AT_A_TIME:
        covered = register_faces()
        canvas = QuietCanvas(
            SIZES[page], PLAIN, title=_("Recovery sheet"), language="en", fingerprint=bytes(16)
        )  # a fixed id: one made from the groups would tell of them
        sheet = _Sheet(canvas, *SIZES[page])
        sheet.head(made_on, _drawable(journal, covered))
        sheet.groups(groups)
        sheet.words()
        sheet.notes()
        canvas.showPage()
        return canvas.finished()


class _Sheet:
    """The page while it fills from the top; `at` is how far down it is."""

    def __init__(self, canvas: QuietCanvas, width: float, height: float) -> None:
        self._canvas = canvas
        self._width = width - 2 * _MARGIN
        self._height = height
        self.at = _MARGIN - 8

    def head(self, made_on: date, journal: str) -> None:
        self._set(_("Recovery sheet"), _TITLE, 4)
        about = _("For a journal of Upward, made on {day}").format(day=long_day(made_on))
        if journal:
            about = _("For the journal {name} of Upward, made on {day}").format(name=journal, day=long_day(made_on))
        self._set(about, _SMALL, 14)
        self._set(
            _(
                "These 14 groups open the journal when its passphrase is forgotten. Whoever has this sheet can read"
                " everything in the journal."
            ),
            _BODY,
            22,
        )

    def groups(self, groups: Sequence[str]) -> None:
        """Numbered in the order in which they are typed: along each row, then the next one."""
        rows = -(-len(groups) // _COLUMNS)
        depth = rows * _ROW + 2 * _BOX_PAD - (_ROW - _GROUP_SIZE - 14)
        self._canvas.setStrokeColor(PALE)
        self._canvas.setLineWidth(1)
        self._canvas.roundRect(_MARGIN, self._height - self.at - depth, self._width, depth, 8)
        each = (self._width - 2 * _BOX_PAD) / _COLUMNS
        for place, group in enumerate(groups):
            left = _MARGIN + _BOX_PAD + (place % _COLUMNS) * each
            top = self.at + _BOX_PAD + (place // _COLUMNS) * _ROW
            self._group(place + 1, group, left, top)
        self.at += depth + 26

    def _group(self, number: int, group: str, left: float, top: float) -> None:
        self._canvas.setFont(PLAIN, 8.5)
        self._canvas.setFillColor(ACCENT)
        self._canvas.drawString(left + 2, self._height - top - 7, str(number))
        self._canvas.setFont(STRONG, _GROUP_SIZE)
        self._canvas.setFillColor(INK)
        for place, character in enumerate(group):
            middle = left + (place + 0.5) * _PITCH
            self._canvas.drawCentredString(middle, self._height - top - 14 - _GROUP_SIZE * 0.8, character)

    def words(self) -> None:
        self._set(_("How to use it"), _STRONG, 3)
        self._set(
            _(
                "Start Upward, choose the journal, then “Use the recovery sheet”. Type the groups in the order of their"
                " numbers; capitals, blanks and dashes do not matter, and there is no letter O, only zero. You will then"
                " choose a new passphrase and get a new sheet: this one is of no use from then on."
            ),
            _BODY,
            12,
        )
        self._set(_("How to keep it"), _STRONG, 3)
        self._set(
            _(
                "On paper, where you keep papers that matter, and not beside the computer. If this page was saved as a file,"
                " delete the file once it is printed: it is not encrypted."
            ),
            _BODY,
            16,
        )

    def notes(self) -> None:
        """As many lines to write on as there is room for."""
        self._set(_("Notes"), _SMALL, 0)
        for _line in range(_NOTE_LINES):
            self.at += _NOTE_LINE
            if self.at > self._height - _MARGIN * 0.7:
                break
            self._canvas.setStrokeColor(PALE)
            self._canvas.setLineWidth(0.75)
            self._canvas.line(_MARGIN, self._height - self.at, _MARGIN + self._width, self._height - self.at)

    def _set(self, text: str, style: ParagraphStyle, after: float) -> None:
        paragraph = Paragraph(escape(text), style)
        _wide, high = paragraph.wrap(self._width, self._height)
        paragraph.drawOn(self._canvas, _MARGIN, self._height - self.at - high)
        self.at += high + after


def _drawable(name: str, covered: frozenset[str]) -> str:
    """The name with what the faces cannot draw left out, for it may be written in any script."""
    kept = "".join(character if character in covered else " " for character in name)
    return " ".join(kept.split())[:_MOST_NAME]

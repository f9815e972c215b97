"""The look of the paper: its faces, colours, page and the densities in which it can be set.

Everything between the lines is a multiple of a quarter of a line, so that the lines of the two columns stand on one grid.
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from journal.sharing.document import Look, PageSize
from journal.sharing.fonts import FACES, PLAIN, STRONG, face_bytes

_LAST_CODE: Final = 0xFFFF  # beyond it the typesetter writes a table that readers do not understand

INK: Final[Color] = HexColor(0x1D242B)
QUIET: Final[Color] = HexColor(0x5F6B76)
ACCENT: Final[Color] = HexColor(0x1E5F58)
PALE: Final[Color] = HexColor(0xC3D6D1)

SIZES: Final[dict[PageSize, tuple[float, float]]] = {"A4": A4, "Letter": LETTER}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand on a page, in points: the outer margins, and a narrow column for the headings at the left."""

    width: float
    height: float
    left: float = 54.0
    right: float = 54.0
    top: float = 56.0
    bottom: float = 50.0
    side: float = 104.0
    gutter: float = 24.0

    @property
    def text_left(self) -> float:
        """Where the approved lines begin."""
        return self.left + self.side + self.gutter

    @property
    def text_width(self) -> float:
        """How wide the approved lines may run."""
        return self.width - self.right - self.text_left

    @property
    def depth(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Density:
    """A size of type with the space that belongs to it; `line` is the distance of two base lines."""

    size: float
    line: float
    gap_lines: float  # between two approved lines
    section_lines: float  # between two sections
    head_lines: float  # between the rule under the title and the first section
    title: float  # size of the title

    @property
    def gap(self) -> float:
        """Points between two approved lines."""
        return self.gap_lines * self.line

    @property
    def section_gap(self) -> float:
        """Points between two sections."""
        return self.section_lines * self.line

    @property
    def head_gap(self) -> float:
        """Points under the rule."""
        return self.head_lines * self.line


DENSITIES: Final = (
    Density(size=10.5, line=15.0, gap_lines=0.5, section_lines=2.0, head_lines=2.0, title=26.0),
    Density(size=10.0, line=14.0, gap_lines=0.5, section_lines=1.5, head_lines=1.5, title=25.0),
    Density(size=9.75, line=13.0, gap_lines=0.25, section_lines=1.25, head_lines=1.25, title=23.0),
    Density(size=9.25, line=12.0, gap_lines=0.25, section_lines=1.0, head_lines=1.25, title=21.0),
)
_LARGE: Final = (
    Density(size=17.0, line=24.0, gap_lines=0.25, section_lines=0.75, head_lines=1.0, title=28.0),
    Density(size=15.0, line=21.0, gap_lines=0.25, section_lines=0.75, head_lines=1.0, title=26.0),
    Density(size=13.0, line=18.0, gap_lines=0.25, section_lines=0.75, head_lines=1.0, title=25.0),
    Density(size=11.5, line=16.0, gap_lines=0.25, section_lines=0.75, head_lines=1.0, title=23.0),
)
#: From the airiest on; a paper that one glances at begins with large type, and is set as small as a summary if need be.
DENSITIES_OF: Final[dict[Look, tuple[Density, ...]]] = {"summary": DENSITIES, "large": (*_LARGE, *DENSITIES[1:])}
#: How wide the column of the headings is, in points.
SIDES: Final[dict[Look, float]] = {"summary": 104.0, "large": 124.0}


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one density."""

    body: ParagraphStyle
    heading: ParagraphStyle
    above: ParagraphStyle


@cache
def register_faces() -> frozenset[str]:
    """Make the bundled faces known to the typesetter, once; gives the characters that all of them can draw."""
    covered: set[int] | None = None
    for name in FACES:
        face = TTFont(name, BytesIO(face_bytes(name)))
        pdfmetrics.registerFont(face)  # pyright: ignore[reportUnknownMemberType] its stub has no types
        known = {code for code, glyph in face.face.charToGlyph.items() if glyph and code <= _LAST_CODE}
        covered = known if covered is None else covered & known
    return frozenset(chr(code) for code in covered or ())


@cache
def styles(density: Density) -> Styles:
    """The styles in which the two columns are set."""
    body = ParagraphStyle(
        "body",
        fontName=PLAIN,
        fontSize=density.size,
        leading=density.line,
        textColor=INK,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )
    heading = ParagraphStyle("heading", parent=body, fontName=STRONG, textColor=ACCENT)
    above = ParagraphStyle(
        "above", parent=heading, fontSize=density.size * 1.2, leading=density.line * 1.25, textColor=INK
    )
    return Styles(body, heading, above)


def title_style(size: float) -> ParagraphStyle:
    """The style of the title; it is set smaller when it is long."""
    return ParagraphStyle("title", fontName=STRONG, fontSize=size, leading=size * 1.18, textColor=INK, splitLongWords=1)


PERIOD_STYLE: Final = ParagraphStyle("period", fontName=PLAIN, fontSize=10.5, leading=15, textColor=QUIET)
BYLINE_STYLE: Final = ParagraphStyle("byline", parent=PERIOD_STYLE, alignment=TA_RIGHT)

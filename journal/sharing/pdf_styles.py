"""The look of the paper: its colours, its page, and the densities in which it can be set.

Everything stands on a grid of half lines, in the densest settings of thirds, so that the lines of the two columns, and of
all pages, stand on one.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, LETTER

from journal.sharing.document import Design, Look, PageSize
from journal.sharing.pdf_text import TextStyle

SIZES: Final[dict[PageSize, tuple[float, float]]] = {"A4": A4, "Letter": LETTER}
_LARGEST_PERIOD: Final = 12.0  # of the words under the title
LABEL_SIZE: Final = 8.5  # of the words at the foot, in the chart, and over the groups of a recovery sheet


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a design. The first three are those of words; `strong` is also that of dashes, bars and thick rules.

    `fine` is that of hairlines, `pale` fills. `sections_ruled`: a hairline stands over each section.
    """

    ink: Color
    quiet: Color
    strong: Color
    fine: Color
    pale: Color
    sections_ruled: bool


PALETTES: Final[dict[Design, Palette]] = {
    "plain": Palette(
        HexColor(0x161616), HexColor(0x565656), HexColor(0x161616), HexColor(0xA6A6A6), HexColor(0xFFFFFF), True
    ),
    "accent": Palette(
        HexColor(0x1D242B), HexColor(0x5A656F), HexColor(0x1E5F58), HexColor(0xA9C4BE), HexColor(0xDCE8E5), False
    ),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand on a page, in points: the outer margins, and a narrow column for the headings at the left."""

    width: float
    height: float
    left: float = 54.0
    right: float = 54.0
    top: float = 54.0
    bottom: float = 50.0
    side: float = 104.0
    gutter: float = 26.0

    @property
    def text_left(self) -> float:
        """Where the approved lines begin."""
        return self.left + self.side + self.gutter

    @property
    def text_width(self) -> float:
        """How wide the approved lines may run."""
        return self.width - self.right - self.text_left

    @property
    def full_width(self) -> float:
        """How wide both columns are together."""
        return self.width - self.right - self.left

    @property
    def depth(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Density:
    """A size of type with the space that belongs to it: gaps in units, `line` the distance of two base lines."""

    size: float
    line: float
    gap: int  # between two approved lines
    section: int  # between two sections
    head: int  # between the words of the head and the first section; the rule stands in its middle
    title: float  # size of the title
    units: int = 2  # of a line

    @property
    def unit(self) -> float:
        """Half a line, or a third, in points: what everything between the lines is a multiple of."""
        return self.line / self.units

    def up(self, height: float) -> float:
        """A height in whole units, so that what follows stands on the grid again."""
        return -(-(height - 0.01) // self.unit) * self.unit


DENSITIES: Final = (
    Density(size=10.5, line=15.0, gap=1, section=4, head=6, title=27.0),
    Density(size=10.0, line=14.0, gap=1, section=3, head=5, title=26.0),
    Density(size=9.75, line=13.0, gap=1, section=3, head=4, title=24.0),
    Density(size=9.25, line=12.0, gap=1, section=2, head=4, title=22.0),
    Density(size=9.25, line=12.0, gap=1, section=4, head=5, title=22.0, units=3),
    Density(size=9.0, line=11.5, gap=1, section=3, head=5, title=22.0, units=3),
    Density(size=9.0, line=11.5, gap=1, section=3, head=4, title=20.0, units=3),
    Density(size=9.0, line=11.5, gap=1, section=2, head=4, title=20.0, units=3),
    Density(size=9.0, line=11.5, gap=0, section=2, head=4, title=20.0, units=3),
)
_LARGE: Final = (
    Density(size=17.0, line=24.0, gap=1, section=2, head=3, title=30.0),
    Density(size=15.0, line=21.0, gap=1, section=2, head=3, title=28.0),
    Density(size=13.0, line=18.0, gap=1, section=2, head=3, title=26.0),
    Density(size=11.5, line=16.0, gap=1, section=2, head=4, title=25.0),
)
#: From the airiest on; a paper that one glances at begins with large type, and is set as small as a summary if need be.
DENSITIES_OF: Final[dict[Look, tuple[Density, ...]]] = {"summary": DENSITIES, "large": (*_LARGE, *DENSITIES[1:])}
#: How wide the column of the headings is, in points.
SIDES: Final[dict[Look, float]] = {"summary": 104.0, "large": 124.0}


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one density in one design, each in its place on the grid."""

    palette: Palette
    density: Density
    body: TextStyle
    lead: TextStyle
    heading: TextStyle
    above: TextStyle
    period: TextStyle
    byline: TextStyle
    caption: TextStyle
    label: TextStyle

    def title(self, scale: float) -> TextStyle:
        """The style of the title; it is set smaller when it is long."""
        size = self.density.title * scale
        return TextStyle(size, self.density.up(size * 1.12), self.palette.ink, strong=True)

    def shift(self, style: TextStyle) -> float:
        """How far down a text in this style must go for its base lines to stand on the grid of the body's."""
        unit = self.density.unit
        off = style.depth - self.body.depth
        return round(off / unit) * unit - off


@cache
def styles(density: Density, design: Design) -> Styles:
    """The styles in which a paper is set."""
    palette, line, small = PALETTES[design], density.line, min(density.size, _LARGEST_PERIOD)
    return Styles(
        palette,
        density,
        body=TextStyle(density.size, line, palette.ink),
        lead=TextStyle(density.size * 1.12, line, palette.ink),
        heading=TextStyle(density.size, line, palette.strong, strong=True),
        above=TextStyle(density.size * 1.2, density.up(line * 1.1), palette.ink, strong=True),
        period=TextStyle(small, line, palette.quiet),
        byline=TextStyle(small, line, palette.quiet, align="end"),
        caption=TextStyle(density.size, line, palette.quiet),
        label=TextStyle(LABEL_SIZE, line, palette.quiet),
    )

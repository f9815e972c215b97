"""The faces that a paper can be set in: the bundled ones, and what is installed for the scripts that they lack.

A face is one font of a file (a collection holds several), opened once in a process. Coverage, metrics and outlines come
from HarfBuzz; nothing here knows how a PDF is written.
"""

import struct
from functools import cache, cached_property
from typing import Final, NamedTuple

import uharfbuzz as hb

from journal.sharing.fonts import PLAIN, STRONG, face_bytes

_UNITS_OF_EM: Final = 1000  # all measures of this module's users are thousandths of the type's size


class Metrics(NamedTuple):
    """The box of all glyphs, and heights over the base line, in thousandths of the size."""

    box: tuple[int, ...]
    ascent: int
    descent: int
    capitals: int


class Face:
    """One face, ready to be shaped with and to be embedded."""

    def __init__(self, name: str, data: hb.Blob, index: int = 0) -> None:
        self.name = name
        self.hb_face = hb.Face(data, index)
        self.hb_font = hb.Font(self.hb_face)
        self.scale = _UNITS_OF_EM / self.hb_face.upem
        self.covered: frozenset[int] = frozenset(self.hb_face.unicodes)
        self.is_cff = bool({"CFF ", "CFF2"}.intersection(self.hb_face.table_tags))
        self._widths: dict[int, int] = {}

    @cached_property
    def metrics(self) -> Metrics:
        """What a PDF says of a font as a whole."""
        extents = self.hb_font.get_font_extents("ltr")
        head = self.hb_face.reference_table("head").data
        box = struct.unpack(">4h", head[36:44])
        capitals = self.hb_font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        ascent, descent, height = (round(one * self.scale) for one in (extents.ascender, extents.descender, capitals))
        return Metrics(tuple(round(one * self.scale) for one in box), ascent, descent, height)

    def width(self, glyph: int) -> int:
        """How far a glyph advances in a PDF, in thousandths of the size: a whole number, as it stands in the file."""
        width = self._widths.get(glyph)
        if width is None:
            width = self._widths[glyph] = round(self.hb_font.get_glyph_h_advance(glyph) * self.scale)
        return width


@cache
def bundled(strong: bool) -> Face:
    """Roboto, in which everything is set that it can draw."""
    name = STRONG if strong else PLAIN
    return Face(name, hb.Blob(face_bytes(name)))


def face_for(cluster: str, *, strong: bool) -> Face | None:
    """The face for a letter with all its marks, or None when no usable one has them."""
    first = bundled(strong)
    if all(ord(character) in first.covered for character in cluster):
        return first
    return None

"""The faces that a paper can be set in: the bundled ones first, then what is installed, by coverage.

A face is one font of a file (a collection holds several), opened once in a process. Coverage, metrics and outlines come
from HarfBuzz; nothing here knows how a PDF is written.
"""

import re
import struct
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import uharfbuzz as hb

from journal.sharing import pdf_installed
from journal.sharing.fonts import PLAIN, STRONG, face_bytes
from journal.sharing.pdf_cff import is_numbered_by_character

_UNITS_OF_EM: Final = 1000  # all measures of this module's users are thousandths of the type's size
_OUTLINES: Final = frozenset({"glyf", "CFF ", "CFF2"})
_COLOURS: Final = frozenset({"COLR", "CBDT", "sbix", "SVG "})
_FORBIDDEN: Final = 0x0300  # of OS/2's fsType: no subset, or pictures only
_RESTRICTED: Final = 0x0002  # no embedding at all, unless one of the next two bits allows some
_ALLOWED: Final = 0x000C
_POST_SCRIPT_NAME: Final = 6
_MOST_FONTS: Final = 32  # of one collection
#: What asks for no glyph of its own: joiners and selectors of variants.
UNSEEN: Final = frozenset([0x034F, 0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])


_in_use: Final[dict[str, "Face"]] = {}


class Metrics(NamedTuple):
    """The box of all glyphs, and heights over the base line, in thousandths of the size."""

    box: tuple[int, ...]
    ascent: int
    descent: int
    capitals: int


class Face:
    """One face, ready to be shaped with and to be embedded."""

    def __init__(self, data: hb.Blob, index: int = 0, name: str = "") -> None:
        self.hb_face = hb.Face(data, index)
        self.tables = frozenset(self.hb_face.table_tags)
        self.is_cff = "glyf" not in self.tables
        self._given_name = name
        self._widths: dict[int, int] = {}

    @cached_property
    def hb_font(self) -> hb.Font:
        """What HarfBuzz shapes with: in units of the font."""
        return hb.Font(self.hb_face)

    @cached_property
    def scale(self) -> float:
        """From units of the font to thousandths of the size."""
        return _UNITS_OF_EM / self.hb_face.upem

    @cached_property
    def covered(self) -> hb.Set:
        """The characters that it has."""
        return self.hb_face.unicodes

    @cached_property
    def name(self) -> str:
        """Its PostScript name, in plain letters."""
        if self._given_name:
            return self._given_name
        said = self.hb_face.get_name(_POST_SCRIPT_NAME) or ""
        return re.sub(r"[^A-Za-z0-9-]", "", said)[:60] or "Face"

    @cached_property
    def may_be_embedded(self) -> bool:
        """Whether it has outlines, and its maker lets it be embedded as a subset (fsType of the table OS/2)."""
        if not self.tables & _OUTLINES:
            return False
        data = self.hb_face.reference_table("OS/2").data if "OS/2" in self.tables else b""
        rights = int.from_bytes(data[8:10], "big")
        return not rights & _FORBIDDEN and not (rights & _RESTRICTED and not rights & _ALLOWED)

    def draws(self, text: str) -> bool:
        """Whether it has every character of a text, and as an outline: a picture in colours cannot be embedded."""
        codes = [code for code in map(ord, text) if code not in UNSEEN]
        if not all(code in self.covered for code in codes):
            return False
        return not self.tables & _COLOURS or all(self._has_outline(code) for code in codes)

    def _has_outline(self, code: int) -> bool:
        drawn: list[object] = []
        functions = hb.DrawFuncs()
        functions.set_move_to_func(_note)
        self.hb_font.draw_glyph(self.hb_font.get_nominal_glyph(code) or 0, functions, drawn)
        return bool(drawn)

    @cached_property
    def is_numbered_by_character(self) -> bool:
        """Whether a PDF finds its glyphs by number even when the unused ones are left out."""
        if self.tables & {"glyf", "CFF2"}:
            return False
        return is_numbered_by_character(self.hb_face.reference_table("CFF ").data, self.hb_face.glyph_count)

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


def _note(x: float, y: float, drawn: list[object]) -> None:
    drawn.append((x, y))


@cache
def bundled(strong: bool) -> Face:
    """Roboto, in which everything is set that it can draw."""
    name = STRONG if strong else PLAIN
    return Face(hb.Blob(face_bytes(name)), name=name)


def face_for(letter: str, script: str, *, strong: bool, han: str = "") -> Face | None:
    """The face for a letter with all its marks, or None when no usable one has them.

    `script` is the letter's (ISO 15924), `han` says whose forms Chinese characters take (see `pdf_installed.han_of`).
    """
    first = bundled(strong)
    return first if first.draws(letter) else _installed_for(letter, script, strong, han)


@lru_cache(4096)
def _installed_for(letter: str, script: str, strong: bool, han: str) -> Face | None:
    for path in pdf_installed.files_for(script, han):
        for face in _faces(path, han):
            if face.draws(letter):
                found = (_stronger(path, letter, han) if strong else None) or face
                _in_use[found.name] = found
                return found
    return None


def known(name: str) -> Face | None:
    """A face of this name (PostScript) that papers of this process are set in: what a file embeds can be held against it."""
    own = {PLAIN: False, STRONG: True}
    return bundled(own[name]) if name in own else _in_use.get(name)


def _stronger(path: Path, letter: str, han: str) -> Face | None:
    """The bolder sister of a face, if there is one that has the letter too."""
    faces = (face for sister in pdf_installed.bolder(path) for face in _faces(sister, han))
    return next((face for face in faces if face.draws(letter)), None)


def _faces(path: Path, han: str) -> list[Face]:
    """The usable faces of a file; of a collection for East Asia the one with the wanted forms first."""
    faces = _opened(path)
    wanted = pdf_installed.HAN_NAMES.get(han, "")
    return sorted(faces, key=_ByName(wanted)) if wanted and len(faces) > 1 else list(faces)


class _ByName:
    """Sorts faces of a wanted name to the front; what is left keeps its order, but for those of fixed width."""

    def __init__(self, wanted: str) -> None:
        self.wanted = re.compile(rf"{wanted}(?=-|$)", re.IGNORECASE)

    def __call__(self, face: Face) -> tuple[bool, bool]:
        return "Mono" in face.name, not self.wanted.search(face.name)


@cache
def _opened(path: Path) -> tuple[Face, ...]:
    """Every usable face of a file; none when it is no font that HarfBuzz can read."""
    try:
        data = hb.Blob.from_file_path(str(path))
        count = min(pdf_installed.count_of(path), _MOST_FONTS)
        faces = [Face(data, index) for index in range(count)]
    except (OSError, ValueError, hb.HarfBuzzError):
        return ()
    return tuple(face for face in faces if face.hb_face.upem and face.may_be_embedded)


def look_in(*folders: Path) -> None:
    """Search these folders for installed faces from now on, or, given none, those of the system."""
    pdf_installed.look_in(*folders)
    _opened.cache_clear()
    _installed_for.cache_clear()

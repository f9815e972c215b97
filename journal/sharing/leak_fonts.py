"""The fonts inside a finished paper: what their codes say is what they show, and they carry outlines and nothing else.

A text that a reader extracts is only as true as the table that tells what each glyph says. So every line is shaped anew from
that text, and must come out as the glyphs that are drawn. From those glyphs follows all the rest of a font: its program is
what HarfBuzz cuts out of the face for them, and its widths are the face's.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

import uharfbuzz as hb

from journal.sharing.leak_drawing import Codes, Shift, Shown
from journal.sharing.leak_file import KEYS, Contents
from journal.sharing.leak_places import leak
from journal.sharing.leak_wanted import Part
from journal.sharing.pdf_faces import Face
from journal.sharing.pdf_order import Glyph
from journal.sharing.pdf_shaping import NOTHING, Voice, shaped

_TABLE: Final = re.compile(
    rb"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    rb"/CIDSystemInfo << /Registry \(Adobe\) /Ordering \(UCS\) /Supplement 0 >> def\n"
    rb"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
    rb"((?:\d+ beginbfchar\n(?:<[0-9a-f]{4}> <(?:[0-9a-f]{4})+>\n)+endbfchar\n)*)"
    rb"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
)
_ENTRY: Final = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
_BLOCK: Final = re.compile(rb"(\d+) beginbfchar\n(.*?)endbfchar\n", re.DOTALL)
_OUTLINES: Final = frozenset({"head", "hhea", "hmtx", "maxp", "loca", "glyf", "CFF "})
_FLAGS: Final = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.DOWNGRADE_CFF2
)
#: Thousandths of the size; the typesetter moves no glyph for less than two, and writes rises in thousandths of a point.
_NEAR: Final = 3.0
_SAME_NUMBERS: Final = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.CFF_IDENTITY_CHARSET

#: A glyph of a face, by its name and number, with what it says.
_Sign = tuple[str, int, str]


class Fonts:
    """The fonts of a paper, with what their codes say, and the face that each proves to be."""

    def __init__(self, contents: Contents) -> None:
        """Read their tables. Raises LeakFound."""
        self._contents = contents
        self._says = {key: _says(contents.stream(font, "/ToUnicode")) for key, font in contents.fonts.items()}
        self._names = {key: str(font["/BaseFont"]).partition("+")[2] for key, font in contents.fonts.items()}
        self._faces: dict[str, Face] = {}
        self._used: dict[str, set[int]] = defaultdict(set)

    def said_by(self, shown: Shown) -> str:
        """What a line says in the order of reading, if its fonts tell the truth."""
        codes = (step for step in shown.steps if isinstance(step, Codes))
        said = [(step.piece, self._says[step.font][number]) for step in codes for number in step.numbers]
        if all(text.isascii() for _piece, text in said):
            return "".join(text for _piece, text in said)
        stretches = ((turned, [text for _p, text in each]) for (_piece, turned), each in groupby(said, key=_stretch))
        return "".join(one for turned, each in stretches for one in (each[::-1] if turned else each)).replace(
            NOTHING, ""
        )

    def check_line(self, shown: Shown, wanted: Part) -> None:
        """A line shows what its text is shaped to, each glyph in its place. Raises LeakFound."""
        for strong in (False, True):  # only its faces tell
            line = shaped(wanted.text, Voice(strong, wanted.han), wanted.levels)
            glyphs = [glyph for piece in line.pieces for glyph in piece.glyphs]
            faces = {glyph.face.name: glyph.face for glyph in glyphs}
            if len(glyphs) == len(shown.codes) and self._fit(shown, glyphs, faces):
                self._note(shown, faces)
                return
        raise leak("/ToUnicode")

    def _fit(self, shown: Shown, glyphs: Sequence[Glyph], faces: Mapping[str, Face]) -> bool:
        """Whether just these glyphs are shown, and stand where they should: letters that change places make another word."""
        if not all(self._names[font] in faces for font, _number in shown.codes):
            return False
        wanted: dict[_Sign, list[tuple[float, float]]] = defaultdict(list)
        for glyph in glyphs:
            wanted[glyph.face.name, glyph.number, glyph.text].append((glyph.at, glyph.rise))
        found: dict[_Sign, list[tuple[float, float]]] = defaultdict(list)
        pen = 0
        for step in shown.steps:
            if isinstance(step, Shift):
                pen -= step.by
                continue
            name, says = self._names[step.font], self._says[step.font]
            for number in step.numbers:
                found[name, number, says[number]].append((pen, step.rise * 1000 / shown.size))
                pen += faces[name].width(number)
        return found.keys() == wanted.keys() and all(_near(found[sign], wanted[sign]) for sign in wanted)

    def _note(self, shown: Shown, faces: Mapping[str, Face]) -> None:
        for font, number in shown.codes:
            face = faces[self._names[font]]
            if self._faces.setdefault(font, face) is not face:
                raise leak("/Font")
            self._used[font].add(number)

    def width(self, font: str, number: int) -> int:
        """How far a glyph advances, in thousandths of the size; of a font in which a text was read."""
        return self._faces[font].width(number)

    def check(self) -> None:
        """Every font holds what follows from the glyphs that are shown with it. Raises LeakFound."""
        for key, font in self._contents.fonts.items():
            if self._says[key].keys() != self._used[key]:
                raise leak("/ToUnicode")
            self._check_font(font, self._faces[key], frozenset(self._used[key]))

    def _check_font(self, font: Any, face: Face, used: frozenset[int]) -> None:
        _check_kind(font, face)
        program = _program(face, used)
        name = f"/{_tag(program)}+{face.name}"
        (descendant,) = font["/DescendantFonts"]
        descendant = descendant.get_object()
        descriptor = descendant["/FontDescriptor"]
        file = "/FontFile3" if face.is_cff else "/FontFile2"
        if {font["/BaseFont"], descendant["/BaseFont"], descriptor["/FontName"]} != {name}:
            raise leak("/BaseFont")
        if self._contents.stream(descriptor, file) != program:
            raise leak(file)
        if not face.is_cff and descriptor[file]["/Length1"] != len(program):
            raise leak(file)
        if _widths(descendant["/W"]) != [(number, face.width(number)) for number in sorted(used)] or _measures(
            descriptor
        ) != _measures_of(face):
            raise leak("/Font")


def _near(found: list[tuple[float, float]], wanted: list[tuple[float, float]]) -> bool:
    """Whether all of one sign stand where they should, in thousandths of the size."""
    return len(found) == len(wanted) and all(
        abs(one - other) < _NEAR
        for axis in (0, 1)
        for one, other in zip(sorted(each[axis] for each in found), sorted(each[axis] for each in wanted), strict=True)
    )


def _stretch(told: tuple[int, str]) -> tuple[int, bool]:
    """What a reader takes together: of one piece, what it turns round or not."""
    piece, text = told
    return piece, _is_turned(text)


@lru_cache(4096)
def _is_turned(text: str) -> bool:
    """Whether readers turn a letter round: such words stand in the file from left to right, as they do on the page."""
    if len(text) != 1:
        return False
    kind = unicodedata.bidirectional(text)
    return kind in {"R", "AL"} or (kind == "NSM" and "\u0590" <= text < "\u0900")


def _says(table: bytes) -> dict[int, str]:
    """What each code of a font says: its table, which has one form and no room for anything else."""
    found = _TABLE.fullmatch(table)
    if found is None or any(int(count) != block.count(b"\n") for count, block in _BLOCK.findall(found[1])):
        raise leak("/ToUnicode")
    entries = [
        (int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be")) for code, text in _ENTRY.findall(found[1])
    ]
    if entries != sorted(set(entries)) or len(dict(entries)) != len(entries):
        raise leak("/ToUnicode")
    return dict(entries)


@lru_cache(32)
def _program(face: Face, used: frozenset[int]) -> bytes:
    """The outlines of some glyphs of a face, under their own numbers, and no other table; of a CFF face the bare table."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(used)
    wanted.flags = _FLAGS if face.is_numbered_by_character else _FLAGS | _SAME_NUMBERS
    dropped = set(face.hb_face.table_tags) - _OUTLINES
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("latin-1"), "big") for tag in dropped)
    if face.hb_face.has_var_data:
        wanted.pin_all_axes_to_default(face.hb_face)
    cut = hb.subset(face.hb_face, wanted)
    if not set(cut.table_tags) <= _OUTLINES:
        raise leak("/Font")
    return cut.reference_table("CFF ").data if face.is_cff else cut.blob.data


def _tag(program: bytes) -> str:
    """The six capitals before a subset's name say nothing but which one it is."""
    number = int.from_bytes(hashlib.sha256(program).digest()[:8], "big")
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _check_kind(font: Any, face: Face) -> None:
    """Each part of a font is of the one kind that its face asks for: else readers would look for its glyphs elsewhere."""
    (descendant,) = font["/DescendantFonts"]
    descendant = descendant.get_object()
    descriptor = descendant["/FontDescriptor"]
    own, other = ("/FontFile3", "/FontFile2") if face.is_cff else ("/FontFile2", "/FontFile3")
    mapped = set[str]() if face.is_cff else {"/CIDToGIDMap"}
    wanted = [(font, KEYS["/F"]), (descendant, KEYS["/DescendantFonts"] - {"/CIDToGIDMap"} | mapped)]
    wanted += [(descriptor, KEYS["/FontDescriptor"] - {other}), (descriptor[own], KEYS[own])]
    wanted.append((descendant["/CIDSystemInfo"], KEYS["/CIDSystemInfo"]))
    kinds = [font["/Subtype"], descendant["/Subtype"]]
    types = [each["/Type"] for each in (font, descendant, descriptor)]
    if any({*entries, "/Length"} != {*keys, "/Length"} for entries, keys in wanted) or types != [
        "/Font",
        "/Font",
        "/FontDescriptor",
    ]:
        raise leak("/Font")
    if kinds != ["/Type0", "/CIDFontType0" if face.is_cff else "/CIDFontType2"]:
        raise leak("/Font")
    if face.is_cff and descriptor[own]["/Subtype"] != "/CIDFontType0C":
        raise leak("/Font")


def _widths(array: Any) -> list[tuple[int, int]]:
    """Glyphs with their widths, in the order in which they are told."""
    return [
        (int(first) + place, width)
        for first, widths in zip(array[::2], array[1::2], strict=True)
        for place, width in enumerate(widths)
    ]


def _measures(descriptor: Any) -> tuple[int, ...]:
    return (*descriptor["/FontBBox"], descriptor["/Ascent"], descriptor["/Descent"], descriptor["/CapHeight"])


def _measures_of(face: Face) -> tuple[int, ...]:
    metrics = face.metrics
    return (*metrics.box, metrics.ascent, metrics.descent, metrics.capitals)

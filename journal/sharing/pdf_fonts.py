"""The faces inside a PDF: each embedded as the subset that a paper uses, with a table of what its glyphs say.

A face becomes a composite font (Type0, Identity-H): a code of the text is the number of a glyph, which keeps its number in
the subset. TrueType outlines are embedded as a font file of six tables, CFF outlines as the bare table. Where one glyph stands for two texts, the second one goes to a second font of the same face. No table with
sentences (`name`) and none for shaping is taken along.
"""

import hashlib
from typing import Any, Final

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from journal.sharing.pdf_faces import Face
from journal.sharing.pdf_order import Glyph, Piece, pieces_of
from journal.sharing.pdf_shaping import Line

_KEPT_TABLES: Final = frozenset({"head", "hhea", "hmtx", "maxp", "loca", "glyf", "CFF "})
_SYMBOLIC: Final = 4
_STEM: Final = 80
_FLAGS: Final = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.DOWNGRADE_CFF2
)
_ALL_NUMBERS_KEPT: Final = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.CFF_IDENTITY_CHARSET
_MOST_ENTRIES: Final = 100  # of one block of a character table
_TABLE_START: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_TABLE_END: Final = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class Font:
    """One font of a paper: a face, and what its glyphs say in it."""

    def __init__(self, face: Face, key: str) -> None:
        self.face = face
        self.key = key
        self.says: dict[int, str] = {}


class Fonts:
    """The fonts of one paper, in the order in which they are first needed."""

    def __init__(self) -> None:
        self._all: list[Font] = []
        self._of: dict[Face, list[Font]] = {}

    def shown(self, line: Line) -> list[tuple[str, Piece]]:
        """The pieces of a line, each with the key of the font to show it in."""
        found = [(self._of.get(piece.face) or [self._new(piece.face)], piece) for piece in line.pieces]
        if all(_takes(fonts[0], piece) for fonts, piece in found):
            return [(fonts[0].key, piece) for fonts, piece in found]
        keys = {glyph: self._taking(glyph).key for piece in line.pieces for glyph in piece.glyphs}
        groups = [piece.glyphs for piece in line.pieces]
        return [(keys[piece.glyphs[0]], piece) for piece in pieces_of(groups, keys.__getitem__)]

    def _new(self, face: Face) -> Font:
        font = Font(face, f"F{len(self._all) + 1}")
        self._all.append(font)
        self._of.setdefault(face, []).append(font)
        return font

    def _taking(self, glyph: Glyph) -> Font:
        """The first font in which this glyph says this text, or can from now on."""
        for font in self._of[glyph.face]:
            if font.says.setdefault(glyph.number, glyph.text) == glyph.text:
                return font
        font = self._new(glyph.face)
        font.says[glyph.number] = glyph.text
        return font

    def put_into(self, document: pdfdoc.PDFDocument) -> None:
        """Write all fonts into a file that is about to be finished."""
        standing: Any = document.idToObject["BasicFonts"]  # pyright: ignore[reportUnknownMemberType] no types there
        for font in self._all:
            standing[font.key] = _composite(document, font)


def _takes(font: Font, piece: Piece) -> bool:
    """Whether a font can show all of a piece; if so, it says its texts from now on."""
    if font.says.items() >= piece.pairs:
        return True
    wanted = dict(piece.pairs)
    if len(wanted) < len(piece.pairs) or any(font.says.get(number, text) != text for number, text in wanted.items()):
        return False
    font.says.update(wanted)
    return True


def _composite(document: pdfdoc.PDFDocument, font: Font) -> Any:
    program = _subset(font)
    name = f"{_tag(program)}+{font.face.name}"
    file = {"Subtype": _name("CIDFontType0C")} if font.face.is_cff else {"Length1": len(program)}
    descriptor = _descriptor(font.face, name)
    descriptor["FontFile3" if font.face.is_cff else "FontFile2"] = _stream(document, program, file)
    descendant = {
        "Type": _name("Font"),
        "Subtype": _name("CIDFontType0" if font.face.is_cff else "CIDFontType2"),
        "BaseFont": _name(name),
        "CIDSystemInfo": pdfdoc.PDFDictionary(
            {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
        ),
        "FontDescriptor": _reference(document, descriptor),
        "DW": 1000,
        "W": pdfdoc.PDFArray(_widths(font)),
    }
    if not font.face.is_cff:
        descendant["CIDToGIDMap"] = _name("Identity")
    return _reference(
        document,
        {
            "Type": _name("Font"),
            "Subtype": _name("Type0"),
            "BaseFont": _name(name),
            "Encoding": _name("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([_reference(document, descendant)]),
            "ToUnicode": _stream(document, _character_table(font.says).encode("ascii"), {}),
        },
    )


def _subset(font: Font) -> bytes:
    """The outlines of the glyphs in use, under their own numbers; a variable face as it is by default."""
    face = font.face.hb_face
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(font.says)
    wanted.flags = _FLAGS if font.face.is_numbered_by_character else _FLAGS | _ALL_NUMBERS_KEPT
    dropped = set(face.table_tags) - _KEPT_TABLES
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("latin-1"), "big") for tag in dropped)
    if face.has_var_data:
        wanted.pin_all_axes_to_default(face)
    subset = hb.subset(face, wanted)
    return subset.reference_table("CFF ").data if font.face.is_cff else subset.blob.data


def _tag(program: bytes) -> str:
    """Six capitals that tell one subset from another, as the format asks for."""
    number = int.from_bytes(hashlib.sha256(program).digest()[:8], "big")
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _descriptor(face: Face, name: str) -> dict[str, Any]:
    metrics = face.metrics
    return {
        "Type": _name("FontDescriptor"),
        "FontName": _name(name),
        "Flags": _SYMBOLIC,
        "FontBBox": pdfdoc.PDFArray(metrics.box),
        "ItalicAngle": 0,
        "Ascent": metrics.ascent,
        "Descent": metrics.descent,
        "CapHeight": metrics.capitals,
        "StemV": _STEM,
    }


def _widths(font: Font) -> list[Any]:
    """The array W: neighbouring glyphs together."""
    found: list[Any] = []
    last = -2
    for number in sorted(font.says):
        if number != last + 1:
            found += [number, pdfdoc.PDFArray([])]
        found[-1].sequence.append(font.face.width(number))
        last = number
    return found


def _character_table(says: dict[int, str]) -> str:
    """What each code says, for readers that want the text (ToUnicode)."""
    entries = [f"<{number:04x}> <{text.encode('utf-16-be').hex()}>\n" for number, text in sorted(says.items())]
    blocks = (entries[start : start + _MOST_ENTRIES] for start in range(0, len(entries), _MOST_ENTRIES))
    middle = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    return _TABLE_START + middle + _TABLE_END


def _name(text: str) -> Any:
    return pdfdoc.PDFName(text)  # pyright: ignore[reportUnknownMemberType] no types there


def _reference(document: pdfdoc.PDFDocument, entries: dict[str, Any]) -> Any:
    return document.Reference(pdfdoc.PDFDictionary(entries))  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


def _stream(document: pdfdoc.PDFDocument, content: bytes, entries: dict[str, Any]) -> Any:
    stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), content, [pdfdoc.PDFZCompress])
    return document.Reference(stream)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]

"""Everything that a PDF can carry besides what its pages show: each byte and object must be of a kind we know.

This is a list of what may be there, not of what may not: a note, an attachment, a script, a layer, a form, metadata, an
earlier revision, a comment between two objects, or anything that nobody has thought of, is refused alike.
"""

import base64
import re
import zlib
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from journal.sharing.document import PageSize, SummaryDocument
from journal.sharing.leak_places import leak

_HEADER: Final = re.compile(rb"%PDF-1\.4\n%\xe2\xe3\xcf\xd3 {0,60}\n")
_TAIL: Final = re.compile(
    rb"xref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)*)trailer\n"
    rb"<<\n/ID \[<[0-9a-f]{32}><[0-9a-f]{32}>\]\n/Info \d+ 0 R\n/Root \d+ 0 R\n/Size \d+\n>>\nstartxref\n(\d+)\n%%EOF\n"
)
_OBJECT: Final = re.compile(rb"(\d+) 0 obj\n(.*?)(?:\nstream\n(.*)endstream)?\nendobj\n", re.DOTALL)
_LENGTH: Final = re.compile(rb"/Length (\d+)\b")
_STRING: Final = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_PLAIN_BYTES: Final = re.compile(
    rb"[\n\x20-\x22\x24\x26-\x7e]*"
)  # no % that begins a comment, no # for another spelling of a name
_ROOM: Final = re.compile(rb"\s{8}|\d{9}|\d\.\d{7}")  # blanks or digits that could say something
_BRACKET: Final = re.compile(rb"<<|>>")

_FONT_KEY: Final = re.compile(r"/F\d+")
_OUTLINE_KEYS: Final = frozenset({"/Title", "/Dest", "/Parent", "/Next", "/Prev"})
_ARRAYS: Final = frozenset(
    {"/ID", "/Kids", "/DescendantFonts", "/W", "/MediaBox", "/ProcSet", "/Dest", "/Filter", "/FontBBox"}
)
_SETS: Final = ["/PDF", "/Text", "/ImageB", "/ImageC", "/ImageI"]
_STREAM_KEYS: Final = frozenset({"/Filter", "/Length"})
_A_FONT: Final = "/F"
#: What may stand in a dictionary, by the key that leads to it.
KEYS: Final[dict[str, frozenset[str]]] = {
    "": frozenset({"/Size", "/Root", "/Info", "/ID"}),
    "/Root": frozenset({"/Type", "/Pages", "/Lang", "/PageMode", "/Outlines", "/ViewerPreferences"}),
    "/Info": frozenset({"/Title"}),
    "/ViewerPreferences": frozenset({"/DisplayDocTitle"}),
    "/Pages": frozenset({"/Type", "/Kids", "/Count"}),
    "/Kids": frozenset({"/Type", "/Contents", "/MediaBox", "/Parent", "/Resources", "/Rotate", "/Trans"}),
    "/Trans": frozenset(),
    "/Resources": frozenset({"/Font", "/ProcSet"}),
    _A_FONT: frozenset({"/Type", "/Subtype", "/BaseFont", "/Encoding", "/DescendantFonts", "/ToUnicode"}),
    "/DescendantFonts": frozenset(
        {"/Type", "/Subtype", "/BaseFont", "/CIDSystemInfo", "/CIDToGIDMap", "/FontDescriptor", "/DW", "/W"}
    ),
    "/CIDSystemInfo": frozenset({"/Registry", "/Ordering", "/Supplement"}),
    "/FontDescriptor": frozenset(
        {
            *("/Type", "/FontName", "/FontFile2", "/FontFile3", "/FontBBox", "/Flags", "/ItalicAngle"),
            *("/Ascent", "/Descent", "/CapHeight", "/StemV"),
        }
    ),
    "/FontFile2": _STREAM_KEYS | {"/Length1"},
    "/FontFile3": _STREAM_KEYS | {"/Subtype"},
    "/ToUnicode": _STREAM_KEYS,
    "/Contents": _STREAM_KEYS,
    "/Outlines": frozenset({"/Type", "/First", "/Last", "/Count"}),
    "/First": _OUTLINE_KEYS,
    "/Next": _OUTLINE_KEYS,
}
_NAMES: Final[dict[str, frozenset[str]]] = {
    "/Type": frozenset({"/Catalog", "/Pages", "/Page", "/Font", "/FontDescriptor", "/Outlines"}),
    "/Subtype": frozenset({"/Type0", "/CIDFontType0", "/CIDFontType2", "/CIDFontType0C"}),
    "/Encoding": frozenset({"/Identity-H"}),
    "/CIDToGIDMap": frozenset({"/Identity"}),
    "/PageMode": frozenset({"/UseNone"}),
    "/ProcSet": frozenset(_SETS),
    "/Filter": frozenset({"/FlateDecode", "/ASCII85Decode"}),
    "/Dest": frozenset({"/XYZ"}),
}
_NUMBERS: Final = {"/Rotate": 0, "/DW": 1000, "/Flags": 4, "/ItalicAngle": 0, "/StemV": 80, "/Supplement": 0}
_FREE_NAMES: Final = frozenset({"/BaseFont", "/FontName"})  # `leak_fonts` knows them to the letter
_BACK: Final = frozenset({"/Parent", "/Prev", "/Last", "/Dest"})  # these lead to what is reached by another way
#: What a string may say; those of the bookmarks are compared in their order.
#: Points: the width and the height of a sheet.
SIZES: Final[dict[PageSize, tuple[float, float]]] = {"A4": (595.2756, 841.8898), "Letter": (612.0, 792.0)}
_SLACK: Final = 0.01
_FIXED_STRINGS: Final = {("/Registry", "Adobe"), ("/Ordering", "Identity")}


def check_bytes(pdf: bytes) -> None:
    """Every byte belongs to the header, to a numbered object, to the table or to the trailer; there is one revision."""
    header = _HEADER.match(pdf)
    end = pdf.rfind(b"\nstartxref\n")
    table = int(pdf[end + 11 :].split(b"\n", 1)[0])
    tail = _TAIL.fullmatch(pdf, table)
    if header is None or tail is None or int(tail[3]) != table or pdf.count(b"%%EOF") != 1:
        raise leak()
    offsets = [int(entry[:10]) for entry in tail[2].splitlines()]
    if len(offsets) != int(tail[1]) - 1 or offsets != sorted(offsets) or offsets[:1] != [header.end()]:
        raise leak()
    for number, (start, stop) in enumerate(zip(offsets, [*offsets[1:], table], strict=True), start=1):
        _check_object_bytes(pdf[start:stop], number)


def _check_object_bytes(data: bytes, number: int) -> None:
    """An object is one dictionary, with a stream or without: what stands behind it, readers would never see."""
    found = _OBJECT.fullmatch(data)
    bare = _STRING.sub(b"", found[2]) if found else b""
    if found is None or int(found[1]) != number or not _PLAIN_BYTES.fullmatch(bare) or not _is_one_dictionary(bare):
        raise leak()
    if _ROOM.search(bare):
        raise leak()
    length = _LENGTH.search(found[2]) if found[3] is not None else None
    if found[3] is not None and (length is None or int(length[1]) != len(found[3])):
        raise leak()


def _is_one_dictionary(bare: bytes) -> bool:
    depth = 0
    for bracket in _BRACKET.finditer(bare):
        depth += 1 if bracket[0] == b"<<" else -1
        if depth == 0:
            return bare.startswith(b"<<") and bracket.end() == len(bare)
    return False


class Contents:
    """What stands in the objects of a file, collected in one walk from the trailer. Raises LeakFound on the way."""

    def __init__(self, reader: PdfReader) -> None:
        self.numbers: set[int] = set()
        self.strings: list[tuple[str, str]] = []
        self.names: list[bytes] = []
        self.pages: list[DictionaryObject] = []
        self.fonts: dict[str, DictionaryObject] = {}
        self.root: DictionaryObject = reader.root_object
        self._streams: dict[int, bytes] = {}
        self._visit_entries("", reader.trailer)
        if self.numbers != set(range(1, int(reader.trailer["/Size"]))):  # type: ignore[call-overload]
            raise leak()

    def stream(self, entries: DictionaryObject, key: str) -> bytes:
        """The decoded bytes of the stream to which a key of these entries leads."""
        return self._streams[entries.raw_get(key).idnum]

    def _visit(self, key: str, value: Any) -> None:
        number = 0
        if isinstance(value, IndirectObject):
            number = value.idnum
            if number in self.numbers or key in _BACK:
                return
            self.numbers.add(number)
            value = value.get_object()
        if isinstance(value, StreamObject):
            self._streams[number] = _decoded(value)
        if isinstance(value, DictionaryObject):
            self._visit_entries(key, value)
        elif isinstance(value, ArrayObject):
            self._visit_items(key, value)
        elif isinstance(value, TextStringObject | ByteStringObject):
            if key == "/ID":
                self.names.append(value.original_bytes)
            else:
                self.strings.append((key, str(value)))
        elif not _is_plain(key, value):
            raise leak(key)

    def _visit_items(self, key: str, items: Any) -> None:
        if key not in _ARRAYS:
            raise leak(key)
        for item in items:
            self._visit(key, item)

    def _visit_entries(self, key: str, entries: DictionaryObject) -> None:
        if key == "/Font":
            self._visit_fonts(entries)
            return
        if key == "/Kids":
            self.pages.append(entries)
        known = KEYS.get(key, frozenset[str]())
        for name in entries:
            if name not in known:
                raise leak(name)
            self._visit(name, entries.raw_get(name))

    def _visit_fonts(self, entries: DictionaryObject) -> None:
        """The fonts of all pages stand in one dictionary."""
        for name in entries:
            if self.fonts.get(name) is not None or not _FONT_KEY.fullmatch(name):
                raise leak("/Font")
            self._visit(_A_FONT, entries.raw_get(name))
            self.fonts[name[1:]] = entries.raw_get(name).get_object()


def _decoded(stream: Any) -> bytes:
    """The bytes of a stream, of which nothing stands before or behind what is compressed, nor in how it is compressed."""
    filters = list(stream["/Filter"])
    data: bytes = stream._data  # noqa: SLF001 - as they lie there: the reader overlooks what comes after their end
    if filters[0] == "/ASCII85Decode":
        written = data
        data = base64.a85decode(b"<~" + data.strip(), adobe=True)
        if written != base64.a85encode(data) + b"~>":
            raise leak()
        filters.pop(0)
    unpacking = zlib.decompressobj()
    plain = unpacking.decompress(data)
    if filters != ["/FlateDecode"] or not unpacking.eof or unpacking.unused_data or data != zlib.compress(plain):
        raise leak()
    return plain


def _is_plain(key: str, value: Any) -> bool:
    """A number, or a name or another word that may stand under its key."""
    if isinstance(value, NameObject):
        return key in _FREE_NAMES or value in _NAMES.get(key, ())
    if isinstance(value, BooleanObject):
        return key == "/DisplayDocTitle" and bool(value)
    if isinstance(value, NullObject):
        return key == "/Dest"
    return isinstance(value, NumberObject | FloatObject) and value == _NUMBERS.get(key, value)


def check_contents(found: Contents, document: SummaryDocument, name: bytes) -> None:
    """The pages are of the paper's size, and what is said outside them is its title, its language and its headings.

    `name` is what the file must be called in its trailer (its ID).
    """
    if found.names != [name, name]:
        raise leak()
    for page in found.pages:
        box = [float(side) for side in page["/MediaBox"]]  # type: ignore[union-attr]
        if any(abs(side - wanted) > _SLACK for side, wanted in zip(box, (0, 0, *SIZES[document.page]), strict=True)):
            raise leak()
        if page["/Resources"]["/ProcSet"] != _SETS:  # type: ignore[index]
            raise leak()
    titles = _titles(found)
    outlines: Any = found.root.get("/Outlines", {"/Count": 0})
    pages: Any = found.root["/Pages"]
    if (pages["/Count"], outlines["/Count"]) != (len(found.pages), len(titles)):
        raise leak()
    if titles != list(document.bookmarks()):
        raise leak("/Outlines")
    said = [each for each in found.strings if each not in _FIXED_STRINGS]
    wanted = [("/Lang", document.language), *(("/Title", text) for text in (document.title, *titles))]
    if sorted(said) != sorted(wanted) or str(found.root["/Lang"]) != document.language:
        raise leak("/Title")


def _titles(found: Contents) -> list[str]:
    """The bookmarks in their order, each of which leads to one of the pages."""
    outlines: Any = found.root.get("/Outlines")
    titles: list[str] = []
    item: Any = outlines["/First"] if outlines is not None else None
    while item is not None and len(titles) < len(found.strings):
        page, _kind, left, _top, zoom = item["/Dest"]
        if page.get_object() not in found.pages or left != 0 or not isinstance(zoom, NullObject):
            raise leak("/Outlines")
        titles.append(str(item["/Title"]))
        item = item.get("/Next")
    return titles

"""Everything that a PDF can carry besides the words on its pages: each byte and object must be of a kind we know.

This is a list of what may be there, not of what may not: a note, an attachment, a script, a layer, a form, a bookmark,
an earlier revision, a comment between two objects, or anything that nobody has thought of, is refused alike.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from journal.errors import LeakFound
from journal.sharing.document import SummaryDocument
from journal.sharing.fonts import FACES, face_bytes
from journal.text import _

_HEADER: Final = re.compile(rb"%PDF-1\.[3-7]\n%[\x80-\xff]{4} *\n")
_TAIL: Final = re.compile(
    rb"xref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)*)trailer\n<<[^%]*?>>\nstartxref\n(\d+)\n%%EOF\n"
)
_OBJECT: Final = re.compile(rb"(\d+) 0 obj\n(.*?)(?:\nstream\n(.*)endstream)?\nendobj\n", re.DOTALL)
_LENGTH: Final = re.compile(rb"/Length (\d+)\b")
_STRING: Final = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_PLAIN_BYTES: Final = re.compile(rb"[\n\x20-\x24\x26-\x7e]*")  # printable, and no % that begins a comment
_READABLE: Final = re.compile(rb"[\x20-\x7e\x80-\xff]{20,}")
_PATH: Final = re.compile(r"file:|(?<!\w)(?:/|\\\\|[A-Za-z]:[\\/])[\w.~-]+[\\/]\w|\.upward\b", re.IGNORECASE)

_KEYS: Final = frozenset(
    {
        "/Type",
        "/Pages",
        "/Lang",
        "/PageMode",
        "/Kids",
        "/Count",
        "/Parent",
        "/MediaBox",
        "/Resources",
        "/Contents",
        "/Rotate",
        "/Trans",
        "/Font",
        "/ProcSet",
        "/Subtype",
        "/Name",
        "/BaseFont",
        "/FirstChar",
        "/LastChar",
        "/Widths",
        "/ToUnicode",
        "/FontDescriptor",
        "/FontName",
        "/FontFile2",
        "/FontBBox",
        "/Flags",
        "/Ascent",
        "/Descent",
        "/CapHeight",
        "/StemV",
        "/ItalicAngle",
        "/MissingWidth",
        "/Length",
        "/Length1",
        "/Filter",
        "/Title",
    }
)
_TRAILER_KEYS: Final = frozenset({"/Size", "/Root", "/Info", "/ID"})
_NAMES: Final = frozenset(
    {
        "/Catalog",
        "/Pages",
        "/Page",
        "/Font",
        "/FontDescriptor",
        "/TrueType",
        "/UseNone",
        "/PDF",
        "/Text",
        "/ImageB",
        "/ImageC",
        "/ImageI",
        "/FlateDecode",
        "/ASCII85Decode",
    }
)
_FONT_KEY: Final = re.compile(r"F\d+\+\d+")
_FACE: Final = re.compile(rf"/[A-Z]{{6}}\+(?:{'|'.join(FACES)})")
_TABLES: Final = frozenset(b"OS/2,cmap,cvt ,fpgm,glyf,head,hhea,hmtx,loca,maxp,name,post,prep".split(b","))
_COPIED_TABLE: Final = b"name"  # the only table of a face that holds sentences: it must be the bundled one
_OPERATORS: Final = frozenset(b"cm q Q n m l S w re f* rg RG BT ET Tm Td Tf TL Tw Tj T*".split())
_OPERAND: Final = re.compile(rb"-?(?:\d+\.?\d*|\.\d+)|/F\d+\+\d+")
_CHARACTER_TABLE: Final = re.compile(
    rb"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<< /Registry \(([\w+-]+)\)\n"
    rb"/Ordering \(\1\)\n/Supplement 0\n>> def\n/CMapName /\1 def\n/CMapType 2 def\n1 begincodespacerange\n"
    rb"<00> <[0-9A-F]{2}>\nendcodespacerange\n\d+ beginbfchar\n(?:<[0-9A-F]{2}> <[0-9A-F]{4}>\n)*endbfchar\n"
    rb"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
)


_PLACES: Final[dict[str, str]] = {
    "/Author": _("the author"),
    "/Creator": _("the name of the program"),
    "/Producer": _("the name of the program"),
    "/Subject": _("the subject"),
    "/Keywords": _("the keywords"),
    "/CreationDate": _("the date"),
    "/ModDate": _("the date"),
    "/Title": _("the title"),
    "/Metadata": _("the metadata"),
    "/Annots": _("the annotations"),
    "/Names": _("the attachments or scripts"),
    "/AF": _("the attachments or scripts"),
    "/OpenAction": _("the attachments or scripts"),
    "/AA": _("the attachments or scripts"),
    "/Outlines": _("the bookmarks"),
    "/OCProperties": _("the layers"),
    "/XObject": _("the pictures"),
    "/Encrypt": _("the encryption"),
    "/Contents": _("the drawing"),
    "/FontFile2": _("the fonts"),
    "/ToUnicode": _("the fonts"),
    "/BaseFont": _("the fonts"),
    "/FontName": _("the fonts"),
}


def _leak(key: str = "") -> LeakFound:
    """The refusal, in words that name the place; a key that we do not know is not repeated, for it may be a text."""
    place = _PLACES.get(key, _("the structure"))
    return LeakFound(
        _("The summary was not written: {place} of the finished file holds something unexpected.").format(place=place)
    )


def check_bytes(pdf: bytes) -> None:
    """Every byte belongs to the header, to a numbered object, to the table or to the trailer; there is one revision."""
    header = _HEADER.match(pdf)
    end = pdf.rfind(b"\nstartxref\n")
    table = int(pdf[end + 11 :].split(b"\n", 1)[0])
    tail = _TAIL.fullmatch(pdf, table)
    if header is None or tail is None or int(tail[3]) != table or pdf.count(b"%%EOF") != 1:
        raise _leak()
    offsets = [int(entry[:10]) for entry in tail[2].splitlines()]
    if len(offsets) != int(tail[1]) - 1 or offsets != sorted(offsets) or offsets[:1] != [header.end()]:
        raise _leak()
    for number, (start, stop) in enumerate(zip(offsets, [*offsets[1:], table], strict=True), start=1):
        _check_object_bytes(pdf[start:stop], number)


def _check_object_bytes(data: bytes, number: int) -> None:
    found = _OBJECT.fullmatch(data)
    if found is None or int(found[1]) != number or not _PLAIN_BYTES.fullmatch(_STRING.sub(b"", found[2])):
        raise _leak()
    length = _LENGTH.search(found[2]) if found[3] is not None else None
    if found[3] is not None and (length is None or int(length[1]) != len(found[3])):
        raise _leak()


class Contents:
    """What stands in the objects of a file, collected in one walk from the trailer."""

    def __init__(self, reader: PdfReader) -> None:
        self.numbers: set[int] = set()
        self.unknown: list[str] = []
        self.strings: list[tuple[str, str]] = []
        self.streams: list[tuple[str, bytes]] = []
        self.size = int(str(reader.trailer["/Size"]))
        for key in reader.trailer:
            if key not in _TRAILER_KEYS:
                self.unknown.append(key)
            self._visit(key, reader.trailer.raw_get(key))
        self.loose_texts = list(self._loose_texts())

    def _loose_texts(self) -> Iterator[str]:
        """Whatever reads like text outside the drawing: strings, and sentences in streams that are not ours to write."""
        yield from (text for key, text in self.strings if key != "/ID")
        known = b"".join(face_bytes(face).replace(b"\0", b"") for face in FACES)
        for key, data in self.streams:
            if key not in {"/Contents", "/ToUnicode"}:  # these are known to the letter
                for run in _READABLE.findall(data.replace(b"\0", b"")):
                    if run.count(b" ") >= 2 and run not in known:
                        yield run.decode("utf-8", "replace")

    def _visit(self, key: str, value: Any) -> None:
        if isinstance(value, IndirectObject):
            if value.idnum in self.numbers:
                return
            self.numbers.add(value.idnum)
            value = value.get_object()
        if isinstance(value, DictionaryObject):
            self._visit_entries(key, value)
        elif isinstance(value, ArrayObject):
            for item in value:
                self._visit(key, item)
        elif isinstance(value, TextStringObject | ByteStringObject):
            self.strings.append((key, str(value)))
        elif isinstance(value, NameObject):
            if str(value) not in _NAMES and not _FONT_KEY.fullmatch(value[1:]) and not _FACE.fullmatch(value):
                self.unknown.append(key)
        elif not isinstance(value, NumberObject | FloatObject):
            self.unknown.append(key)

    def _visit_entries(self, key: str, entries: DictionaryObject) -> None:
        if isinstance(entries, StreamObject):
            self.streams.append((key, entries.get_data()))
        for name in entries:
            if name not in _KEYS and not _FONT_KEY.fullmatch(name[1:]):
                self.unknown.append(name)
            self._visit(name, entries.raw_get(name))


def check_contents(found: Contents, document: SummaryDocument) -> None:
    """Every object is of a known kind and in use, and says nothing but our title and our language."""
    for key in found.unknown:
        raise _leak(key)
    if found.numbers != set(range(1, found.size)):
        raise _leak()
    said = [(key, text) for key, text in found.strings if key != "/ID"]
    if sorted(said) != [("/Lang", document.language), ("/Title", document.title)]:
        raise _leak("/Title")
    if sum(key == "/ID" for key, _text in found.strings) != 2:
        raise _leak()
    if any(_PATH.search(text) for text in found.loose_texts if text != document.title):
        raise _leak()
    for key, data in found.streams:
        _check_stream(key, data)
    _check_amount_of_drawing(found, document)


def _check_stream(key: str, data: bytes) -> None:
    if key == "/Contents":
        _check_drawing(data)
    elif key == "/FontFile2":
        _check_face(data)
    elif key != "/ToUnicode" or not _CHARACTER_TABLE.fullmatch(data):
        raise _leak(key)


def _check_drawing(data: bytes) -> None:
    """Only visible lines, boxes and text; each text is at once shown, and nothing hides in a comment."""
    bare = re.sub(rb"\(\) Tj\b", b"Tj", _STRING.sub(b"()", data))
    if any(word not in _OPERATORS and not _OPERAND.fullmatch(word) for word in bare.split()):
        raise _leak("/Contents")


def _check_face(data: bytes) -> None:
    """A face holds the usual tables and nothing between them; its sentences are those of the bundled one."""
    tables = _tables(data)
    ends = sorted((start, start + length) for start, length in tables.values())
    stops = [*(start for start, _stop in ends[1:]), len(data)]
    if not set(tables) <= _TABLES or any(
        data[end:stop].strip(b"\0") or stop - end > 3 for (_start, end), stop in zip(ends, stops, strict=True)
    ):
        raise _leak("/FontFile2")
    start, length = tables.get(_COPIED_TABLE, (0, 0))
    if not any(data[start : start + length] in face_bytes(face) for face in FACES):
        raise _leak("/FontFile2")


def _tables(data: bytes) -> dict[bytes, tuple[int, int]]:
    count = int.from_bytes(data[4:6], "big")
    records = (data[12 + 16 * place : 28 + 16 * place] for place in range(count))
    return {record[:4]: (int.from_bytes(record[8:12], "big"), int.from_bytes(record[12:], "big")) for record in records}


def _check_amount_of_drawing(found: Contents, document: SummaryDocument) -> None:
    """There are no more boxes and lines than the paper has marks, bars and rules: none that could cover something."""
    words = b" ".join(_STRING.sub(b"", data) for key, data in found.streams if key == "/Contents").split()
    bars = 2 + 2 * len(document.chart.months) if document.chart else 0
    marks = sum(len(section.lines) for section in document.sections)
    lines = marks + sum(section.rules for section in document.sections) + 1 + bool(document.chart)
    if words.count(b"re") > bars + (marks if document.boxes else 0) or words.count(b"l") > lines:
        raise _leak("/Contents")

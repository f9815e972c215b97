"""What a forger who knows the check would try: each changes what one sees, or hides something, and leaves readers content."""

import base64
import re
import zlib
from collections.abc import Callable
from typing import Any, Final

from journal.sharing.pdf_file import QuietCanvas
from tests.sharing.forgeries import Forgery, moved
from tests.sharing.plants import SECRET

#: Changes the code of a page before it is packed.
Redrawing = Callable[[str], str]
_LINE: Final = re.compile(r"n (\S+) (\S+) m \S+ \S+ l S")
_BAR: Final = re.compile(r"n \S+ \S+ 13 \S+ re B\*")
_WORDS: Final = re.compile(r"BT 1 0 0 1 (\S+) (\S+) Tm (/F\d+ \S+ Tf) \[(\S+?)\] TJ ET")


def first(pattern: re.Pattern[str], instead: str | Callable[[re.Match[str]], str]) -> Redrawing:
    """Something else in place of the first of a kind."""
    return lambda code: pattern.sub(instead, code, count=1)


def every(pattern: re.Pattern[str], instead: str | Callable[[re.Match[str]], str]) -> Redrawing:
    """Something else in place of all of a kind."""
    return lambda code: pattern.sub(instead, code)


def ahead(code: str) -> Redrawing:
    """Something before the first words."""
    return first(re.compile("BT "), f"{code}\nBT ")


def _turned(found: re.Match[str]) -> str:
    """The letters of a title in another order to the eye, and in the same one to a reader."""
    codes = re.findall("[0-9a-f]{4}", re.sub(r">-?\d+<", "", found[4]))
    steps = "".join(f"<{code}>{'-1500' if place % 2 else '2600'}" for place, code in enumerate(codes[:-1]))
    return f"BT 1 0 0 1 300 {found[2]} Tm {found[3]} [{steps}<{codes[-1]}>] TJ ET"


def _scattered(found: re.Match[str]) -> str:
    """Each letter of a title as a text of its own, at a place of one's choice."""
    codes = re.findall("[0-9a-f]{4}", re.sub(r">-?\d+<", "", found[4]))
    y = float(found[2])
    return "\n".join(
        f"BT 1 0 0 1 {200 + 30 * (place * 7 % 11)} {y + 10 - 1.2 * place:.3f} Tm {found[3]} [<{code}>] TJ ET"
        for place, code in enumerate(codes)
    )


def _stroke(found: re.Match[str]) -> str:
    x, y = float(found[1]), float(found[2])
    return f"n {x} {y} m {x + 4} {y + 9} l S"


def _under_each_other(code: str) -> str:
    """Two lines at one place: their letters make others."""
    places = [found for found in _WORDS.finditer(code) if found[1] == "184.000"]
    one, other = places[3], places[4]
    moved_here = other[0].replace(f"{other[1]} {other[2]}", f"{one[1]} {one[2]}")
    return code.replace(other[0], moved_here)


def _second_size(code: str) -> str:
    """The second line of a sentence, larger than its first."""
    places = [found for found in _WORDS.finditer(code) if found[1] == "184.000"]
    return code.replace(places[3][0], places[3][0].replace("/F2 10.5 Tf", "/F2 14 Tf"))


REDRAWINGS: Final[dict[str, Redrawing]] = {
    "letters that change places within a line": first(_WORDS, _turned),
    "letters of a line wherever one likes": first(_WORDS, _scattered),
    "two lines at one place": _under_each_other,
    "dashes that are strokes of letters": every(_LINE, _stroke),
    "a dash through words": first(_LINE, "n 184 742 m 330 742 l S"),
    "a white line over words": first(_WORDS, r"\g<0>\n1 1 1 RG\n2 w\nn 184 764 m 330 764 l S"),
    "a shape beside a bar": first(_BAR, "n 200 390 m 210 440 l 230 390 l 193 390 13 22 re B*"),
    "bars that are strokes of letters": every(
        _BAR, lambda found: found[0].replace(" 390.8198 ", f" {380 + found.start() % 40} ")
    ),
    "a bar as wide as a word": first(_BAR, "n 193.5 390.8198 130 22 re B*"),
    "texts that show nothing": ahead("BT 1 0 0 1 108 105 Tm /F1 9 Tf [97<>114] TJ ET"),
    "texts without a sign": ahead("BT 1 0 0 1 108 105 Tm /F1 9 Tf  ET"),
    "steps that lead nowhere": first(re.compile(r"\[<"), "[-108-105-97-114 414<".replace(" ", "")),
    "steps behind the last letter": first(re.compile(r">\] TJ"), ">-108-105] TJ"),
    "digits behind a point": first(re.compile(r"BT 1 0 0 1 184\.000"), "BT 1 0 0 1 184.000108105097114"),
    "noughts before a number": ahead("000000000000.5 w"),
    "colours that colour nothing": ahead("\n".join(f"{one / 255:.6f} 0 0 rg" for one in SECRET.encode() * 8)),
    "widths that draw nothing": ahead("\n".join(["1 w"] * 400)),
    "paths that are not drawn": ahead("\n".join(["n"] * 108)),
    "blanks between operators": ahead("\n" * 108),
    "blanks between numbers": first(re.compile(" rg"), " " * 108 + "rg"),
    "raised letters": first(_WORDS, lambda found: found[0].replace("[", "4.000 Ts [").replace("TJ", "TJ 0 Ts")),
    "words turned upside down": first(re.compile(r"/F1 27 Tf"), "/F1 -27 Tf"),
    "words pulled apart by a window": ahead("0 0 300 300 re W n"),
    "places moved away": ahead("1 0 0 1 30000 0 cm"),
    "a line in two sizes": _second_size,
}


class Redrawn(QuietCanvas):
    """A canvas whose first page is redrawn before it is packed."""

    redrawing: Redrawing

    def showPage(self) -> None:  # noqa: N802 - the typesetter's name
        """As it should, but for what is changed."""
        code: list[str] = self._code  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue] the typesetter's
        code[:] = [type(self).redrawing("\n".join(code))]
        super().showPage()


# ------------------------------------------------------------------------------------------------------- in the bytes


def replaced(old: bytes, new: bytes) -> Forgery:
    """The first of some bytes for others, with all places mended."""

    def forge(data: bytes) -> bytes:
        place = data.index(old)
        return moved(data[:place] + new + data[place + len(old) :], place, len(new) - len(old))

    return forge


def _one_more_program(data: bytes) -> bytes:
    """A second program beside the one of a font, in which readers that look there first find other letters."""
    start = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    size = int(re.search(rb"/Size (\d+)", data)[1])  # type: ignore[index]
    packed = zlib.compress(SECRET.encode())
    more = (
        b"%d 0 obj\n<<\n/Filter [ /FlateDecode ] /Length %d /Subtype /CIDFontType0C\n>>\nstream\n%bendstream\nendobj\n"
    )
    more %= (size, len(packed), packed)
    grown = data[:start] + more + data[start:]
    grown = grown.replace(b"\n%d\n%%%%EOF" % start, b"\n%d\n%%%%EOF" % (start + len(more)))
    grown = grown.replace(b"xref\n0 %d\n" % size, b"xref\n0 %d\n" % (size + 1)).replace(
        b"/Size %d\n" % size, b"/Size %d\n" % (size + 1)
    )
    grown = grown.replace(b"trailer\n", b"%010d 00000 n \ntrailer\n" % start)
    return replaced(b"/FontFile2 ", b"/FontFile3 %d 0 R /FontFile2 " % size)(grown)


def _packed_otherwise(change: Callable[[bytes], bytes], *, page: bool) -> Forgery:
    """A stream that unpacks to the same, packed in another way."""

    def forge(data: bytes) -> bytes:
        mark = b"/ASCII85Decode" if page else b"/Length1"
        at = data.index(mark)
        head = re.compile(rb"/Length (\d+)").search(data, data.rindex(b"<<", 0, at), data.index(b"stream\n", at))
        assert head is not None
        start = data.index(b"stream\n", at) + 7
        raw = data[start : start + int(head[1])]
        new = change(raw)
        grown = data[:start] + new + data[start + len(raw) :]
        forged = moved(grown, start, len(new) - len(raw))
        return replaced(
            head[0] + forged[head.end() : head.end() + 1],
            b"/Length %d" % len(new) + forged[head.end() : head.end() + 1],
        )(forged)

    return forge


def _with_empty_blocks(raw: bytes) -> bytes:
    plain = zlib.decompress(raw)
    packing = zlib.compressobj()
    parts = [packing.compress(plain[:50]), *(packing.flush(zlib.Z_FULL_FLUSH) for _one in range(9))]
    return b"".join(parts) + packing.compress(plain[50:]) + packing.flush()


def _with_blanks(raw: bytes) -> bytes:
    return b" \n ".join((raw[:10], raw[10:20], raw[20:]))


BYTES: Final[dict[str, Forgery]] = {
    "a second program in a font": _one_more_program,
    "a font of another kind": replaced(b"/Subtype /CIDFontType2", b"/Subtype /CIDFontType0"),
    "a font without its order of glyphs": replaced(b"/CIDToGIDMap /Identity ", b""),
    "a width that is told twice": replaced(b"/W [ 5 [ 249 ]", b"/W [ 5 [ 108 ] 5 [ 105 ] 5 [ 249 ]"),
    "a width with a fraction": replaced(b"/W [ 5 [ 249 ]", b"/W [ 5 [ 249.97114 ]"),
    "many sets of operators": replaced(b"/ProcSet [ /PDF", b"/ProcSet [ /Text /PDF /PDF /Text /PDF"),
    "numbers in a row": replaced(b"/StemV 80", b"/StemV [ 80 80 80 80 ]"),
    "a count of pages that are not there": replaced(b"/Count 1 /Kids", b"/Count 108105097 /Kids"),
    "a count in a row": replaced(b"/Count 1 /Kids", b"/Count [ 1 108 105 97 114 ] /Kids"),
    "a count of bookmarks": replaced(b"/Count 6 /First", b"/Count 108 /First"),
    "a key spelt in another way": replaced(b"/Rotate 0", b"/#52otate 0"),
    "blanks in a row": replaced(b"/Rotate 0", b"/Rotate" + b" " * 108 + b"0"),
    "digits in a row": replaced(b"/XYZ 0 705.3898", b"/XYZ 0 705.3898108105097114"),
    "bytes in the head": lambda data: data.replace(b"%\xe2\xe3\xcf\xd3", b"%\xec\xe9\xe1\xf2", 1),
    "another version in the head": lambda data: data.replace(b"%PDF-1.4", b"%PDF-1.7", 1),
    "empty blocks in a packed font": _packed_otherwise(_with_empty_blocks, page=False),
    "a font packed more tightly": _packed_otherwise(lambda raw: zlib.compress(zlib.decompress(raw), 1), page=False),
    "blanks in the letters of a packed page": _packed_otherwise(_with_blanks, page=True),
    "a page packed otherwise": _packed_otherwise(
        lambda raw: (
            base64.a85encode(zlib.compress(zlib.decompress(base64.a85decode(b"<~" + raw, adobe=True)), 1)) + b"~>"
        ),
        page=True,
    ),
}


def redraw(patch: Any, module: Any, redrawing: Redrawing) -> None:
    """Let papers be drawn with this change."""
    patch.setattr(module, "QuietCanvas", type("Redrawn", (Redrawn,), {"redrawing": staticmethod(redrawing)}))

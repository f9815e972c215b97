"""What somebody could do to the bytes of a finished paper, as a careful forger would."""

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
from pypdf import PdfWriter

from tests.sharing.plants import SECRET

Forgery = Callable[[bytes], bytes]
_SECRET = SECRET.encode()


def _with_pypdf(data: bytes, change: Callable[[PdfWriter], object], *, incremental: bool = False) -> bytes:
    writer = PdfWriter(BytesIO(data), incremental=True) if incremental else PdfWriter(clone_from=BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _saved_again(data: bytes, **how: object) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as opened:
        opened.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def moved(data: bytes, after: int, by: int) -> bytes:
    """The file with every place behind `after` counted `by` bytes further on."""

    def further(match: re.Match[bytes]) -> bytes:
        place = int(match[0][:10])
        return b"%010d 00000 n " % (place + by if place > after else place)

    start = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    body, table = data[: start + by], data[start + by :]
    return body + re.sub(rb"\d{10} 00000 n ", further, table).replace(b"\n%d\n" % start, b"\n%d\n" % (start + by))


def inserted(data: bytes, before: bytes, words: bytes, *, behind: int = 0) -> bytes:
    """The file with words put in front of something (or so many bytes behind its start), and all places mended."""
    place = data.index(before) + behind
    return moved(data[:place] + words + data[place:], place - 1, len(words))


def with_attachment(data: bytes, words: bytes) -> bytes:
    """The file with words attached to it, compressed."""
    with pikepdf.open(BytesIO(data)) as opened:
        opened.attachments["notes.txt"] = words
        out = BytesIO()
        opened.save(out, recompress_flate=True, compress_streams=True)
    return out.getvalue()


def a_comment_between_two_objects(data: bytes) -> bytes:
    return inserted(data, b"endobj\n", b"% " + _SECRET + b"\n", behind=len(b"endobj\n"))


def a_second_value_in_an_object(data: bytes) -> bytes:
    return inserted(data, b"\nendobj\n", b" (" + _SECRET + b")")


def a_second_dictionary_in_an_object(data: bytes) -> bytes:
    return inserted(data, b"\nendobj\n", b" <<\n/Title (" + _SECRET + b")\n>>")


def a_key_that_stands_twice(data: bytes) -> bytes:
    return inserted(data, b"/Title (Progress summary)", b"/Title (" + _SECRET + b") ")


def a_comment_in_an_object(data: bytes) -> bytes:
    return inserted(data, b"/Rotate 0", b"% " + _SECRET + b"\n")


def words_behind_a_compressed_stream(data: bytes) -> bytes:
    return _with_stream(data, _largest_font(data), lambda raw: raw + _SECRET)


def words_in_the_program_of_a_font(data: bytes) -> bytes:
    return _with_stream(data, _largest_font(data), lambda raw: zlib.compress(zlib.decompress(raw) + _SECRET))


def words_in_the_table_of_a_font(data: bytes) -> bytes:
    return _with_stream(data, _table(data), lambda raw: zlib.compress(zlib.decompress(raw) + b"% " + _SECRET))


def an_entry_in_the_table_of_a_font_that_nothing_shows(data: bytes) -> bytes:
    entry = b"1 beginbfchar\n<fff0> <" + SECRET.encode("utf-16-be").hex().encode() + b">\nendbfchar\n"
    return _with_stream(
        data, _table(data), lambda raw: zlib.compress(zlib.decompress(raw).replace(b"endcmap", entry + b"endcmap"))
    )


def words_after_the_drawing(data: bytes) -> bytes:
    return _with_stream(data, _contents(data), lambda raw: raw + b"\n% " + _SECRET)


def _with_stream(data: bytes, found: "re.Match[bytes]", change: Callable[[bytes], bytes]) -> bytes:
    """The file with another stream in place of one, its length told rightly, and all places mended."""
    raw = change(found[2])
    head = found[1].replace(b"/Length %d" % len(found[2]), b"/Length %d" % len(raw))
    new = head + raw
    changed = data[: found.start()] + new + data[found.end(2) :]
    return moved(changed, found.start(), len(new) - (found.end(2) - found.start()))


_STREAM = re.compile(
    rb"(\d+ 0 obj\n<<(?:(?!endobj)[^%])*?/Length (?P<length>\d+)(?:(?!endobj)[^%])*?>>\nstream\n)", re.DOTALL
)


def _streams(data: bytes) -> Iterator["re.Match[bytes]"]:
    for head in _STREAM.finditer(data):
        length = int(head["length"])
        whole = re.compile(rb"(%b)(.{%d})endstream" % (re.escape(head[1]), length), re.DOTALL).match(data, head.start())
        assert whole is not None
        yield whole


def _largest_font(data: bytes) -> "re.Match[bytes]":
    return max((each for each in _streams(data) if b"/Length1" in each[1]), key=lambda each: len(each[2]))


def _table(data: bytes) -> "re.Match[bytes]":
    packed = (each for each in _streams(data) if b"/ASCII85Decode" not in each[1])
    return next(each for each in packed if b"begincmap" in zlib.decompress(each[2]))


def _contents(data: bytes) -> "re.Match[bytes]":
    return next(each for each in _streams(data) if b"/ASCII85Decode" in each[1])


FORGERIES: dict[str, Forgery] = {
    "words at the end": lambda data: data + b"% " + _SECRET,
    "the file twice": lambda data: data + data,
    "a byte before it": lambda data: b"\n" + data,
    "a byte less": lambda data: data[:-1],
    "half of it": lambda data: data[: len(data) // 2],
    "a secret in its head": lambda data: data.replace(b"%\xe2\xe3\xcf\xd3      ", b"%\xe2\xe3\xcf\xd3secret", 1),
    "a comment over a key": lambda data: data.replace(b"/Rotate 0", b"%otate 0\n", 1),
    "a comment between two objects": a_comment_between_two_objects,
    "a comment in an object": a_comment_in_an_object,
    "a second value in an object": a_second_value_in_an_object,
    "a second dictionary in an object": a_second_dictionary_in_an_object,
    "a key that stands twice": a_key_that_stands_twice,
    "words behind a compressed stream": words_behind_a_compressed_stream,
    "words in the program of a font": words_in_the_program_of_a_font,
    "words in the table of a font": words_in_the_table_of_a_font,
    "an entry that nothing shows": an_entry_in_the_table_of_a_font_that_nothing_shows,
    "words after the drawing": words_after_the_drawing,
    "a later revision": lambda data: _with_pypdf(
        data, lambda each: each.add_metadata({"/Author": "M"}), incremental=True
    ),
    "keywords": lambda data: _with_pypdf(data, lambda each: each.add_metadata({"/Keywords": SECRET})),
    "an attachment": lambda data: _with_pypdf(data, lambda each: each.add_attachment("notes.txt", _SECRET)),
    "a bookmark": lambda data: _with_pypdf(data, lambda each: each.add_outline_item(title=SECRET, page_number=0)),
    "one more page": lambda data: _with_pypdf(data, lambda each: each.add_blank_page(100, 100)),
    "a password": lambda data: _with_pypdf(data, lambda each: each.encrypt("x", algorithm="RC4-128")),
    "objects in streams": lambda data: _saved_again(data, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "a linearized file": lambda data: _saved_again(data, linearize=True),
    "nothing": lambda _data: b"",
    "a file without pages": lambda _data: b"%PDF-1.4\n%%EOF\n",
    "noise": lambda _data: bytes(range(256)) * 50,
}
#: Those that leave a file which readers take for whole and unchanged.
CAREFUL = (
    "a comment between two objects",
    "a second value in an object",
    "words behind a compressed stream",
    "words in the program of a font",
    "words in the table of a font",
    "an entry that nothing shows",
    "objects in streams",
)

"""From a line of text to the glyphs of a PDF, in their places: by face, by direction, by script.

A line comes out in thousandths of the type's size, so that it is shaped once for every size. Its glyphs stand in the
order of the text, whatever the direction in which it is read; each carries the letters that a reader of the file gets
for it. What follows the first glyph of a group of letters carries an empty sign (U+200B): each letter is read once.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

import uharfbuzz as hb

from journal.errors import BadInput
from journal.sharing.pdf_faces import Face, face_for
from journal.text import _

NOTHING: Final = "\N{ZERO WIDTH SPACE}"
_CACHED_LINES: Final = 4096
_LONGEST_CACHED: Final = 2000  # characters; longer texts are not kept
_PLAIN: Final = {"kern": True, "liga": False, "clig": False, "dlig": False}
_WITHOUT_LIGATURES: Final = frozenset({"Latn", "Grek", "Cyrl"})
_UNSEEN: Final = frozenset({"Cc", "Cs"})
_JOINERS: Final = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
_WIDE_SPACES: Final = frozenset("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{IDEOGRAPHIC SPACE}")
_SPACE: Final = 0x20
_LEAST_SHIFT: Final = 2.0  # thousandths of the size; what is less than that nobody sees


class Glyph(NamedTuple):
    """One glyph in its place; `at` and `rise` are thousandths of the size, from the line's left end and base line."""

    face: Face
    number: int
    text: str
    at: float
    rise: float


class Piece(NamedTuple):
    """Glyphs of one face that follow one another: the pairs of glyph and text in it, and arrays for TJ with their rise."""

    face: Face
    glyphs: tuple[Glyph, ...]
    pairs: frozenset[tuple[int, str]]
    shown: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line, shaped; `width` in thousandths of the size."""

    pieces: tuple[Piece, ...]
    width: float


class Run(NamedTuple):
    """A stretch of one face, one script and one level of direction (odd: from right to left)."""

    start: int
    stop: int
    face: Face
    script: str
    level: int


def cleaned(text: str) -> str:
    """The text in its composed form, without what nobody sees: control characters, lone surrogates, bidi marks."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", "".join(_seen(text)))


def _seen(text: str) -> Iterator[str]:
    for character in text:
        category = unicodedata.category(character)
        if category == "Zs":
            yield character if character in _WIDE_SPACES else " "
        elif character == "\n":
            yield character
        elif character == "\t":
            yield " "
        elif category not in _UNSEEN and (category != "Cf" or character in _JOINERS):
            yield character


def shaped(text: str, *, strong: bool, rtl: bool = False) -> Line:
    """A text that stands on one line; `rtl` says in which direction its paragraph is read.

    Raises BadInput for a character that no face has.
    """
    return _kept_line(text, strong, rtl) if len(text) <= _LONGEST_CACHED else _shaped(text, strong, rtl)


@lru_cache(_CACHED_LINES)
def _kept_line(text: str, strong: bool, rtl: bool) -> Line:
    return _shaped(text, strong, rtl)


def forget() -> None:
    """Keep no word of any paper in memory."""
    _kept_line.cache_clear()


def _shaped(text: str, strong: bool, rtl: bool) -> Line:
    runs = runs_of(text, strong=strong, rtl=rtl)
    drawn = [_Drawn(text, run) for run in runs]
    width = 0.0
    for place in _from_left(runs):
        drawn[place].left = width
        width += drawn[place].width
    return Line(tuple(pieces_of(glyph for one in drawn for glyph in one.glyphs())), width)


def advances(text: str, *, strong: bool, rtl: bool = False) -> list[float]:
    """How far each character of a text advances, in thousandths of the size; 0 for what stands on the one before."""
    found = [0.0] * len(text)
    for run in runs_of(text, strong=strong, rtl=rtl):
        buffer, scale = _buffer(text, run), run.face.scale
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            found[run.start + info.cluster] += position.x_advance * scale
    return found


def runs_of(text: str, *, strong: bool, rtl: bool) -> list[Run]:
    """The stretches of a text, in its order. Raises BadInput for a character that no face has."""
    runs: list[Run] = []
    level = int(rtl)
    start, face, script = 0, None, ""
    for place, character in enumerate(text):
        needed, its_script = _face_of(character, strong), script_of(character)
        if face is None:
            face = needed
        elif needed is not face or (its_script and script and its_script != script):
            runs.append(Run(start, place, face, script, level))
            start, face, script = place, needed, ""
        script = script or its_script
    if face is not None:
        runs.append(Run(start, len(text), face, script, level))
    return runs


def _from_left(runs: list[Run]) -> list[int]:
    """The runs as they stand from left to right (rule L2 of the Unicode bidirectional algorithm)."""
    order = list(range(len(runs)))
    for level in range(max((run.level for run in runs), default=0), 0, -1):
        turned: list[int] = []
        within = [runs[place].level >= level for place in order]
        for inner, group in groupby(zip(within, order, strict=True), key=itemgetter(0)):
            part = [place for _within, place in group]
            turned += reversed(part) if inner else part
        order = turned
    return order


@lru_cache(8192)
def _face_of(character: str, strong: bool) -> Face:
    face = face_for(" " if character.isspace() else character, strong=strong)
    if face is None:
        name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
        raise BadInput(
            _("The character {character} ({name}) cannot be printed: please use another.").format(
                character=character, name=name
            )
        )
    return face


@lru_cache(8192)
def script_of(character: str) -> str:
    """The script of a character as ISO 15924 writes it (`Latn`); empty for what belongs to several."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return buffer.script or ""


def _buffer(text: str, run: Run) -> hb.Buffer:
    """The run, shaped; its clusters count from the run's start."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_codepoints([_code(character, run.face) for character in text[run.start : run.stop]])
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.script = run.script or "Latn"
    hb.shape(run.face.hb_font, buffer, _PLAIN if buffer.script in _WITHOUT_LIGATURES else None)
    return buffer


def _code(character: str, face: Face) -> int:
    code = ord(character)
    return _SPACE if character in _WIDE_SPACES and code not in face.covered else code


class _Drawn:
    """A run with its glyphs; `left` is where it begins on the line."""

    def __init__(self, text: str, run: Run) -> None:
        self.left = 0.0
        self._text, self._run = text[run.start : run.stop], run
        self._buffer = _buffer(text, run)
        self.width = sum(position.x_advance for position in self._buffer.glyph_positions) * run.face.scale

    def glyphs(self) -> list[Glyph]:
        """In the order of the text."""
        face, scale = self._run.face, self._run.face.scale
        infos, pen = self._buffer.glyph_infos, self.left
        found: list[tuple[int, int, float, float]] = []
        for info, position in zip(infos, self._buffer.glyph_positions, strict=True):
            at = pen + position.x_offset * scale
            found.append((info.cluster, info.codepoint, at, position.y_offset * scale))
            pen += position.x_advance * scale
        if self._run.level % 2:
            found.reverse()
        said = self._letters([cluster for cluster, *_rest in found])
        return [Glyph(face, number, text, at, rise) for text, (_c, number, at, rise) in zip(said, found, strict=True)]

    def _letters(self, clusters: list[int]) -> list[str]:
        """What each glyph says: the first one of a cluster all its letters, and a blank of any width says a space."""
        text = self._text
        said: list[str] = []
        last, first = -1, True
        stops = iter([*sorted(set(clusters))[1:], len(text)])
        for cluster in clusters:
            if cluster == last:
                said.append(NOTHING)
                continue
            part = text[0 if first else cluster : next(stops)]
            said.append(" " if part in _WIDE_SPACES else part)
            last, first = cluster, False
        return said


def pieces_of(glyphs: Iterable[Glyph], font_of: Callable[[Glyph], object] = attrgetter("face")) -> Iterator[Piece]:
    """The glyphs of a line as they are shown: a piece for each change of the font, which `font_of` tells."""
    pen = 0.0
    for _font, group in groupby(glyphs, key=font_of):
        members = tuple(group)
        shown: list[tuple[float, str]] = []
        for rise, level in groupby(members, key=attrgetter("rise")):
            parts: list[str] = []
            for glyph in level:
                if abs(shift := pen - glyph.at) >= _LEAST_SHIFT:
                    whole = round(shift)
                    parts.append(f">{whole}<")
                    pen -= whole
                parts.append(f"{glyph.number:04x}")
                pen += glyph.face.width(glyph.number)
            shown.append((rise, f"[<{''.join(parts)}>]".replace("[<>", "[")))
        yield Piece(members[0].face, members, frozenset((one.number, one.text) for one in members), tuple(shown))

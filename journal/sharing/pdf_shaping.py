"""From a line of text to the glyphs of a PDF, in their places: by face, by direction, by script.

A line comes out in thousandths of the type's size, so that it is shaped once for every size. Each glyph carries the
letters that a reader of the file gets for it; what follows the first glyph of a group of letters carries an empty sign
(U+200B), so that each letter is read once. In which order the glyphs stand is told in `pdf_order`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

import uharfbuzz as hb

from journal.errors import BadInput
from journal.sharing.pdf_faces import Face, bundled, face_for
from journal.sharing.pdf_letters import SPACES, letters, name_of
from journal.sharing.pdf_order import Glyph, Piece, in_order, pieces_of
from journal.text import _

NOTHING: Final = "\N{ZERO WIDTH SPACE}"
_CACHED_LINES: Final = 4096
_LONGEST_CACHED: Final = 2000  # characters; longer texts are not kept
_PLAIN: Final = {"kern": True, "liga": False, "clig": False, "dlig": False}
_WITHOUT_LIGATURES: Final = frozenset({"Latn", "Grek", "Cyrl"})
_JAPANESE: Final = frozenset({"Hira", "Kana"})  # written together with Chinese characters, in one face
_SPACE: Final = 0x20
_CLUSTERS: Final = hb.BufferClusterLevel.MONOTONE_CHARACTERS
_FLAGS: Final = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES


@dataclass(frozen=True, slots=True)
class Line:
    """A line, shaped; `width` in thousandths of the size."""

    pieces: tuple[Piece, ...]
    width: float


class Voice(NamedTuple):
    """How a paragraph is set: in strong type or not, and whose forms its Chinese characters take."""

    strong: bool = False
    han: str = ""


class Run(NamedTuple):
    """A stretch of one face, one script and one level of direction (odd: from right to left)."""

    start: int
    stop: int
    face: Face
    script: str
    level: int


def shaped(text: str, voice: Voice, levels: bytes = b"") -> Line:
    """A text that stands on one line; `levels` says in which direction its characters are read, empty: all to the right.

    Raises BadInput for a character that no face has.
    """
    return _kept_line(text, voice, levels) if len(text) <= _LONGEST_CACHED else _shaped(text, voice, levels)


@lru_cache(_CACHED_LINES)
def _kept_line(text: str, voice: Voice, levels: bytes) -> Line:
    return _shaped(text, voice, levels)


def forget() -> None:
    """Keep no word of any paper in memory."""
    for kept in (_kept_line, _face_of, has_face, one_sign):
        kept.cache_clear()


def _shaped(text: str, voice: Voice, levels: bytes) -> Line:
    runs = runs_of(text, voice, levels)
    drawn = [_Drawn(text, run) for run in runs]
    width = 0.0
    for place in _from_left(runs):
        drawn[place].left = width
        width += drawn[place].width
    groups = in_order([one.glyphs() for one in drawn])
    return Line(tuple(pieces_of(groups)), width)


def advances(text: str, voice: Voice, levels: bytes = b"") -> list[float]:
    """How far each character of a text advances, in thousandths of the size; 0 for what stands on the one before."""
    found = [0.0] * len(text)
    for run in runs_of(text, voice, levels):
        buffer, scale = _buffer(text, run), run.face.scale
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            found[run.start + info.cluster] += position.x_advance * scale
    return found


def runs_of(text: str, voice: Voice, levels: bytes) -> list[Run]:
    """The stretches of a text, in its order. Raises BadInput for a character that no face has."""
    if text and not levels and _plain(voice.strong).fullmatch(text):
        return [Run(0, len(text), bundled(voice.strong), "Latn", 0)]
    runs: list[Run] = []
    start, place, before, script = 0, 0, None, ""
    near = next(
        (its for its in map(script_of, text) if its), ""
    )  # a sign that several scripts use is drawn as its neighbours
    for letter in _drawable(letters(text), voice):
        its_script = script_of(letter[0])
        near = its_script or near
        here = (_face_of(letter, near, voice), levels[place] if levels else 0)
        if before and (here != before or (its_script and script and its_script != script)):
            runs.append(Run(start, place, before[0], script, before[1]))
            start, script = place, ""
        before, script = here, script or its_script
        place += len(letter)
    if before:
        runs.append(Run(start, place, before[0], script, before[1]))
    return runs


def _drawable(found: Iterable[str], voice: Voice) -> Iterator[str]:
    """The letters; one whose marks no face has beside it is taken apart, so that each part is drawn by the face that has it."""
    for letter in found:
        if len(letter) == 1 or has_face(letter, voice.han):
            yield letter
        else:
            yield from letter


@cache
def _plain(strong: bool) -> re.Pattern[str]:
    """A text in Latin letters that the bundled face has: most texts are, and need no closer look."""
    codes = (code for code in bundled(strong).covered if script_of(chr(code)) in {"", "Latn"})
    return re.compile(f"[{''.join(re.escape(chr(code)) for code in codes)}]*")


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
def _face_of(letter: str, script: str, voice: Voice) -> Face:
    if face := _found(letter, script, voice):
        return face
    name = name_of(letter[0])
    raise BadInput(
        _("The character {character} ({name}) cannot be printed: please use another.").format(
            character=letter[0], name=name
        )
    )


def _found(letter: str, script: str, voice: Voice) -> Face | None:
    face = face_for(letter, script, strong=voice.strong, han=voice.han)
    if face is None and letter[0] in SPACES:
        face = face_for(" " + letter[1:], script, strong=voice.strong, han=voice.han)
    return face


@lru_cache(8192)
def has_face(letter: str, han: str = "") -> bool:
    """Whether a letter with its marks can be drawn."""
    return _found(letter, script_of(letter[0]), Voice(han=han)) is not None


@lru_cache(8192)
def script_of(character: str) -> str:
    """The script of a character as ISO 15924 writes it (`Latn`); empty for what belongs to several."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    script = buffer.script or ""
    return "Hani" if script in _JAPANESE else script


def _buffer(text: str, run: Run) -> hb.Buffer:
    """The run, shaped; its clusters count from the run's start."""
    buffer = hb.Buffer()
    buffer.cluster_level = _CLUSTERS
    buffer.flags = _FLAGS
    part = text[run.start : run.stop]
    is_plain = SPACES.isdisjoint(part)
    buffer.add_codepoints(list(map(ord, part)) if is_plain else [_code(character, run.face) for character in part])
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.script = run.script or "Latn"
    hb.shape(run.face.hb_font, buffer, _PLAIN if buffer.script in _WITHOUT_LIGATURES else None)
    return buffer


def _code(character: str, face: Face) -> int:
    code = ord(character)
    return _SPACE if character in SPACES and code not in face.covered else code


class _Drawn:
    """A run with its glyphs; `left` is where it begins on the line."""

    def __init__(self, text: str, run: Run) -> None:
        self.left = 0.0
        self._text, self._run = text[run.start : run.stop], run
        self._buffer = _buffer(text, run)
        self.width = sum(position.x_advance for position in self._buffer.glyph_positions) * run.face.scale

    def glyphs(self) -> list[Glyph]:
        """In the order of the text."""
        face, scale, turned = self._run.face, self._run.face.scale, self._run.level % 2
        infos, pen = self._buffer.glyph_infos, self.left
        found: list[tuple[int, int, float, float]] = []
        for info, position in zip(infos, self._buffer.glyph_positions, strict=True):
            at = pen + position.x_offset * scale
            found.append((info.cluster, info.codepoint, at, position.y_offset * scale))
            pen += position.x_advance * scale
        if turned:
            found.reverse()
        said = self._said([cluster for cluster, *_rest in found])
        return [Glyph(face, number, text, at, rise) for text, (_c, number, at, rise) in zip(said, found, strict=True)]

    def _said(self, clusters: list[int]) -> Iterator[str]:
        """What each glyph says: the first one of a cluster all its letters, and a blank of any width a space."""
        ordered = sorted(set(clusters))
        starts = [0, *ordered[1:]]  # what is drawn by no glyph goes with the glyph before it, or with the first
        part = dict(zip(ordered, zip(starts, [*starts[1:], len(self._text)], strict=True), strict=False))
        for cluster in clusters:
            if cluster not in part:
                yield NOTHING
                continue
            start, stop = part.pop(cluster)
            text = self._text[start:stop]
            yield " " if text in SPACES else one_sign(text)


@lru_cache(8192)
def one_sign(text: str) -> str:
    """The letters of a ligature as the one character that stands for them, if there is one: readers turn Arabic round."""
    return _LIGATURES.get(unicodedata.normalize("NFKC", text), text) if len(text) > 1 else text


def _ligatures() -> Iterator[tuple[str, str]]:
    for code in (*range(0xFEFC, 0xFEF4, -1), *range(0xFB2A, 0xFB4F)):
        whole = unicodedata.normalize("NFKC", chr(code))
        if len(whole) > 1:
            yield whole, chr(code)


_LIGATURES: Final = dict(_ligatures())

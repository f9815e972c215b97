"""Lines that try to be more than words: drawn to the letter or refused with a reason, and no file is opened for them."""

import random
import sys
from collections.abc import Generator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from journal.errors import BadInput
from journal.sharing.document import compose
from journal.sharing.leak_check import verify
from journal.sharing.pdf import render
from tests.sharing import papers
from tests.sharing.test_pdf import squeezed

BAIT = "/nowhere/zqbait.png"
HOSTILE = (
    "<b>not bold</b> &amp; <i>", f"<img src='{BAIT}'/>", f"<img src='file://{BAIT}'/>", f"<a href='file://{BAIT}'>x</a>",
    "<a href='javascript:alert(1)'>x</a>", "<para backColor='red'>x</para>", "<unichar code='65'/>", "<font size='400'>x",
    "<font color='[[[getattr(pow,Word(\"__globals__\"))]]]'>x</font>", "]]> <!-- --> <?xml?>", "&#65; &lt; &nosuch;",
    "<onDraw name='x' label='y'/>", f"<includePdfPages filename='{BAIT}'/>", "\\001 \\( ) ( %%EOF endstream endobj",
    "\x00 cut\x1b[31m", "a\ud800b", "\u202ereversed\u202c", "\u2066isolated\u2069", "a  b   c    \u3000 d",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", "{0} %s $HOME `id` $(id)", "🦉🌊",
)  # fmt: skip
assert len(HOSTILE) == 22


def _drawn(line: str) -> bool:
    """Whether a line was drawn, and then to the letter; the only other way out is a refusal that says why."""
    document = papers.one_line(line)
    try:
        data = render(document)
    except BadInput as refused:
        return not str(refused)
    verify(data, document)
    shown = squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages))
    assert squeezed("".join(document.texts()[2:])) in shown, ascii(line)
    return True


@pytest.fixture
def opened() -> Generator[list[str]]:
    """What is opened from now on; Python tells before it looks whether there is such a file."""
    found: list[str] = []
    listening = {"open", "socket.connect", "subprocess.Popen", "os.system"}

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event in listening:
            found.append(str(arguments[0]))

    sys.addaudithook(note)  # for ever: it only stops listening
    yield found
    listening.clear()


def test_each_of_these_is_words_and_opens_nothing(opened: list[str]) -> None:
    _drawn("warm")
    opened.clear()
    drawn = sum(_drawn(line) for line in HOSTILE)
    assert drawn >= 20
    assert [path for path in opened if "zqbait" in path] == []
    with pytest.raises(FileNotFoundError):
        Path(BAIT).open("rb").close()
    assert any("zqbait" in path for path in opened), "what is opened is noticed"


def test_any_of_them_in_any_mixture_is_words(long: bool) -> None:
    die = random.Random(20261122)
    letters = papers.bundled_letters()
    for _each in range(500 if long else 40):
        parts = [die.choice(HOSTILE)[: die.randrange(1, 40)] for _part in range(die.randrange(1, 5))]
        parts += ["".join(die.choices(letters, k=die.randrange(1, 60)))]
        die.shuffle(parts)
        _drawn(" ".join(parts))


@pytest.mark.parametrize(
    "text",
    [
        "W" * 1_000_000,
        "word " * 200_000,
        "a\n" * 10_000,
        "\u0301" * 100_000,
        "e\u0301\u0323" * 100_000,
        "👩‍👩‍👧‍👦" * 50_000,
    ],
    ids=["one word", "a megabyte", "ten thousand rows", "accents alone", "accents", "families"],
)
def test_a_line_without_end_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(BadInput, match=r"does not fit on 2 pages\. Take out at least 1 line"):
        render(papers.one_line(text))


def test_ten_thousand_lines_are_refused_with_their_number() -> None:
    lines = [("progress", f"Line {number} of very many.") for number in range(10_000)]
    with pytest.raises(BadInput, match=r"Take out at least 9[89]\d\d lines"):
        render(compose("Progress summary", "P", lines))


@pytest.mark.parametrize(
    "text",
    [
        *("a" + "\u0323\u0301" * count + "b" for count in (40, 400, 2_000)),
        *("👩‍👩‍👧‍👦 " * 40, "🏳️‍🌈🇩🇪👍🏽", "ก็ำ" * 300, "नमस्ते " * 200, "العربية " * 200, "漢字" * 600),
    ],
)
def test_accents_families_and_scripts_of_every_kind_are_drawn_or_refused(text: str) -> None:
    document = papers.one_line(text)
    try:
        data = render(document)
    except BadInput as refused:
        assert "be printed" in str(refused)  # noqa: PT017 - either is right
    else:
        verify(data, document)

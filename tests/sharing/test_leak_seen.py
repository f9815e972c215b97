"""Even an approved line must be seen: nothing pale, tiny, off the page, or under a box."""

import pytest

from journal.errors import LeakFound
from journal.sharing import leak_drawing, leak_seen
from journal.sharing.leak_drawing import Box, Drawing
from tests.sharing import papers

SHEET = Box(0, 0, 595, 842)
INK = b".113725 .141176 .168627 rg "
WORDS = b"BT 1 0 0 1 100 700 Tm /F1 10 Tf [<00410042>-120<0043>] TJ ET "
BOX = b"n 90 690 100 30 re f "


def width(_font: str, _number: int) -> int:
    return 500


def look(stream: bytes) -> Drawing:
    drawing = leak_drawing.read(stream)
    leak_seen.check_seen(drawing, SHEET, width)
    return drawing


@pytest.mark.parametrize(
    "stream",
    [
        INK + WORDS,
        b".86 .91 .9 rg " + BOX + INK + WORDS,  # on a pale ground
        b"0 0 0 rg " + BOX + b"1 1 1 rg " + WORDS,  # white on black
        INK + WORDS + b"1 1 1 rg n 90 600 100 30 re f ",  # a white box elsewhere
        b"q 1 0 0 1 0 -100 cm " + INK + WORDS + b"Q ",
    ],
)
def test_words_that_one_sees_pass(stream: bytes) -> None:
    (shown,) = look(stream).shown
    assert shown.codes == [("F1", 0x41), ("F1", 0x42), ("F1", 0x43)]


@pytest.mark.parametrize(
    "stream",
    [
        b"1 1 1 rg " + WORDS,
        b".7 .7 .7 rg " + WORDS,
        INK + BOX + WORDS,  # on a ground of its own colour
        b"0 0 0 rg " + BOX + b"1 1 1 rg " + BOX + b".9 .9 .9 rg " + WORDS,
        b"0 0 0 rg n 90 690 12 30 re f 1 1 1 rg " + WORDS,  # only the first letter stands on the box
        INK + WORDS + b"1 1 1 rg " + BOX,
        INK + WORDS + b"1 1 1 rg n 190 720 -100 -30 re f ",
        INK + WORDS + b"1 1 1 rg q 1 0 0 1 0 -100 cm n 90 790 100 30 re f Q ",
        INK + WORDS.replace(b"/F1 10", b"/F1 1"),
        INK + WORDS.replace(b"100 700", b"-5 700"),
        INK + WORDS.replace(b"100 700", b"590 700"),
        INK + WORDS.replace(b"100 700", b"100 840"),
        INK + WORDS.replace(b"[<", b"[90000<"),
        INK + b"q 1 0 0 1 0 900 cm " + WORDS + b"Q ",
        INK + WORDS.replace(b"[<", b"40 Ts [<").replace(b" ET", b" 0 Ts ET"),
    ],
)
def test_words_that_one_does_not_see_are_refused(stream: bytes) -> None:
    with pytest.raises(LeakFound, match="the drawing"):
        look(stream)


@pytest.mark.parametrize(
    "stream",
    [
        b"0.01 0 0 0.01 0 0 cm " + WORDS,  # made tiny
        WORDS.replace(b"BT ", b"BT 3 Tr "),
        WORDS.replace(b"1 0 0 1", b"1 0 0 .01"),
        WORDS.replace(b"TJ", b"Tj"),
        WORDS.replace(b"/F1 10 Tf", b"/F1 10 Tf /F2 1 Tf"),
        WORDS.replace(b"<00410042>", b"(AB)"),
        WORDS.replace(b"<00410042>", b"<004142>"),
        WORDS.replace(b"/F1 10 Tf ", b""),
        WORDS.replace(b" ET", b" 5 Ts ET"),
        b"100 w " + WORDS,
        b"n 10 10 m 20 20 l 30 10 l f " + WORDS,  # a shape
        b"n 10 10 m 10 10 20 20 30 30 c S " + WORDS,
        b"/X Do " + WORDS,
        b"/GS1 gs " + WORDS,
        b"n 0 0 10 10 re W n " + WORDS,  # a window that hides what is outside it
        b"% words\n" + WORDS,
        b"q " + WORDS,
        b"1 1 rg " + WORDS,
    ],
)
def test_what_draws_neither_a_line_nor_a_box_nor_words_is_refused(stream: bytes) -> None:
    with pytest.raises(LeakFound, match="the drawing"):
        look(INK + stream)


def test_a_paper_has_no_more_boxes_and_lines_than_it_needs() -> None:
    document = papers.quarter(chart=False)
    few = [leak_drawing.read(b"n 10 10 m 20 10 l S " * 3)]
    leak_seen.check_amount(few, document)
    for stream in (b"n 10 10 m 20 10 l S " * 60, b"n 10 10 5 5 re S "):
        with pytest.raises(LeakFound, match="the drawing"):
            leak_seen.check_amount([leak_drawing.read(stream)], document)

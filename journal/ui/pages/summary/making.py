"""Making the page that the preview shows: what is read, drawn, checked and pictured, on a worker thread.

What is the same as before is not done again: the same document keeps its bytes, the same bytes their pictures.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QImage

from journal.errors import BadInput
from journal.sharing import pdfium, summary
from journal.sharing.choices import ANY_NUMBER, Choices
from journal.sharing.collect import Collected, collect
from journal.ui import background
from journal.ui.printing import image

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Reading = Callable[[], "AbstractContextManager[Session]"]
#: A row of a picture counts as empty when nothing in it is darker than paper.
_PAPER: Final = b"\xff"


@dataclass(frozen=True)
class Wanted:
    """What the preview is to show; `manager_id` is empty for the current manager.

    `words` are those of lines as they are being typed, by the lines' UUIDs: what is made of them is looked at only.
    """

    choices: Choices
    manager_id: str = ""
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Made:
    """A page that was made: what it says, its bytes, and its pictures, so many pixels across.

    `paper` may be handed over: it is checked, of saved words alone, and fits; else `fault` says why it does not fit, where
    that is the reason. `filled` is how much of the last page is used, in percent.
    """

    content: Collected
    data: bytes
    images: list[QImage]
    across: int
    filled: int
    paper: summary.Paper | None = None
    fault: str = ""


def make(read: Reading, wanted: Wanted, across: int, last: Made | None, progress: background.Progress) -> Made:
    """Make it; `last` is what was made before. Raises BadInput when nothing comes of it, LeakFound, Cancelled."""
    progress.step(0, 3)
    with read() as session:
        content = collect(session, wanted.choices, manager_id=wanted.manager_id, words=dict(wanted.words))
    progress.step(1, 3)
    is_same = last is not None and last.content.document == content.document
    data, fault = (last.data, last.fault) if last and is_same else _drawn(content)
    progress.step(2, 3)
    if last and is_same and last.across == across:
        images, filled = last.images, last.filled
    else:
        pictures = pdfium.pictures(data, across)
        images, filled = [image(each) for each in pictures], _filled(pictures[-1])
    made = Made(content, data, images, across, filled, fault=fault)
    if fault or _differs(content, wanted):
        return made
    if last and is_same and last.paper:
        return replace(made, paper=summary.Paper(content, data))
    progress.step(3, 3)
    return replace(made, paper=summary.checked(content, data))


def pictured(made: Made, across: int, progress: background.Progress) -> Made:
    """The same page with pictures of another width."""
    progress.step(0, 1)
    return replace(made, images=[image(each) for each in pdfium.pictures(made.data, across)], across=across)


def _drawn(content: Collected) -> tuple[bytes, str]:
    """The bytes, and why they are too many pages; what does not fit is drawn all the same, so that one sees what it is."""
    from journal.sharing import pdf

    try:
        return pdf.render(content.document), ""
    except BadInput as fault:
        if content.document.most_pages >= ANY_NUMBER:
            raise
        try:
            return pdf.render(replace(content.document, most_pages=ANY_NUMBER)), str(fault)
        except BadInput:
            raise fault from None  # it was not for want of room


def _differs(content: Collected, wanted: Wanted) -> bool:
    """Whether words are shown that the journal does not hold yet."""
    words = dict(wanted.words)
    return any(line.id in words and words[line.id] != line.text for line in content.lines)


def _filled(page: pdfium.Picture) -> int:
    """How far down a page is written, in percent of what lies between its margins."""
    from journal.sharing.pdf_styles import Frame

    frame = Frame(page.width, page.height)
    points = page.width / (612 if page.height < page.width * 1.35 else 595)
    top, bottom = round(frame.top * points), page.height - round(frame.bottom * points)
    empty = _PAPER * (page.width * 3)
    for row in range(bottom, top, -1):
        start = row * page.stride
        if page.pixels[start : start + page.width * 3] != empty:
            return min(100, round(100 * (row - top) / (bottom - top)))
    return 0

"""A picture of every page and of each of its tabs, light and dark: for the demonstration, and to look at while building."""

import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QMessageLogContext, QSize, QtMsgType, qFormatLogMessage, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from journal.practices import one_on_ones
from journal.ui import background, theme
from journal.ui.main_window import MainWindow
from journal.ui.models.steps import DEBRIEF, PREPARE, TALK
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.growth import GrowthPage
from journal.ui.pages.manager import ManagerPage
from journal.ui.pages.one_on_ones import OneOnOnesPage
from journal.ui.pages.one_on_ones.rehearsal import Rehearsal
from journal.ui.pages.summary import SummaryPage
from journal.ui.places import PLACES
from journal.ui.unlock_window import UnlockWindow

SIZE: Final = QSize(1280, 800)
SCHEMES: Final[tuple[theme.Scheme, ...]] = ("light", "dark")
_LONGEST_S: Final = 20.0
_REST_S: Final = 0.35
#: Windows that nobody sees have nobody to tell their least size to; Qt says so of each.
_OF_NO_INTEREST: Final = "This plugin does not support propagateSizeHints()"


def write(
    journal: OpenJournal,
    folder: Path,
    size: QSize = SIZE,
    text_scale: float = 1.0,
    schemes: tuple[theme.Scheme, ...] = SCHEMES,
) -> list[Path]:
    """Write `page-NAME.png` and `page-NAME-dark.png` for the first window and every view; gives their paths."""
    app = cast(QApplication, QApplication.instance())
    written: list[Path] = []
    with _size_hints_unsaid():
        for scheme in schemes:
            theme.install(app, scheme, text_scale)
            suffix = "" if scheme == "light" else f"-{scheme}"
            for name, window in _windows(journal, size):
                path = folder / f"page-{name}{suffix}.png"
                window.grab().save(str(path))
                written.append(path)
    return written


@contextmanager
def _size_hints_unsaid() -> Generator[None]:
    """Keep that one message back; every other goes where it went before."""
    before = cast(Callable[..., None] | None, qInstallMessageHandler(None))

    def say(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if message == _OF_NO_INTEREST:
            return
        if before:
            before(kind, context, message)
        else:
            sys.stderr.write(f"{qFormatLogMessage(kind, context, message)}\n")

    qInstallMessageHandler(say)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _windows(journal: OpenJournal, size: QSize) -> Iterator[tuple[str, QWidget]]:
    """Each thing to picture, on a window of this size, when it has come to rest."""
    unlock = _shown(UnlockWindow(journal.path), size)
    yield "unlock", unlock
    unlock.close()
    main = MainWindow(journal)
    _shown(main, size)
    for name, show in views(main, journal):
        show()
        settle()
        yield name, main
    main.hide()
    main.deleteLater()


def views(main: MainWindow, journal: OpenJournal) -> Iterator[tuple[str, Callable[[], object]]]:
    """Everything that the window can show, by name, each with what shows it; to be called before the next one is asked for.

    The pages in the order of the side bar, then the tabs of each but for its first, which the page begins with.
    """
    for name in PLACES:
        yield name, partial(main.show_page, name)
        page = main.page
        if isinstance(page, OneOnOnesPage):
            yield from _steps(page, journal)
        elif isinstance(page, SummaryPage):
            for view in ("findings", "receipts"):
                yield f"{name}-{view}", partial(page.show_view, view)
        elif isinstance(page, GrowthPage | ManagerPage):
            for tab in page.tabs[1:]:
                yield f"{name}-{tab}", partial(page.show_tab, tab)


def _steps(page: OneOnOnesPage, journal: OpenJournal) -> Iterator[tuple[str, Callable[[], object]]]:
    """The steps of the next meeting with its rehearsal, and the debrief of the last one."""
    yield f"one_on_ones-{TALK}", partial(page.pane.show_step, TALK)
    page.pane.show_step(PREPARE)
    yield "one_on_ones-rehearsal", page.pane.cards.ask_rehearsal
    for rehearsal in page.window().findChildren(Rehearsal):
        rehearsal.leave()
    with journal.read() as session:
        held = one_on_ones.latest(session, 1)
    if held:
        page.show_record(held[0].id)
    yield f"one_on_ones-{DEBRIEF}", partial(page.pane.show_step, DEBRIEF)


def _shown(window: QWidget, size: QSize) -> QWidget:
    window.resize(size)
    window.show()
    settle()
    return window


def settle() -> None:
    """Let the window work until no job is under way and nothing more is due."""
    end, rest = time.monotonic() + _LONGEST_S, time.monotonic() + _REST_S
    while time.monotonic() < min(end, rest):
        QApplication.processEvents()
        if background.is_busy():
            rest = time.monotonic() + _REST_S
        time.sleep(0.005)

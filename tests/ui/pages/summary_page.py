"""What the tests of the Summary page's right side share: a page with one approved line, and writing beside it."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from journal.sharing import receipts
from journal.sharing.choices import Choices
from journal.sharing.collect import collect
from journal.store.tables import ShareableLine
from journal.ui.autosave import OWN_READERS_MS
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.summary import SummaryPage
from tests import make

TODAY = date.today()
LONG = 20_000


def approve(journal: OpenJournal, *texts: str, **more: str) -> list[str]:
    """Lines that are approved, as another page would write them; gives their ids."""
    with journal.write(Changed.LINES, OWN_READERS_MS) as session:
        return [make.line(session, text, day=TODAY, **more).id for text in texts]


def text_of(journal: OpenJournal, line_id: str) -> str:
    """The words of a line as the journal holds them."""
    with journal.read() as session:
        found = session.get(ShareableLine, line_id)
        assert found
        return found.text


def hand_over(journal: OpenJournal, data: bytes | None = None, manager_id: str = "") -> str:
    """A receipt of what is approved today; with real bytes unless others are given."""
    from journal.sharing import pdf

    with journal.write(Changed.RECEIPTS, OWN_READERS_MS) as session:
        content = collect(session, Choices(TODAY, TODAY), manager_id=manager_id)
        return receipts.keep(session, content, pdf.render(content.document) if data is None else data).id


@contextmanager
def shown(journal: OpenJournal, qtbot: QtBot, width: int = 1000) -> Generator[SummaryPage]:
    """The page on the screen; it makes nothing more at the end."""
    page = SummaryPage(journal)
    journal.changed.connect(page.refresh)
    qtbot.add_widget(page)
    page.resize(width, 700)
    page.show()
    page.activateWindow()
    qtbot.wait_until(page.isActiveWindow, timeout=LONG)
    yield page
    page.preview.stop()
    page.findings.stop()
    for dialog in page.window().findChildren(QDialog):
        dialog.reject()

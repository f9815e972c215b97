"""A paper on its way out: looked at, saved for its owner alone, printed from the same bytes, gone with the lock."""

import stat
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journal.errors import UpwardError
from journal.sharing import papers, pdf
from journal.sharing.papers import CribCard
from journal.ui import dialogs
from journal.ui.open_journal import OpenJournal
from journal.ui.printing import paint
from journal.ui.showing_paper import PaperDialog, show_paper

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DOCUMENT = papers.crib([CribCard("The budget", (("How I open", "Thank you."),))], "Thursday")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def shown(journal: OpenJournal, window: QWidget, qtbot: QtBot) -> PaperDialog:
    """The dialog once the paper is drawn."""
    dialog = show_paper(journal, DOCUMENT, "crib", window)
    qtbot.wait_until(dialog.save.isEnabled, timeout=20_000)
    return dialog


def test_a_paper_is_looked_at_before_anything_is_written(
    open_journal: OpenJournal, window: QWidget, qtbot: QtBot
) -> None:
    dialog = shown(open_journal, window, qtbot)
    assert len(dialog.view.images()) == 1
    assert "Thank you." in dialog.view.accessibleDescription()
    dialog.reject()


def test_what_is_saved_is_the_same_bytes_for_its_owner_alone_with_a_reminder(
    open_journal: OpenJournal, window: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[Path] = []

    def choose(_parent: object, _title: str, path: Path, _kinds: str = "") -> Path:
        proposed.append(path)
        return tmp_path / "out.pdf"

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    dialog = shown(open_journal, window, qtbot)
    dialog.save.click()
    qtbot.wait_until(lambda: bool(dialog.said.text()))
    assert "not encrypted" in dialog.said.text()
    assert proposed[0].name == "crib.pdf"
    saved = tmp_path / "out.pdf"
    assert saved.read_bytes() == pdf.render(DOCUMENT)
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    dialog.reject()


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(
    open_journal: OpenJournal, window: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def choose(*_given: object) -> Path:
        return tmp_path / "missing" / "out.pdf"

    def show(_parent: object, fault: Exception, _title: str = "") -> None:
        said.append(str(fault))

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    monkeypatch.setattr(dialogs, "show_fault", show)
    dialog = shown(open_journal, window, qtbot)
    dialog.save.click()
    qtbot.wait_until(lambda: bool(said))
    assert "missing" in said[0]
    assert not (tmp_path / "missing").exists()
    dialog.reject()


def test_a_character_that_no_face_can_draw_is_named_by_its_place(
    open_journal: OpenJournal, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[UpwardError] = []

    def show(_parent: object, fault: UpwardError, _title: str = "") -> None:
        said.append(fault)

    monkeypatch.setattr(dialogs, "show_fault", show)
    odd = papers.crib([CribCard("The budget", (("How I open", "Thank you \U0010fffd"),))], "Thursday")
    dialog = show_paper(open_journal, odd, "crib", window)
    qtbot.wait_until(lambda: bool(said), timeout=20_000)
    assert "How I open" in str(said[0])
    assert not dialog.save.isEnabled()
    dialog.reject()


def test_it_goes_with_the_lock(open_journal: OpenJournal, window: QWidget, qtbot: QtBot) -> None:
    dialog = shown(open_journal, window, qtbot)
    with qtbot.waitSignal(dialog.destroyed):
        open_journal.close()


def test_every_page_of_a_paper_comes_out_of_the_printer(tmp_path: Path) -> None:
    from journal.sharing import pdfium

    long = [CribCard(f"Issue {n}", tuple((f"Part {m}", "Some words more. " * 6) for m in range(6))) for n in range(6)]
    pictures = pdfium.pictures(pdf.render(papers.crib(long, str(date(2026, 11, 26)))), 600)
    assert len(pictures) == 2
    paper = QPdfWriter(str(tmp_path / "printed.pdf"))
    paper.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    paper.setPageOrientation(QPageLayout.Orientation.Portrait)
    paint(paper, *pictures)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 2

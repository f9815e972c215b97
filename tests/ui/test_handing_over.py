"""A finished paper leaves the window in one way: saved, under a passphrase if wanted, printed; then opened, shown, dragged."""

from collections.abc import Generator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDrag, QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from journal.practices import managers
from journal.sharing import lines, pdf, pdfium, receipts
from journal.sharing.choices import Choices
from journal.sharing.collect import collect
from journal.ui import dialogs, printing
from journal.ui.handing_over import HandOver
from journal.ui.offered import Offered
from journal.ui.open_journal import Changed, OpenJournal
from tests import make

WORDS = "four herons over the weir"
DAY = date(2026, 3, 2)
LONG = 20_000
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def handing(open_journal: OpenJournal, qtbot: QtBot) -> Generator[HandOver]:
    """The ways out of a real paper that leaves a receipt."""
    with open_journal.write(Changed.LINES) as session:
        make.line(session, "The pilot stands.")
        content = collect(session, Choices(DAY, DAY))
    data = pdf.render(content.document)
    (picture,) = pdfium.pictures(data, 200)
    window = QWidget()
    qtbot.add_widget(window)
    made = HandOver(open_journal, window, leaves="Cancel")
    QVBoxLayout(window).addWidget(made)
    window.resize(600, 400)
    window.show()
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow, timeout=LONG)
    made.offer(Offered(data, "Progress summary.pdf", content, printing.image(picture)))
    made.show_ways()
    yield made
    for dialog in window.findChildren(QDialog):
        dialog.reject()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the file goes, as chosen in the system's dialog."""

    def choose(*_given: object) -> Path:
        return tmp_path / "out.pdf"

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    return tmp_path / "out.pdf"


def save(qtbot: QtBot, handing: HandOver) -> None:
    with qtbot.wait_signal(handing.handed_over, timeout=LONG):
        handing.save.click()


def paper(handing: HandOver) -> bytes:
    assert handing._offered
    return handing._offered.data


def kept(journal: OpenJournal) -> int:
    with journal.read() as session:
        return len(receipts.kept(session))


def test_what_is_saved_is_the_paper_with_a_reminder_and_what_can_be_done_with_it(
    open_journal: OpenJournal, qtbot: QtBot, handing: HandOver, target: Path
) -> None:
    assert not handing.saved.isVisible()
    save(qtbot, handing)
    assert target.read_bytes() == paper(handing)
    assert "not encrypted" in handing.saved.said.text()
    for way in (handing.saved.open, handing.saved.folder, handing.saved.handle):
        assert way.isVisible()
    assert handing.saved.open.hasFocus()
    assert kept(open_journal) == 1


def test_the_same_paper_saved_twice_and_printed_leaves_one_receipt(
    open_journal: OpenJournal, qtbot: QtBot, handing: HandOver, target: Path, printed: list[QImage]
) -> None:
    save(qtbot, handing)
    save(qtbot, handing)
    handing.show_ways(shown=False)
    assert handing.saved.print.isVisible()
    with qtbot.wait_signal(handing.handed_over, timeout=LONG):
        handing.saved.print.click()
    assert kept(open_journal) == 1


def test_a_file_under_a_passphrase_opens_with_it_alone_and_the_passphrase_is_forgotten(
    open_journal: OpenJournal, qtbot: QtBot, handing: HandOver, target: Path
) -> None:
    handing.protect.click()
    assert handing.secret.line.hasFocus()
    qtbot.keyClicks(handing.secret.line, WORDS)
    with qtbot.wait_signal(handing.handed_over, timeout=LONG):
        qtbot.keyClick(handing.secret.line, Qt.Key.Key_Return)
    with PdfDocument(target, password=WORDS) as opened:
        assert "The pilot stands." in opened[0].get_textpage().get_text_range()
    assert b"Progress summary" not in target.read_bytes()
    assert "opens with the passphrase" in handing.saved.said.text()
    assert handing.secret.line.text() == ""
    assert not handing.protect.isChecked()
    with open_journal.read() as session:
        (receipt,) = receipts.kept(session)
        assert receipts.data_of(session, receipt.id) == paper(handing)


def test_a_weak_passphrase_is_refused_where_it_is_typed_before_any_place_is_asked_for(
    qtbot: QtBot, handing: HandOver, target: Path
) -> None:
    handing.protect.click()
    qtbot.keyClicks(handing.secret.line, "short")
    handing.save.click()
    assert "at least 12 characters" in handing.secret._hint.text()
    assert handing.secret.line.hasFocus()
    assert not target.exists()


def test_leaving_forgets_the_passphrase(qtbot: QtBot, handing: HandOver) -> None:
    handing.protect.click()
    qtbot.keyClicks(handing.secret.line, WORDS)
    with qtbot.wait_signal(handing.left):
        qtbot.keyClick(handing.secret.line, Qt.Key.Key_Escape)
    assert handing.secret.line.text() == ""


@pytest.mark.parametrize("is_seen", [False, True])
def test_a_passphrase_that_was_left_is_not_brought_back_by_undo(qtbot: QtBot, handing: HandOver, is_seen: bool) -> None:
    line = handing.secret.line
    handing.protect.click()
    line.reveal(is_seen)
    qtbot.keyClicks(line, WORDS)
    handing.protect.click()
    handing.protect.click()
    qtbot.mouseClick(line.eye, Qt.MouseButton.LeftButton)
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""


def test_what_is_said_of_a_file_is_how_it_was_saved_whatever_is_pressed_meanwhile(
    qtbot: QtBot, handing: HandOver, target: Path
) -> None:
    handing.protect.click()
    qtbot.keyClicks(handing.secret.line, WORDS)
    with qtbot.wait_signal(handing.handed_over, timeout=LONG):
        handing.save.click()
        handing.protect.click()
    assert b"/Encrypt" in target.read_bytes()
    assert "opens with the passphrase" in handing.saved.said.text()


def test_the_same_words_for_another_manager_leave_a_receipt_of_their_own(
    open_journal: OpenJournal, qtbot: QtBot, handing: HandOver, target: Path
) -> None:
    save(qtbot, handing)
    first = handing._offered
    assert first
    assert first.content
    with open_journal.write(Changed.LINES | Changed.MANAGERS) as session:
        grace = managers.begin(session, "Grace").id
        source = lines.Source("", None, DAY)
        lines.approve(session, "progress", "The pilot stands.", source, manager_id=grace)
        content = collect(session, Choices(DAY, DAY), manager_id=grace)
    assert content.document == first.content.document
    handing.offer(replace(first, content=content))
    save(qtbot, handing)
    assert kept(open_journal) == 2


def test_nothing_can_go_while_the_paper_is_made_anew_and_the_keyboard_waits_for_it(handing: HandOver) -> None:
    offered = handing._offered
    assert offered
    assert handing.save.hasFocus()
    handing.withdraw()
    assert not handing.save.isEnabled()
    assert not handing.print.isEnabled()
    assert handing.hasFocus()
    handing.offer(offered)
    assert handing.save.hasFocus()


def test_tab_goes_through_the_ways_out_as_they_stand(qtbot: QtBot, handing: HandOver) -> None:
    qtbot.keyClick(handing.save, Qt.Key.Key_Tab)
    assert handing.print.hasFocus()
    qtbot.keyClick(handing.print, Qt.Key.Key_Tab)
    assert handing.cancel.hasFocus()


def test_a_paper_made_anew_in_the_same_words_is_the_same_paper(
    handing: HandOver, qtbot: QtBot, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(*_given: object) -> Path:
        assert handing._offered
        handing.offer(replace(handing._offered))
        return target

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    save(qtbot, handing)
    assert target.read_bytes() == paper(handing)


def test_a_line_that_another_program_took_out_goes_into_no_file(
    open_journal: OpenJournal, qtbot: QtBot, handing: HandOver, target: Path, said: list[str]
) -> None:
    _take_out(open_journal, handing)
    handing.save.click()
    qtbot.wait_until(lambda: len(said) == 1, timeout=LONG)
    assert "changed or taken out" in said[0]
    assert not target.exists()
    assert kept(open_journal) == 0


def _take_out(journal: OpenJournal, handing: HandOver) -> None:
    """As another program would, which the window hears of later."""
    assert handing._offered
    assert handing._offered.content
    with journal.write_anywhere() as session:
        lines.withdraw(session, handing._offered.content.lines[0].id)


# ---------------------------------------------------------------------------------------------- the saved file


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What the system is asked to open."""
    asked: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        asked.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    return asked


def test_open_asks_the_system_for_the_file_and_show_in_folder_for_its_folder(
    qtbot: QtBot, handing: HandOver, target: Path, asked: list[QUrl]
) -> None:
    save(qtbot, handing)
    handing.saved.open.click()
    assert asked[-1] == QUrl.fromLocalFile(str(target))
    handing.saved.folder.click()
    qtbot.wait_until(lambda: len(asked) == 2, timeout=LONG)
    assert asked[-1] == QUrl.fromLocalFile(str(target.parent))


def test_without_a_viewer_the_window_says_where_the_file_is(
    qtbot: QtBot, handing: HandOver, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_nothing(_url: QUrl) -> bool:
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", open_nothing)
    save(qtbot, handing)
    handing.saved.open.click()
    assert str(target.parent) in handing.saved.said.text()


def test_a_file_that_was_taken_away_is_said_to_be_gone(
    qtbot: QtBot, handing: HandOver, target: Path, asked: list[QUrl]
) -> None:
    save(qtbot, handing)
    target.unlink()
    handing.saved.open.click()
    assert not asked
    assert "no longer" in handing.saved.said.text()
    assert not handing.saved.handle.isVisible()


def test_the_page_is_dragged_out_as_the_file_itself_and_only_a_copy_goes(
    qtbot: QtBot, handing: HandOver, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[tuple[list[QUrl], Qt.DropAction]] = []

    def drop(drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
        dragged.append((drag.mimeData().urls(), actions))
        return actions

    monkeypatch.setattr(QDrag, "exec", drop)
    save(qtbot, handing)
    handle = handing.saved.handle
    start, end = QPoint(5, 5), QPoint(5, 5) + QPoint(40, 30)
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(handle, start + QPoint(1, 1))
    assert not dragged, "a shaking hand drags nothing"
    qtbot.mouseMove(handle, end)
    assert dragged == [([QUrl.fromLocalFile(str(target))], Qt.DropAction.CopyAction)]


# -------------------------------------------------------------------------------------------------- printing


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[QImage]:
    """The pages given to the printer that is chosen."""
    pages: list[QImage] = []

    def accept(_dialog: QPrintDialog) -> int:
        return int(QDialog.DialogCode.Accepted)

    def paint(_printer: QPrinter, *pictures: pdfium.Picture) -> None:
        pages.extend(printing.image(each) for each in pictures)

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    monkeypatch.setattr(printing, "paint", paint)
    return pages


def test_what_is_printed_is_the_same_page_and_leaves_its_receipt(
    open_journal: OpenJournal, qtbot: QtBot, handing: HandOver, printed: list[QImage]
) -> None:
    with qtbot.wait_signal(handing.handed_over, timeout=LONG):
        handing.print.click()
    (picture,) = pdfium.pictures(paper(handing), printing.PRINTED_ACROSS)
    assert printed == [printing.image(picture)]
    assert kept(open_journal) == 1
    assert "Sent to the printer" in handing.saved.said.text()
    assert not handing.saved.handle.isVisible(), "there is no file"


def test_leaving_the_printer_s_dialog_prints_nothing_and_leaves_no_receipt(
    open_journal: OpenJournal,
    qtbot: QtBot,
    handing: HandOver,
    printed: list[QImage],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def reject(_dialog: QPrintDialog) -> int:
        return int(QDialog.DialogCode.Rejected)

    monkeypatch.setattr(QPrintDialog, "exec", reject)
    with qtbot.wait_signal(handing._printing.left, timeout=LONG):
        handing.print.click()
    assert not printed
    assert kept(open_journal) == 0
    assert handing.print.isEnabled()


def test_a_page_that_changes_while_one_chooses_a_printer_is_not_printed(
    open_journal: OpenJournal,
    qtbot: QtBot,
    handing: HandOver,
    printed: list[QImage],
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def accept(_dialog: QPrintDialog) -> int:
        _take_out(open_journal, handing)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    with qtbot.wait_signal(handing._printing.left, timeout=LONG):
        handing.print.click()
    assert not printed
    assert "changed or taken out" in said[0]
    assert kept(open_journal) == 0


def test_the_systems_dialog_writes_no_file_beside_our_check(
    open_journal: OpenJournal, qtbot: QtBot, handing: HandOver, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[bool] = []

    def reject(dialog: QPrintDialog) -> int:
        offered.append(dialog.testOption(QPrintDialog.PrintDialogOption.PrintToFile))
        return int(QDialog.DialogCode.Rejected)

    monkeypatch.setattr(QPrintDialog, "exec", reject)
    with qtbot.wait_signal(handing._printing.left, timeout=LONG):
        handing.print.click()
    assert offered == [False]


@pytest.mark.qt_log_ignore("QPainter::")
def test_a_printer_that_takes_no_page_is_said_and_leaves_no_receipt(
    open_journal: OpenJournal, qtbot: QtBot, handing: HandOver, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def accept(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName("/nowhere/page.pdf")
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    with qtbot.wait_signal(handing._printing.left, timeout=LONG):
        handing.print.click()
    assert "does not take the page" in said[0]
    assert not handing.saved.isVisible()
    assert kept(open_journal) == 0


@pytest.mark.parametrize(("size", "ratio"), [("A4", 1.414), ("Letter", 1.294)])
def test_a_page_is_printed_on_its_own_paper(size: str, ratio: float) -> None:
    picture = pdfium.Picture(1000, round(1000 * ratio), 3000, b"")
    assert printing.page_size_of(picture).name().startswith(size)

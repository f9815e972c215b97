import hashlib
from collections.abc import Generator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from journal.practices.periods import quarter_before, quarter_of
from journal.sharing import pdfium, receipts, summary
from journal.sharing.choices import Choices
from journal.sharing.collect import collect
from journal.sharing.lines import SENTENCES
from journal.store.tables import Receipt
from journal.ui import background, dialogs, preferences
from journal.ui.autosave import OWN_READERS_MS
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.summary import SummaryPage
from journal.ui.widgets.list_row import RowRole
from tests import make

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Generator[SummaryPage]:
    with open_journal.write(Changed.LINES, OWN_READERS_MS) as session:
        win = make.entry(session, "zebra whispers", "win", date.today())
        make.line(session, "The pilot stands.", day=date.today(), kind="entry", id=win.id)
    page = SummaryPage(open_journal)
    open_journal.changed.connect(page.refresh)
    qtbot.add_widget(page)
    page.resize(1000, 700)
    page.show()
    page.activateWindow()
    qtbot.wait_until(page.isActiveWindow)
    qtbot.wait_until(page.export.isEnabled)
    yield page
    page.preview.stop()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the file is to go, as chosen in the system's dialog."""
    target = tmp_path / "out" / "summary.pdf"
    target.parent.mkdir()

    def choose(*_given: object) -> Path:
        return target

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    return target


def kept(journal: OpenJournal) -> list[Receipt]:
    with journal.read() as session:
        return receipts.kept(session)


def begin_export(qtbot: QtBot, page: SummaryPage) -> None:
    """Ask for the ways out, which the keyboard then is on."""
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    qtbot.wait_until(page.handing.save.hasFocus)


def export(qtbot: QtBot, page: SummaryPage, target: Path) -> bytes:
    begin_export(qtbot, page)
    qtbot.keyClick(page.handing.save, Qt.Key.Key_Return)
    qtbot.wait_until(lambda: target.exists() and bool(page.receipts.texts()) and page.handing.saved.isVisible())
    return target.read_bytes()


def seconds(page: SummaryPage) -> list[str]:
    model = page.candidates.list.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return [str(row.data(RowRole.SECOND)) for row in rows if row.data(RowRole.ID) not in SENTENCES]


def test_the_file_is_the_page_on_the_screen_and_leaves_its_receipt(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage, target: Path
) -> None:
    assert page.preview.paper
    shown = page.preview.paper.data
    assert export(qtbot, page, target) == shown
    assert target.stat().st_mode & 0o777 == 0o600
    (receipt,) = kept(open_journal)
    assert receipt.sha256 == hashlib.sha256(shown).hexdigest()
    assert [line["text"] for line in receipt.lines] == ["The pilot stands."]
    assert "The pilot stands." in page.receipts.texts()


def test_words_typed_just_before_the_export_are_in_the_file(qtbot: QtBot, page: SummaryPage, target: Path) -> None:
    page.candidates.list.setFocus()
    qtbot.keyClick(page.candidates.list, Qt.Key.Key_Return)
    qtbot.keyClicks(page.candidates.editor.line, " And it grows.")
    qtbot.keyClick(page.candidates.editor.line, Qt.Key.Key_E, CONTROL)
    assert not page.export.isEnabled()
    qtbot.wait_until(page.handing.save.hasFocus)
    qtbot.keyClick(page.handing.save, Qt.Key.Key_E, CONTROL)
    qtbot.wait_until(target.exists)
    qtbot.wait_until(lambda: bool(page.receipts.texts()))
    assert "And it grows." in pdfium.texts(target.read_bytes())[0]


def test_the_key_of_the_export_waits_for_a_page_that_is_being_made(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    with open_journal.write(Changed.LINES, OWN_READERS_MS) as session:
        make.line(session, "A second line.", day=date.today())
    assert not page.export.isEnabled()
    qtbot.keyClick(page.candidates.list, Qt.Key.Key_E, CONTROL)
    qtbot.wait_until(page.handing.save.hasFocus)
    assert page.preview.paper
    assert "A second line." in page.preview.paper.content.document.texts()


def test_while_words_are_typed_nothing_older_can_go(qtbot: QtBot, page: SummaryPage, target: Path) -> None:
    begin_export(qtbot, page)
    page.candidates.list.setFocus()
    qtbot.keyClick(page.candidates.list, Qt.Key.Key_Return)
    qtbot.keyClicks(page.candidates.editor.line, " And it grows.")
    assert not page.handing.save.isEnabled()
    assert page.flush()
    qtbot.wait_until(page.handing.save.isEnabled)
    page.handing.save.click()
    qtbot.wait_until(target.exists)
    assert "And it grows." in pdfium.texts(target.read_bytes())[0]


def test_words_too_long_for_the_page_keep_it_back_until_one_leaves_them(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    with open_journal.write(Changed.LINES, OWN_READERS_MS) as session:
        make.line(session, "A second line.", day=date.today())
    qtbot.wait_until(page.export.isEnabled)
    begin_export(qtbot, page)
    page.candidates.editor.line.insertPlainText("long " * 100)
    page.flush()
    assert not page.handing.save.isEnabled()
    qtbot.keyClick(page.candidates.list, Qt.Key.Key_Down)
    qtbot.wait_until(page.handing.save.isEnabled)


def test_an_outdated_page_cannot_be_exported(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    old = page.preview.paper
    with open_journal.write(Changed.LINES, OWN_READERS_MS) as session:
        make.line(session, "A second line.", day=date.today())
    assert page.preview.paper is None
    assert not page.export.isEnabled()
    qtbot.wait_until(page.export.isEnabled)
    assert page.preview.paper
    assert page.preview.paper is not old
    assert "A second line." in pdfium.texts(page.preview.paper.data)[0]


def test_a_page_under_way_is_forgotten_when_something_changes(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    page.refresh()
    page.preview._start()
    with open_journal.write_anywhere() as session:  # the page under way reads at this very moment
        make.line(session, "A second line.", day=date.today())
    open_journal.announce(Changed.LINES)
    papers: list[summary.Paper] = []

    def look() -> None:
        if page.preview.paper:
            papers.append(page.preview.paper)

    page.preview.ready.connect(look)
    qtbot.wait_until(lambda: bool(papers))
    assert all("A second line." in pdfium.texts(paper.data)[0] for paper in papers)


def test_what_is_saved_is_said_even_if_one_left_meanwhile(qtbot: QtBot, page: SummaryPage, target: Path) -> None:
    begin_export(qtbot, page)
    page.handing.save.click()
    qtbot.keyClick(page.handing, Qt.Key.Key_Escape)
    assert page.candidates.list.hasFocus()
    qtbot.wait_until(page.handing.saved.isVisible)
    assert target.exists()
    assert page.candidates.list.hasFocus(), "the keyboard stays where one went"


def test_a_line_of_ones_own_is_written_where_one_sees_it(qtbot: QtBot, page: SummaryPage) -> None:
    page.resize(560, 600)
    page.show_view("page")
    begin_export(qtbot, page)
    qtbot.keyClick(page.handing.save, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert page.candidates.editor.line.isVisible()
    assert page.candidates.editor.line.hasFocus()
    page.resize(1000, 700)
    assert page.candidates.editor.line.hasFocus()


def test_what_changes_while_one_chooses_a_place_stops_the_export(
    open_journal: OpenJournal,
    qtbot: QtBot,
    page: SummaryPage,
    target: Path,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def choose(*_given: object) -> Path:
        with open_journal.write(Changed.LINES, OWN_READERS_MS) as session:
            make.line(session, "A second line.", day=date.today())
        return target

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    begin_export(qtbot, page)
    page.handing.save.click()
    assert said == ["The page has changed in the meantime. Look at it again, then export it."]
    assert not target.exists()
    assert kept(open_journal) == []


def test_a_file_that_cannot_be_written_leaves_no_receipt(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage, target: Path, said: list[str]
) -> None:
    target.parent.rmdir()
    begin_export(qtbot, page)
    page.handing.save.click()
    qtbot.wait_until(lambda: bool(said))
    assert said == [f"There is no folder {target.parent}: choose another place."]
    assert kept(open_journal) == []
    assert page.handing.save.isEnabled()
    assert not page.handing.saved.isVisible()


def test_leaving_the_dialog_exports_nothing(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(*_given: object) -> None:
        return None

    monkeypatch.setattr(dialogs, "choose_new_file", leave)
    begin_export(qtbot, page)
    page.handing.save.click()
    assert kept(open_journal) == []
    assert page.handing.save.isEnabled()
    qtbot.keyClick(page.handing.save, Qt.Key.Key_Escape)
    assert not page.handing.isVisible()
    assert page.export.isVisible()
    assert page.candidates.list.hasFocus()


def test_the_proposed_name_says_the_days_and_no_private_word(
    qtbot: QtBot, page: SummaryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[Path] = []

    def leave(_parent: object, _title: str, path: Path, _kinds: str) -> None:
        proposed.append(path)

    monkeypatch.setattr(dialogs, "choose_new_file", leave)
    begin_export(qtbot, page)
    page.handing.save.click()
    assert proposed[0].name == f"Progress summary {page.candidates.period.first} to {page.candidates.period.last}.pdf"


def test_the_list_says_what_was_shared_and_what_changed_since(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage, target: Path
) -> None:
    assert seconds(page) == ["zebra whispers"]
    export(qtbot, page, target)
    assert seconds(page) == ["shared today · zebra whispers"]
    page.candidates.list.setFocus()
    qtbot.keyClick(page.candidates.list, Qt.Key.Key_Return)
    qtbot.keyClicks(page.candidates.editor.line, " And it grows.")
    page.flush()
    assert seconds(page) == ["changed since today · zebra whispers"]


def test_a_character_that_cannot_be_printed_is_named_and_stops_the_export(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    with qtbot.wait_signal(page.preview.failed), open_journal.write(Changed.LINES, OWN_READERS_MS) as session:
        make.line(session, "A heron \U0010fffd stands.", day=date.today())
    assert "10FFFD" in page.preview.empty._sentence.text()
    assert page.preview.empty.isVisible()
    assert not page.export.isEnabled()


def test_a_page_is_drawn_in_the_pixels_of_the_screen_at_every_width(qtbot: QtBot, page: SummaryPage) -> None:
    view = page.preview.view
    qtbot.wait_until(lambda: view.images()[0].width() == view.pixels_across())
    before = view.images()[0].width()
    paper = page.preview.paper
    page.resize(1300, 700)
    qtbot.wait_until(lambda: view.images()[0].width() == view.pixels_across() != before)
    assert page.preview.paper is paper


def test_the_paper_of_the_settings_is_used_from_the_next_look_on(qtbot: QtBot, page: SummaryPage) -> None:
    preferences.current().remember(paper="Letter")
    page.hide()
    page.show()
    qtbot.wait_until(page.export.isEnabled)
    assert page.preview.paper
    assert page.preview.paper.content.document.page == "Letter"


def test_closing_the_journal_while_a_page_is_made_is_quiet(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    page.refresh()
    page.preview._start()
    open_journal.close()
    qtbot.wait_until(lambda: not background.is_busy())
    assert page.preview.paper is None
    assert not page.export.isEnabled()


def test_the_days_since_the_last_summary_are_offered(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    assert page.candidates.period.first, page.candidates.period.last == quarter_of(date.today())
    until = date.today() - timedelta(days=10)
    with open_journal.write(Changed.RECEIPTS, OWN_READERS_MS) as session:
        make.line(session, "Of last month.", day=until - timedelta(days=20))
        content = collect(session, Choices(until - timedelta(days=30), until))
        receipts.keep(session, content, b"")
    later = SummaryPage(open_journal)
    qtbot.add_widget(later)
    assert (later.candidates.period.first, later.candidates.period.last) == (until + timedelta(days=1), date.today())
    assert "Since the last summary" in later.candidates.period._choice.currentText()
    later.preview.stop()


def test_a_small_window_shows_lines_and_page_in_turn(qtbot: QtBot, page: SummaryPage) -> None:
    page.resize(560, 600)
    assert page.candidates.isVisible()
    assert not page.preview.isVisible()
    button = next(each for each in page._narrow_views._buttons.values() if each.text() == "Page")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.preview.isVisible()
    assert not page.candidates.isVisible()
    begin_export(qtbot, page)
    qtbot.keyClick(page.handing.save, Qt.Key.Key_Escape)
    assert button.hasFocus(), "not the list, which is hidden"
    page.resize(1000, 700)
    assert page.preview.isVisible()
    assert page.candidates.isVisible()


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2024, 2, 29), date(2024, 1, 1), date(2024, 3, 31)),
        (date(2026, 9, 30), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_day_is_in_its_quarter(day: date, first: date, last: date) -> None:
    assert quarter_of(day) == (first, last)
    assert quarter_before(day)[1] == first - timedelta(days=1)


def test_what_was_handed_over_is_known_at_once(qtbot: QtBot, page: SummaryPage, target: Path) -> None:
    export(qtbot, page, target)
    button = next(each for each in page._views._buttons.values() if each.text() == "Already shared")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.receipts.lines.isVisible()
    assert page.receipts.papers.isVisible()
    assert any(text.startswith("1 line about") for text in page.receipts.texts())
    assert "The pilot stands." in page.receipts.texts()


def test_what_is_known_is_read_when_somebody_looks_and_not_at_every_change(
    page: SummaryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def kept(_session: Session, *, manager_id: str = "") -> list[Receipt]:
        read.append("kept")
        return []

    monkeypatch.setattr(receipts, "kept", kept)
    page.receipts.refresh()
    page.receipts.refresh()
    assert read == []
    page.show_view("receipts")
    assert read == ["kept"]
    page.receipts.refresh()
    assert read == ["kept"] * 2

"""What does my manager already know from me: lines to be searched, with how they stand today, and papers to be opened."""

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from journal.practices import managers
from journal.sharing import lines, receipts
from journal.store.tables import ReceiptFile
from journal.text import long_day
from journal.ui import dialogs, notifications
from journal.ui.autosave import OWN_READERS_MS
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.summary.receipts import Receipts
from tests.ui.pages.summary_page import LONG, TODAY, approve, hand_over, text_of


@pytest.fixture
def view(open_journal: OpenJournal, qtbot: QtBot) -> Generator[Receipts]:
    view = Receipts(open_journal)
    qtbot.add_widget(view)
    view.resize(600, 700)
    view.show()
    view.activateWindow()
    qtbot.wait_until(view.isActiveWindow, timeout=LONG)
    yield view
    if view.dialog:
        view.dialog.reject()


def seconds(view: Receipts) -> dict[str, str]:
    """What stands below each line, by its words."""
    return {row.title: row.second for row in view._line_rows.rows()}


def opened(qtbot: QtBot, view: Receipts, row: int = 0) -> None:
    """Enter on a paper, until it is drawn."""
    view.papers.setFocus()
    view.papers.setCurrentIndex(view._paper_rows.index(row, 0))
    qtbot.keyClick(view.papers, Qt.Key.Key_Return)
    qtbot.wait_until(lambda: view.dialog is not None and view.dialog.save.isEnabled(), timeout=LONG)


def test_nothing_was_handed_over_yet_is_said(view: Receipts) -> None:
    view.refresh()
    assert view._layers.currentIndex() == 0
    assert view.texts() == []


def test_every_line_says_on_which_days_it_was_read_and_how_it_stands_today(
    open_journal: OpenJournal, view: Receipts
) -> None:
    kept, changed, withdrawn, gone = approve(open_journal, "It stands.", "It grew.", "It was said.", "It is gone.")
    hand_over(open_journal)
    with open_journal.write(Changed.LINES, OWN_READERS_MS) as session:
        lines.revise(session, changed, "It has grown.")
        lines.withdraw(session, withdrawn)
        lines.move_to_trash(session, gone)
    view.refresh()
    said = seconds(view)
    assert set(said) == {"It stands.", "It grew.", "It was said.", "It is gone."}
    assert all(long_day(TODAY) in each for each in said.values())
    assert not any(word in said["It stands."] for word in ("since", "changed"))
    assert "changed since: “It has grown.”" in said["It grew."]
    assert "taken out since" in said["It was said."]
    assert "deleted since" in said["It is gone."]
    assert text_of(open_journal, kept) == "It stands."


def test_typing_searches_lines_and_the_papers_that_held_them(
    open_journal: OpenJournal, qtbot: QtBot, view: Receipts
) -> None:
    (heron,) = approve(open_journal, "The heron stands.")
    hand_over(open_journal)
    with open_journal.write(Changed.LINES, OWN_READERS_MS) as session:
        lines.withdraw(session, heron)
    approve(open_journal, "The budget is kept.")
    hand_over(open_journal)
    view.refresh()
    assert len(seconds(view)) == 2
    assert len(view._paper_rows.rows()) == 2
    view.field.setFocus()
    qtbot.keyClicks(view.field, "HERON stands")
    qtbot.wait_until(lambda: list(seconds(view)) == ["The heron stands."], timeout=LONG)
    assert len(view._paper_rows.rows()) == 1
    qtbot.keyClicks(view.field, " nowhere")
    qtbot.wait_until(lambda: not seconds(view), timeout=LONG)
    assert view._none.isVisible()
    qtbot.keyClick(view.field, Qt.Key.Key_Escape)
    qtbot.wait_until(lambda: len(seconds(view)) == 2, timeout=LONG)


def test_a_paper_opens_from_the_very_bytes_and_is_saved_again_as_they_are(
    open_journal: OpenJournal, qtbot: QtBot, view: Receipts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "again.pdf"

    def choose(*_given: object) -> Path:
        return target

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    (line_id,) = approve(open_journal, "The heron stands.")
    receipt_id = hand_over(open_journal)
    with open_journal.write(Changed.LINES, OWN_READERS_MS) as session:
        lines.revise(session, line_id, "The heron has flown.")
    view.refresh()
    opened(qtbot, view)
    assert view.dialog
    assert "The heron stands." in view.dialog.view.accessibleDescription()
    view.dialog.save.click()
    qtbot.wait_until(
        lambda: target.exists() and view.dialog is not None and bool(view.dialog.said.text()), timeout=LONG
    )
    with open_journal.read() as session:
        assert target.read_bytes() == receipts.data_of(session, receipt_id)
        assert len(receipts.kept(session)) == 1, "handing the same over again leaves nothing"


@pytest.fixture
def toasts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said at the foot of the window."""
    said: list[str] = []

    def say(_widget: object, text: str) -> None:
        said.append(text)

    monkeypatch.setattr(notifications, "say", say)
    return said


def test_a_paper_whose_bytes_were_not_kept_says_so(
    open_journal: OpenJournal, qtbot: QtBot, view: Receipts, toasts: list[str]
) -> None:
    approve(open_journal, "The heron stands.")
    hand_over(open_journal)
    with open_journal.write(Changed.RECEIPTS, OWN_READERS_MS) as session:
        session.execute(delete(ReceiptFile))
    view.refresh()
    assert "not kept" in view._paper_rows.rows()[0].second
    view.papers.setFocus()
    qtbot.keyClick(view.papers, Qt.Key.Key_Return)
    assert "was not kept" in toasts[0]
    assert view.dialog is None


def test_a_paper_that_is_not_what_was_handed_over_is_not_shown(
    open_journal: OpenJournal, qtbot: QtBot, view: Receipts, toasts: list[str]
) -> None:
    approve(open_journal, "The heron stands.")
    receipt_id = hand_over(open_journal)
    with open_journal.write(Changed.RECEIPTS, OWN_READERS_MS) as session:
        session.query(ReceiptFile).filter_by(receipt_id=receipt_id).update({"data": "bm90IGl0"})
    view.refresh()
    view.papers.setFocus()
    qtbot.keyClick(view.papers, Qt.Key.Key_Return)
    assert "damaged" in toasts[0]
    assert view.dialog is None


def test_of_two_managers_each_knows_what_was_given_to_them(open_journal: OpenJournal, view: Receipts) -> None:
    with open_journal.write(Changed.MANAGERS, OWN_READERS_MS) as session:
        ada = managers.current(session).id
        bela = managers.begin(session, "Bela", TODAY).id
        for manager_id, text in ((ada, "Told to Ada."), (bela, "Told to Bela.")):
            lines.approve(session, "progress", text, lines.Source("", None, TODAY), manager_id=manager_id)
    for manager_id in (ada, bela):
        hand_over(open_journal, manager_id=manager_id)
    view.refresh(ada)
    assert list(seconds(view)) == ["Told to Ada."]
    assert len(view._paper_rows.rows()) == 1
    view.refresh(bela)
    assert list(seconds(view)) == ["Told to Bela."]


def test_a_long_list_shows_its_newest_lines_first_and_the_others_when_asked(
    open_journal: OpenJournal, view: Receipts
) -> None:
    approve(open_journal, *(f"Line {number}." for number in range(45)))
    hand_over(open_journal, b"kept elsewhere")
    view.refresh()
    assert len(seconds(view)) == 40
    assert view._more.text() == "5 more lines"
    view._more.click()
    assert len(seconds(view)) == 45

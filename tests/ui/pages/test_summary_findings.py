"""Read as your manager: each finding is mended or let stand by key or click, is taken back, and never stops an export."""

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal.store.tables import ShareableLine
from journal.ui import dialogs
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.summary import SummaryPage
from journal.ui.pages.summary.finding_card import FindingCard
from journal.ui.widgets.button import Button
from tests.ui.pages.summary_page import LONG, approve, shown, text_of

BLAME = "Finance failed to send the figures."


@pytest.fixture
def line_id(open_journal: OpenJournal) -> str:
    """A line that blames somebody."""
    return approve(open_journal, BLAME)[0]


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot, line_id: str) -> Generator[SummaryPage]:
    with shown(open_journal, qtbot) as page:
        page.show_view("findings")
        qtbot.wait_until(lambda: about(page, line_id) is not None, timeout=LONG)
        yield page


def about(page: SummaryPage, line_id: str) -> FindingCard | None:
    """The first finding of a line."""
    return next((card for card in page.findings.cards if card.finding.line_id == line_id), None)


def card_of(page: SummaryPage, line_id: str) -> FindingCard:
    found = about(page, line_id)
    assert found
    return found


def again(page: SummaryPage) -> list[Button]:
    """The buttons that take up what was let stand."""
    return [each for each in page.findings.findChildren(Button) if each.text() == "Take up again" and each.isVisible()]


def test_a_finding_says_where_and_why_and_offers_a_gentler_wording(page: SummaryPage, line_id: str) -> None:
    card = card_of(page, line_id)
    assert "failed to" in card.finding.words
    assert card.finding.why in card.accessibleName()
    assert "waiting on Finance" in card.finding.offer
    assert card.use.isVisible()


def test_enter_takes_the_wording_and_undo_brings_the_words_back(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage, line_id: str
) -> None:
    card = card_of(page, line_id)
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert "waiting on Finance" in text_of(open_journal, line_id)
    qtbot.wait_until(lambda: about(page, line_id) is None, timeout=LONG)
    page._acts.undo()
    assert text_of(open_journal, line_id) == BLAME
    qtbot.wait_until(lambda: about(page, line_id) is not None, timeout=LONG)


def test_what_is_let_stand_is_kept_with_the_line_and_can_be_taken_up_again(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage, line_id: str
) -> None:
    card = card_of(page, line_id)
    key = card.finding.key
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_L)
    with open_journal.read() as session:
        line = session.get(ShareableLine, line_id)
        assert line
        assert line.let_stand == [key]
    qtbot.wait_until(lambda: about(page, line_id) is None and len(again(page)) == 1, timeout=LONG)
    again(page)[0].click()
    qtbot.wait_until(lambda: about(page, line_id) is not None and not again(page), timeout=LONG)


def test_a_finding_about_the_whole_summary_is_let_stand_with_the_choices(qtbot: QtBot, page: SummaryPage) -> None:
    whole = next(card for card in page.findings.cards if not card.finding.line_id)
    assert not whole.use.isVisible()
    assert not whole.go.isVisible()
    before = page.findings.count
    whole.stand.click()
    assert whole.finding.key in page.candidates.choices.let_stand
    qtbot.wait_until(lambda: page.findings.count == before - 1, timeout=LONG)
    page._acts.undo()
    qtbot.wait_until(lambda: page.findings.count == before, timeout=LONG)


def test_the_arrows_walk_the_findings_and_g_goes_to_the_line(qtbot: QtBot, page: SummaryPage, line_id: str) -> None:
    page.findings.setFocus()
    first, second = page.findings.cards[:2]
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()
    card = card_of(page, line_id)
    qtbot.keyClick(card, Qt.Key.Key_G)
    assert page.candidates.editor.line.hasFocus()
    assert page.candidates.editor.line.text() == BLAME


def test_words_that_are_being_typed_are_read_over_and_saved_before_they_are_mended(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage, line_id: str
) -> None:
    page.candidates.choose_line(line_id)
    qtbot.keyClicks(page.candidates.editor.line, " So we wait.")
    qtbot.wait_until(lambda: "So we wait" in (card_of(page, line_id).finding.offer), timeout=LONG)
    card_of(page, line_id).use.click()
    assert text_of(open_journal, line_id).endswith("So we wait.")
    assert "failed" not in text_of(open_journal, line_id)


def test_a_line_that_was_changed_elsewhere_keeps_its_words(
    open_journal: OpenJournal, page: SummaryPage, line_id: str
) -> None:
    card = card_of(page, line_id)
    with open_journal.write_anywhere() as session:
        line = session.get(ShareableLine, line_id)
        assert line
        line.text = "Other words by now."
    card.use.click()
    assert text_of(open_journal, line_id) == "Other words by now."


def test_open_findings_are_said_calmly_before_the_export_and_stop_nothing(
    qtbot: QtBot, page: SummaryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.pdf"

    def choose(*_given: object) -> Path:
        return target

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    qtbot.wait_until(page.export.isEnabled, timeout=LONG)
    name = next(each for each in page._views._buttons.values() if "manager" in each.text())
    assert name.text().endswith(f"· {page.findings.count}")
    page.show_view("page")
    page.export.click()
    assert f"{page.findings.count} things to look at first" in page.handing.note.text()
    assert page.handing.save.text() == "Export anyway…"
    page.handing.look.click()
    assert page.findings.isVisible()
    page.handing.save.click()
    qtbot.wait_until(target.exists, timeout=LONG)


def test_nothing_to_look_at_is_said_and_nothing_stands_before_the_export(
    open_journal: OpenJournal, qtbot: QtBot
) -> None:
    with shown(open_journal, qtbot) as page:
        page.show_view("findings")
        qtbot.wait_until(lambda: page.findings._read is not None, timeout=LONG)
        assert page.findings.empty.isVisible()
        assert page.findings.count == 0
        assert not page.handing.look.isVisibleTo(page.handing)

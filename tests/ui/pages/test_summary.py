from collections.abc import Callable, Generator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.practices import commitments, drafts, entries
from journal.sharing import lines, pdfium
from journal.store import history
from journal.store.tables import ShareableLine
from journal.store.vault import Vault
from journal.ui.autosave import OWN_READERS_MS
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.summary import SummaryPage
from journal.ui.pages.summary.line_editor import LineEditor
from journal.ui.widgets.list_row import RowRole
from tests import make
from tests.store.test_sessions import another_program

PRIVATE = "Heron pilot: zebra whispers"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Generator[SummaryPage]:
    page = SummaryPage(open_journal)
    open_journal.changed.connect(page.refresh)
    qtbot.add_widget(page)
    page.resize(1000, 700)
    page.show()
    page.activateWindow()
    qtbot.wait_until(page.isActiveWindow)
    yield page
    page.preview.stop()


def note(journal: OpenJournal, *texts: str, kind: str = "win", day: date | None = None) -> None:
    with journal.write(Changed.ENTRIES, OWN_READERS_MS) as session:
        for text in texts:
            make.entry(session, text, kind, day or date.today())


def promise(journal: OpenJournal, what: str, owner: str = "me", **more: date) -> str:
    with journal.write(Changed.COMMITMENTS, OWN_READERS_MS) as session:
        return make.promise(session, what, owner, more.pop("made_on", date.today()), **more).id


def rows(page: SummaryPage) -> list[QModelIndex]:
    """The rows of the list, without those of the opening and the closing sentence."""
    model = page.candidates.list.model()
    found = [model.index(row, 0) for row in range(model.rowCount())]
    return [row for row in found if row.data(RowRole.ID) not in lines.SENTENCES]


def titles(page: SummaryPage) -> list[str]:
    return [str(row.data(RowRole.TITLE)) for row in rows(page)]


def seconds(page: SummaryPage) -> list[str]:
    return [str(row.data(RowRole.SECOND)) for row in rows(page)]


def ticked(page: SummaryPage) -> list[str]:
    return [
        str(row.data(RowRole.TITLE))
        for row in rows(page)
        if Qt.CheckState(row.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
    ]


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QWidget)
    qtbot.keyClick(widget, key, modifier)


def write_line(qtbot: QtBot, page: SummaryPage, words: str) -> None:
    """Tick the row that is on, type its line, and come back to the list."""
    press(qtbot, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is editor(page).line
    qtbot.keyClicks(editor(page).line, words)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert QApplication.focusWidget() is page.candidates.list


def editor(page: SummaryPage) -> LineEditor:
    return page.candidates.editor


def printed(qtbot: QtBot, page: SummaryPage) -> str:
    """The words of the paper on the screen, once it is up to date."""
    qtbot.wait_until(page.export.isEnabled)
    assert page.preview.paper
    return " ".join(" ".join(pdfium.texts(page.preview.paper.data)).split())


def explained(qtbot: QtBot, page: SummaryPage, act: Callable[[], object] | None = None) -> str:
    """The sentence in place of the page."""
    with qtbot.wait_signal(page.preview.failed):
        if act:
            act()
    assert page.preview.paper is None
    assert not page.export.isEnabled()
    assert page.preview.empty.isVisible()
    return page.preview.empty._sentence.text()


# ------------------------------------------------------------------------------------------------- by keyboard


def test_nothing_is_ticked_and_nothing_can_be_exported_before_one_ticks(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    assert "Tick what you want to share" in explained(qtbot, page, lambda: note(open_journal, PRIVATE))
    assert titles(page) == [PRIVATE]
    assert ticked(page) == []


def test_lines_are_written_one_after_another_with_the_keyboard_alone(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    note(open_journal, *(f"{PRIVATE} {number}" for number in range(3)))
    page.candidates.list.setFocus()
    write_line(qtbot, page, "The first stands.")
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    write_line(qtbot, page, "The last stands.")
    words = printed(qtbot, page)
    assert "The first stands." in words
    assert "The last stands." in words
    assert titles(page)[1] not in words
    assert "zebra" not in words
    assert ticked(page) == ["The first stands.", "The last stands."]


def test_the_keyboard_begins_in_the_list_on_its_first_row(open_journal: OpenJournal, page: SummaryPage) -> None:
    note(open_journal, PRIVATE)
    page.hide()
    page.show()
    assert page.focusWidget() is page.candidates.list
    assert page.candidates.list.currentIndex().data(RowRole.TITLE) == PRIVATE


def test_a_commitment_of_mine_brings_its_own_words(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    promise(open_journal, "Draft the plan")
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert editor(page).line.text() == "Draft the plan"
    assert QApplication.focusWidget() is editor(page).line
    assert "Draft the plan" in printed(qtbot, page)
    qtbot.keyClicks(editor(page).line, ": on four pages.")
    press(qtbot, Qt.Key.Key_Escape)
    assert "Draft the plan: on four pages." in printed(qtbot, page)


def test_what_the_manager_owes_has_no_words_before_i_write_them(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    promise(open_journal, "Grumbled that he would call Oslo", owner="manager")
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert editor(page).line.text() == ""
    assert ticked(page) == []
    qtbot.keyClicks(editor(page).line, "Waiting on your call to Oslo.")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    words = printed(qtbot, page)
    assert "Waiting on your call to Oslo." in words
    assert "Grumbled" not in words


def test_a_box_is_ticked_by_mouse_as_well(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    promise(open_journal, "Draft the plan")
    promise(open_journal, "Count the herons")
    listed = page.candidates.list
    row = rows(page)[1]
    box = listed.rows.icon_rect(listed.visualRect(row), row).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert ticked(page) == [titles(page)[1]]
    assert editor(page).line.hasFocus()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert ticked(page) == []


# --------------------------------------------------------------------------------------- taking out, taking back


def test_a_line_that_is_unticked_leaves_the_paper_and_undo_brings_it_back(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    note(open_journal, "one", "two")
    page.candidates.list.setFocus()
    write_line(qtbot, page, "The first stands.")
    press(qtbot, Qt.Key.Key_Down)
    write_line(qtbot, page, "The second stands.")
    assert "The second stands." in printed(qtbot, page)
    press(qtbot, Qt.Key.Key_Space)
    words = printed(qtbot, page)
    assert "The first stands." in words
    assert "The second stands." not in words
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert "The second stands." in printed(qtbot, page)


def test_a_line_ticked_again_has_the_words_that_it_had(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    note(open_journal, PRIVATE)
    page.candidates.list.setFocus()
    write_line(qtbot, page, "The pilot stands.")
    press(qtbot, Qt.Key.Key_Space)
    assert (titles(page), ticked(page)) == ([PRIVATE], [])
    press(qtbot, Qt.Key.Key_Space)
    assert editor(page).line.text() == "The pilot stands."
    assert "The pilot stands." in printed(qtbot, page)


def test_an_emptied_line_leaves_the_paper(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    note(open_journal, "one", "two")
    page.candidates.list.setFocus()
    write_line(qtbot, page, "The first stands.")
    press(qtbot, Qt.Key.Key_Down)
    write_line(qtbot, page, "The second stands.")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_A, CONTROL)
    press(qtbot, Qt.Key.Key_Delete)
    editor(page).flush()
    assert editor(page).line.text() == ""
    assert "The second stands." not in printed(qtbot, page)
    qtbot.keyClicks(editor(page).line, "Better words.")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert "Better words." in printed(qtbot, page)


def test_typing_alone_approves_nothing(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    note(open_journal, "one", "two")
    page.candidates.list.setFocus()
    write_line(qtbot, page, "The first stands.")
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(editor(page).line, "Only tried out.")
    assert editor(page)._hint.text() == "Ctrl+Enter approves it"
    assert editor(page).flush()
    press(qtbot, Qt.Key.Key_Escape)
    assert ticked(page) == ["The first stands."]
    assert "tried" not in printed(qtbot, page)
    assert seconds(page)[1] == "draft, not shared"
    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_Down)
    assert editor(page).line.text() == "Only tried out."
    press(qtbot, Qt.Key.Key_Space)
    assert ticked(page) == ["The first stands.", "Only tried out."]
    assert editor(page)._hint.text() == ""
    assert "Only tried out." in printed(qtbot, page)


def test_mending_a_line_that_was_taken_out_does_not_put_it_back(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    note(open_journal, "one", "two")
    page.candidates.list.setFocus()
    write_line(qtbot, page, "The first stands.")
    press(qtbot, Qt.Key.Key_Down)
    write_line(qtbot, page, "The second stands.")
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(editor(page).line, " Or not.")
    press(qtbot, Qt.Key.Key_Escape)
    assert ticked(page) == ["The first stands."]
    assert "Or not" not in printed(qtbot, page)
    with open_journal.read() as session:
        assert [line.text for line in lines.approved(session, date.min, date.max)] == ["The first stands."]
    assert editor(page).line.text() == "The second stands. Or not."


def test_a_line_of_my_own_is_a_draft_before_it_is_approved(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    page.new_record()
    qtbot.keyClicks(editor(page).line, "One ask: the pilot.")
    press(qtbot, Qt.Key.Key_Escape)
    assert (titles(page), ticked(page)) == (["One ask: the pilot."], [])
    press(qtbot, Qt.Key.Key_Space)
    assert ticked(page) == ["One ask: the pilot."]


# --------------------------------------------------------------------------------- while one types, things change


def test_saving_while_one_types_moves_neither_words_nor_cursor(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    note(open_journal, PRIVATE)
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.keyClicks(editor(page).line, "The pilot ")
    editor(page).flush()
    qtbot.keyClicks(editor(page).line, "stands.")
    assert editor(page).line.text() == "The pilot stands."
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert "The pilot stands." in printed(qtbot, page)


def test_words_being_written_survive_that_the_list_is_read_again(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    note(open_journal, PRIVATE)
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.keyClicks(editor(page).line, "Half a sen")
    note(open_journal, "a newer win")
    assert len(titles(page)) == 2
    qtbot.keyClicks(editor(page).line, "tence.")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert ticked(page) == ["Half a sentence."]
    assert page.candidates.list.currentIndex().data(RowRole.TITLE) == "Half a sentence."


def test_an_approved_line_outlives_the_note_that_it_was_about(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    note(open_journal, PRIVATE)
    page.candidates.list.setFocus()
    write_line(qtbot, page, "The pilot stands.")
    with open_journal.write(Changed.ENTRIES, OWN_READERS_MS) as session:
        entries.move_to_trash(session, entries.first_rows(session, entries.EntryFilter(), 1)[0].id)
    assert (titles(page), seconds(page)) == (["The pilot stands."], ["its note has changed or is gone"])
    assert editor(page).line.text() == "The pilot stands."
    assert "The pilot stands." in printed(qtbot, page)
    press(qtbot, Qt.Key.Key_Space)
    assert ticked(page) == []


def test_notes_without_words_keep_their_lines_apart(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    note(open_journal, "", "")
    page.candidates.list.setFocus()
    write_line(qtbot, page, "The first stands.")
    press(qtbot, Qt.Key.Key_Down)
    write_line(qtbot, page, "The second stands.")
    assert titles(page) == ["The first stands.", "The second stands."]
    press(qtbot, Qt.Key.Key_Up)
    assert editor(page).line.text() == "The first stands."


def test_an_overlong_line_is_kept_as_a_draft_and_cannot_be_approved(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    note(open_journal, "one", "two")
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    editor(page).line.insertPlainText("word " * 100)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert QApplication.focusWidget() is editor(page).line
    assert "499 of 400" in editor(page)._count.text()
    assert "Kept as a draft" in editor(page).save_bar.status.text()
    assert "499" in editor(page).save_bar.status.text()
    assert page.flush(), "nothing but the journal itself can refuse"
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert page.candidates.list.currentIndex() == rows(page)[1], "one may go on, and the program may lock"
    press(qtbot, Qt.Key.Key_Up)
    assert editor(page).line.text().startswith("word word")
    assert ticked(page) == []
    editor(page).line.set_text("")
    editor(page).line.insertPlainText("Short.")
    press(qtbot, Qt.Key.Key_Space)
    assert page.flush()
    assert ticked(page) == ["Short."]


def test_an_approved_line_that_grew_too_long_stays_as_approved_and_its_new_words_are_there_after_locking(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    promise(open_journal, "Draft the plan")
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert ticked(page) == ["Draft the plan"]
    editor(page).line.insertPlainText(" and more" * 60)
    assert page.flush()
    with open_journal.read() as session:
        assert [line.text for line in lines.approved(session, date.min, date.max)] == ["Draft the plan"]
    again = SummaryPage(open_journal)
    qtbot.addWidget(again)
    assert editor(again).line.text().endswith("and more")
    assert "554 of 400" in editor(again)._count.text()
    editor(again).line.set_text("")
    editor(again).line.insertPlainText("Short.")
    assert again.flush()
    third = SummaryPage(open_journal)
    qtbot.addWidget(third)
    assert editor(third).line.text() == "Short."


def test_words_too_long_for_an_approved_line_go_with_the_line_when_it_is_deleted_for_good(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    promise(open_journal, "Draft the plan")
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    editor(page).line.insertPlainText(" and more" * 60)
    assert page.flush()
    with open_journal.read() as session:
        assert len(drafts.kept(session, "summary")) == 1
    with open_journal.write(Changed.LINES, OWN_READERS_MS) as session:
        history.delete_for_good(session, lines.approved(session, date.min, date.max)[0])
    assert page.flush()
    with open_journal.read() as session:
        assert drafts.kept(session, "summary") == {}


def test_a_line_that_another_program_deleted_for_good_is_written_anew(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    promise(open_journal, "Draft the plan")
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    editor(page).line.insertPlainText(" in May")
    with open_journal.write_anywhere() as session:
        history.delete_for_good(session, lines.approved(session, date.min, date.max)[0])
    assert page.flush()
    with open_journal.read() as session:
        assert [line.text for line in session.scalars(select(ShareableLine))] == ["Draft the plan in May"]


def test_undo_puts_no_overlong_line_into_the_summary(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    promise(open_journal, "Draft the plan")
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert ticked(page) == []
    editor(page).line.insertPlainText(" and more" * 60)
    assert page.flush()
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert ticked(page) == []


def test_while_another_program_writes_the_line_waits_and_is_then_saved(
    open_journal: OpenJournal, vault: Vault, qtbot: QtBot, page: SummaryPage
) -> None:
    promise(open_journal, "Draft the plan")
    page.candidates.list.setFocus()
    other = Vault.open_keyed(vault.path, vault.key)
    with other.write():
        press(qtbot, Qt.Key.Key_Space)
        assert ticked(page) == []
        assert editor(page).line.text() == "Draft the plan"
        assert not page.flush()
    qtbot.wait_until(lambda: ticked(page) == ["Draft the plan"])
    other.close()
    assert "Draft the plan" in printed(qtbot, page)


# ------------------------------------------------------------------------------------------------- lines of one's own


def test_a_line_of_my_own_is_no_line_before_it_has_words(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    assert page.candidates._empty.isVisible()
    qtbot.mouseClick(page.candidates._empty.button, Qt.MouseButton.LeftButton)
    press(qtbot, Qt.Key.Key_Escape)
    with open_journal.read() as session:
        assert lines.approved(session, date.min, date.max) == []
    qtbot.mouseClick(page.candidates.own, Qt.MouseButton.LeftButton)
    section = editor(page)._section
    section.setCurrentIndex(section.findData("next"))
    section.activated.emit(section.currentIndex())
    qtbot.keyClicks(editor(page).line, "One ask: the pilot.")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert ticked(page) == ["One ask: the pilot."]
    words = printed(qtbot, page)
    assert "Next steps" in words
    assert "One ask: the pilot." in words


def test_a_line_of_my_own_moves_to_another_section(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    page.new_record()
    qtbot.keyClicks(editor(page).line, "The pilot stands.")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert "Progress" in printed(qtbot, page).replace("Progress summary", "")
    section = editor(page)._section
    section.setCurrentIndex(section.findData("support"))
    section.activated.emit(section.currentIndex())
    words = printed(qtbot, page)
    assert "Support that helped" in words
    assert "Progress" not in words.replace("Progress summary", "")


# --------------------------------------------------------------------------------------------- order, chart, period


def test_a_line_moves_among_the_lines_of_the_period(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    with open_journal.write(Changed.LINES, OWN_READERS_MS) as session:
        make.line(session, "First.", day=date.today())
        for number in range(3):
            make.line(session, f"Of long ago {number}.", day=date.today() - timedelta(days=400))
        make.line(session, "Second.", day=date.today())
    words = printed(qtbot, page)
    assert words.index("First.") < words.index("Second.")
    page.candidates.list.setCurrentIndex(rows(page)[titles(page).index("Second.")])
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    words = printed(qtbot, page)
    assert words.index("Second.") < words.index("First.")
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    words = printed(qtbot, page)
    assert words.index("First.") < words.index("Second.")


def test_the_chart_is_a_candidate_like_any_other(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    note(open_journal, PRIVATE)
    assert not any("Chart" in title for title in titles(page))
    kept = promise(open_journal, "Draft the plan")
    with open_journal.write(Changed.COMMITMENTS, OWN_READERS_MS) as session:
        commitments.keep(session, kept, date.today())
    page.candidates.list.setFocus()
    write_line(qtbot, page, "The pilot stands.")
    assert "My commitments kept" not in printed(qtbot, page)
    page.candidates.list.setCurrentIndex(next(row for row in rows(page) if "Chart" in row.data(RowRole.TITLE)))
    press(qtbot, Qt.Key.Key_Space)
    assert "My commitments kept, by month" in printed(qtbot, page)
    press(qtbot, Qt.Key.Key_Space)
    assert "My commitments kept" not in printed(qtbot, page)


def test_an_open_commitment_is_shared_again_in_the_next_period_and_stays_in_the_last(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    spring, summer = (date(2025, 4, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2025, 9, 30))
    promise(open_journal, "Draft the plan", made_on=date(2025, 5, 5))
    page.candidates.period.set_period(*spring)
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.keyClicks(editor(page).line, ": begun.")
    page.candidates.period.set_period(*summer)
    assert ticked(page) == []
    assert editor(page).line.text() == "Draft the plan: begun."
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.keyClicks(editor(page).line, " Half done.")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert "Draft the plan: begun. Half done." in printed(qtbot, page)
    page.candidates.period.set_period(*spring)
    words = printed(qtbot, page)
    assert "Draft the plan: begun." in words
    assert "Half done" not in words


def test_days_the_wrong_way_round_are_complained_of_and_change_nothing(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    note(open_journal, PRIVATE)
    page.candidates.period.set_period(date.today(), date.today())
    page.candidates.period._to.setText((date.today() - timedelta(days=1)).isoformat())
    page.candidates.period._to.editingFinished.emit()
    assert "before the first" in page.candidates.period._complaint.text()
    assert page.candidates.period._complaint.isVisible()
    assert (page.candidates.period.first, page.candidates.period.last) == (date.today(), date.today())
    assert titles(page) == [PRIVATE]


def test_a_rich_year_is_listed_whole(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    with open_journal.write(Changed.ENTRIES, OWN_READERS_MS) as session:
        for number in range(150):
            make.entry(session, f"win {number}", "win", date.today() - timedelta(days=number))
            make.promise(session, f"promise {number}", "me", date.today() - timedelta(days=number))
    page.candidates.period.set_period(date.today() - timedelta(days=365), date.today())
    assert len(titles(page)) == 301
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_End)
    assert editor(page).candidate is not None


def test_the_days_say_what_is_shown_even_if_others_cannot_be_kept_now(
    open_journal: OpenJournal, vault: Vault, qtbot: QtBot, page: SummaryPage
) -> None:
    note(open_journal, PRIVATE)
    bar = page.candidates.period
    days = (bar.first, bar.last)
    with another_program(vault, "BEGIN EXCLUSIVE"):
        bar.set_period(date(2020, 1, 1), date(2020, 3, 31))
    assert (bar.first, bar.last) == (page.candidates.choices.first, page.candidates.choices.last) == days
    assert titles(page) == [PRIVATE]


def test_a_line_that_cannot_be_deleted_now_stays_in_the_editor(
    open_journal: OpenJournal, vault: Vault, qtbot: QtBot, page: SummaryPage
) -> None:
    with open_journal.write(Changed.LINES, OWN_READERS_MS) as session:
        make.line(session, "The pilot stands.", day=date.today())
    page.candidates.list.setFocus()
    with another_program(vault, "BEGIN EXCLUSIVE"):
        press(qtbot, Qt.Key.Key_Delete)
    assert editor(page).line.text() == "The pilot stands."


def test_leaving_a_line_of_ones_own_where_nothing_was_found_keeps_the_keyboard(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    note(open_journal, PRIVATE)
    page.candidates.filter.setText("nothing like it")
    page.candidates.add_own()
    press(qtbot, Qt.Key.Key_Escape)
    assert page.candidates._none.button.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert page.candidates.list.hasFocus()
    assert titles(page) == [PRIVATE]

from collections.abc import Generator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.practices import commitments, evidence, goals
from journal.practices.periods import quarter_before, quarter_of
from journal.sharing import choices, collect, lines, receipts
from journal.sharing.choices import Choices
from journal.sharing.lines import Source
from journal.store.vault import Vault
from journal.ui import background, preferences
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.summary import SummaryPage
from journal.ui.pages.summary.candidate_list import CandidateList
from journal.ui.pages.summary.line_words import written
from journal.ui.widgets.button import Button
from journal.ui.widgets.list_row import RowRole
from tests import make
from tests.ui.pages.test_summary import editor, note, press, printed, promise, rows, seconds, ticked, titles, write_line

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TODAY = date.today()
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Generator[SummaryPage]:
    page = shown(open_journal, qtbot)
    page.activateWindow()
    qtbot.wait_until(page.isActiveWindow)
    yield page
    page.preview.stop()


def shown(journal: OpenJournal, qtbot: QtBot) -> SummaryPage:
    """The page as it is after the journal was opened again."""
    page = SummaryPage(journal)
    journal.changed.connect(page.refresh)
    qtbot.add_widget(page)
    page.resize(1000, 800)
    page.show()
    return page


def again(journal: OpenJournal, qtbot: QtBot) -> SummaryPage:
    """The page that another window would show now: what is not in the journal is not there."""
    page = SummaryPage(journal)
    qtbot.add_widget(page)
    return page


def approve(journal: OpenJournal, *texts: str, section: str = "progress", day: date = TODAY) -> list[str]:
    with journal.write(Changed.LINES) as session:
        return [make.line(session, text, section, day).id for text in texts]


def row_of(page: SummaryPage, key: str) -> QModelIndex:
    model = page.candidates.list.model()
    found = [model.index(number, 0) for number in range(model.rowCount())]
    return next(each for each in found if each.data(RowRole.ID) == key)


def titled(page: SummaryPage, words: str) -> QModelIndex:
    return next(each for each in rows(page) if words in str(each.data(RowRole.TITLE)))


def choose(page: SummaryPage, index: QModelIndex) -> None:
    page.candidates.list.setCurrentIndex(index)
    page.candidates.list.setFocus()


def pick_period(page: SummaryPage, words: str) -> None:
    box = page.candidates.period._choice
    number = next(number for number in range(box.count()) if words in box.itemText(number))
    box.setCurrentIndex(number)
    box.activated.emit(number)


def undo(qtbot: QtBot, page: SummaryPage) -> None:
    qtbot.wait_until(lambda: not background.is_busy())
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Z, CONTROL)


# -------------------------------------------------------------------------------------------------------- the period


def test_the_period_that_was_chosen_is_on_again_when_the_journal_is_opened(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    assert again(open_journal, qtbot).candidates.choices.period == "quarter"
    pick_period(page, "Last quarter")
    later = again(open_journal, qtbot).candidates
    assert (later.period.first, later.period.last) == quarter_before(TODAY)
    assert "Last quarter" in later.period._choice.currentText()
    page.candidates.chosen.change(let_stand=frozenset({"thanks:none"}))
    page.candidates.period.set_period(date(2025, 5, 1), date(2025, 5, 31))
    later = again(open_journal, qtbot).candidates
    assert (later.choices.first, later.choices.last) == (date(2025, 5, 1), date(2025, 5, 31))
    assert later.choices.let_stand == frozenset()  # it was let stand of another summary
    assert later.period._choice.currentText() == "Days of your own"


def test_the_days_since_the_last_one_on_one_can_be_chosen(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    box = page.candidates.period._choice
    assert not any("one-on-one" in box.itemText(number) for number in range(box.count()))
    with open_journal.write(Changed.MEETINGS) as session:
        make.meeting(session, TODAY - timedelta(days=9))
    pick_period(page, "Since the last one-on-one")
    assert (page.candidates.choices.first, page.candidates.choices.last) == (TODAY - timedelta(days=8), TODAY)
    assert again(open_journal, qtbot).candidates.choices.period == "since-meeting"


def test_another_period_is_taken_back_by_undo(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    note(open_journal, "of this quarter")
    pick_period(page, "Last quarter")
    assert titles(page) == []
    page.candidates.own.setFocus()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert titles(page) == ["Of this quarter"]
    assert (page.candidates.period.first, page.candidates.period.last) == quarter_of(TODAY)
    assert "This quarter" in page.candidates.period._choice.currentText()


def test_days_of_ones_own_that_are_a_quarter_stay_ones_own(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    pick_period(page, "Days of your own")
    assert again(open_journal, qtbot).candidates.choices.period == "own"
    assert page.candidates.period._days.isVisible()
    pick_period(page, "This quarter")
    assert again(open_journal, qtbot).candidates.choices.period == "quarter"
    assert not page.candidates.period._days.isVisible()


@pytest.mark.parametrize("picked", [True, False])
def test_the_days_stay_when_a_summary_of_them_was_handed_over(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage, *, picked: bool
) -> None:
    [line_id] = approve(open_journal, "The pilot stands.")
    with open_journal.write(Changed.RECEIPTS) as session:
        told = Choices(TODAY - timedelta(days=40), TODAY - timedelta(days=20))
        make.line(session, "Of last month.", day=told.last)
        receipts.keep(session, collect.collect(session, told), b"")
    assert page.candidates.choices.period == "quarter", "what is on stays on"
    if picked:
        pick_period(page, "Since the last summary")
    else:
        page = shown(open_journal, qtbot)
    days = (page.candidates.choices.first, page.candidates.choices.last)
    assert days == (TODAY - timedelta(days=19), TODAY)
    with open_journal.write(Changed.RECEIPTS) as session:
        receipts.keep(session, collect.collect(session, page.candidates.choices), b"")
    assert (page.candidates.choices.first, page.candidates.choices.last) == days
    assert (page.candidates.period.first, page.candidates.period.last) == days
    assert seconds(page)[0].startswith("shared today")
    assert page.candidates.choose_line(line_id)
    with open_journal.write(Changed.MEETINGS) as session:
        make.meeting(session, TODAY - timedelta(days=9))
    pick_period(page, "Since the last one-on-one")
    assert page.candidates.choices.first == TODAY - timedelta(days=8)
    page.preview.stop()


# ---------------------------------------------------------------------------------------------------------- finding


def test_the_list_is_narrowed_by_what_one_types_also_by_what_one_noted(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    note(open_journal, "The heron pilot", "Zebra whispers")
    choose(page, titled(page, "Zebra"))
    write_line(qtbot, page, "The second site stands.")
    press(qtbot, Qt.Key.Key_F, CONTROL)
    assert page.candidates.filter.hasFocus()
    qtbot.keyClicks(page.candidates.filter, "whis ZEB")
    assert titles(page) == ["The second site stands."]
    assert editor(page).line.text() == "The second site stands."
    with open_journal.write(Changed.ENTRIES) as session:
        make.feedback(session, "Be bolder\nin the weir meetings", TODAY)
    page.candidates.filter.setText("weir")
    assert titles(page) == ["Be bolder"]
    qtbot.keyClick(page.candidates.filter, Qt.Key.Key_Return)
    assert page.candidates.list.hasFocus()
    press(qtbot, Qt.Key.Key_Slash)
    assert page.candidates.filter.hasFocus()
    qtbot.keyClicks(page.candidates.filter, "nothing of the kind")
    assert titles(page) == []
    assert page.candidates._none.isVisible()
    qtbot.keyClick(page.candidates.filter, Qt.Key.Key_Escape)
    assert (len(titles(page)), page.candidates.filter.text()) == (3, "")
    assert page.candidates.list.hasFocus()


def test_words_that_are_being_written_are_kept_while_one_looks_for_others(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    note(open_journal, "The heron pilot", "Zebra whispers")
    choose(page, titled(page, "Zebra"))
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(editor(page).line, "Half a line")
    page.candidates.filter.setText("heron")
    assert titles(page) == ["The heron pilot"]
    assert editor(page).line.text() == ""
    page.candidates.filter.clear()
    choose(page, titled(page, "Zebra"))
    assert editor(page).line.text() == "Half a line"


# ------------------------------------------------------------------------------------------------------------ order


def drag(qtbot: QtBot, listed: CandidateList, row: QModelIndex, to: QPoint, *, drops: bool = True) -> None:
    """Press on a row, move there in steps, and let go."""
    begin = listed.visualRect(row).bottomLeft() + QPoint(listed.width() // 2, -listed.rows.height // 2)
    qtbot.mousePress(listed.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    for step in (1, 2, 3):
        at = begin + (to - begin) * (step / 3)
        qtbot.mouseMove(listed.viewport(), at)
        QApplication.processEvents()
    if drops:
        qtbot.mouseRelease(listed.viewport(), Qt.MouseButton.LeftButton, pos=to)


def above(listed: CandidateList, row: QModelIndex) -> QPoint:
    rect = listed.visualRect(row)
    return QPoint(listed.width() // 2, rect.bottom() - listed.rows.height + 4)


def below(listed: CandidateList, row: QModelIndex) -> QPoint:
    return QPoint(listed.width() // 2, listed.visualRect(row).bottom() - 4)


def test_a_ticked_row_is_dragged_to_another_place_of_the_page(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    approve(open_journal, "First.", "Second.", "Third.")
    listed = page.candidates.list
    assert titles(page) == ["First.", "Second.", "Third."]
    drag(qtbot, listed, titled(page, "Third."), above(listed, titled(page, "First.")))
    assert titles(page) == ["Third.", "First.", "Second."]
    words = printed(qtbot, page)
    assert words.index("Third.") < words.index("First.") < words.index("Second.")
    undo(qtbot, page)
    assert titles(page) == ["First.", "Second.", "Third."]
    drag(qtbot, listed, titled(page, "First."), below(listed, titled(page, "Second.")))
    assert titles(page) == ["Second.", "First.", "Third."]


def test_a_drag_that_is_given_up_and_one_of_what_is_not_ticked_move_nothing(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    approve(open_journal, "First.", "Second.")
    note(open_journal, "Not ticked")
    listed = page.candidates.list
    before = titles(page)
    drag(qtbot, listed, titled(page, "Second."), above(listed, titled(page, "First.")), drops=False)
    assert listed._is_dragging
    qtbot.keyClick(listed, Qt.Key.Key_Escape)
    qtbot.mouseRelease(listed.viewport(), Qt.MouseButton.LeftButton, pos=above(listed, titled(page, "First.")))
    assert titles(page) == before
    drag(qtbot, listed, titled(page, "Not ticked"), below(listed, titled(page, "Second.")))
    assert titles(page) == before


def test_only_a_line_of_ones_own_is_dragged_under_another_heading(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    with open_journal.write(Changed.LINES) as session:
        win = make.entry(session, "private", "win", TODAY)
        make.line(session, "Of a note.", day=TODAY, kind="entry", id=win.id)
        make.line(session, "My own.", day=TODAY)
        make.line(session, "One ask.", "requests", day=TODAY)
    listed = page.candidates.list
    drag(qtbot, listed, titled(page, "Of a note."), above(listed, titled(page, "One ask.")))
    assert titles(page) == ["Of a note.", "My own.", "One ask."]
    drag(qtbot, listed, titled(page, "My own."), below(listed, titled(page, "One ask.")))
    words = printed(qtbot, page)
    assert words.index("Requests") < words.index("One ask.") < words.index("My own.")
    undo(qtbot, page)
    words = printed(qtbot, page)
    assert words.index("My own.") < words.index("Requests") < words.index("One ask.")


def test_ticked_lines_stand_on_the_page_as_in_the_list(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    for age in range(3):
        note(open_journal, f"note {age}", day=TODAY - timedelta(days=age))
    page.candidates.period.set_period(TODAY - timedelta(days=9), TODAY)
    for words in ("Last.", "Middle.", "First."):
        choose(page, rows(page)[("First.", "Middle.", "Last.").index(words)])
        write_line(qtbot, page, words)
        assert page.candidates.list.currentIndex().data(RowRole.TITLE) == words, "the row stays under the keyboard"
    assert titles(page) == ["First.", "Middle.", "Last."]
    words = printed(qtbot, page)
    assert words.index("First.") < words.index("Middle.") < words.index("Last.")


def test_the_tick_itself_is_taken_back(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    promise(open_journal, "Draft the plan")
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert ticked(page) == ["Draft the plan"]
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert ticked(page) == [], "the keyboard is in the line, where nothing was typed"


# --------------------------------------------------------------------------------------------------------- sections


def eye(listed: CandidateList, row: QModelIndex) -> QPoint:
    return listed.rows.eye_rect(listed.visualRect(row)).center()


def test_a_section_is_left_out_and_taken_back(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    approve(open_journal, "The pilot stands.")
    approve(open_journal, "Fund the pilot, please.", section="requests")
    listed = page.candidates.list
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=eye(listed, titled(page, "Fund")))
    assert page.candidates.choices.off == {"requests"}
    assert "Fund" not in printed(qtbot, page)
    assert seconds(page)[1].startswith("left out")
    assert ticked(page) == ["The pilot stands.", "Fund the pilot, please."], "what is approved stays approved"
    assert page.candidates.approved_count() == 1
    assert again(open_journal, qtbot).candidates.choices.off == {"requests"}
    choose(page, titled(page, "Fund"))
    press(qtbot, Qt.Key.Key_O, ALT)
    assert "Fund the pilot" in printed(qtbot, page)
    undo(qtbot, page)
    assert page.candidates.choices.off == {"requests"}
    undo(qtbot, page)
    assert page.candidates.choices.off == frozenset()


# -------------------------------------------------------------------------------------------- opening and closing


def test_one_sentence_opens_the_page_and_one_closes_it(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    approve(open_journal, "The pilot stands.")
    for key, words in (("closing", "Thank you."), ("opening", "A good quarter.")):
        choose(page, row_of(page, key))
        assert not editor(page)._section.isVisible()
        press(qtbot, Qt.Key.Key_Return)
        qtbot.keyClicks(editor(page).line, words)
        press(qtbot, Qt.Key.Key_Return, CONTROL)
    words = printed(qtbot, page)
    assert words.index("A good quarter.") < words.index("The pilot stands.") < words.index("Thank you.")
    choose(page, row_of(page, "opening"))
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(editor(page).line, " Again.")
    press(qtbot, Qt.Key.Key_Escape)
    with open_journal.read() as session:
        found = [line.text for line in lines.approved(session, *quarter_of(TODAY))]
    assert found == ["A good quarter. Again.", "The pilot stands.", "Thank you."]
    choose(page, row_of(page, "closing"))
    press(qtbot, Qt.Key.Key_Space)
    assert "Thank you." not in printed(qtbot, page)


def test_a_sentence_alone_is_no_candidate_for_a_page(open_journal: OpenJournal, page: SummaryPage) -> None:
    assert page.candidates._empty.isVisible()
    assert page.candidates._model.rowCount() == 0
    note(open_journal, "a win")
    assert [row.id for row in page.candidates._model.rows()][::2] == ["opening", "closing"]


# ----------------------------------------------------------------------------------------------------------- charts


def a_goal(journal: OpenJournal) -> str:
    with journal.write(Changed.GROWTH | Changed.COMMITMENTS | Changed.LINES) as session:
        boss = make.manager(session).id
        goal = goals.begin(session, "zebra goal", TODAY, manager_id=boss)
        evidence.link(session, make.entry(session, "shown", day=TODAY).id, "goal_id", goal.id)
        lines.approve(session, "progress", "I lead the audit.", Source("goal", goal.id, TODAY), manager_id=boss)
        commitments.keep(session, make.promise(session, "Draft the plan", made_on=TODAY).id, TODAY)
        return goal.id


def test_one_chart_is_ticked_at_a_time_and_kept(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    goal_id = a_goal(open_journal)
    choose(page, row_of(page, "chart:kept"))
    press(qtbot, Qt.Key.Key_Space)
    assert "My commitments kept, by month" in printed(qtbot, page)
    choose(page, titled(page, "steps towards “I lead the audit.”"))
    press(qtbot, Qt.Key.Key_Space)
    assert [title for title in ticked(page) if title.startswith("Chart")] == [
        "Chart: steps towards “I lead the audit.”"
    ]
    words = printed(qtbot, page)
    assert "Steps towards" in words
    assert "My commitments kept" not in words
    assert "zebra" not in words
    assert again(open_journal, qtbot).candidates.choices.chart == f"goal:{goal_id}"
    undo(qtbot, page)
    assert page.candidates.choices.chart == "kept"


def test_a_goal_has_no_chart_before_its_line_is_approved(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    a_goal(open_journal)
    assert any("steps towards" in title for title in titles(page))
    choose(page, titled(page, "I lead the audit."))
    press(qtbot, Qt.Key.Key_Space)
    assert not any("steps towards" in title for title in titles(page))


def test_the_page_reads_again_what_any_practice_offers_to_it() -> None:
    of_practices = Changed.ENTRIES | Changed.COMMITMENTS | Changed.MEETINGS | Changed.AGREEMENT | Changed.GROWTH
    assert of_practices in SummaryPage.reads


# ------------------------------------------------------------------------------------------- what was already shared


def test_what_was_told_in_an_earlier_summary_is_marked_with_its_day(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    made = date(2025, 5, 5)
    promise(open_journal, "Draft the plan", made_on=made)
    page.candidates.period.set_period(date(2025, 4, 1), date(2025, 6, 30))
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert page.flush()
    with open_journal.write(Changed.RECEIPTS) as session:
        receipts.keep(session, collect.collect(session, page.candidates.choices), b"")
    assert seconds(page)[0].startswith("shared today")
    page.candidates.period.set_period(date(2025, 7, 1), date(2025, 9, 30))
    assert seconds(page) == ["shared before, today · yours, open"]
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert seconds(page)[0].startswith("shared before, today")
    qtbot.keyClicks(editor(page).line, ": half done")
    assert page.flush()
    assert seconds(page)[0].startswith("changed since today")


# ------------------------------------------------------------------------------------------------- the page's look


def pressed(qtbot: QtBot, page: SummaryPage, words: str) -> None:
    form = page.candidates.bar.form
    button = next(each for each in form.findChildren(Button) if each.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_paper_design_language_and_pages_are_chosen_by_keyboard_and_kept(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    approve(open_journal, "The pilot stands.")
    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_P, ALT)
    form, before = page.candidates.bar.form, page.candidates.choices
    assert form.isVisible()
    assert isinstance(form.focusWidget(), Button)
    for words in ("Letter", "Plain", "One", "Next steps"):
        pressed(qtbot, page, words)
    form.language.setFocus()
    form.language.setCurrentIndex(form.language.findData("de"))
    form.language.activated.emit(form.language.currentIndex())
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    chosen = again(open_journal, qtbot).candidates.choices
    assert (chosen.page, chosen.design, chosen.pages, chosen.language) == ("Letter", "plain", 1, "de")
    assert chosen.off == {"next"}
    printed(qtbot, page)
    assert page.preview.paper
    document = page.preview.paper.content.document
    assert (document.page, document.design, document.most_pages, document.language) == ("Letter", "plain", 1, "de")
    assert "Letter, plain, Deutsch" in page.candidates.bar.button.accessibleName()
    page.activateWindow()  # where no window manager does it when a popup closes
    qtbot.wait_until(page.isActiveWindow)
    for _times in range(5):
        undo(qtbot, page)
    assert page.candidates.choices == before
    assert form.chosen()["off"] == frozenset()


def test_the_settings_paper_counts_until_another_is_chosen_here(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    pick_period(page, "Last quarter")
    usual = page.candidates.choices.page
    other = "Letter" if usual == "A4" else "A4"
    preferences.current().remember(paper=other)
    assert again(open_journal, qtbot).candidates.choices.page == other
    page.refresh()
    page.candidates.bar.open()
    pressed(qtbot, page, usual)
    page.candidates.bar.form.close()
    assert again(open_journal, qtbot).candidates.choices.page == usual


# ---------------------------------------------------------------------------------------------- for the rest of the page


def test_words_not_saved_yet_are_given_to_the_preview_only_of_what_is_ticked(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    [line_id] = approve(open_journal, "The pilot stands.")
    note(open_journal, "a win", day=TODAY - timedelta(days=1))
    assert page.candidates.choose_line(line_id)
    assert editor(page).line.hasFocus()
    assert page.candidates.unsaved_words() == {}
    with qtbot.wait_signal(page.candidates.typed):
        qtbot.keyClicks(editor(page).line, " Firmly.")
    assert page.candidates.unsaved_words() == {line_id: "The pilot stands. Firmly."}
    editor(page).line.insertPlainText(" and more" * 60)
    assert page.candidates.unsaved_words() == {}, "what no line can have is not shown as if it could"
    editor(page).line.set_text("")
    editor(page).line.insertPlainText("Short.")
    assert page.flush()
    assert page.candidates.unsaved_words() == {}
    choose(page, titled(page, "A win"))
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(editor(page).line, "Not approved")
    assert page.flush()
    qtbot.keyClicks(editor(page).line, " at all")
    assert page.candidates.unsaved_words() == {}, "a draft is on no page"


def test_a_line_is_shown_even_if_the_filter_hides_it(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    first, second = approve(open_journal, "The pilot stands.", "The second site stands.")
    page.candidates.filter.setText("pilot")
    assert titles(page) == ["The pilot stands."]
    assert page.candidates.choose_line(second)
    assert editor(page).line.text() == "The second site stands."
    assert page.candidates.choose_line(first)
    assert not page.candidates.choose_line("no such line")


def test_a_journal_that_is_only_looked_at_keeps_no_choice(
    open_journal: OpenJournal, vault: Vault, qtbot: QtBot, page: SummaryPage
) -> None:
    approve(open_journal, "Of long ago.", day=date(2025, 5, 5))
    looked_at = OpenJournal(Vault.open_keyed(vault.path, vault.key, read_only=True))
    looking = again(looked_at, qtbot)
    with qtbot.wait_signal(looking.candidates.choices_changed):
        looking.candidates.period.set_period(date(2025, 4, 1), date(2025, 6, 30))
    assert "Of long ago." in titles(looking)
    looking.refresh()
    assert (looking.candidates.choices.first, looking.candidates.period.first) == (date(2025, 4, 1),) * 2
    assert again(open_journal, qtbot).candidates.choices.period == "quarter"
    looking.preview.stop()
    looked_at.close()


def test_what_was_chosen_for_one_manager_is_not_for_another(open_journal: OpenJournal) -> None:
    with open_journal.write(Changed.LINES) as session:
        boss = make.manager(session).id
        choices.keep(session, boss, Choices(TODAY, TODAY, chart="kept"))
        assert choices.read(session, boss, TODAY).chart == "kept"
        assert choices.read(session, "another", TODAY).chart == ""


def test_typing_on_in_a_draft_that_another_program_has_approved_approves_nothing(vault: Vault) -> None:
    source = Source("", None, TODAY)
    with vault.write() as session:
        manager_id = make.manager(session).id
        line = lines.draft(session, "progress", "Half a thought", source, manager_id=manager_id)
    shown = lines.Candidate(lines.own_key(line), "progress", source, "", "", line)
    with vault.write() as session:
        lines.approve_words(session, line.id, "A whole thought.")
    with vault.write() as session:
        written(session, shown, "Half a thought that nobody has read", manager_id, approves=False)
        assert lines.approved(session, TODAY, TODAY, manager_id=manager_id) == []

"""My manager: no word typed is lost or put elsewhere, and none reaches the page to discuss without Enter."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from journal.practices import agreement, drafts, managers, surprises
from journal.sharing import lines
from journal.store import records
from journal.store.tables import ShareableLine, Statement
from journal.store.vault import Vault
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.manager import ManagerPage
from journal.ui.pages.manager.agreement import AgreementTab
from journal.ui.pages.manager.page_to_discuss import PageToDiscuss
from journal.ui.pages.manager.surprises import SurprisesTab
from tests import make

#: The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Open = Callable[..., ManagerPage]
TODAY = date.today()


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Open:
    """Opens the page as the window does: shown, told of changes, with the keyboard, on a tab."""

    def show(tab: str = "agreement") -> ManagerPage:
        made = ManagerPage(open_journal)
        open_journal.changed.connect(made.refresh)
        qtbot.addWidget(made)
        made.resize(1000, 700)
        made.show_tab(tab)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.setFocus()
        return made

    return show


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def keys(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(focused(), text)


def key(qtbot: QtBot, which: Qt.Key) -> None:
    qtbot.keyClick(focused(), which)


def state(journal: OpenJournal, text: str, topic: str = "working") -> str:
    with journal.write(Changed.AGREEMENT) as session:
        whose = make.manager(session).id
        return agreement.state(session, "manager", topic, text, "assumed", TODAY, manager_id=whose).id


def agreement_tab(page: ManagerPage) -> AgreementTab:
    tab = page._tabs["agreement"]
    assert isinstance(tab, AgreementTab)
    return tab


def paper(page: ManagerPage) -> PageToDiscuss:
    tab = agreement_tab(page)
    tab.show_paper()
    assert tab.paper is not None
    return tab.paper


def the_lines(journal: OpenJournal) -> dict[str, bool]:
    """The lines of the page by their words, and whether each is approved."""
    with journal.read() as session:
        found = lines.of_paper(session, lines.AGREEMENT, managers.current(session).id)
        return {line.text: line.withdrawn_at is None for line in found}


# ---------------------------------------------------------------------------------------------- what leaks


def test_enter_on_an_emptied_line_does_not_approve_the_draft_before_it(
    open_journal: OpenJournal, vault: Vault, page: Open, qtbot: QtBot
) -> None:
    first, second = state(open_journal, "Herons"), state(open_journal, "Weir")
    shown = page()
    discussed = paper(shown)
    other = Vault.open_keyed(vault.path, vault.key)
    with other.write():
        discussed.list.choose(first)
        key(qtbot, Qt.Key.Key_Space)
        keys(qtbot, "A half thought")
        discussed.list.setFocus()
        discussed.list.choose(second)
        key(qtbot, Qt.Key.Key_Space)
        editor = focused()
        assert isinstance(editor, QLineEdit)
        editor.clear()
        key(qtbot, Qt.Key.Key_Return)
        qtbot.wait(20)
    other.close()
    assert shown.flush()
    assert the_lines(open_journal) == {"A half thought": False}


def test_an_approved_line_that_becomes_too_long_keeps_the_words_and_leaves_the_page(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    private = state(open_journal, "Herons")
    shown = page()
    discussed = paper(shown)
    discussed.list.choose(private)
    key(qtbot, Qt.Key.Key_Space)
    keys(qtbot, "Early drafts help.")
    key(qtbot, Qt.Key.Key_Return)
    qtbot.wait_until(lambda: the_lines(open_journal) == {"Early drafts help.": True})
    discussed.list.edit(discussed.list.currentIndex())
    editor = focused()
    assert isinstance(editor, QLineEdit)
    long = "word " * 100
    editor.setText(long)
    assert shown.flush()
    assert the_lines(open_journal) == {long.strip(): False}


# ------------------------------------------------------------------------------------------- what is lost


@pytest.mark.parametrize("what", ["narrow", "another statement"])
def test_words_being_changed_in_place_stay_when_the_table_is_laid_out_anew(
    what: str, open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    state(open_journal, "Likes drafts")
    shown = page()
    key(qtbot, Qt.Key.Key_Return)
    keys(qtbot, "Likes rough ")
    if what == "narrow":
        shown.resize(420, 700)
        qtbot.wait_until(lambda: agreement_tab(shown)._is_narrow)
    else:
        state(open_journal, "Reads mail", "channel")
    keys(qtbot, "drafts")
    key(qtbot, Qt.Key.Key_Return)
    qtbot.wait(20)
    assert shown.flush()
    with open_journal.read() as session:
        found = {each.text for each in agreement.statements(session, managers.current(session).id)}
    assert "Likes rough drafts" in found


def test_words_for_a_statement_that_is_deleted_meanwhile_go_with_it_into_the_trash(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    statement_id = state(open_journal, "Likes drafts")
    shown = page()
    key(qtbot, Qt.Key.Key_Return)
    keys(qtbot, "Likes rough drafts")
    with open_journal.write(Changed.AGREEMENT) as session:
        agreement.move_to_trash(session, statement_id)
    assert shown.flush()
    with open_journal.read() as session:
        assert records.get(session, Statement, statement_id).text == "Likes rough drafts"


def test_words_that_a_rule_refuses_take_no_others_with_them(
    open_journal: OpenJournal, vault: Vault, page: Open, qtbot: QtBot
) -> None:
    first, second = state(open_journal, "Likes drafts"), state(open_journal, "Reads mail", "channel")
    shown = page()
    rewording = agreement_tab(shown)._rewording
    other = Vault.open_keyed(vault.path, vault.key)
    with other.write():
        rewording.change(first, "text", "Likes rough drafts")
        rewording.change(second, "text", " ")
    other.close()
    assert shown.flush()
    with open_journal.read() as session:
        found = {each.text for each in agreement.statements(session, managers.current(session).id)}
    assert found == {"Likes rough drafts", "Reads mail"}


# ------------------------------------------------------------------------------------- another chapter's


@pytest.fixture
def earlier(open_journal: OpenJournal) -> str:
    """The chapter of Ada, beside which that of Grace was begun: Grace's is the current one."""
    with open_journal.write(Changed.MANAGERS) as session:
        ada = make.manager(session).id
        managers.begin(session, "Grace", TODAY - timedelta(days=30))
    return ada


def test_a_rule_being_typed_in_another_chapter_waits_there_after_a_lock(
    open_journal: OpenJournal, earlier: str, page: Open, qtbot: QtBot
) -> None:
    with open_journal.write(Changed.AGREEMENT) as session:
        surprises.write(session, TODAY, "Ordered the bench", manager_id=earlier)
    first = page("surprises")
    assert first.chapter.choose(earlier)
    first.setFocus()
    keys(qtbot, "r")
    keys(qtbot, "Spend beyond")
    assert first.flush()
    first.close()
    again = page("surprises")
    tab = again._tabs["surprises"]
    assert isinstance(tab, SurprisesTab)
    assert again.chapter.name == "Grace"
    keys(qtbot, "n")
    keys(qtbot, "x")
    assert again.flush()
    assert again.chapter.choose(earlier)
    assert tab.form.words.text() == "Spend beyond"
    assert not tab.form.isHidden()


@pytest.fixture
def third(open_journal: OpenJournal, earlier: str) -> str:
    """The chapter of Edsger, which runs beside the other two."""
    with open_journal.write(Changed.MANAGERS) as session:
        return managers.begin(session, "Edsger", TODAY - timedelta(days=60)).id


def test_rules_half_typed_in_two_chapters_both_wait_there_after_a_lock(
    open_journal: OpenJournal, earlier: str, third: str, page: Open, qtbot: QtBot
) -> None:
    with open_journal.write(Changed.AGREEMENT) as session:
        for manager_id in (earlier, third):
            surprises.write(session, TODAY, "Ordered the bench", manager_id=manager_id)
    for manager_id, words in ((earlier, "Spend beyond"), (third, "Hire with")):
        shown = page("surprises")
        assert shown.chapter.choose(manager_id)
        shown.setFocus()
        keys(qtbot, "r")
        keys(qtbot, words)
        assert shown.flush()
        shown.close()
    for manager_id, words in ((earlier, "Spend beyond"), (third, "Hire with")):
        again = page("surprises")
        tab = again._tabs["surprises"]
        assert isinstance(tab, SurprisesTab)
        assert again.chapter.choose(manager_id)
        assert tab.form.words.text() == words
        again.close()


def test_half_days_typed_for_two_chapters_are_both_there_after_a_lock(
    open_journal: OpenJournal, earlier: str, third: str, page: Open, qtbot: QtBot
) -> None:
    first = page()
    first.head.unfold()
    typed = {earlier: "13 Ma", third: "31 Feb"}
    for manager_id, words in typed.items():
        assert first.chapter.choose(manager_id)
        first.head.form.since.setFocus()
        first.head.form.since.selectAll()
        keys(qtbot, words)
        assert first.flush()
    first.close()
    again = page()
    for manager_id, words in typed.items():
        assert again.chapter.choose(manager_id)
        assert again.head.form.since.text() == words


def test_half_a_day_typed_for_another_chapter_is_not_shown_in_this_one(
    open_journal: OpenJournal, earlier: str, page: Open, qtbot: QtBot
) -> None:
    first = page()
    assert first.chapter.choose(earlier)
    first.head.unfold()
    first.head.form.since.setFocus()
    first.head.form.since.selectAll()
    keys(qtbot, "13 Ma")
    assert first.flush()
    first.close()
    again = page()
    assert again.chapter.name == "Grace"
    assert again.head.form.since.text() != "13 Ma"
    assert again.flush()
    with open_journal.read() as session:
        assert drafts.kept(session, "manager.profile"), "it is kept where it belongs"
    assert again.chapter.choose(earlier)
    assert again.head.form.since.text() == "13 Ma"


def test_a_line_is_approved_with_enter_alone(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    """The control of the tests above: what Enter does."""
    private = state(open_journal, "Herons")
    discussed = paper(page())
    discussed.list.choose(private)
    key(qtbot, Qt.Key.Key_Space)
    keys(qtbot, "Early drafts help.")
    key(qtbot, Qt.Key.Key_Return)
    qtbot.wait_until(lambda: the_lines(open_journal) == {"Early drafts help.": True})
    with open_journal.read() as session:
        assert session.query(ShareableLine).count() == 1


# ------------------------------------------------------------------------------------------- the keyboard


@pytest.mark.parametrize("chapters", [1, 2])
def test_the_page_is_shown_with_the_keyboard_on_what_it_is_about(
    chapters: int, open_journal: OpenJournal, main_window: MainWindow, qtbot: QtBot
) -> None:
    """Not on the pencil or the box of chapters, which stand before it."""
    with open_journal.write(Changed.MANAGERS) as session:
        make.manager(session)
        if chapters == 2:
            managers.begin(session, "Grace", TODAY - timedelta(days=30))
    with qtbot.waitActive(main_window):
        main_window.show()
        main_window.activateWindow()
    main_window.show_page("today")
    main_window.show_page("manager")
    shown = main_window._pages["manager"]
    assert isinstance(shown, ManagerPage)
    assert agreement_tab(shown).line.isAncestorOf(focused())


def test_no_tab_shows_a_window_of_its_own(open_journal: OpenJournal, page: Open) -> None:
    with open_journal.write(Changed.AGREEMENT) as session:
        surprises.write(session, TODAY, "Ordered the bench", manager_id=make.manager(session).id)
    seen = WindowsShown()
    QApplication.instance().installEventFilter(seen)  # pyright: ignore[reportOptionalMemberAccess]
    try:
        shown = page()
        for name in shown.tabs:
            shown.show_tab(name)
            shown.setFocus()
    finally:
        QApplication.instance().removeEventFilter(seen)  # pyright: ignore[reportOptionalMemberAccess]
    assert seen.kinds == ["ManagerPage"]


class WindowsShown(QObject):
    """Which widgets were shown as windows."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.kinds.append(type(watched).__name__)
        return False


def test_a_letter_typed_into_the_box_of_topics_chooses_a_topic_and_does_nothing_else(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    statement_id = state(open_journal, "Likes drafts")
    tab = agreement_tab(page())

    def known() -> tuple[str, date | None]:
        with open_journal.read() as session:
            found = records.get(session, Statement, statement_id)
            return found.basis, found.discussed_on

    tab.line.topic.setFocus()
    for letter in "td":
        qtbot.keyClick(tab.line.topic, letter)
    assert known() == ("assumed", None)
    assert tab.line.topic.currentIndex() > 0
    tab.table.setFocus()
    keys(qtbot, "td")
    assert known() == ("told", TODAY), "control: on the list they are keys"


@pytest.mark.parametrize("basis", ["assumed", "observed", "told"])
def test_what_i_only_think_is_no_beginning_of_a_line_that_they_read(
    basis: str, open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    """Two presses of Enter must not put it on paper; what was told was said between us already."""
    with open_journal.write(Changed.AGREEMENT) as session:
        whose = make.manager(session).id
        private = agreement.state(session, "manager", "working", "Panics", basis, TODAY, manager_id=whose).id
    discussed = paper(page())
    discussed.list.choose(private)
    key(qtbot, Qt.Key.Key_Space)
    key(qtbot, Qt.Key.Key_Return)
    qtbot.wait(30)
    assert the_lines(open_journal) == ({"Panics": True} if basis == "told" else {})

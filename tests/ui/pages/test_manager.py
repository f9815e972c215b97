"""My manager as a user meets it: by keys and clicks, on the real journal."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, SignalInstance
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.practices import agreement, authority, entries, experience, managers, one_on_ones, surprises
from journal.sharing import lines, receipts
from journal.store import records
from journal.store.tables import AgendaItem, Authority, Goal, Manager, OneOnOne, PlanCard, Request, Statement
from journal.store.vault import Vault
from journal.ui import dialogs, theme
from journal.ui.earlier_versions import VersionsDialog
from journal.ui.notifications import Toast
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.manager import ManagerPage
from journal.ui.pages.manager.agreement import AgreementTab
from journal.ui.pages.manager.authority import AuthorityTab
from journal.ui.pages.manager.chapters import ChaptersTab
from journal.ui.pages.manager.experience import ExperienceTab
from journal.ui.pages.manager.surprises import SurprisesTab
from tests import make

#: The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Open = Callable[..., ManagerPage]
TODAY = date.today()


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Open:
    """Opens the page as the window does: shown, told of changes, with the keyboard, on a tab."""

    def show(tab: str = "agreement", width: int = 1000) -> ManagerPage:
        made = ManagerPage(open_journal)
        open_journal.changed.connect(made.refresh)
        qtbot.addWidget(made)
        made.resize(width, 700)
        made.show_tab(tab)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.setFocus()
        return made

    return show


def agreement_tab(page: ManagerPage) -> AgreementTab:
    tab = page._tabs["agreement"]
    assert isinstance(tab, AgreementTab)
    return tab


def authority_tab(page: ManagerPage) -> AuthorityTab:
    tab = page._tabs["authority"]
    assert isinstance(tab, AuthorityTab)
    return tab


def state(
    journal: OpenJournal,
    text: str,
    basis: str = "assumed",
    days: int = 1,
    side: str = "manager",
    topic: str = "working",
) -> str:
    with journal.write(Changed.AGREEMENT) as session:
        whose = make.manager(session).id
        day = TODAY - timedelta(days=days)
        return agreement.state(session, side, topic, text, basis, day, manager_id=whose).id


def statements(journal: OpenJournal) -> dict[str, Statement]:
    with journal.read() as session:
        return {each.text: each for each in agreement.statements(session, managers.current(session).id)}


def titles(tab: AgreementTab | AuthorityTab) -> list[str]:
    return [cell.title for line in tab.model.lines() for cell in line.cells if cell and cell.title]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def keys(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(focused(), text)


def key(qtbot: QtBot, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focused(), which, modifier)


def ways(go: SignalInstance) -> list[tuple[str, str]]:
    """Where the page asks the window to go: a page and a record each."""
    wanted: list[tuple[str, str]] = []

    def follow(name: str, record_id: str) -> None:
        wanted.append((name, record_id))

    go.connect(follow)
    return wanted


def undo(qtbot: QtBot) -> None:
    key(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


# ------------------------------------------------------------------------------------------------ agreement


def test_one_line_adds_a_statement_with_its_topic_guessed_and_its_basis_by_one_key(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    tab = agreement_tab(page())
    keys(qtbot, "decides with data alone")
    key(qtbot, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert tab.line.field.reading.text() == "Ada · Decision style · observed · decides with data alone"
    key(qtbot, Qt.Key.Key_Return)
    made = statements(open_journal)["decides with data alone"]
    assert (made.side, made.topic, made.basis, made.said_on) == ("manager", "deciding", "observed", TODAY)
    assert tab.line.field.field.text() == ""
    keys(qtbot, "me: I like to be asked first")
    key(qtbot, Qt.Key.Key_Return)
    assert statements(open_journal)["I like to be asked first"].side == "me"
    tab.table.setFocus()  # in the line the key would bring the typed words back
    undo(qtbot)
    assert "I like to be asked first" not in statements(open_journal)


def test_both_sides_stand_side_by_side_under_their_topic(open_journal: OpenJournal, page: Open) -> None:
    state(open_journal, "Mine", side="me")
    state(open_journal, "Theirs")
    tab = agreement_tab(page())
    heading, line = tab.model.lines()
    assert heading.heading == "Ways of working"
    assert [cell.title if cell else "" for cell in line.cells] == ["Mine", "Theirs"]


def test_q_asks_what_is_assumed_in_the_next_one_on_one_and_says_so(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    state(open_journal, "Likes rough drafts")
    with open_journal.write(Changed.MEETINGS) as session:
        meeting = make.meeting(session, TODAY + timedelta(days=3), state="planned").id
    tab = agreement_tab(page())
    keys(qtbot, "q")
    with open_journal.read() as session:
        (item,) = session.scalars(select(AgendaItem))
    assert item.one_on_one_id == meeting
    assert "Likes rough drafts" in item.text
    assert item.source_kind == "statement"
    assert "to be asked" in tab.model.lines()[1].cells[1].second  # type: ignore[union-attr]
    wanted = ways(tab._chapter.go)
    keys(qtbot, "q")
    assert wanted == [("one_on_ones", meeting)], "asked once, the key leads there"
    undo(qtbot)
    with open_journal.read() as session:
        assert one_on_ones.agenda(session, records.get(session, OneOnOne, meeting)).own == []


def test_a_click_on_the_sign_counts_once_more_and_renews_the_day(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    state(open_journal, "Reads on trains", "observed", days=300)
    tab = agreement_tab(page())
    index = tab.model.index(1, 1)
    assert tab.model.cell_at(index).tone == "muted", "300 days after it was seen it is stale"  # type: ignore[union-attr]
    place = tab.table.cells.icon_rect(tab.table.visualRect(index)).center()
    qtbot.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    seen = statements(open_journal)["Reads on trains"]
    assert (seen.times, seen.said_on) == (2, TODAY)
    assert tab.model.cell_at(index).tone == ""  # type: ignore[union-attr]
    undo(qtbot)
    assert statements(open_journal)["Reads on trains"].times == 1


def test_t_says_told_d_discussed_and_both_can_be_taken_back(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    state(open_journal, "Likes rough drafts", days=200)
    page()
    keys(qtbot, "t")
    keys(qtbot, "d")
    found = statements(open_journal)["Likes rough drafts"]
    assert (found.basis, found.said_on, found.discussed_on) == ("told", TODAY, TODAY)
    keys(qtbot, "d")
    assert statements(open_journal)["Likes rough drafts"].discussed_on is None
    undo(qtbot)
    undo(qtbot)
    undo(qtbot)
    assert statements(open_journal)["Likes rough drafts"].basis == "assumed"


def test_the_filters_leave_what_is_assumed_stale_and_not_discussed(open_journal: OpenJournal, page: Open) -> None:
    state(open_journal, "Fresh", "assumed")
    state(open_journal, "Stale", "assumed", days=100)
    state(open_journal, "Told", "told")
    tab = agreement_tab(page())
    tab.filters.set_values(["assumed"])
    tab.filters.changed.emit([])
    assert set(titles(tab)) == {"Fresh", "Stale"}
    tab.filters.set_values(["assumed", "stale"])
    tab.filters.changed.emit([])
    assert titles(tab) == ["Stale"]
    assert tab.show_record(statements(open_journal)["Told"].id), "what one goes to is shown, whatever was hidden"
    assert len(titles(tab)) == 3


def test_words_are_changed_in_place_deleted_and_brought_back(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    state(open_journal, "Likes drafts")
    shown = page()
    key(qtbot, Qt.Key.Key_Return)
    assert isinstance(focused(), QLineEdit)
    keys(qtbot, "Likes rough drafts")
    key(qtbot, Qt.Key.Key_Return)
    qtbot.wait_until(lambda: set(statements(open_journal)) == {"Likes rough drafts"})
    shown.setFocus()
    key(qtbot, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    dialog = shown.findChild(VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    dialog.accept()
    assert set(statements(open_journal)) == {"Likes drafts"}
    shown.setFocus()
    key(qtbot, Qt.Key.Key_Delete)
    assert statements(open_journal) == {}
    toast = shown.findChild(Toast)
    assert isinstance(toast, Toast)
    assert "Likes drafts" in toast.text.text()
    undo(qtbot)
    assert set(statements(open_journal)) == {"Likes drafts"}


def test_while_another_program_writes_changed_words_wait_and_are_saved_after(
    open_journal: OpenJournal, vault: Vault, page: Open, qtbot: QtBot
) -> None:
    state(open_journal, "Likes drafts")
    shown = page()
    other = Vault.open_keyed(vault.path, vault.key)
    with other.write():
        key(qtbot, Qt.Key.Key_Return)
        keys(qtbot, "Likes rough drafts")
        assert not shown.flush()
    other.close()
    assert shown.flush()
    assert set(statements(open_journal)) == {"Likes rough drafts"}


def test_a_line_being_typed_is_there_again_after_a_lock(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    first = agreement_tab(page())
    keys(qtbot, "half a statement")
    first.line.basis.set_value("observed")
    assert first.flush()
    again = agreement_tab(page())
    assert again.line.field.field.text() == "half a statement"
    assert again.line.basis.value() == "observed"


def test_expectations_never_talked_of_put_their_questions_on_the_agenda(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    state(open_journal, "Likes drafts")
    tab = agreement_tab(page())
    assert tab.talk.isVisible()
    tab.talk.click()
    with open_journal.read() as session:
        asked = [item.text for item in session.scalars(select(AgendaItem).order_by(AgendaItem.position))]
    assert asked == [each.text for each in agreement.first_questions()]
    state(open_journal, "Results before rules", "told", topic="expectations")
    assert not tab.talk.isVisible()


def test_in_a_narrow_window_the_sides_stand_below_each_other_and_nothing_is_cut_off(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    state(open_journal, "Mine " * 20, side="me")
    state(open_journal, "Theirs " * 20)
    theme.theme().apply("light", 2.0)
    try:
        shown = page(width=630)
        tab = agreement_tab(shown)
        assert [line.heading for line in tab.model.lines() if line.heading] == [
            "Ways of working · Me",
            "Ways of working · Ada",
        ]
        parts = [
            part
            for part in shown.findChildren(QWidget)
            if part.isVisible() and part.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        assert parts
        assert all(part.mapTo(shown, QPoint(part.width(), 0)).x() <= 631 for part in parts)
    finally:
        theme.theme().apply("light", 1.0)


# ------------------------------------------------------------------------------------------- the page to discuss


def test_enter_approves_a_line_and_only_that_stands_on_the_page(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = state(open_journal, "Herons before noon")
    state(open_journal, "Weir after noon")
    tab = agreement_tab(page())
    keys(qtbot, "p")
    assert tab.paper is not None
    assert not tab.paper.show_it.isEnabled()
    paper = tab.paper
    paper.list.choose(private)
    key(qtbot, Qt.Key.Key_Space)
    keys(qtbot, "Early drafts help.")
    key(qtbot, Qt.Key.Key_Return)

    def approved() -> list[str]:
        with open_journal.read() as session:
            found = lines.of_paper(session, lines.AGREEMENT, managers.current(session).id)
        return [line.text for line in found if line.withdrawn_at is None]

    qtbot.wait_until(lambda: approved() == ["Early drafts help."])
    assert statements(open_journal)["Herons before noon"].text == "Herons before noon", "the note stays as it was"

    def choose(*_given: object) -> Path:
        return tmp_path / "page.pdf"

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    paper.show_page()
    qtbot.wait_until(paper.dialog.save.isEnabled, timeout=20_000)
    assert "Herons" not in paper.dialog.view.accessibleDescription() + paper.dialog.view.accessibleName()
    with qtbot.wait_signal(paper.dialog.handed_over, timeout=20_000):
        paper.dialog.save.click()
    assert (tmp_path / "page.pdf").exists()
    with open_journal.read() as session:
        (receipt,) = receipts.kept(session)
    assert [line["text"] for line in receipt.lines] == ["Early drafts help."]
    paper.dialog.reject()
    paper.list.choose(private)
    qtbot.keyClick(paper.list, Qt.Key.Key_Space)
    assert approved() == [], "a second tick takes it off"


def test_a_line_that_one_leaves_without_enter_is_a_draft(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    private = state(open_journal, "Herons before noon")
    tab = agreement_tab(page())
    tab.show_paper()
    assert tab.paper is not None
    tab.paper.list.choose(private)
    key(qtbot, Qt.Key.Key_Space)
    keys(qtbot, "Early drafts help.")
    assert tab.flush()
    with open_journal.read() as session:
        (line,) = lines.of_paper(session, lines.AGREEMENT, managers.current(session).id)
    assert line.text == "Early drafts help."
    assert line.withdrawn_at is not None, "nobody approved it"


# ------------------------------------------------------------------------------------------------ authority


def limits(journal: OpenJournal) -> dict[str, Authority]:
    with journal.read() as session:
        return {each.decision: each for each in authority.limits(session, managers.current(session).id)}


def test_a_degree_is_set_by_a_number_or_a_click_and_taken_back(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    tab = authority_tab(page("authority"))
    keys(qtbot, "Hire somebody: 3, tell her first")
    key(qtbot, Qt.Key.Key_Return)
    made = limits(open_journal)["Hire somebody"]
    assert (made.degree, made.condition, made.basis) == (3, "tell her first", "told")
    keys(qtbot, "5")
    assert limits(open_journal)["Hire somebody"].degree == 5
    undo(qtbot)
    assert limits(open_journal)["Hire somebody"].degree == 3
    place = tab.table.visualRect(tab.model.index(0, 1)).center()
    qtbot.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert limits(open_journal)["Hire somebody"].degree == 1
    keys(qtbot, "9")
    assert limits(open_journal)["Hire somebody"].degree == 1


def test_a_usual_decision_is_one_click_and_its_condition_is_written_in_place(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    tab = authority_tab(page("authority"))
    first = tab._usual_flow.itemAt(0)
    assert first is not None
    button = first.widget()
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert list(limits(open_journal)) == [authority.USUAL[0]]
    keys(qtbot, "c")
    keys(qtbot, "call first above 5,000")
    key(qtbot, Qt.Key.Key_Return)
    qtbot.wait_until(lambda: limits(open_journal)[authority.USUAL[0]].condition == "call first above 5,000")


# --------------------------------------------------------------------------------- surprises and experience


def test_a_surprise_ends_in_a_rule_made_in_its_place(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    shown = page("surprises")
    tab = shown._tabs["surprises"]
    assert isinstance(tab, SurprisesTab)
    keys(qtbot, "Ordered the bench")
    key(qtbot, Qt.Key.Key_Return)
    keys(qtbot, "a call above 5,000")
    key(qtbot, Qt.Key.Key_Return)
    with open_journal.read() as session:
        assert [each.what_happened for each in surprises.without_rule(session)] == ["Ordered the bench"]
    keys(qtbot, "r")
    assert tab.form.words.text() == "a call above 5,000"
    keys(qtbot, "Spend beyond the budget")
    assert shown.flush(), "what is typed is kept as it stands"
    key(qtbot, Qt.Key.Key_Return)
    with open_journal.read() as session:
        assert surprises.without_rule(session) == []
    assert limits(open_journal)["Spend beyond the budget"].degree == 4
    undo(qtbot)
    with open_journal.read() as session:
        assert len(surprises.without_rule(session)) == 1
    assert limits(open_journal) == {}


def test_a_rule_being_typed_is_there_again_after_a_lock(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    with open_journal.write(Changed.AGREEMENT) as session:
        surprises.write(session, TODAY, "Ordered the bench", manager_id=make.manager(session).id)
    first = page("surprises")
    keys(qtbot, "r")
    keys(qtbot, "Spend beyond")
    assert first.flush()
    tab = page("surprises")._tabs["surprises"]
    assert isinstance(tab, SurprisesTab)
    assert tab.form.words.text() == "Spend beyond"
    assert not tab.form.isHidden()


def test_one_key_makes_a_draft_request_of_an_experience_and_leads_there(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    with open_journal.write(Changed.AGREEMENT) as session:
        whose = make.manager(session).id
        made = experience.note(session, "Merged two teams", TODAY, manager_id=whose).id
    shown = page("experience")
    wanted = ways(shown.go)
    keys(qtbot, "q")
    with open_journal.read() as session:
        request = entries.details(session, wanted[0][1])
        assert isinstance(request, Request)
        assert (request.status, request.kind) == ("draft", "advice")
        assert "Merged two teams" in request.ask
    keys(qtbot, "q")
    assert wanted[1] == wanted[0], "the second time it leads to the same one"
    tab = shown._tabs["experience"]
    assert isinstance(tab, ExperienceTab)
    assert tab.show_record(made)
    undo(qtbot)
    with open_journal.read() as session:
        assert experience.of(session, whose)[0].asked_entry_id is None


# ------------------------------------------------------------------------------------------------- chapters


def chapters_tab(page: ManagerPage) -> ChaptersTab:
    tab = page._tabs["chapters"]
    assert isinstance(tab, ChaptersTab)
    return tab


def all_chapters(journal: OpenJournal) -> dict[str, Manager]:
    with journal.read() as session:
        return {each.name: each for each in managers.chapters(session)}


def test_the_next_chapter_is_begun_by_keys_and_what_is_about_me_goes_along(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    state(open_journal, "Ask before you tell", side="me", topic="coached")
    shown = page("chapters")
    keys(qtbot, "n")
    keys(qtbot, "Grace")
    key(qtbot, Qt.Key.Key_Return)
    found = all_chapters(open_journal)
    tomorrow = TODAY + timedelta(days=1)
    assert (found["Grace"].started_on, found["Ada"].ended_on) == (tomorrow, TODAY)
    assert shown.chapter.name == "Grace"
    with open_journal.read() as session:
        assert [each.text for each in agreement.statements(session, found["Grace"].id)] == ["Ask before you tell"]
    assert shown.head.picker.count() == 2
    undo(qtbot)
    assert set(all_chapters(open_journal)) == {"Ada"}
    assert all_chapters(open_journal)["Ada"].ended_on is None


def test_f_prepares_the_first_meeting_with_questions_and_a_plan(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    shown = page("chapters")
    wanted = ways(shown.go)
    keys(qtbot, "f")
    with open_journal.read() as session:
        meeting = records.get(session, OneOnOne, wanted[0][1])
        assert len(one_on_ones.agenda(session, meeting).own) == len(agreement.first_questions())
        assert session.scalar(select(PlanCard.issue).where(PlanCard.one_on_one_id == meeting.id))


def test_a_last_day_closes_a_chapter_and_taking_it_off_opens_it_again(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    tab = chapters_tab(page("chapters"))
    tab.last_day.set_day(TODAY)
    tab.last_day.changed.emit(TODAY)
    assert all_chapters(open_journal)["Ada"].ended_on == TODAY
    tab.last_day.changed.emit(None)
    assert all_chapters(open_journal)["Ada"].ended_on is None
    undo(qtbot)
    assert all_chapters(open_journal)["Ada"].ended_on == TODAY


def test_goals_are_shown_in_every_chapter_and_another_chapter_shows_its_own_agreement(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    state(open_journal, "Of Ada")
    with open_journal.write(Changed.MANAGERS) as session:
        ada = managers.current(session).id
        session.add(Goal(begun_on=TODAY, what="Speak up early", manager_id=ada))
        grace = managers.begin(session, "Grace", TODAY - timedelta(days=5)).id
        agreement.state(session, "manager", "working", "Of Grace", "told", TODAY, manager_id=grace)
    shown = page("chapters")
    goals = chapters_tab(shown).goals_model.lines()
    assert [line.cells[0].title for line in goals if line.cells[0]] == ["Speak up early"]
    shown.show_tab("agreement")
    assert titles(agreement_tab(shown)) == ["Of Grace"]
    assert shown.chapter.choose(ada)
    assert titles(agreement_tab(shown)) == ["Of Ada"]
    shown.show_tab("chapters")
    assert chapters_tab(shown).goals_model.lines() == goals


# --------------------------------------------------------------------------------------------- the whole page


def test_a_journal_that_is_only_looked_at_is_not_changed(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    state(open_journal, "Likes drafts")
    monkeypatch.setattr(type(open_journal), "is_read_only", property(lambda _self: True))
    before = statements(open_journal)["Likes drafts"].revision
    page()
    for letter in ("q", "t", "o", "d"):
        keys(qtbot, letter)
    key(qtbot, Qt.Key.Key_Delete)
    assert statements(open_journal)["Likes drafts"].revision == before


def test_a_search_hit_of_any_kind_is_shown_in_its_tab(open_journal: OpenJournal, page: Open) -> None:
    with open_journal.write(Changed.AGREEMENT) as session:
        whose = make.manager(session).id
        found = {
            "agreement": agreement.state(session, "me", "needs", "Quiet", "told", TODAY, manager_id=whose).id,
            "authority": authority.allow(session, "Hire", 3, "told", TODAY, manager_id=whose).id,
            "surprises": surprises.write(session, TODAY, "Bench", manager_id=whose).id,
            "experience": experience.note(session, "Merged", TODAY, manager_id=whose).id,
        }
    shown = page("chapters")
    for tab, record_id in found.items():
        shown.show_record(record_id)
        assert shown.tab_name == tab
        index: QModelIndex = shown._tabs[tab].table.currentIndex()  # type: ignore[attr-defined]
        assert shown._tabs[tab].model.cell_at(index).id == record_id  # type: ignore[attr-defined]

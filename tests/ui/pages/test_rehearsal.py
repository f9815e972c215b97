"""Rehearsing over the whole window: by keyboard, with a timer, and never in sight of who should not see it."""

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.practices import one_on_ones
from journal.store.tables import PlanCard
from journal.store.vault import Vault
from journal.ui import preferences
from journal.ui.acts import Acts
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.one_on_ones.rehearsal import TARGET, Rehearsal
from journal.ui.places import PLACES
from journal.ui.showing_paper import PaperDialog
from journal.ui.widgets.label import Label
from tests import make
from tests.conftest import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CANARY = "the heron at the weir knows"


@dataclass
class Stage:
    """A main window on One-on-ones, a meeting with two cards, and a clock that is moved by hand."""

    journal: OpenJournal
    window: MainWindow
    meeting_id: str
    now: list[float] = field(default_factory=lambda: [100.0])

    def begin(self) -> Rehearsal:
        page = self.window.page
        with self.journal.read() as session:
            cards = one_on_ones.cards(session, self.meeting_id)
        acts = Acts(self.journal, page)
        return Rehearsal(self.journal, acts, self.window, cards, frozenset(), now=self._tell)

    def _tell(self) -> float:
        return self.now[0]

    def passes(self, seconds: float) -> None:
        self.now[0] += seconds

    def cards(self) -> list[PlanCard]:
        with self.journal.read() as session:
            return one_on_ones.cards(session, self.meeting_id)


@pytest.fixture
def stage(open_journal: OpenJournal, qtbot: QtBot, said: list[str]) -> Generator[Stage]:
    """Cards with three things and one thing to say."""
    with open_journal.write(Changed.MEETINGS) as session:
        meeting = make.meeting(session, date.today(), state="planned")
        points = "You never answer. It paid back."
        one_on_ones.add_card(session, meeting.id, "The budget", opening=CANARY, key_points=points, outcome="A yes")
        one_on_ones.add_card(session, meeting.id, "The board", outcome="A slot in March")
    window = MainWindow(open_journal, {name: PLACES[name] for name in ("one_on_ones", "settings")})
    window.resize(1000, 700)
    window.show()
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow)
    yield Stage(open_journal, window, meeting.id)
    window.close()
    window.deleteLater()


def words(widget: QWidget) -> str:
    """Everything that can be read in it, once what has just come is on the screen."""
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def press(qtbot: QtBot, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whatever has the keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, with_)


def test_space_right_and_left_go_through_the_cards_one_thing_at_a_time(stage: Stage, qtbot: QtBot) -> None:
    shown = stage.begin()
    assert shown.geometry() == stage.window.rect()
    headings = [shown.slide.heading]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right):
        press(qtbot, key)
        headings.append(shown.slide.heading)
    assert headings == [
        "How I open",
        "Key points",
        "The outcome I want",
        "The outcome I want",
        "The outcome I want",
        "The outcome I want",
    ]
    assert shown.slide.issue == "The board"
    assert "Issue 2 of 2 · 4/4" in words(shown)
    assert shown.next.text() == "Done"


def test_what_may_be_heard_as_a_confrontation_is_shown_on_the_card_with_a_gentler_form(
    stage: Stage, qtbot: QtBot
) -> None:
    shown = stage.begin()
    assert "judges" not in words(shown)
    press(qtbot, Qt.Key.Key_Space)
    assert "“You never”" in words(shown)
    assert "judges" in words(shown)
    assert "For example" in words(shown)


def test_what_was_rehearsed_is_kept_with_the_seconds_of_each_card(stage: Stage, qtbot: QtBot, said: list[str]) -> None:
    shown = stage.begin()
    stage.passes(30)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_P)
    stage.passes(500)  # a pause counts nothing
    assert "Paused" in words(shown)
    press(qtbot, Qt.Key.Key_P)
    stage.passes(10)
    press(qtbot, Qt.Key.Key_Space)
    stage.passes(5)
    press(qtbot, Qt.Key.Key_Space)
    stage.passes(20)
    with qtbot.waitSignal(shown.ended):
        press(qtbot, Qt.Key.Key_Space)
    assert [(card.rehearsed_on, card.rehearsed_seconds) for card in stage.cards()] == [
        (date.today(), 45),
        (date.today(), 20),
    ]
    assert "Rehearsed in 1:05." in said


def test_a_card_that_was_left_in_the_middle_counts_as_not_rehearsed(stage: Stage, qtbot: QtBot) -> None:
    shown = stage.begin()
    stage.passes(30)
    press(qtbot, Qt.Key.Key_Space)
    with qtbot.waitSignal(shown.ended):
        press(qtbot, Qt.Key.Key_Escape)
    assert [card.rehearsed_on for card in stage.cards()] == [None, None]
    assert stage.window.page.isVisible()


def test_it_starts_again_from_zero(stage: Stage, qtbot: QtBot) -> None:
    shown = stage.begin()
    for _each in range(2):
        press(qtbot, Qt.Key.Key_Space)
    stage.passes(30)
    press(qtbot, Qt.Key.Key_R)
    assert shown.slide.heading == "How I open"
    assert shown.clock.text() == "0:00"
    press(qtbot, Qt.Key.Key_Escape)
    assert [card.rehearsed_on for card in stage.cards()] == [None, None]


def test_the_time_over_the_target_is_said_softly_and_the_target_is_remembered(stage: Stage, qtbot: QtBot) -> None:
    shown = stage.begin()
    press(qtbot, Qt.Key.Key_Minus)
    press(qtbot, Qt.Key.Key_Minus)
    assert preferences.current().number(TARGET, 0) == 3
    stage.passes(170)
    press(qtbot, Qt.Key.Key_Right)
    assert (shown.clock.property("role"), "over" in shown.target.text()) == ("heading", False)
    stage.passes(15)
    press(qtbot, Qt.Key.Key_Right)
    assert (shown.clock.text(), shown.clock.property("role")) == ("3:05", "accent")
    assert shown.target.text() == "0:05 over · of 3 minutes"
    press(qtbot, Qt.Key.Key_Plus)
    assert preferences.current().number(TARGET, 0) == 4


def test_a_card_can_be_taken_on_the_way_of_a_feedback_and_back(stage: Stage, qtbot: QtBot) -> None:
    shown = stage.begin()
    press(qtbot, Qt.Key.Key_F)
    assert (shown.slide.heading, shown.slide.cue[:15]) == ("Hear", "Let them finish")
    press(qtbot, Qt.Key.Key_F)
    assert shown.slide.heading == "How I open"


def test_no_key_reaches_the_page_that_lies_under_it(stage: Stage, qtbot: QtBot) -> None:
    shown = stage.begin()
    before = len(stage.cards())
    for key in (Qt.Key.Key_N, Qt.Key.Key_H, Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_Return):
        press(qtbot, key)
    press(qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert shown.hasFocus()
    with stage.journal.read() as session:
        assert len(one_on_ones.planned(session)) == 1
    assert len(stage.cards()) == before
    # control: without it the same key plans another meeting
    press(qtbot, Qt.Key.Key_Escape)
    stage.window.page.setFocus()
    press(qtbot, Qt.Key.Key_N)
    with stage.journal.read() as session:
        assert len(one_on_ones.planned(session)) == 2


def test_it_is_hidden_under_the_veil_and_comes_back_with_it(stage: Stage, qtbot: QtBot) -> None:
    shown = stage.begin()
    assert CANARY in words(stage.window)
    stage.window.veils.draw_for_now()
    assert CANARY not in words(stage.window)
    assert not shown.isVisible()
    stage.window.veils.lift()
    assert CANARY in words(stage.window)
    assert shown.hasFocus()


def test_the_keys_that_hide_and_lock_pass_through_it(stage: Stage) -> None:
    shown = stage.begin()
    for key, with_, passes in (
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, True),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, True),
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier, False),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, False),
    ):
        asked = QKeyEvent(QKeyEvent.Type.ShortcutOverride, key, with_)
        QApplication.sendEvent(shown, asked)
        assert asked.isAccepted() is not passes, key


def test_it_does_not_outlive_a_lock_and_what_was_rehearsed_is_kept(stage: Stage, qtbot: QtBot) -> None:
    shown = stage.begin()
    for _each in range(2):
        press(qtbot, Qt.Key.Key_Space)
    stage.passes(42)
    with qtbot.waitSignal(shown.destroyed):
        stage.window.lock()
    assert CANARY not in words(stage.window)
    again = Vault.open(stage.journal.path, PASSPHRASE, device="test")
    with again.read() as session:
        found = one_on_ones.cards(session, stage.meeting_id)
    again.close()
    assert [card.rehearsed_seconds for card in found] == [42, None]


def test_the_crib_is_shown_from_within_and_the_timer_waits(stage: Stage, qtbot: QtBot) -> None:
    shown = stage.begin()
    press(qtbot, Qt.Key.Key_C)
    (dialog,) = stage.window.findChildren(PaperDialog)
    qtbot.wait_until(dialog.save.isEnabled, timeout=20_000)
    assert "Paused" in words(shown)
    assert CANARY in dialog.view.accessibleDescription()
    dialog.reject()

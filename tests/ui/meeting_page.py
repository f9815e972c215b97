"""What the tests of the page One-on-ones share: a page with the keyboard, a hand that counts its keys, and a look into the file."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.practices import commitments, one_on_ones
from journal.store import records
from journal.store.tables import AgendaItem, Commitment, OneOnOne, PlanCard
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.one_on_ones import OneOnOnesPage
from tests import make

MEETINGS = Changed.MEETINGS
#: A slow hand: letters a second, and seconds for every other key, with the thought before it.
LETTERS, OTHER = 3.0, 1.5


def last_week() -> date:
    return date.today() - timedelta(days=7)


def next_week() -> date:
    return date.today() + timedelta(days=7)


def open_page(journal: OpenJournal, qtbot: QtBot) -> OneOnOnesPage:
    """The page as the window shows it: told of changes, with the keyboard in its list."""
    made = OneOnOnesPage(journal)
    journal.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1000, 760)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.list.setFocus()
    return made


def plan(journal: OpenJournal, day: date, state: str = "planned", **texts: object) -> str:
    """A meeting of a day, with notes, next topics or an hour."""
    with journal.write(MEETINGS) as session:
        made = make.meeting(session, day, state=state)
        one_on_ones.revise(session, made.id, **texts)
        return made.id


def stored(journal: OpenJournal, meeting_id: str) -> OneOnOne:
    """A meeting as it stands in the file."""
    with journal.read() as session:
        return records.get(session, OneOnOne, meeting_id)


def agenda(journal: OpenJournal, meeting_id: str) -> list[AgendaItem]:
    """Its topics as they stand in the file."""
    with journal.read() as session:
        return one_on_ones.agenda(session, records.get(session, OneOnOne, meeting_id)).own


def cards(journal: OpenJournal, meeting_id: str) -> list[PlanCard]:
    """Its plan cards as they stand in the file."""
    with journal.read() as session:
        return one_on_ones.cards(session, meeting_id)


def ledger(journal: OpenJournal) -> list[Commitment]:
    """All promises as they stand in the file."""
    with journal.read() as session:
        return commitments.ledger(session)


def focused() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@dataclass
class Hand:
    """Types where the keyboard is, and counts."""

    qtbot: QtBot
    letters: int = 0
    others: int = 0

    def type(self, text: str) -> None:
        """Letters."""
        self.letters += len(text)
        for letter in text:  # each where the keyboard is by then
            self.qtbot.keyClicks(focused(), letter)

    def press(self, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One other key."""
        self.others += 1
        self.qtbot.keyClick(focused(), which, modifier)

    def enter(self, text: str = "") -> None:
        """Letters, and Enter."""
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def command(self, which: Qt.Key) -> None:
        """A key with Ctrl."""
        self.press(which, Qt.KeyboardModifier.ControlModifier)

    def step(self, number: int) -> None:
        """Alt with the number of a step."""
        self.press((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)[number - 1], Qt.KeyboardModifier.AltModifier)

    @property
    def seconds(self) -> float:
        """How long a slow hand takes for what was typed."""
        return self.letters / LETTERS + self.others * OTHER

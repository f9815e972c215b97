"""What can be done with the statement that is chosen."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from journal.chapters import Asked
from journal.practices import agreement
from journal.store.tables import Statement
from journal.text import OWNERS, TOPICS, _
from journal.ui.models.agreement import asked_words
from journal.ui.pages.manager.foot import Foot
from journal.ui.widgets.button import Button, IconButton


class StatementFoot(Foot):
    """T told, O seen once more, A only assumed, Q asks, D discussed, E changes the words, Delete."""

    confirmed = Signal(str)
    asked = Signal()
    discussed = Signal()
    topic_chosen = Signal(str)
    edit = Signal()
    versions = Signal()
    trash = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until a statement is shown."""
        self.ask = Button(_("Ask in the next one-on-one"), "plain", "one-on-ones")
        self.told = Button(_("Told today"), "quiet")
        self.observed = Button("", "quiet")
        self.assumed = Button(_("Only assumed"), "quiet")
        self.talked = Button("", "quiet")
        self.topic = QComboBox()
        self.topic.setAccessibleName(_("What it is about"))
        self.correct = IconButton("edit", _("Change the words (E)"))
        self.history = IconButton("history", _("Earlier versions (Alt+H)"))
        self.delete = IconButton("trash", _("Delete (Del)"))
        self.buttons = (self.ask, self.told, self.observed, self.assumed, self.talked)
        icons = (self.correct, self.history, self.delete)
        super().__init__(*self.buttons, beside=(self.topic, *icons), parent=parent)
        for button, keys, slot in (
            (self.ask, "Q", self.asked),
            (self.told, "T", self._tell),
            (self.observed, "O", self._observe),
            (self.assumed, "A", self._assume),
            (self.talked, "D", self.discussed),
        ):
            button.clicked.connect(slot)
            button.setToolTip(f"({keys})")
        self.correct.clicked.connect(self.edit)
        self.history.clicked.connect(self.versions)
        self.delete.clicked.connect(self.trash)
        self.topic.activated.connect(self._choose_topic)

    @property
    def ways_to_change(self) -> tuple[QWidget, ...]:
        """The buttons that change the statement."""
        return (*self.buttons, self.topic, self.correct, self.delete)

    def show_statement(self, statement: Statement | None, asked: Asked | None, manager: str, today: date) -> None:
        """Show what can be done with a statement, or nothing."""
        self.setVisible(statement is not None)
        if statement is None:
            return
        side = manager if statement.side == "manager" else OWNERS["me"]
        answer = asked.answer if asked and asked.is_answered else ""
        parts = [side, TOPICS[statement.topic][1], asked_words(asked, today), answer]
        self.about.setText(" · ".join(part for part in parts if part))
        self.observed.setText(_("Seen once more") if statement.basis == "observed" else _("Seen today"))
        self.assumed.setVisible(statement.basis != "assumed")
        self.talked.setText(_("Not discussed yet") if statement.discussed_on else _("Discussed today"))
        waits = asked is not None and not asked.is_answered
        self.ask.setVisible(not waits)
        self._offer_topics(statement)

    def _offer_topics(self, statement: Statement) -> None:
        self.topic.clear()
        for topic, (_sides, words) in TOPICS.items():
            if statement.side in agreement.sides_of(topic):
                self.topic.addItem(words, topic)
        self.topic.setCurrentIndex(self.topic.findData(statement.topic))

    @Slot()
    def _tell(self) -> None:
        self.confirmed.emit("told")

    @Slot()
    def _observe(self) -> None:
        self.confirmed.emit("observed")

    @Slot()
    def _assume(self) -> None:
        self.confirmed.emit("assumed")

    @Slot(int)
    def _choose_topic(self, number: int) -> None:
        self.topic_chosen.emit(str(self.topic.itemData(number)))

"""What can be done with the statement that is chosen."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.chapters import Asked
from journal.practices import agreement
from journal.store.tables import Statement
from journal.text import OWNERS, TOPICS, _
from journal.ui.models.agreement import asked_words
from journal.ui.pages.manager.foot import KnownFoot
from journal.ui.widgets.choice_box import ChoiceBox


class StatementFoot(KnownFoot):
    """The keys of every foot, and another topic."""

    topic_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until a statement is shown."""
        self.topic = ChoiceBox()
        self.topic.setAccessibleName(_("What it is about"))
        self.topic.setMinimumContentsLength(14)
        super().__init__(self.topic, parent=parent)
        self.topic.activated.connect(self._choose_topic)

    @property
    def ways_to_change(self) -> tuple[QWidget, ...]:
        """What changes the statement."""
        return (*super().ways_to_change, self.topic)

    def show_statement(self, statement: Statement | None, asked: Asked | None, manager: str, today: date) -> None:
        """Show what can be done with a statement, or nothing."""
        self.setVisible(statement is not None)
        if statement is None:
            return
        side = manager if statement.side == "manager" else OWNERS["me"]
        answer = asked.answer if asked and asked.is_answered else ""
        parts = [side, TOPICS[statement.topic][1], asked_words(asked, today), answer]
        self.about.setText(" · ".join(part for part in parts if part))
        waits = asked is not None and not asked.is_answered
        self.show_known(statement.basis, is_discussed=statement.discussed_on is not None, waits=waits)
        self.topic.clear()
        for topic, (_sides, words) in TOPICS.items():
            if statement.side in agreement.sides_of(topic):
                self.topic.addItem(words, topic)
        self.topic.setCurrentIndex(self.topic.findData(statement.topic))

    @Slot(int)
    def _choose_topic(self, number: int) -> None:
        self.topic_chosen.emit(str(self.topic.itemData(number)))

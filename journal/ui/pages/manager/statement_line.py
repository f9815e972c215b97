"""The one line that adds a statement: whose it is, what it is about and how it is known stand below, as they were read."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.practices import agreement
from journal.text import BASES, OWNERS, TOPICS, _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.choice_box import ChoiceBox
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.reading_field import ReadingField

_BASIS_KEYS: Final = {"told": "Alt+T", "observed": "Alt+O", "assumed": "Alt+A"}


class StatementLine(QWidget):
    """Enter adds it. Alt+T, Alt+O and Alt+A say how it is known, Alt+M whose it is; the topic is guessed or chosen."""

    #: Side, topic, text, basis.
    entered = Signal(str, str, str, str)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Of the manager and assumed, until something else is said."""
        super().__init__(parent)
        self._manager = OWNERS["manager"]
        self._hint = _(
            "Such as: likes bad news at once. “Me:” puts it on your side (Alt+M); Alt+T told, Alt+O observed, Alt+A assumed."
        )
        self.field = ReadingField(_("New statement"), _("Add to the agreement (N)"), "", self._reading)
        self.field.entered.connect(self._enter)
        self.field.field.textChanged.connect(self.edited)
        self.side = SegmentedChoice(_("Whose"), [("manager", _("My manager")), ("me", _("Me"))])
        self.basis = SegmentedChoice(_("How I know"), list(BASES.items()), "told")
        self.topic = ChoiceBox()
        self.topic.setAccessibleName(_("What it is about"))
        self.add = Button(_("Add"), "plain", "plus")
        self.add.clicked.connect(self._press)
        for choice in (self.side, self.basis):
            choice.changed.connect(self._chosen)
        self.topic.activated.connect(self._chosen)
        for basis, keys in _BASIS_KEYS.items():
            key = QShortcut(QKeySequence(keys), self)
            key.setObjectName(basis)
            key.activated.connect(self._set_basis)
        QShortcut(QKeySequence("Alt+M"), self).activated.connect(self._turn_side)
        self._assemble()
        self._offer_topics()

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.field)
        choices = QWidget()
        flow = FlowLayout(choices, theme.space(1))
        for part in (self.side, self.basis, self.topic, self.add):
            flow.addWidget(part)
        column.addWidget(choices)
        self.setFocusProxy(self.field)

    # ------------------------------------------------------------------------------------------- public

    def set_manager(self, name: str) -> None:
        """Whose the other side is."""
        self._manager = name
        self.side.set_text("manager", name)
        self.field.set_hint(self._hint)

    def typed(self) -> dict[str, str]:
        """What stands here; nothing while the line is empty."""
        line = self.field.field.text()
        if not line.strip():
            return {}
        return {"line": line, "side": self.side.value(), "basis": self.basis.value(), "topic": self._chosen_topic()}

    def put(self, typed: dict[str, str]) -> None:
        """Show again what was typed."""
        if typed.get("side") in OWNERS:
            self.side.set_value(typed["side"])
        if typed.get("basis") in BASES:
            self.basis.set_value(typed["basis"])
        self._offer_topics()
        self.topic.setCurrentIndex(max(0, self.topic.findData(typed.get("topic", ""))))
        self.field.field.setText(typed.get("line", ""))

    def clear(self) -> None:
        """The line was taken; how things are known and whose they are stays for the next one."""
        self.topic.setCurrentIndex(0)
        self.field.clear()

    # ----------------------------------------------------------------------------------------- internal

    def _read(self, line: str) -> agreement.ReadLine:
        read = agreement.read_line(line, self.side.value(), self._manager)
        chosen = self._chosen_topic()
        topic = chosen if chosen and read.side in agreement.sides_of(chosen) else read.topic
        return agreement.ReadLine(read.side, topic or agreement.USUAL_TOPIC, read.text)

    def _reading(self, line: str) -> str:
        read = self._read(line)
        side = self._manager if read.side == "manager" else OWNERS["me"]
        return " · ".join((side, TOPICS[read.topic][1], BASES[self.basis.value()].lower(), read.text))

    def _chosen_topic(self) -> str:
        return str(self.topic.currentData() or "")

    def _offer_topics(self) -> None:
        """The topics of the side that is on, the chosen one kept where that has it."""
        chosen = self._chosen_topic()
        self.topic.clear()
        self.topic.addItem(_("Topic: by its words"), "")
        for topic, (sides, words) in TOPICS.items():
            if self.side.value() in sides:
                self.topic.addItem(words, topic)
        self.topic.setCurrentIndex(max(0, self.topic.findData(chosen)))

    @Slot()
    def _chosen(self) -> None:
        self._offer_topics()
        self.field.set_hint(self._hint)
        self.edited.emit()

    @Slot()
    def _set_basis(self) -> None:
        sender = self.sender()
        self.basis.set_value(sender.objectName() if sender else self.basis.value())
        self._chosen()

    @Slot()
    def _turn_side(self) -> None:
        self.side.set_value("me" if self.side.value() == "manager" else "manager")
        self._chosen()

    @Slot()
    def _press(self) -> None:
        self._enter(self.field.field.text())

    @Slot(str)
    def _enter(self, line: str) -> None:
        read = self._read(line)
        self.entered.emit(read.side, read.topic, read.text, self.basis.value())

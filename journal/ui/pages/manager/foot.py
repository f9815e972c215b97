"""What stands at the foot of the window: the record that is chosen, and what can be done with it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label, hairline


class Foot(QWidget):
    """A line about the record, then its buttons; hidden while nothing is chosen."""

    def __init__(self, *parts: QWidget, beside: tuple[QWidget, ...] = (), parent: QWidget | None = None) -> None:
        """Buttons from left to right, in more lines where they do not fit; `beside` stands at the right of the line."""
        super().__init__(parent)
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.about = Label("", "small", wrap=True)
        self.about.setContentsMargins(theme.space(1), 0, theme.space(1), 0)
        buttons = QWidget()
        flow = FlowLayout(buttons, theme.space(0.5))
        for part in parts:
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.space(2), theme.space(1), theme.space(2), theme.space(1))
        inner.setSpacing(theme.space(0.5))
        line = QHBoxLayout()
        line.setSpacing(theme.space(0.5))
        line.addWidget(self.about, 1)
        for part in beside:
            line.addWidget(part)
        inner.addLayout(line)
        inner.addWidget(buttons)
        column.addLayout(inner)
        self.hide()


class RecordFoot(Foot):
    """Of a record in a table: at the right E changes its words, Alt+H shows earlier versions, Delete."""

    edit = Signal()
    versions = Signal()
    trash = Signal()

    def __init__(self, *parts: QWidget, beside: tuple[QWidget, ...] = (), parent: QWidget | None = None) -> None:
        """Buttons from left to right; `beside` stands before the small buttons."""
        self.correct = IconButton("edit", _("Change the words (E)"))
        self.history = IconButton("history", _("Earlier versions (Alt+H)"))
        self.delete = IconButton("trash", _("Delete (Del)"))
        super().__init__(*parts, beside=(*beside, self.correct, self.history, self.delete), parent=parent)
        self.correct.clicked.connect(self.edit)
        self.history.clicked.connect(self.versions)
        self.delete.clicked.connect(self.trash)

    @property
    def ways_to_change(self) -> tuple[QWidget, ...]:
        """What changes the record."""
        return (self.correct, self.delete)


class KnownFoot(RecordFoot):
    """Of something that is told, observed or assumed. Q asks, T, O and A say how it is known, D discussed."""

    confirmed = Signal(str)
    asked = Signal()
    discussed = Signal()

    def __init__(self, *beside: QWidget, parent: QWidget | None = None) -> None:
        """`beside` stands before the small buttons."""
        self.ask = Button(_("Ask in the next one-on-one"), "plain", "one-on-ones")
        self.told = Button(_("Told today"), "quiet")
        self.observed = Button("", "quiet")
        self.assumed = Button(_("Only assumed"), "quiet")
        self.talked = Button("", "quiet")
        self.buttons = (self.ask, self.told, self.observed, self.assumed, self.talked)
        super().__init__(*self.buttons, beside=beside, parent=parent)
        for button, keys, slot in (
            (self.ask, "Q", self.asked),
            (self.told, "T", self._tell),
            (self.observed, "O", self._observe),
            (self.assumed, "A", self._assume),
            (self.talked, "D", self.discussed),
        ):
            button.clicked.connect(slot)
            button.setToolTip(keys)

    @property
    def ways_to_change(self) -> tuple[QWidget, ...]:
        """What changes the record."""
        return (*self.buttons, *super().ways_to_change)

    def show_known(self, basis: str, *, is_discussed: bool, waits: bool) -> None:
        """Name the buttons by how the record is known; `waits`: its question is on an agenda already."""
        self.observed.setText(_("Seen once more") if basis == "observed" else _("Seen today"))
        self.assumed.setVisible(basis != "assumed")
        self.talked.setText(_("Not discussed yet") if is_discussed else _("Discussed today"))
        self.ask.setText(_("Open that one-on-one") if waits else _("Ask in the next one-on-one"))

    @Slot()
    def _tell(self) -> None:
        self.confirmed.emit("told")

    @Slot()
    def _observe(self) -> None:
        self.confirmed.emit("observed")

    @Slot()
    def _assume(self) -> None:
        self.confirmed.emit("assumed")

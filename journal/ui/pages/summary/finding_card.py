"""One finding: where it stands, why it matters, a gentler wording, and what can be done with it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from journal.sharing.reading import KINDS, Finding
from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label
from journal.ui.widgets.marked_line import MarkedLine


class FindingCard(QFrame):
    """Takes the keyboard as a whole: Enter uses the offered wording, or goes to the line; L lets it stand; G goes there."""

    use_asked = Signal(object)
    stand_asked = Signal(object)
    line_asked = Signal(str)
    #: The keyboard is to go so many cards on.
    walked = Signal(int)

    def __init__(self, finding: Finding, text: str, parent: QWidget) -> None:
        """`text` is the line as it was read; empty for a finding about the whole summary."""
        super().__init__(parent)
        self.finding = finding
        self.setProperty("look", "question")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        kind = KINDS.get(finding.kind, finding.kind)
        self.use = Button(_("Use this wording"), parent=self)
        self.stand = Button(_("Let it stand"), "quiet" if finding.offer else "plain", parent=self)
        self.go = Button(_("Go to the line"), "quiet", parent=self)
        self.use.setVisible(bool(finding.offer))
        self.go.setVisible(bool(finding.line_id))
        self._assemble(kind, text)
        said = (kind, finding.words or text, finding.why, finding.offer)
        self.setAccessibleName(". ".join(part for part in said if part))
        self.setAccessibleDescription(_("Enter uses the wording, L lets it stand, G goes to the line"))
        self.use.clicked.connect(self._use)
        self.stand.clicked.connect(self._stand)
        self.go.clicked.connect(self._go)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a card, and the arrows to the next one."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                (self._use if self.finding.offer else self._go)()
            case Qt.Key.Key_L if not event.modifiers():
                self._stand()
            case Qt.Key.Key_G if not event.modifiers():
                self._go()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into view."""
        super().focusInEvent(event)
        around = self.parentWidget()
        while around and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around:
            around.ensureWidgetVisible(self, 0, theme.space(1))

    def _assemble(self, kind: str, text: str) -> None:
        finding = self.finding
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1), theme.space(1), theme.space(1), theme.space(1))
        column.setSpacing(theme.space(0.5))
        column.addWidget(Label(kind, "section", parent=self))
        if text:
            column.addWidget(MarkedLine(text, finding.start, finding.length, self))
        column.addWidget(Label(finding.why, "muted", wrap=True, parent=self))
        if finding.offer:
            offer = Label(_("Instead: “{words}”").format(words=finding.offer), wrap=True, parent=self)
            column.addWidget(offer)
        ways = FlowLayout(gap=theme.space(0.5))
        for button in (self.use, self.stand, self.go):
            ways.addWidget(button)
        column.addLayout(ways)

    @Slot()
    def _use(self) -> None:
        if self.finding.offer:
            self.use_asked.emit(self.finding)

    @Slot()
    def _stand(self) -> None:
        self.stand_asked.emit(self.finding)

    @Slot()
    def _go(self) -> None:
        if self.finding.line_id:
            self.line_asked.emit(self.finding.line_id)

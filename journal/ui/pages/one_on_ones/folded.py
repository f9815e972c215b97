"""The debrief of a meeting that has one: a line, unfolded by Enter or a click."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.models.meeting import MeetingView
from journal.ui.models.steps import debrief_line, debrief_words
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label


class FoldedDebrief(QWidget):
    """Says in a line how it went; unfolded, every answer; from there one can change them."""

    asked = Signal()

    def __init__(self) -> None:
        """Folded, until one wants more."""
        super().__init__()
        self._meeting_id = ""
        self.unfold = Button(_("Debrief"), "quiet", "chevron-right")
        self.unfold.clicked.connect(self._turn)
        self.line = Label("", "muted", wrap=True)
        self.words = Label("", "body", wrap=True)
        self.change = Button(_("Change"), "quiet", "edit")
        self.change.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(0.5), 0, theme.space(1.5), 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.line, self.words):
            part.setContentsMargins(theme.space(1), 0, 0, 0)
            column.addWidget(part)
        column.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(is_open=False)

    def show_meeting(self, view: MeetingView) -> None:
        """Show the debrief of a meeting; another one comes folded."""
        self.line.setText(debrief_line(view.meeting) or _("Nothing was answered."))
        self.words.setText("\n".join(debrief_words(view.meeting, view.manager)) or _("Nothing was answered."))
        if view.meeting.id != self._meeting_id:
            self._meeting_id = view.meeting.id
            self._show(is_open=False)

    @Slot()
    def _turn(self) -> None:
        self._show(is_open=self.words.isHidden())

    def _show(self, *, is_open: bool) -> None:
        self.unfold.set_icon("chevron-down" if is_open else "chevron-right")
        self.line.setVisible(not is_open)
        self.words.setVisible(is_open)
        self.change.setVisible(is_open)

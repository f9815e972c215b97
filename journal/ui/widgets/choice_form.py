"""A form that says what was found and offers several ways on, the best one first."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.text import _, n_
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label
from journal.ui.widgets.text_editor import TextEditor
from journal.ui.widgets.unlock_forms import UnlockForm

_WIDTH = 58


class ChoiceForm(UnlockForm):
    """`chosen` carries the name of a way."""

    height_hint = 76.0
    chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Without ways until `offer`."""
        super().__init__(title, "", parent, width=_WIDTH)
        self.buttons: dict[str, Button] = {}
        self._places: list[QWidget] = []
        self.complaint = Label("", "small-alert", wrap=True)
        self.lines = TextEditor(_("The list"), look="field", lines=2, parent=self)
        self.lines.setReadOnly(True)
        self.body.addWidget(self.lines)
        self.lines.hide()
        self._listed: list[str] = []
        self.copy = Button(_("Copy the whole list"), "quiet", parent=self)
        self.copy.clicked.connect(self._copy)
        self.body.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.copy.hide()
        self._ways = QVBoxLayout()
        self._ways.setSpacing(theme.space(2.5))
        self.body.addLayout(self._ways)
        self.body.addWidget(self.complaint)
        self.body.addStretch(1)
        self.complaint.hide()

    def say(self, words: str) -> None:
        """What is known, plainly."""
        self.subtitle.setText(words)
        self.subtitle.setVisible(bool(words))

    def list_lines(self, lines: list[str], shown: int = 0) -> None:
        """Show so many lines of a list that may be long; the whole of it can be copied."""
        self._listed = lines
        more = len(lines) - shown
        if more > 1:
            lines = [*lines[:shown], n_("and {n} more", "and {n} more", more).format(n=more)]
        self.lines.set_text("\n".join(lines))
        self.lines.setVisible(bool(lines))
        self.copy.setVisible(bool(lines))
        self.copy.setText(_("Copy the whole list"))

    def offer(self, name: str, button: str, words: str = "", *, quiet: bool = False) -> None:
        """One more way: what its button says, and what it does; the first one is the main one, a quiet one leads back."""
        place = QWidget(self._column)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        press = Button(button, "quiet" if quiet else "plain" if self.buttons else "primary", parent=place)
        press.clicked.connect(partial(self.chosen.emit, name))
        about = Label(words, "small", wrap=True, parent=place)
        column.addWidget(press)
        column.addWidget(about)
        about.setVisible(bool(words))
        self.buttons[name] = press
        self._places.append(place)
        self._ways.addWidget(place)
        place.show()  # at once: a layout shows what it is given only in the next turn
        self.first = self.first or press

    @Slot()
    def take_back(self) -> None:
        """Offer nothing any more."""
        self.busy(False)
        for place in self._places:
            place.hide()
            place.deleteLater()
        self._places, self.buttons, self.first = [], {}, None
        self.list_lines([])
        self.refuse("")

    @Slot()
    def _copy(self) -> None:
        """It is for the user to keep, so it is not taken back."""
        QGuiApplication.clipboard().setText("\n".join(self._listed))
        self.copy.setText(_("Copied"))

    def busy(self, on: bool) -> None:
        """While something is done nothing can be pressed."""
        self.hold(on)

    def refuse(self, sentence: str) -> None:
        """Say why it could not be done."""
        self.busy(False)
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))
        self.focus_first()

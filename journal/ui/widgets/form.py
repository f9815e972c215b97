"""A column of fields, each under its label, with room for a hint or a complaint below."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from journal.ui import icons, theme
from journal.ui.widgets.button import IconButton
from journal.ui.widgets.label import Label, restyle
from journal.ui.widgets.undo_key import is_idle_undo


class Field(QWidget):
    """One field with its label above; `complain` puts a sentence below it and reddens its edge."""

    def __init__(self, label: str, widget: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        """The label names the field for a screen reader as well."""
        super().__init__(parent)
        self.widget = widget
        self._hint_text = hint
        self.label = Label(label, "small")
        self.label.setBuddy(widget)
        if not widget.accessibleName():
            widget.setAccessibleName(label)
        self._hint = Label(hint, "small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(0.5))
        for part in (self.label, widget, self._hint):
            layout.addWidget(part)
        self._hint.setVisible(bool(hint))  # in its place: without a parent it would show as a window

    def set_hint(self, hint: str) -> None:
        """Another hint, or none; a complaint stays in its place until it is taken back."""
        if hint != self._hint_text:
            self._hint_text = hint
            if not self.widget.property("wrong"):
                self.complain("")

    def complain(self, sentence: str) -> None:
        """Say what is wrong, in place of the hint; an empty sentence takes it back."""
        self._hint.set_role("small-alert" if sentence else "small")
        self._hint.setText(sentence or self._hint_text)
        self._hint.setVisible(bool(sentence or self._hint_text))
        self.widget.setAccessibleDescription(sentence or self._hint_text)
        if bool(self.widget.property("wrong")) != bool(sentence):
            self.widget.setProperty("wrong", bool(sentence))
            restyle(self.widget)


class FormColumn(QWidget):
    """Fields one below the other, all of one width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty column."""
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space(2))
        self._layout.addStretch(1)  # an alignment instead would forget that pills in two lines are higher

    def add(self, label: str, widget: QWidget, hint: str = "") -> Field:
        """Add a field under its label."""
        field = Field(label, widget, hint)
        self._add(field)
        return field

    def add_widget(self, widget: QWidget) -> None:
        """Add something that needs no label, such as a heading or a row of buttons."""
        self._add(widget)

    def _add(self, widget: QWidget) -> None:
        self._layout.insertWidget(self._layout.count() - 1, widget)


class LineField(QLineEdit):
    """One line of plain text; private words stay out of the system's word lists."""

    def __init__(self, text: str = "", placeholder: str = "", name: str = "", parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says where no label stands above."""
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self._start: QLabel | None = None
        self._start_icon = ""
        self._end: IconButton | None = None

    def event(self, event: QEvent) -> bool:
        """Where there is nothing to undo in the line, the key belongs to the page."""
        if isinstance(event, QKeyEvent) and is_idle_undo(event, has_undo=self.isUndoAvailable()):
            return False
        return super().event(event)

    def set_start_icon(self, icon: str) -> None:
        """A sign before the text, of the text's own size."""
        self._start, self._start_icon = QLabel(self), icon
        theme.theme().changed.connect(self._place_ends)
        self._place_ends()

    def add_end_button(self, icon: str, name: str) -> IconButton:
        """A button at the field's end. Tab passes it by, so what it does must have a key as well."""
        self._end = IconButton(icon, name, parent=self)
        self._end.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place_ends()
        return self._end

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep sign and button at their ends."""
        super().resizeEvent(event)
        self._place_ends()

    @Slot()
    def _place_ends(self) -> None:
        side = icons.side()
        before = after = 0
        if self._start:
            self._start.setPixmap(icons.pixmap(self._start_icon, side))
            self._start.setGeometry(theme.space(1), (self.height() - side) // 2, side, side)
            before = side + theme.space(0.75)
        if self._end:
            room = min(self.height() - 6, side + 12)
            self._end.setGeometry(self.width() - room - 4, (self.height() - room) // 2, room, room)
            after = room
        self.setTextMargins(before, 0, after, 0)

"""Choosing one of many by a few of its letters: a line and a list that open under a button; Enter takes one."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.ui import theme
from journal.ui.widgets.form import LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.list_view import ListView

_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FindingPopup(QFrame):
    """`chosen` carries the id of the row that was taken; what the rows are is the caller's."""

    chosen = Signal(str)

    def __init__(self, prompt: str, name: str, model: QAbstractItemModel, parent: QWidget) -> None:
        """`prompt` stands in the empty line; `name` is what a screen reader calls the list. It takes the model over."""
        super().__init__(parent, Qt.WindowType.Popup)
        model.setParent(self)
        self.setProperty("ground", "popup")
        self.field = LineField(placeholder=prompt, name=prompt)
        self.hint = Label("", "small", wrap=True)
        self.list = ListView(name, lines=1, ground="raised")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(model)
        self.list.clicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.space(1),) * 4)
        layout.setSpacing(theme.space(1))
        for part in (self.field, self.hint, self.list):
            layout.addWidget(part)

    def show_below(self, button: QWidget, wide_em: float, high_em: float) -> None:
        """Show under a button, within the window, with the keyboard and an empty line."""
        self.field.clear()
        self.setFixedSize(min(theme.theme().em(wide_em), button.window().width()), theme.theme().em(high_em))
        self.move(self._place(button))
        self.show()
        self.field.setFocus()

    def say(self, hint: str) -> None:
        """A line above the list; none when there is nothing to say."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The field keeps the keyboard; what it does not need walks the list."""
        if event.key() in _WALKING:
            self.list.keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        else:
            super().keyPressEvent(event)

    def _place(self, button: QWidget) -> QPoint:
        """Below the button, or as far up and left as it takes to stay in the window."""
        window = button.window()
        corner = window.mapToGlobal(QPoint(window.width() - self.width(), window.height() - self.height()))
        place = button.mapToGlobal(QPoint(0, button.height() + 4))
        return QPoint(min(place.x(), corner.x()), min(place.y(), corner.y()))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.close()
            self.chosen.emit(str(index.data(RowRole.ID)))

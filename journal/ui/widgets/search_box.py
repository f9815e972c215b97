"""The field that searches everything, and its results under it. Who owns it fills the results."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.form import LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.list_view import ListView

_REST_MS: Final = 120
_MOST_ROWS: Final = 8


class SearchBox(LineField):
    """Type, Down, Enter. `searched` carries the words once one rests; `chosen` the row of the model that was opened.

    Answer `searched` by filling the model and calling `show_results()`, or `show_message()` when there are none.
    """

    searched = Signal(str)
    chosen = Signal(QModelIndex)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        """The placeholder names what is searched."""
        super().__init__(placeholder=placeholder, name=placeholder, parent=parent)
        self.setProperty("look", "search")
        self.set_start_icon("search")
        self._empty = self.add_end_button("close", _("Clear the search (Escape)"))
        self._empty.clicked.connect(self.clear)
        self._empty.hide()
        self._popup: _Results | None = None
        self._model: QAbstractItemModel | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._search)
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._text_changed)

    def set_model(self, model: QAbstractItemModel) -> None:
        """The rows to show, answering RowRole; it stays the caller's."""
        self._model = model

    def results(self) -> ListView | None:
        """The list under the field, once something was searched."""
        return self._popup.list if self._popup else None

    def show_results(self) -> None:
        """Open the list under the field, with its first row ready for Enter."""
        if not self._is_waiting():
            return
        popup = self._open_popup()
        popup.show_list()
        popup.list.choose_row(0)
        popup.fit_below(self)

    def show_message(self, text: str) -> None:
        """Say something under the field instead of a list, such as that nothing was found."""
        if not self._is_waiting():
            return
        popup = self._open_popup()
        popup.show_message(text)
        popup.fit_below(self)

    @Slot()
    def start(self) -> None:
        """Take the keyboard, with what stands there selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @Slot()
    def close_results(self) -> None:
        """Close the list; the words stay."""
        self._rest.stop()
        if self._popup:
            self._popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk the results, Enter opens one, Escape closes and then clears."""
        key = event.key()
        is_open = self._popup is not None and self._popup.isVisible()
        if key == Qt.Key.Key_Escape:
            if is_open:
                self.close_results()
            else:
                self.clear()
                self.clearFocus()
        elif self._popup is not None and is_open and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._popup.list.choose_row(self._popup.list.currentIndex().row() + step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_current()
        elif key == Qt.Key.Key_Down and self.text().strip():
            self._search()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list closes when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.close_results()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list stays under the field when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self._popup and self._popup.isVisible():
            self._popup.fit_below(self)
        return super().eventFilter(watched, event)

    @Slot()
    def _typed(self) -> None:
        if self.text().strip():
            self._rest.start()

    @Slot(str)
    def _text_changed(self, text: str) -> None:
        self._empty.setVisible(bool(text))
        if not text.strip():
            self.close_results()

    def _is_waiting(self) -> bool:
        """Whether results are still wanted: they come from a worker thread, and one may have gone elsewhere."""
        return bool(self.text().strip()) and self.window().focusWidget() is self

    @Slot()
    def _search(self) -> None:
        self._rest.stop()
        words = self.text().strip()
        if words:
            self.searched.emit(words)

    def _open_current(self) -> None:
        if self._rest.isActive():
            self._search()
            return
        if self._popup is None or not self._popup.isVisible():
            self._search()
            return
        self._open_row(self._popup.list.currentIndex())

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        if index.isValid():
            self.close_results()
            self.chosen.emit(index)

    def _open_popup(self) -> "_Results":
        if self._popup is None:
            self._popup = _Results(self.window())
            self._popup.list.opened.connect(self._open_row)
            self._popup.list.clicked.connect(self._open_row)
            self.window().installEventFilter(self)
        if self._model is not None and self._popup.list.model() is not self._model:
            self._popup.list.setModel(self._model)
        return self._popup


class _Results(QFrame):
    """The list or the message under the field; a child of the window, so that the field keeps the keyboard."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("ground", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = ListView(_("Search results"), lines=2, ground="raised")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._message = Label("", "muted", wrap=True)
        self._message.setContentsMargins(*(theme.space(1),) * 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.space(0.75),) * 4)
        layout.addWidget(self.list)
        layout.addWidget(self._message)

    def show_list(self) -> None:
        """Show the rows."""
        self._message.hide()
        self.list.show()

    def show_message(self, text: str) -> None:
        """Show a sentence."""
        self.list.hide()
        self._message.setText(text)
        self._message.show()

    def fit_below(self, field: QWidget) -> None:
        """Lie under the field, as wide as it, as high as the rows or up to eight of them."""
        place = field.mapTo(self._window, QPoint(0, field.height() + 4))
        edge = 2 * theme.space(0.75) + 2
        if self.list.isHidden():
            height = self._message.heightForWidth(field.width() - edge) + edge
        else:
            rows = self.list.model().rowCount() if self.list.model() else 0
            height = min(rows, _MOST_ROWS) * self.list.rows.height + edge + 4
        room = self._window.height() - place.y() - theme.space(1)
        self.setGeometry(place.x(), place.y(), field.width(), min(height, room))
        self.raise_()
        self.show()

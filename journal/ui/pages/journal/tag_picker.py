"""Choosing a tag: a few letters of it, Enter."""

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.errors import UpwardError
from journal.practices import entries
from journal.text import _, n_
from journal.ui import background, theme
from journal.ui.background import Progress
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.form import LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.list_view import ListView

_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class TagPicker(QFrame):
    """Opens under a button; `chosen` carries the tag. The tags are looked for when they are wanted, by a worker."""

    chosen = Signal(str)

    def __init__(self, journal: OpenJournal, parent: QWidget) -> None:
        """Without tags it says that there are none yet."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._journal = journal
        self._is_fresh = False
        self.setProperty("ground", "popup")
        self._tags: list[tuple[str, int]] = []
        self._model = RowsModel(self)
        self._field = LineField(placeholder=_("Find a tag"), name=_("Find a tag"))
        self._field.textChanged.connect(self._narrow)
        self._hint = Label("", "small", wrap=True)
        self._list = ListView(_("Tags"), lines=1, ground="raised")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setModel(self._model)
        self._list.clicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.space(1),) * 4)
        layout.setSpacing(theme.space(1))
        for part in (self._field, self._hint, self._list):
            layout.addWidget(part)

    def forget(self) -> None:
        """Entries have changed: look for the tags anew when they are wanted."""
        self._is_fresh = False

    def open_below(self, button: QWidget) -> None:
        """Show under a button, with the keyboard."""
        if not self._is_fresh:
            self._is_fresh = True
            self._say(_("Looking for the tags…"))
            background.run(partial(_read_tags, self._journal), self._show_tags, self._show_none)
        self._field.clear()
        self.setFixedSize(theme.theme().em(13), theme.theme().em(16))
        self.move(button.mapToGlobal(QPoint(0, button.height() + 4)))
        self.show()
        self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The field keeps the keyboard; what it does not need walks the list."""
        if event.key() in _WALKING:
            self._list.keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _show_tags(self, tags: list[tuple[str, int]]) -> None:
        self._tags = tags
        self._say(_("No tags yet. Type a word with an @ before it into an entry, such as @budget."))
        self._narrow()

    @Slot(object)
    def _show_none(self, fault: Exception) -> None:
        self._is_fresh = False
        if not isinstance(fault, UpwardError):
            raise fault
        self._say(str(fault))

    def _say(self, hint: str) -> None:
        self._hint.setText(hint)
        self._hint.setVisible(not self._tags)

    @Slot()
    def _narrow(self) -> None:
        wanted = self._field.text().strip().lower().lstrip("@")
        rows = [Row(name, name, trailing=_count(count)) for name, count in self._tags if wanted in name]
        self._model.set_rows(rows)
        self._list.choose_row(0)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.close()
            self.chosen.emit(str(index.data(RowRole.ID)))


def _read_tags(journal: OpenJournal, _progress: Progress) -> list[tuple[str, int]]:
    with journal.read_anywhere() as session:
        return entries.tags(session)


def _count(count: int) -> str:
    return n_("{count} entry", "{count} entries", count).format(count=count)

"""Choosing an entry that shows something: a few words of it, Enter."""

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.errors import UpwardError
from journal.practices.evidence import For
from journal.text import _
from journal.ui import background, theme
from journal.ui.background import Progress
from journal.ui.models import goals
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.form import LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.list_view import ListView

_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_REST_MS = 120


class EntryPicker(QFrame):
    """Opens under a button; `chosen` carries the UUID of an entry. They are looked for by a worker."""

    chosen = Signal(str)

    def __init__(self, journal: OpenJournal, parent: QWidget) -> None:
        """Empty until it is opened."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._journal = journal
        self._for: tuple[For, str] = ("goal_id", "")
        self._asked = 0
        self.setProperty("ground", "popup")
        self.model = RowsModel(self)
        self.field = LineField(placeholder=_("Find an entry by its words"), name=_("Find an entry by its words"))
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        self.field.textChanged.connect(self._rest.start)
        self.hint = Label("", "small", wrap=True)
        self.list = ListView(_("Entries"), lines=1, ground="raised")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(self.model)
        self.list.clicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.space(1),) * 4)
        layout.setSpacing(theme.space(1))
        for part in (self.field, self.hint, self.list):
            layout.addWidget(part)

    def open_below(self, button: QWidget, what: For, record_id: str) -> None:
        """Show under a button, with the keyboard; what is linked to this goal or criterion is not offered again."""
        self._for = (what, record_id)
        self.model.set_rows([])
        self.field.clear()
        self.setFixedSize(min(theme.theme().em(26), self.window().width()), theme.theme().em(18))
        self.move(self._place(button))
        self.show()
        self.field.setFocus()
        self._look()

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

    @Slot()
    def _look(self) -> None:
        self._asked += 1
        work = partial(_read, self._journal, self.field.text(), *self._for)
        background.run(work, partial(self._show, self._asked), self._failed)

    def _show(self, asked: int, rows: list[Row]) -> None:
        if asked != self._asked:
            return  # other words were typed meanwhile
        self.model.set_rows(rows)
        self.list.choose_row(0)
        self.hint.setText("" if rows else _("No other entry has these words."))
        self.hint.setVisible(not rows)

    @Slot(object)
    def _failed(self, fault: Exception) -> None:
        if not isinstance(fault, UpwardError):
            raise fault
        self.hint.setText(str(fault))
        self.hint.show()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.close()
            self.chosen.emit(str(index.data(RowRole.ID)))


def _read(journal: OpenJournal, words: str, what: For, record_id: str, _progress: Progress) -> list[Row]:
    with journal.read_anywhere() as session:
        return goals.entries_to_offer(session, words, what, record_id)

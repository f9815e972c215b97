"""Saying what an entry shows: a tick at each goal, or each criterion for a bigger role."""

from functools import partial
from typing import Final, cast

from PySide6.QtCore import QModelIndex, QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.practices import evidence
from journal.practices.evidence import For
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.models.goals import rows_to_tick
from journal.ui.models.rows import RowsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.label import Label
from journal.ui.widgets.list_view import ListView

_WHAT: Final = Changed.GROWTH


class EvidencePicker(QFrame):
    """Opens under a button. Space or Enter ticks, Escape leaves."""

    def __init__(self, journal: OpenJournal, acts: Acts, parent: QWidget) -> None:
        """Empty until it is opened."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._journal, self._acts, self._entry_id = journal, acts, ""
        self.setProperty("ground", "popup")
        self.model = RowsModel(self)
        self.list = ListView(_("What this entry shows"), ground="raised")
        self.list.setModel(self.model)
        self.list.icon_pressed.connect(self._turn)
        self.list.opened.connect(self._turn)
        self.hint = Label("", "small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.space(1),) * 4)
        layout.setSpacing(theme.space(1))
        for part in (Label(_("What this entry shows"), "strong"), self.hint, self.list):
            layout.addWidget(part)

    def open_below(self, button: QWidget, entry_id: str) -> None:
        """Show what this entry is evidence for, and could be."""
        self._entry_id = entry_id
        self._read()
        self.setFixedSize(theme.theme().em(24), theme.theme().em(18))
        right = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        left = button.window().mapToGlobal(QPoint(0, 0)).x()
        self.move(max(left, right.x()), right.y())
        self.show()
        self.list.setFocus()
        self.list.choose_row(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        with self._journal.read() as session:
            rows = rows_to_tick(session, self._entry_id)
        self.model.set_rows(rows)
        self.hint.setText(
            "" if rows else _("There is no goal yet. Write one down on the page Growth: what do you need to show?")
        )
        self.hint.setVisible(not rows)

    @Slot(QModelIndex)
    def _turn(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None:
            return
        what, _colon, record_id = row.id.partition(":")
        linking = partial(evidence.link, entry_id=self._entry_id, what=cast(For, what), record_id=record_id)
        unlinking = partial(evidence.unlink_from, entry_id=self._entry_id, what=cast(For, what), record_id=record_id)
        act, back = (unlinking, linking) if row.ticked else (linking, unlinking)
        self._acts.try_to(_WHAT, act, back)
        self._read()
        place = next((number for number, each in enumerate(self.model.rows()) if each.id == row.id), 0)
        self.list.choose_row(place)

"""The one-on-ones in the trash: looked at, restored, or deleted for good."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.practices import one_on_ones
from journal.store.tables import OneOnOne
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.models.meetings import trash_rows
from journal.ui.models.promise_words import day_text
from journal.ui.models.rows import RowsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.section import PageHeading
from journal.ui.widgets.split_view import SplitView

_WHAT = Changed.MEETINGS


class MeetingTrash(QWidget):
    """What was deleted in the last 30 days. Enter or O restores the chosen one, Delete asks and deletes it for good."""

    #: Back to the one-on-ones; with the id of the one that was restored, or nothing.
    left = Signal(str)

    def __init__(self, journal: OpenJournal, acts: Acts, parent: QWidget | None = None) -> None:
        """Empty until it is refreshed."""
        super().__init__(parent)
        self._journal, self._acts = journal, acts
        self._found: dict[str, OneOnOne] = {}
        self.model = RowsModel(self)
        self.list = ListView(_("Deleted one-on-ones"))
        self.list.setModel(self.model)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self.restore_chosen)
        self.list.delete_pressed.connect(self.delete_chosen)
        self.back = Button(_("Back to the one-on-ones"), "quiet", "arrow-right")
        self.back.clicked.connect(self._leave)
        self._build_detail()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(SplitView("one_on_ones", self._left_side(), self._detail, sizes=(2, 5)))
        self.setFocusProxy(self.list)

    def refresh(self) -> bool:
        """Read the trash again; whether anything is in it."""
        with self._journal.read() as session:
            found = one_on_ones.trashed(session)
        self._found = {each.id: each for each in found}
        place = max(0, self.list.currentIndex().row())
        self.model.set_rows(trash_rows(found))
        self.list.choose_row(min(place, len(found) - 1))
        self._show()
        return bool(found)

    # ------------------------------------------------------------------------------------------ building

    def _left_side(self) -> QWidget:
        left = QWidget()
        heading = PageHeading(_("Trash"))
        heading.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, theme.space(1.5), theme.space(0.5))
        foot.addStretch(1)
        foot.addWidget(self.back)
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.space(1.5), theme.space(2.5), 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        column.addWidget(hairline())
        column.addLayout(foot)
        return left

    def _build_detail(self) -> None:
        self._detail = QWidget()
        self._day = Label("", "title", wrap=True)
        self._notes = Label("", "body", wrap=True)
        self.restore = Button(_("Restore"), "primary", "undo")
        self.restore.setToolTip(_("Restore it with its agenda and notes (Enter)"))
        self.restore.clicked.connect(self.restore_chosen)
        self.for_good = Button(_("Delete for good"), "danger")
        self.for_good.clicked.connect(self.delete_chosen)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space(1))
        buttons.addWidget(self.restore)
        buttons.addWidget(self.for_good)
        buttons.addStretch(1)
        column = QVBoxLayout(self._detail)
        column.setContentsMargins(theme.space(3), theme.space(2.5), theme.space(3), theme.space(3))
        column.setSpacing(theme.space(1.5))
        column.addWidget(self._day)
        column.addWidget(Label(_("In the trash; what you delete stays here for 30 days."), "muted", wrap=True))
        column.addLayout(buttons)
        column.addWidget(self._notes)
        column.addStretch(1)

    # ------------------------------------------------------------------------------------------- actions

    def _chosen(self) -> OneOnOne | None:
        row = self.model.row_at(self.list.currentIndex())
        return self._found.get(row.id) if row else None

    @Slot()
    def _show(self) -> None:
        meeting = self._chosen()
        self._detail.setEnabled(meeting is not None)
        self._day.setText(_title(meeting) if meeting else _("The trash is empty."))
        self._notes.setText(meeting.notes if meeting else "")

    @Slot()
    def restore_chosen(self) -> None:
        """Take it out of the trash and show it."""
        meeting = self._chosen()
        if meeting is None:
            return
        act = partial(one_on_ones.take_back, one_on_one_id=meeting.id)
        back = partial(one_on_ones.move_to_trash, one_on_one_id=meeting.id)
        if self._acts.try_to(_WHAT, act, back, _("Restored: {what}").format(what=_title(meeting))):
            self.left.emit(meeting.id)

    @Slot()
    def delete_chosen(self) -> None:
        """Ask, then delete it for good."""
        meeting = self._chosen()
        if meeting:
            question = _("Delete this one-on-one for good?")
            words = _("Its agenda and notes go from the journal, and nobody can bring them back.")
            self._acts.delete_for_good(_WHAT, OneOnOne, meeting.id, question, words)

    @Slot()
    def _leave(self) -> None:
        self.left.emit("")


def _title(meeting: OneOnOne) -> str:
    return _("One-on-one of {day}").format(day=day_text(meeting.day, date.today()))

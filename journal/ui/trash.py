"""The trash in one place: what was deleted, of whatever kind, until when it can be restored, and the way to empty it."""

from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from journal import trash
from journal.errors import JournalBusy, UpwardError
from journal.store import shelf
from journal.text import RECORDS, _, n_
from journal.trash import Trashed
from journal.ui import background, dialogs, notifications, theme
from journal.ui.acts import Acts
from journal.ui.dialogs import Dialog
from journal.ui.long_job import LongJob
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import ANYTHING, OpenJournal
from journal.ui.widgets.button import Button
from journal.ui.widgets.dates import near_day
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.list_view import ListView


def show_trash(journal: OpenJournal, page: QWidget) -> None:
    """Open the trash over the window of a page."""
    TrashDialog(journal, page).open()


class TrashDialog(Dialog):
    """Enter restores the chosen one, Delete asks and deletes it for good, Ctrl+Z takes a restoring back."""

    def __init__(self, journal: OpenJournal, parent: QWidget) -> None:
        """Reads the trash at once, and again whenever anything changes."""
        super().__init__(
            parent,
            _("Trash"),
            _("What you delete stays here for 30 days. Then it goes for good, with its earlier versions."),
            action=_("Restore"),
        )
        self._journal = journal
        self._acts = Acts(journal, self)
        self._found: list[Trashed] = []
        self.cancel.setText(_("Close"))
        self.model = RowsModel(self)
        self.list = ListView(_("Deleted"), sections=True)
        self.list.setModel(self.model)
        self.list.opened.connect(self.accept)
        self.list.delete_pressed.connect(self._delete_chosen)
        self.for_good = Button(_("Delete for good"), "danger")
        self.for_good.clicked.connect(self._delete_chosen)
        self.empty_all = Button(_("Empty the trash…"), "danger")
        self.empty_all.clicked.connect(self._ask_to_empty)
        self._assemble(parent.window().size())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        journal.changed.connect(self.refresh)
        journal.closing.connect(self.reject)
        self.list.setFocus()
        self.refresh()

    def _assemble(self, room: QSize) -> None:
        self._layers = QStackedLayout()
        self.content.addLayout(self._layers, 1)
        self._layers.addWidget(self.list)
        self._layers.addWidget(EmptyState("trash", _("The trash is empty.")))
        more = QWidget()
        flow = FlowLayout(more, theme.space(1))
        for button in (self.for_good, self.empty_all):
            flow.addWidget(button)
        self.content.addWidget(more)
        em = theme.theme().em
        self.resize(QSize(em(36), em(30)).boundedTo(room - QSize(theme.space(6), theme.space(6))))

    # ------------------------------------------------------------------------------------------- showing

    @Slot()
    def refresh(self) -> None:
        """Read the trash again; what is on stays on, or what takes its place."""
        try:
            with self._journal.read() as session:
                self._found = trash.trashed(session)
        except JournalBusy:
            return  # it shows what it has
        row = max(0, self.list.currentIndex().row())
        self.model.set_rows(_rows(self._found, date.today()))
        self.list.choose_row(min(row, len(self._found) - 1))
        self._layers.setCurrentIndex(0 if self._found else 1)
        for button in (self.action, self.for_good, self.empty_all):
            button.setEnabled(bool(self._found) and not self._journal.is_read_only)
        if not self._found:
            self.cancel.setFocus()

    def _chosen(self) -> Trashed | None:
        row = self.list.currentIndex().row()
        return self._found[row] if 0 <= row < len(self._found) else None

    # ------------------------------------------------------------------------------------------- acting

    @Slot()
    def accept(self) -> None:
        """Restore the chosen one; the trash stays open."""
        chosen = self._chosen()
        if chosen is None:
            return
        out = self._acts.attempt(ANYTHING, partial(trash.restore, kind=chosen.kind, record_id=chosen.id))
        if out:
            self._acts.remember(
                ANYTHING, partial(trash.throw, thrown=out), _("Restored: {what}").format(what=chosen.words)
            )

    @Slot()
    def _delete_chosen(self) -> None:
        chosen = self._chosen()
        if chosen:
            question = _("Delete this for good? {kind}").format(kind=RECORDS[chosen.kind.__tablename__])
            words = _("It goes from the journal with its earlier versions, and nobody can bring it back.")
            self._acts.delete_for_good(ANYTHING, chosen.kind, chosen.id, question, words)

    @Slot()
    def _ask_to_empty(self) -> None:
        number = len(self._found)
        question = n_("Delete {n} record for good?", "Delete {n} records for good?", number).format(n=number)
        words = _(
            "All that is in the trash goes from the journal with its earlier versions. A backup is made first; it keeps "
            "what was deleted until it is replaced by newer ones."
        )
        if dialogs.confirm(self, question, words, _("Empty the trash"), danger=True):
            job = LongJob(self, _("Emptying the trash"), partial(_empty, self._journal))
            job.finished.connect(self._emptied)
            job.failed.connect(self._not_emptied)
            job.start()

    @Slot(object)
    def _emptied(self, number: int) -> None:
        if self._journal.is_open:
            self._journal.announce(ANYTHING)
            said = n_("{n} record is gone for good.", "{n} records are gone for good.", number)
            notifications.say(self, said.format(n=number))

    @Slot(object)
    def _not_emptied(self, fault: Exception) -> None:
        if isinstance(fault, background.Cancelled):
            return
        if not isinstance(fault, UpwardError):
            raise fault
        self._acts.say(fault)


def _empty(journal: OpenJournal, _progress: background.Progress) -> int:
    """Runs on a worker thread: a backup that can be opened, then everything in one transaction."""
    shelf.make(journal.vault, "deletion")
    with journal.write_anywhere() as session:
        return trash.empty(session)


def _rows(found: list[Trashed], today: date) -> list[Row]:
    """A row a record, under the heading of its kind."""
    rows: list[Row] = []
    kind: object = None
    for each in found:
        thrown = _("deleted {day}").format(day=near_day(each.thrown_on, today))
        goes = _("goes for good {day}").format(day=near_day(each.goes_on, today))
        heading = RECORDS[each.kind.__tablename__] if each.kind is not kind else ""
        rows.append(Row(each.id, each.words, f"{thrown} · {goes}", section=heading))
        kind = each.kind
    return rows

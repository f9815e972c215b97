"""Earlier versions of any record: when each was written and where, what is different by now, and the way back to it."""

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal import versions
from journal.errors import RecordGone, UpwardError
from journal.store.tables import Record
from journal.text import RECORDS, _
from journal.ui import notifications, theme
from journal.ui.acts import Acts
from journal.ui.dialogs import Dialog
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.dates import near_day, short_time
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.version_text import FieldChange, VersionText
from journal.versions import Version


class EarlierVersions(QObject):
    """Shows the earlier versions of one of a page's records, and makes one of them the present one."""

    #: The id of the record of which an earlier version is back.
    brought_back = Signal(str)

    def __init__(self, journal: OpenJournal, page: QWidget, acts: Acts) -> None:
        """The dialog stands over `page`; `acts` are the page's own, with their Ctrl+Z."""
        super().__init__(page)
        self._page, self._journal, self._acts = page, journal, acts
        self._record: tuple[type[Record], str, Changed] | None = None

    def show(self, kind: type[Record], record_id: str, what: Changed) -> None:
        """Open the list of versions, or say that there is none yet; what is typed must have been saved."""
        name = RECORDS[kind.__tablename__]
        try:
            found = self._read(kind, record_id) if record_id else None
        except RecordGone:
            found = None
        except UpwardError as fault:
            notifications.say(self._page, str(fault))
            return
        if found is None or not found[1]:
            said = _("This has no earlier versions yet.")
            notifications.say(self._page, said)
            return
        self._record = (kind, record_id, what)
        dialog = VersionsDialog(self._journal, name, *found, self._page)
        dialog.wanted.connect(self._bring_back)
        dialog.open()

    def _read(self, kind: type[Record], record_id: str) -> tuple[Version, list[Version]]:
        with self._journal.read() as session:
            return versions.timeline(session, kind, record_id)

    @Slot(object)
    def _bring_back(self, version: Version) -> None:
        if self._record is None:
            return
        kind, record_id, what = self._record
        back = partial(versions.bring_back, kind=kind, record_id=record_id, version=version)
        before = self._acts.attempt(what, back)
        if before:
            undo = partial(versions.put_back, before=before)
            self._acts.remember_way(partial(self._undo, what, undo, record_id), _("The earlier version is back."))
            self.brought_back.emit(record_id)

    def _undo(self, what: Changed, undo: "partial[None]", record_id: str) -> None:
        self._acts.do(what, undo)
        self.brought_back.emit(record_id)


class VersionsDialog(Dialog):
    """The moments at the left, what is different in one of them at the right. `wanted` carries the one to bring back."""

    wanted = Signal(object)

    def __init__(
        self, journal: OpenJournal, name: str, present: Version, earlier: list[Version], parent: QWidget
    ) -> None:
        """Shows the newest of them, compared with the present one."""
        super().__init__(parent, _("Earlier versions · {name}").format(name=name), action=_("Bring back"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._versions, self._present = earlier, present
        self.cancel.setText(_("Close"))
        self.action.setEnabled(not journal.is_read_only)
        self.model = RowsModel(self)
        self.list = ListView(_("Earlier versions"), lines=2)
        self.list.setModel(self.model)
        self.text = VersionText()
        self.legend = Label("", "small", wrap=True)
        self._assemble(parent.window().size())
        self.list.chosen.connect(self._show_version)
        self.list.opened.connect(self.accept)
        journal.closing.connect(self.reject)
        here, today = journal.vault.device, date.today()
        self.model.set_rows([self._row(number, each, here, today) for number, each in enumerate(earlier)])
        self.list.choose_row(0)
        self.list.setFocus()

    def _assemble(self, room: QSize) -> None:
        panes = QHBoxLayout()
        panes.setSpacing(0)
        panes.addWidget(self.list, 2)
        panes.addWidget(hairline("down"))
        panes.addWidget(self.text, 5)
        self.list.setMinimumWidth(theme.theme().em(9))
        self.content.addLayout(panes, 1)
        self.content.addWidget(self.legend)
        em = theme.theme().em
        self.resize(QSize(em(46), em(28)).boundedTo(room - QSize(theme.space(6), theme.space(6))))

    @Slot()
    def accept(self) -> None:
        """Bring back the version that is on."""
        if not self.action.isEnabled():
            return
        chosen = self._versions[max(0, self.list.currentIndex().row())]
        super().accept()
        self.wanted.emit(chosen)

    @Slot(QModelIndex)
    def _show_version(self, index: QModelIndex) -> None:
        if index.isValid():
            found = versions.changes(self._versions[index.row()], self._present)
            self.legend.setText(self.text.show_changes([FieldChange(*each) for each in found]))

    def _row(self, number: int, version: Version, here: str, today: date) -> Row:
        """When the version was written, by the user's clock, on which computer, and what is different in it."""
        at = datetime.fromisoformat(version.at).astimezone()
        title = _("{day}, {time}").format(day=near_day(at.date(), today), time=short_time(at.time()))
        where = _("this computer") if version.device in ("", here) else _("another computer")
        labels = ", ".join(each.label for each in versions.changes(version, self._present))
        return Row(f"{number}", title[:1].upper() + title[1:], f"{where} · {labels}")

"""The current manager's chapter: name and first day."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from journal.errors import UpwardError
from journal.practices import managers
from journal.store.tables import Manager
from journal.text import _
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.settings.section import Section
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.form import FormColumn, LineField


class ChapterSection(Section):
    """Saved when a field is left."""

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Empty until `refresh`."""
        super().__init__(_("My manager"), parent=parent)
        self._journal = journal
        self._manager: Manager | None = None
        self.name = LineField(name=_("Name of my manager"))
        self.since = DateField(_("My manager since"))
        self.name.editingFinished.connect(self._save)
        self.since.changed.connect(self._save)
        form = FormColumn()
        self.name_field = form.add(_("Name"), self.name)
        since = form.add(_("Since"), self.since, _("The day on which this person became your manager, if you know it."))
        self.since.complained.connect(since.complain)
        self.column.addWidget(form)

    def refresh(self) -> None:
        """Read the current chapter again; what is being typed stays."""
        with self._journal.read() as session:
            found = managers.chapters(session)
        running = [each for each in found if each.ended_on is None]
        self._manager = next(iter(running or found), None)
        if self._manager and not self.name.isModified():
            self.name.setText(self._manager.name)
        if self._manager and not self.since.isModified():
            self.since.set_day(self._manager.started_on)

    def flush(self) -> bool:
        """Save the name and the day; an empty name becomes the old one again."""
        if self._manager and not self.name.text().strip():
            self.name.setText(self._manager.name)
        return self._save()

    @Slot()
    def _save(self) -> bool:
        """Save the chapter as it stands; what cannot be saved is said below the name, and stays there to be mended."""
        manager, name, since = self._manager, self.name.text().strip(), self.since.day()
        if manager is None or (name == manager.name and since == manager.started_on):
            self.name_field.complain("")
            return True
        try:
            with self._journal.write(Changed.MANAGERS) as session:
                revised = managers.revise(session, manager.id, name=name, started_on=since, ended_on=manager.ended_on)
        except UpwardError as fault:
            self.name_field.complain(str(fault))
            return False
        self.name_field.complain("")
        self._manager = revised
        self.name.setText(revised.name)
        return True

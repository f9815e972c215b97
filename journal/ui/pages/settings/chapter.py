"""The current manager's chapter: name and first day."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from journal.errors import BadInput
from journal.practices import managers
from journal.store.tables import Manager
from journal.text import _
from journal.ui.acts import Acts
from journal.ui.autosave import Autosave
from journal.ui.drafting import Drafting, Typed
from journal.ui.earlier_versions import EarlierVersions
from journal.ui.not_saved import SaveBar
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.settings.section import Section
from journal.ui.widgets.button import Button
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
        self._acts = Acts(journal, self)
        self._versions = EarlierVersions(journal, self, self._acts)
        self._versions.brought_back.connect(self.refresh)
        self.history = Button(_("Earlier versions"), "quiet", "history")
        self.history.clicked.connect(self._show_versions)
        self.save_bar = SaveBar(journal, self._words, self)
        self._autosave = self.save_bar.watch(Autosave(self._write, self), quietly=True)
        self._drafting = Drafting(journal, "settings", self._typed, self)
        self.save_bar.watch(self._drafting.autosave, quietly=True)
        for field in (self.name, self.since):
            field.setReadOnly(journal.is_read_only)
        form = FormColumn()
        self.name_field = form.add(_("Name"), self.name)
        since = form.add(_("Since"), self.since, _("The day on which this person became your manager, if you know it."))
        self.since.complained.connect(since.complain)
        self.column.addWidget(form)
        self.column.addWidget(self.save_bar)
        self.save_bar.changed.connect(self._show_fault)
        self.save_bar.hide()
        self.add_buttons(self.history)
        self.refresh()
        self._bring_back()

    @Slot()
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
        """Save the name and the day; an empty name becomes the old one again, half a day stays as a draft."""
        if self._manager and not self.name.text().strip():
            self.name.setText(self._manager.name)
        if self.since.hasFocus():
            self.since.editingFinished.emit()
        self._save()
        is_kept = self._drafting.flush()
        return not self._autosave.unsaved and is_kept

    def _bring_back(self) -> None:
        """Show what could not be saved as it was when the journal was locked."""
        typed = self._drafting.bring_back()
        if "name" in typed:
            self.name.setText(str(typed["name"]))
            self.name.setModified(True)
        if "since" in typed:
            self.since.setText(str(typed["since"]))
            self.since.setModified(True)
            self.since.editingFinished.emit()

    def _typed(self) -> Typed:
        """What is typed and not in the chapter."""
        manager = self._manager
        if manager is None:
            return {}
        is_half = bool(self.since.complaint) or self.since.day() != manager.started_on
        name = self.name.text().strip()
        return ({"name": name} if name not in ("", manager.name) else {}) | (
            {"since": self.since.text()} if is_half else {}
        )

    def _words(self) -> str:
        return "\n".join(words for words in (self.name.text(), self.since.text()) if words)

    @Slot()
    def _show_fault(self) -> None:
        """Where all is well there is nothing to say, and no gap for it."""
        self.save_bar.setVisible(self.save_bar.is_failed)

    @Slot()
    def _save(self) -> None:
        """Save the chapter as it stands, if it says anything new."""
        manager, name, since = self._manager, self.name.text().strip(), self.since.day()
        self.name_field.complain("")
        if manager and (name, since) != (manager.name, manager.started_on):
            self._autosave.touch()
            self._autosave.flush()

    def _write(self) -> str:
        """Called by the autosave; what cannot be taken is said below the name, and stays there to be mended."""
        manager, name = self._manager, self.name.text().strip()
        if manager is None:
            return ""
        try:
            with self._journal.write(Changed.MANAGERS) as session:
                self._manager = managers.revise(
                    session, manager.id, name=name, started_on=self.since.day(), ended_on=manager.ended_on
                )
        except BadInput as fault:
            self._manager = manager
            self.name_field.complain(str(fault))
            return str(fault)
        except BaseException:
            self._manager = manager
            raise
        self.name.setText(self._manager.name)
        return ""

    @Slot()
    def _show_versions(self) -> None:
        if self._manager and self.flush():
            self._versions.show(Manager, self._manager.id, Changed.MANAGERS)

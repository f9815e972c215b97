"""The backups: where they are, which there are, another one now, and the way back to one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from journal.errors import UpwardError
from journal.text import _
from journal.ui import background, backing_up, dialogs, notifications, theme
from journal.ui.backing_up import BackingUp
from journal.ui.models.rows import RowsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.settings import backup_list, folders
from journal.ui.pages.settings.backup_list import Shelf
from journal.ui.pages.settings.section import Section, breakable
from journal.ui.rekeying import Rekeying
from journal.ui.restoring import Restoring
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label
from journal.ui.widgets.list_view import ListView

_ROWS_SHOWN = 6


class BackupsSection(Section):
    """Reads the folders in a job; until it is back the list stays as it was."""

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Reads at `refresh`."""
        super().__init__(_("Backups"), parent=parent)
        self._journal = journal
        self._shelf: Shelf | None = None
        self._is_reading = self._is_stale = False
        self._backing_up = BackingUp(journal, self)
        self._backing_up.made.connect(self._made)
        self._backing_up.failed.connect(self._not_made)
        self._build_state()
        self._build_list()

    # ----------------------------------------------------------------------------------------- building

    def _build_state(self) -> None:
        self.state, self.places = Label("", wrap=True), Label("", "muted", wrap=True)
        self.away, self.other_key = Label("", "small-alert", wrap=True), Label("", "small-alert", wrap=True)
        self.paused = Label("", "small-alert", wrap=True)
        for label in (self.state, self.places, self.away):
            self.column.addWidget(label)
        self.now = self._button(_("Back up now"), self.back_up, "history")
        self.show_folder = self._button(_("Show folder"), self._open_folder)
        self.choose = self._button(_("Choose folder…"), self._choose_folder)
        self.second = self._button(_("Second folder…"), self._choose_second)
        self.add_buttons(self.now, self.show_folder, self.choose, self.second)
        self.rekey = self._button(_("Re-encrypt with the current passphrase…"), self._rekey)
        self.confirm = self._button(_("All is well"), self._confirm)
        for label, button in ((self.other_key, self.rekey), (self.paused, self.confirm)):
            self.column.addWidget(label)
            self.add_buttons(button)
        if self._journal.is_read_only:
            for button in (self.now, self.choose, self.second, self.rekey, self.confirm):
                button.setEnabled(False)

    def _build_list(self) -> None:
        self._model = RowsModel(self)
        self.list = ListView(_("Backups"))
        self.list.setModel(self._model)
        self.list.chosen.connect(self._fit_buttons)
        self.list.opened.connect(self._look)
        self.look = self._button(_("Look inside"), self._look)
        self.bring_back = self._button(_("Bring it back…"), self._bring_back, "undo")
        self.check = self._button(_("Check it again"), self._check)
        self.other_file = self._button(_("Look into another file…"), self._choose_file)
        self.column.addWidget(self.list)
        self.add_buttons(self.look, self.bring_back, self.check, self.other_file)
        self.aside = Label("", "small", wrap=True)
        self.column.addWidget(self.aside)
        rules = _(
            "Upward keeps every backup of the last two days, then one a day for 12 days, one a week for 10 weeks, and one a"
            " month for 9 months; the newest verified one is always kept. Each opens with the passphrase, and nothing in it can be read without."
        )
        self.column.addWidget(Label(rules, "small", wrap=True))
        theme.theme().changed.connect(self._fit_list)
        self._fit_list()
        self._fit_buttons()

    def _button(self, text: str, slot: Callable[[], object], icon: str | None = None) -> Button:
        button = Button(text, icon=icon)
        button.clicked.connect(slot)
        return button

    # ------------------------------------------------------------------------------------------ reading

    def refresh(self) -> None:
        """Look at the folders again."""
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading, self._is_stale = True, False
        vault = self._journal.vault

        def work(_progress: background.Progress) -> Shelf:
            return backup_list.read(vault)

        background.run(work, self._show, self._show_fault)

    @Slot(object)
    def _show(self, found: Shelf) -> None:
        self._is_reading = False
        if not self._journal.is_open:
            return
        self._shelf = found
        chosen = self._chosen()
        self._model.set_rows(backup_list.rows(found))
        self.list.choose_row(next((n for n, row in enumerate(self._model.rows()) if row.id == str(chosen)), 0))
        self._say(found)
        self._fit_list()
        self._fit_buttons()
        if self._is_stale:
            self.refresh()

    def _say(self, found: Shelf) -> None:
        self.state.setText(backup_list.state_words(found))
        self.places.setText(breakable(backup_list.place_words(found)))
        self.places.setAccessibleName(backup_list.place_words(found))
        count = found.other_key
        _say(self.away, breakable(backup_list.away_words(found)))
        _say(self.aside, breakable(backup_list.aside_words(found)))
        _say(self.other_key, backing_up.other_key_words(count) if count else "")
        _say(self.paused, backing_up.paused_words() if found.is_paused else "")
        self.rekey.setVisible(bool(count))
        self.confirm.setVisible(found.is_paused)

    @Slot(object)
    def _show_fault(self, fault: Exception) -> None:
        self._is_reading = False
        if not isinstance(fault, UpwardError):
            raise fault
        self.state.setText(str(fault))

    @Slot()
    def _fit_list(self) -> None:
        shown = min(max(self._model.rowCount(), 1), _ROWS_SHOWN)
        self.list.setFixedHeight(shown * self.list.rows.height + 8)
        self.list.setVisible(bool(self._model.rowCount()))

    @Slot()
    def _fit_buttons(self) -> None:
        is_there = self._chosen() is not None
        for button in (self.look, self.bring_back, self.check):
            button.setEnabled(is_there)
        if self._shelf is None:
            self.rekey.hide()
            self.confirm.hide()

    def _chosen(self) -> Path | None:
        row = self._model.row_at(self.list.currentIndex())
        return Path(row.id) if row else None

    # --------------------------------------------------------------------------------------------- acts

    @Slot()
    def back_up(self) -> None:
        """Make one now."""
        self.now.setEnabled(False)
        self._backing_up.start()

    @Slot(tuple)
    def _made(self, faults: tuple[str, ...]) -> None:
        self.now.setEnabled(True)
        if faults and self._journal.is_open:
            dialogs.show_message(self, _("Backed up, but not everywhere"), "\n\n".join(faults))

    @Slot(object)
    def _not_made(self, fault: Exception) -> None:
        self.now.setEnabled(True)
        if self._journal.is_open:
            dialogs.show_fault(self, fault, _("No backup was made"))

    @Slot()
    def _open_folder(self) -> None:
        if self._shelf:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._shelf.folder)))

    @Slot()
    def _choose_folder(self) -> None:
        if self._shelf and folders.ask_for_first(self, self._journal, self._shelf):
            self._tell(_("Backups go there from now on; the earlier ones stay where they are."))

    @Slot()
    def _choose_second(self) -> None:
        if self._shelf and folders.ask_for_second(self, self._journal, self._shelf):
            self.back_up()

    @Slot()
    def _rekey(self) -> None:
        Rekeying(self._journal, self.window()).ask()

    @Slot()
    def _confirm(self) -> None:
        backing_up.confirm(self._journal, self)

    @Slot()
    def _look(self) -> None:
        restoring = self._restoring()
        if restoring:
            restoring.look()

    @Slot()
    def _bring_back(self) -> None:
        restoring = self._restoring()
        if restoring:
            restoring.bring_back()

    def _restoring(self) -> Restoring | None:
        row = self._model.row_at(self.list.currentIndex())
        return Restoring(self._journal, self.window(), Path(row.id), row.title) if row else None

    @Slot()
    def _choose_file(self) -> None:
        start = self._shelf.folder if self._shelf else self._journal.path.parent
        path = dialogs.choose_file(self, _("A backup to look into"), start, _("Journals (*.upward);;All files (*)"))
        if path and self._journal.is_open:
            Restoring(self._journal, self.window(), path).look()

    @Slot()
    def _check(self) -> None:
        path, found, key = self._chosen(), self._shelf, self._journal.vault.key
        backup = next((each for each in found.backups if each.path == path), None) if found else None
        if backup is None:
            return
        self.check.setEnabled(False)

        def work(_progress: background.Progress) -> object:
            from journal.store import shelf

            return shelf.prove(backup, key)

        background.run(work, self._proved, partial(self._not_proved, is_other_key=backup.salt != key.salt))

    @Slot(object)
    def _proved(self, _backup: object) -> None:
        self._tell(_("Opened and found whole."))

    def _not_proved(self, fault: Exception, *, is_other_key: bool) -> None:
        if not self._journal.is_open:
            return
        self._journal.announce(Changed.BACKUPS)
        if is_other_key:
            said = _("It is under an earlier passphrase. Re-encrypt it with the current one first.")
            dialogs.show_message(self, _("Not checked"), said)
        else:
            dialogs.show_fault(self, fault, _("This backup cannot be used"))

    def _tell(self, said: str) -> None:
        if self._journal.is_open:
            self._journal.announce(Changed.BACKUPS)
            notifications.say(self, said)


def _say(label: Label, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))

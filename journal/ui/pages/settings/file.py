"""The journal's file: where it is, a copy of it, another copy merged into it."""

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from journal.text import _
from journal.ui import background, dialogs, notifications
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.settings.section import Section, breakable
from journal.ui.unlocking import moment_words
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label


class FileSection(Section):
    """What encryption does not protect stands here, for it is said where one looks for the file."""

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Reads at `refresh`."""
        super().__init__(
            _("The journal’s file"), _("Everything is in this one file, encrypted with your passphrase:"), parent
        )
        self._journal = journal
        self._place = Label("", "strong", wrap=True)
        self._last_change = Label("", "muted", wrap=True)
        for label in (self._place, self._last_change):
            self.column.addWidget(label)
        self.copy = Button(_("Make a copy…"), icon="export")
        self.copy.clicked.connect(self._make_copy)
        self.merge = Button(_("Merge another copy…"))
        self.merge.clicked.connect(self._merge)
        self.merge.setEnabled(not journal.is_read_only)
        self.add_buttons(self.copy, self.merge)
        limits = _(
            "Encryption protects a lost or copied file. It does not protect against whoever controls this computer while the "
            "journal is open, such as malware or the administrator of a managed work computer; not from a court order; and "
            "nobody can open the journal when the passphrase is forgotten and its recovery sheet is lost."
        )
        self.column.addWidget(Label(limits, "small", wrap=True))

    def refresh(self) -> None:
        """It may have been saved elsewhere."""
        path = str(self._journal.path)
        self._place.setText(breakable(path))
        self._place.setAccessibleName(path)
        self._last_change.setText(self._last_change_words())
        self._last_change.setVisible(bool(self._last_change.text()))

    def _last_change_words(self) -> str:
        """What stood in the file when it was opened: whoever knows it notices an older copy in its place."""
        opened = self._journal.opened
        if opened is None:
            return ""
        return _("Last change before it was opened: {moment}").format(moment=moment_words(opened.last_change.at))

    @Slot()
    def _merge(self) -> None:
        from journal.ui.merging import Merging

        Merging(self._journal, self.window()).choose()

    @Slot()
    def _make_copy(self) -> None:
        path = self._journal.path
        proposed = path.with_name(_("{name} {day}.upward").format(name=path.stem, day=date.today().isoformat()))
        target = dialogs.choose_new_file(self, _("Make a copy"), proposed, _("Journals (*.upward)"))
        if target is None:
            return
        self.copy.setEnabled(False)

        def work(_progress: background.Progress) -> str:
            self._journal.backup_to(target)
            return target.name

        background.run(work, self._copied, self._copy_failed)

    @Slot(object)
    def _copied(self, name: str) -> None:
        self.copy.setEnabled(True)
        notifications.say(self, _("Copied to {name} and verified. The same passphrase opens it.").format(name=name))

    @Slot(object)
    def _copy_failed(self, error: Exception) -> None:
        self.copy.setEnabled(True)
        dialogs.show_fault(self, error, _("No copy was made"))

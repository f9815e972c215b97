"""The passphrase and the recovery sheet."""

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from journal.text import _
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.settings.section import Section
from journal.ui.widgets.button import Button
from journal.ui.widgets.dates import full_day
from journal.ui.widgets.label import Label


class PassphraseSection(Section):
    """Whether the sheet is on paper, and the ways to both."""

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Reads at `refresh`."""
        super().__init__(
            _("Passphrase and recovery sheet"),
            _("The passphrase opens the journal. If you forget it, only the recovery sheet can help."),
            parent,
        )
        self._journal = journal
        self.state = Label("", wrap=True)
        self.column.addWidget(self.state)
        self.sheet = Button(_("Show the recovery sheet…"))
        self.change = Button(_("Change the passphrase…"))
        self.sheet.clicked.connect(self._show_sheet)
        self.change.clicked.connect(self._change_passphrase)
        for button in (self.sheet, self.change):
            button.setEnabled(not journal.is_read_only)
        self.add_buttons(self.sheet, self.change)

    def refresh(self) -> None:
        """Read when the sheet was checked."""
        from journal.store import sheet_check

        with self._journal.read() as session:
            self._say(sheet_check.checked_on(session, self._journal.vault.key.salt))

    def _say(self, day: date | None) -> None:
        if day:
            self.state.set_role("body")
            self.state.setText(_("The sheet is on paper: you checked it on {day}.").format(day=full_day(day)))
        else:
            self.state.set_role("alert")
            self.state.setText(
                _("The sheet has not been checked yet: show it, write it down, and type two groups from it.")
            )

    @Slot()
    def _show_sheet(self) -> None:
        from journal.ui.changing_passphrase import AskingForSheet

        AskingForSheet(self._journal, self.window()).ask()

    @Slot()
    def _change_passphrase(self) -> None:
        from journal.ui.changing_passphrase import ChangingPassphrase

        ChangingPassphrase(self._journal, self.window()).ask()

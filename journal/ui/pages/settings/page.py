"""The settings in one column: the look, the journal's file, its copies and secrets, and the keys."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.lock_settings import LockSettings
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.settings.backups import BackupsSection
from journal.ui.pages.settings.file import FileSection
from journal.ui.pages.settings.keys import KeysSection
from journal.ui.pages.settings.look import LookSection, PaperSection
from journal.ui.pages.settings.passphrase import PassphraseSection
from journal.ui.pages.settings.section import Section
from journal.ui.pages.settings.vague_words import VagueWordsSection
from journal.ui.widgets.section import PageHeading

WIDEST = 620
BACKUPS = "backups"


class SettingsPage(QWidget):
    """What can be set."""

    go = Signal(str, str)
    title = _("Settings")
    reads = Changed.BACKUPS

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page and read what it shows."""
        super().__init__(parent)
        body = self._build_place()
        self.look, self.paper = LookSection(body), PaperSection(body)
        self.file, self.backups = FileSection(journal, body), BackupsSection(journal, body)
        self.passphrase, self.vague_words = PassphraseSection(journal, body), VagueWordsSection(journal, body)
        locking = Section(_("Locking"), parent=body)
        self.lock = LockSettings(locking)
        locking.column.addWidget(self.lock)
        self._sections: list[Section] = [
            self.look,
            self.paper,
            self.file,
            self.backups,
            self.passphrase,
            locking,
            self.vague_words,
            KeysSection(body),
        ]
        self._fill(body)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read again what is shown; what is being typed stays."""
        for section in self._sections:
            section.refresh()

    def show_record(self, record_id: str) -> None:
        """Show the section of this name, with the keyboard in it: there is `backups`."""
        if record_id == BACKUPS:
            self._scroll.ensureWidgetVisible(self.backups, 0, 0)
            self._scroll.verticalScrollBar().setValue(self.backups.y() - theme.space(1))
            self.backups.list.setFocus()

    def new_record(self) -> None:
        """Settings have no records."""

    def flush(self) -> bool:
        """Save what was typed."""
        are_saved = [section.flush() for section in self._sections]
        return all(are_saved)

    def _build_place(self) -> QWidget:
        """Where the sections will stand: made before them, so that each takes on its look once."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        scroll = self._scroll = QScrollArea(self)
        layout.addWidget(scroll)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Page Up and Page Down reach it from every field
        holder = QWidget(scroll)
        scroll.setWidget(holder)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        self._body = QWidget(holder)
        row.addWidget(self._body, 1)
        row.addStretch(0)
        theme.theme().changed.connect(self._fit)
        self._fit()
        return self._body

    def _fill(self, body: QWidget) -> None:
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.space(3), theme.space(2.5), theme.space(3), theme.space(3))
        column.setSpacing(theme.space(1.5))
        for part in (PageHeading(self.title, parent=body), *self._sections):
            column.addWidget(part)
        column.addStretch(1)

    @Slot()
    def _fit(self) -> None:
        self._body.setMaximumWidth(max(WIDEST, theme.theme().em(32)))

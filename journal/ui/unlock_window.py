"""The first window: open a journal with its passphrase, or create one.

It must be on the screen at once, so it imports neither the database nor a page. A worker thread brings those in while
the passphrase is typed, and derives the key.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from journal import paths
from journal.errors import UpwardError
from journal.text import _
from journal.ui import background, icons, preferences, theme
from journal.ui.background import Progress
from journal.ui.widgets.unlock_forms import OpenForm

if TYPE_CHECKING:
    from journal.store.vault import Vault
    from journal.ui.widgets.create_form import CreateForm

JOURNALS: Final = "*.upward"


class UnlockWindow(QWidget):
    """Opens or creates a journal; `opened` carries the `OpenJournal`, made on this thread."""

    #: The window is on the screen for the first time; nothing was typed yet.
    painted = Signal()
    opened = Signal(object)

    def __init__(self, journal: Path | None = None, parent: QWidget | None = None) -> None:
        """`journal` is the one to open: the one that was asked for, else the last one, else one is created."""
        super().__init__(parent)
        self.setWindowTitle("Upward")
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_warm = False
        self._create: CreateForm | None = None
        self._build()
        self._connect()
        self._start_with(journal or preferences.current().last_journal)

    def _build(self) -> None:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pages = QStackedWidget()
        self._pages.setProperty("ground", "none")
        scroll.setWidget(self._pages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self._open = OpenForm(self._pages)
        self._pages.addWidget(self._open)

    def _connect(self) -> None:
        self._open.submitted.connect(self._unlock)
        self._open.other_asked.connect(self._choose_other)
        self._open.new_asked.connect(self.show_create)

    def _start_with(self, journal: Path | None) -> None:
        known = journal or _existing(paths.default_journal())
        if known:
            self.show_open(known)
        else:
            self.show_create()

    # ------------------------------------------------------------------------------------------- public

    def show_open(self, journal: Path) -> None:
        """Ask for the passphrase of this journal."""
        self._open.set_journal(journal)
        self._pages.setCurrentWidget(self._open)
        self._fit(theme.space(72))
        self._open.passphrase.setFocus()

    def say(self, sentence: str) -> None:
        """Say why the passphrase is asked for, such as after a lock."""
        self._open.say(sentence)

    @Slot()
    def show_create(self) -> None:
        """Ask for what a new journal needs."""
        if self._create is None:
            from journal.ui.widgets.create_form import CreateForm

            self._create = CreateForm(self._pages)
            self._create.submitted.connect(self._make)
            self._create.existing_asked.connect(self._choose_other)
            self._create.place_asked.connect(self._choose_place)
            self._pages.addWidget(self._create)
        self._create.set_place(_free(paths.default_journal()))
        self._pages.setCurrentWidget(self._create)
        self._fit(theme.space(94))
        self._create.passphrase.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once the window is on the screen, the worker thread brings in what opening needs."""
        super().paintEvent(event)
        if not self._is_warm:
            self._is_warm = True
            QTimer.singleShot(0, self, self._warm_up)

    # ----------------------------------------------------------------------------------------- internal

    def _fit(self, height: int) -> None:
        """As large as the form asks for and the screen allows; what does not fit scrolls."""
        room = self.screen().availableSize()
        scale = theme.theme().em() / 19
        self.resize(min(round(theme.space(72) * scale), room.width()), min(round(height * scale), room.height() - 48))

    @Slot()
    def _warm_up(self) -> None:
        self.painted.emit()
        self.setWindowIcon(icons.application_icon())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Quit), self, self.close)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self, self._choose_other)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.show_create)
        background.run(_bring_in, self._warmed, self._warmed)

    @Slot(object)
    def _warmed(self, _result: object) -> None:
        """Nothing to do: a fault here comes again, and is shown, when the journal is opened."""

    @Slot()
    def _choose_other(self) -> None:
        from journal.ui import dialogs

        start = self._open.journal or paths.default_journal()
        kinds = _("Journals ({pattern})").format(pattern=JOURNALS)
        chosen = dialogs.choose_file(self, _("Open a journal"), start.parent, kinds)
        if chosen:
            self.show_open(chosen)

    @Slot()
    def _choose_place(self) -> None:
        from journal.ui import dialogs

        if self._create is None:
            return
        kinds = _("Journals ({pattern})").format(pattern=JOURNALS)
        chosen = dialogs.choose_new_file(self, _("Where the journal goes"), self._create.place, kinds)
        if chosen:
            self._create.set_place(chosen)

    @Slot()
    def _unlock(self) -> None:
        journal, passphrase = self._open.journal, self._open.passphrase.text()
        if journal is None:
            return
        path = journal

        def work(_progress: Progress) -> "Vault":
            from journal.ui.open_journal import OpenJournal

            return OpenJournal.open_vault(path, passphrase)

        self._open.busy(True)
        background.run(work, self._hand_over, self._refuse_open)

    @Slot()
    def _make(self) -> None:
        form = self._create
        if form is None:
            return
        place, passphrase, manager = form.place, form.passphrase.text(), form.manager.text()

        def work(_progress: Progress) -> "Vault":
            from journal.ui.open_journal import OpenJournal

            return OpenJournal.create_vault(place, passphrase, manager, date.today())

        form.busy(True)
        background.run(work, self._hand_over, self._refuse_create)

    @Slot(object)
    def _hand_over(self, vault: "Vault") -> None:
        from journal.ui.open_journal import OpenJournal

        preferences.current().remember(last_journal=str(vault.path.resolve()))
        self.opened.emit(OpenJournal(vault))
        self._open.forget()
        if self._create:
            self._create.forget()

    @Slot(object)
    def _refuse_open(self, fault: Exception) -> None:
        self._open.refuse(_sentence(fault))

    @Slot(object)
    def _refuse_create(self, fault: Exception) -> None:
        if self._create:
            self._create.refuse(_sentence(fault))


def _bring_in(_progress: Progress) -> None:
    """Import what opening a journal and the first page need."""
    from journal.store import search
    from journal.ui import main_window, open_journal
    from journal.ui.pages import commitments, journal, one_on_ones, settings, summary, today

    del search, main_window, open_journal, commitments, journal, one_on_ones, settings, summary, today


def _sentence(fault: Exception) -> str:
    """What the user reads; of a fault of our own its kind alone, for its text may hold anything."""
    if isinstance(fault, UpwardError):
        return str(fault)
    return _("A fault of Upward itself ({kind}). Nothing was changed; please report it.").format(
        kind=type(fault).__name__
    )


def _existing(path: Path) -> Path | None:
    return path if path.exists() else None


def _free(path: Path) -> Path:
    """A name that no file has yet: journal.upward, journal-2.upward, and so on."""
    number, free = 2, path
    while free.exists():
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    return free

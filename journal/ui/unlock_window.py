"""The first window: open a journal with its passphrase or its recovery sheet, mend it, or create one.

It must be on the screen at once, so it imports neither the database nor a page. A worker thread brings those in while
the passphrase is typed, and derives the key. What is asked beside the passphrase stands in flows of their own.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal import paths
from journal.errors import JournalOpenElsewhere, WrongPassphrase
from journal.text import _
from journal.ui import background, icons, preferences
from journal.ui.autolock import AutoLock
from journal.ui.background import Progress
from journal.ui.one_window import OneWindow
from journal.ui.unlocking import JOURNALS, Hurt, close, sentence
from journal.ui.veil import Veils
from journal.ui.widgets import clipboard
from journal.ui.widgets.stage import Stage
from journal.ui.widgets.unlock_forms import OpenForm

if TYPE_CHECKING:
    from journal.ui.first_run import FirstRun
    from journal.ui.mending import Mending
    from journal.ui.recovering import Recovering
    from journal.ui.unlocking import Found
    from journal.ui.widgets.choice_form import ChoiceForm

#: Seconds to wait after so many wrong tries. Only a comfort: whoever has the file does not ask this window.
WAITS: Final = (0, 0, 1, 2, 4, 8, 16, 30)
_ANYWAY, _OTHER, _GO_ON, _BACKUP = "anyway", "other", "go-on", "backup"


class UnlockWindow(QWidget):
    """Opens or creates a journal; `opened` carries the `OpenJournal`, made on this thread.

    `is_elsewhere` when another window has the journal that was asked for: that one came to the front instead.
    """

    #: The window is on the screen for the first time; nothing was typed yet.
    painted = Signal()
    opened = Signal(object)
    #: Right after `opened`: the user wants to look at the backups.
    backups_asked = Signal()

    def __init__(
        self, journal: Path | None = None, parent: QWidget | None = None, *, one: OneWindow | None = None
    ) -> None:
        """`journal` is the one to open: the one that was asked for, else the last one, else one is created."""
        super().__init__(parent)
        self.setWindowTitle("Upward")
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.one = one or OneWindow(self)
        self.is_elsewhere = False
        self._is_warm = False
        self._is_over = False
        self._wrong = 0
        self._wait = 0
        self.first_run: FirstRun | None = None
        self.recovering: Recovering | None = None
        self.mending: Mending | None = None
        self.question: ChoiceForm | None = None
        self._asked: Path | Found | None = None
        self.veils: Veils | None = None
        self.idle: AutoLock | None = None
        self._build()
        self._start_with(journal or preferences.current().last_journal)

    def _build(self) -> None:
        self.stage = Stage(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stage)
        self._open = OpenForm(self.stage.place)
        self._open.submitted.connect(self._unlock)
        self._open.other_asked.connect(self._choose_other)
        self._open.new_asked.connect(self.show_create)
        self._open.sheet_asked.connect(self._recover)
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self._count_down)

    def _start_with(self, journal: Path | None) -> None:
        known = journal or _existing(paths.default_journal())
        try:
            self.is_elsewhere = not self.one.take(known or paths.default_journal())
        except JournalOpenElsewhere as fault:
            self._ask_whether_open_there(fault, known or paths.default_journal())
            return
        if self.is_elsewhere:
            return
        if known:
            self._show_open(known)
        else:
            self.show_create()

    # ------------------------------------------------------------------------------------------- public

    def show_open(self, journal: Path) -> None:
        """Ask for the passphrase of this journal, unless another window has it."""
        if self._hold(journal):
            self._show_open(journal)

    @Slot()
    def show_create(self) -> None:
        """Begin the steps that make a new journal."""
        if not self._is_free():
            return
        self._forget_all()
        if self.first_run is None:
            from journal.ui.first_run import FirstRun

            self.first_run = FirstRun(self.stage, self, self._hold)
            self.first_run.made.connect(self._take)
            self.first_run.existing_asked.connect(self._choose_other)
            self.first_run.left.connect(self._back_to_passphrase)
        self.first_run.begin(can_go_back=self._open.journal is not None)

    def say(self, sentence: str) -> None:
        """Say something quietly below the passphrase, such as why the journal was locked."""
        self._open.say(sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once the window is on the screen, the worker thread brings in what opening needs."""
        super().paintEvent(event)
        if not self._is_warm:
            self._is_warm = True
            QTimer.singleShot(0, self, self._warm_up)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave no secret behind, neither here nor on the clipboard."""
        self._is_over = True
        self._forget_all()
        clipboard.take_back()
        super().closeEvent(event)

    # ----------------------------------------------------------------------------------------- internal

    @Slot()
    def _warm_up(self) -> None:
        self.painted.emit()
        self.one.start_listening()
        self.setWindowIcon(icons.application_icon())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Quit), self, self.close)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self, self._choose_other)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.show_create)
        self.veils = Veils(self)
        self.veils.lifted.connect(self._take_keyboard)
        self.idle = AutoLock(self)
        self.idle.due.connect(self._clear_unattended)
        background.run(bring_in, self._warmed, self._warmed)

    @Slot(object)
    def _warmed(self, _result: object) -> None:
        """Nothing to do: a fault here comes again, and is shown, when the journal is opened."""

    def _is_free(self) -> bool:
        """Whether something else may begin: the window lives, nothing was opened, and nothing is under way."""
        return shiboken6.isValid(self) and not self._is_over and not self.stage.is_busy

    def _forget_all(self) -> None:
        """Leave no secret in any form, and nothing open that nobody has answered for."""
        self._open.forget()
        for flow in (self.first_run, self.recovering, self.mending):
            if flow:
                flow.forget()
        about, self._asked = self._asked, None
        if about is not None and not isinstance(about, Path):
            close(about)

    @Slot()
    def _take_keyboard(self) -> None:
        """Under a veil another form may have come."""
        form = self.stage.current()
        if form and not form.isAncestorOf(self.focusWidget()):
            form.focus_first()

    @Slot()
    def _clear_unattended(self) -> None:
        """Nobody is there: nothing secret stays on the screen, and nothing open; one begins with the first form again."""
        if not self._is_free() or (self.stage.current() is self.question and isinstance(self._asked, Path)):
            return
        clipboard.take_back()
        if self.first_run and self.first_run.is_on:
            self.first_run.begin_anew()
        elif self.stage.current() is not self._open or self._open.passphrase.text():
            self._forget_all()
            self._back_to_passphrase()
            self.say(_("What was here was cleared, because nobody touched a key for a while."))

    def _hold(self, journal: Path) -> bool:
        """Take the journal for this window; says so where another window, computer or user has it."""
        try:
            if self.one.take(journal):
                return True
        except JournalOpenElsewhere as fault:
            self._ask_whether_open_there(fault, journal)
        return False

    def _show_open(self, journal: Path) -> None:
        self._forget_all()
        self._open.set_journal(journal)
        self.stage.show_form(self._open)

    @Slot()
    def _back_to_passphrase(self) -> None:
        if self._open.journal is None:
            self.show_create()
        else:
            self.show_open(self._open.journal)

    @Slot()
    def _choose_other(self) -> None:
        if not self._is_free():
            return
        from journal.ui import dialogs

        start = self._open.journal or paths.default_journal()
        kinds = _("Journals ({pattern})").format(pattern=JOURNALS)
        chosen = dialogs.choose_file(self, _("Open a journal"), start.parent, kinds)
        if chosen and self._is_free():
            self.show_open(chosen)

    # ------------------------------------------------------------------------------------ with a secret

    @Slot()
    def _unlock(self) -> None:
        journal, passphrase = self._open.journal, self._open.passphrase.text()
        if journal is None:
            return
        path = journal

        def work(progress: Progress) -> "Found | Hurt":
            from journal.ui import unlocking

            return unlocking.unless_left(unlocking.open_or_tell(path, passphrase), progress)

        self._open.busy(True)
        background.run(work, self._take, self._refuse_open)

    @Slot()
    def _recover(self) -> None:
        if self.recovering is None:
            from journal.ui.recovering import Recovering

            self.recovering = Recovering(self.stage, self)
            self.recovering.opened.connect(self._take)
            self.recovering.left.connect(self._back_to_passphrase)
        if self._open.journal:
            self._open.forget()
            self.recovering.begin(self._open.journal)

    @Slot(object)
    def _take(self, result: "Found | Hurt") -> None:
        """It is open: asked about an older file, handed over else. What needs mending is mended."""
        if self._is_over:
            close(result)
            return
        self._forget_all()
        if isinstance(result, Hurt):
            self._mend(result)
        elif result.opened.is_behind and not result.opened.vault.is_read_only:
            self._ask_about_older(result)
        else:
            self._hand_over(result)

    def _hand_over(self, found: "Found") -> None:
        from journal.ui import unlocking

        self._is_over = True
        clipboard.take_back()
        path = found.opened.vault.path
        preferences.current().remember(last_journal=str(path.resolve()))
        self.opened.emit(unlocking.take_over(found))
        if found.shows_backups:
            self.backups_asked.emit()

    # -------------------------------------------------------------------------------- when it is not so

    @Slot(object)
    def _refuse_open(self, fault: Exception) -> None:
        self._open.refuse(sentence(fault))
        if isinstance(fault, WrongPassphrase):
            self._wait = WAITS[min(self._wrong, len(WAITS) - 1)]
            self._wrong += 1
            if self._wait:
                self._open.wait(self._wait)
                self._seconds.start()

    @Slot()
    def _count_down(self) -> None:
        self._wait -= 1
        self._open.wait(max(0, self._wait))
        if self._wait <= 0:
            self._seconds.stop()

    def _mend(self, hurt: Hurt) -> None:
        if self.mending is None:
            from journal.ui.mending import Mending

            self.mending = Mending(self.stage, self)
            self.mending.opened.connect(self._take_mended)
            self.mending.left.connect(self._back_to_passphrase)
        self.mending.begin(hurt)

    @Slot(object)
    def _take_mended(self, found: "Found") -> None:
        """That an older file is there now is what the user wanted."""
        if self._is_over:
            close(found)
        else:
            self._hand_over(found)

    # ---------------------------------------------------------------------------------------- questions

    def _ask(self, title: str, words: str, about: "Path | Found") -> "ChoiceForm":
        """An empty question; fill in its ways, then show it."""
        from journal.ui.widgets.choice_form import ChoiceForm

        if self.question is None:
            self.question = ChoiceForm("", self.stage.place)
            self.question.chosen.connect(self._answer)
        self._asked = about
        self.question.take_back()
        self.question.title.setText(title)
        self.question.say(words)
        return self.question

    def _ask_whether_open_there(self, fault: JournalOpenElsewhere, journal: Path) -> None:
        form = self._ask(_("This journal is open elsewhere"), str(fault), journal)
        form.offer(_OTHER, _("Open another…"))
        if fault.host:
            words = _("If Upward does not run on that computer any more, as after a crash, it can be opened here.")
            form.offer(_ANYWAY, _("Open anyway"), words)
        self.stage.show_form(form)

    def _ask_about_older(self, found: "Found") -> None:
        from journal.ui import unlocking

        moment = unlocking.moment_words(found.opened.last_change.at)
        words = _(
            "This computer has seen changes that are not in this file, which was last changed on {moment}. Was it replaced"
            " by another copy?"
        )
        form = self._ask(_("This file lacks changes"), words.format(moment=moment), found)
        form.offer(_GO_ON, _("Go on with this file"))
        form.offer(_BACKUP, _("Look at the backups"), _("One of them may hold what is missing here."))
        self.stage.show_form(form)

    @Slot(str)
    def _answer(self, way: str) -> None:
        about, self._asked = self._asked, None
        if way == _OTHER:
            self._asked = about
            self._choose_other()
        elif way == _ANYWAY and isinstance(about, Path):
            self.one.take(about, by_force=True)
            self._show_open(about)
        elif about is not None and not isinstance(about, Path):
            self._hand_over(about._replace(shows_backups=way == _BACKUP))


def bring_in(_progress: Progress) -> None:
    """Import what opening a journal, its pages and their tabs need; for a worker thread."""
    from journal.store import opening, search
    from journal.ui import main_window, open_journal
    from journal.ui.pages import commitments, journal, one_on_ones, settings, summary, today
    from journal.ui.pages.growth import board, goals, look_back, role, talks
    from journal.ui.pages.manager import agreement, authority, chapters, experience, surprises

    del opening, search, main_window, open_journal
    del commitments, journal, one_on_ones, settings, summary, today
    del board, goals, look_back, role, talks
    del agreement, authority, chapters, experience, surprises


def _existing(path: Path) -> Path | None:
    return path if path.exists() else None

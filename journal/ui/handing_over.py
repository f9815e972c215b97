"""The way of a finished paper out of the window: saved as a file, under a passphrase where that is wanted, or printed.

Every paper goes this way, the summary as well as the others: from the very bytes that were looked at and checked.
"""

from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from journal.errors import UpwardError, WeakPassphrase
from journal.text import _
from journal.ui import background, dialogs, offered, theme
from journal.ui.offered import Offered
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.printing import Printing
from journal.ui.widgets.button import Button
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label
from journal.ui.widgets.passphrase_field import SecretField
from journal.ui.widgets.saved_bar import SavedBar


class HandOver(QFrame):
    """Offers a paper: a word before it goes, the passphrase, Save and Print; then the file that came of it.

    Nothing is written anywhere before Save or Print is pressed.
    """

    #: It was saved or printed, and what that leaves in the journal is written.
    handed_over = Signal()
    #: The user leaves without that.
    left = Signal()
    #: The user wants to look at what the note speaks of.
    look_asked = Signal()

    def __init__(self, journal: OpenJournal, parent: QWidget, *, leaves: str, title: str = "") -> None:
        """`leaves` names the button that ends it, such as Cancel; `title` stands over the question for a place."""
        super().__init__(parent)
        self._journal = journal
        self._title = title or _("Save as PDF")
        self.setAccessibleName(self._title)
        self._offered: Offered | None = None
        self._under_way: Offered | None = None
        #: Whether what is under way goes under a passphrase.
        self._is_protected = False
        #: What left its receipt last.
        self._received: tuple[object, ...] = ()
        #: The button that had the keyboard when it could be pressed no longer.
        self._held: QWidget | None = None
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._build_parts(leaves)
        self._assemble()
        self._connect()
        self._fit()

    # -------------------------------------------------------------------------------------------- public

    def offer(self, paper: Offered) -> None:
        """This is the paper from now on."""
        self._offered = paper
        self._fit()

    def withdraw(self) -> None:
        """There is no paper for the moment: it has changed, and is made anew."""
        self._offered = None
        self._fit()

    def say(self, sentence: str, *, look: bool = False) -> None:
        """A word before the paper goes, or none; with `look`, a way to what it speaks of, and another past it."""
        self.save.setText(_("Export anyway…") if look else _("Save as PDF…"))
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        self.look.setVisible(look)

    def show_ways(self, *, shown: bool = True) -> None:
        """Show the ways out, with the keyboard on the first; or no longer."""
        self.ways.setVisible(shown)
        self.saved.print.setVisible(not shown)
        if shown:
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._forget_secret()

    # ------------------------------------------------------------------------------------------ building

    def _build_parts(self, leaves: str) -> None:
        self.ways = QWidget(self)
        self.saved = SavedBar(self)
        self.note = Label("", wrap=True, parent=self.ways)
        self.look = Button(_("Look"), "quiet", parent=self.ways)
        self.protect = QCheckBox(_("Protect with a passphrase"), self.ways)
        self.secret = SecretField(
            _("Passphrase of this file"),
            _("Whoever is to read it needs it: tell it them in another way than the file. Upward keeps it nowhere."),
            self.ways,
        )
        self.save = Button(_("Save as PDF…"), "primary", "export", parent=self.ways)  # Tab goes as they are made
        self.print = Button(_("Print…"), icon="print", parent=self.ways)
        self.cancel = Button(leaves, parent=self.ways)
        self._printing = Printing(self, self._may_print)
        for part in (self.note, self.look, self.secret):
            part.hide()

    def _assemble(self) -> None:
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(theme.space(1.5))
        around.addWidget(self.saved)
        around.addWidget(self.ways)
        column = QVBoxLayout(self.ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        words = QHBoxLayout()
        words.addWidget(self.note, 1)
        words.addWidget(self.look, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(words)
        column.addWidget(self.protect, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.secret)
        buttons = FlowLayout(gap=theme.space(1))
        for button in (self.save, self.print, self.cancel):
            buttons.addWidget(button)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        self.cancel.clicked.connect(self._leave)
        self.look.clicked.connect(self.look_asked)
        self.saved.print_asked.connect(self._print)
        self.protect.toggled.connect(self._toggle_secret)
        self.secret.line.textEdited.connect(self._take_back)
        self.secret.line.returnPressed.connect(self._save)
        self._printing.printed.connect(self._keep_printed)
        self._printing.left.connect(self._rest)
        key = QShortcut(QKeySequence("Escape"), self, self._leave)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -------------------------------------------------------------------------------------------- saving

    @Slot()
    def _save(self) -> None:
        """Ask for a place, then save the very bytes that were offered when it was asked for."""
        paper = self._offered
        if paper is None or self._under_way or not self._passphrase_holds():
            return
        target = dialogs.choose_new_file(self, self._title, self._folder / paper.name, _("PDF (*.pdf)"))
        if target is None or not self._is_here():
            return
        if not self._still_offers(paper):
            self._say_changed(_("The paper was not written"))
            return
        self._folder = target.parent
        secret = self.secret.line.text() if self.protect.isChecked() else ""
        self._is_protected = bool(secret)
        self._busy_with(paper)
        work = partial(offered.save, self._journal, paper, target, secret, keeps=self._leaves_receipt(paper))
        background.run(work, self._say_saved, self._say_fault)

    def _still_offers(self, paper: Offered) -> bool:
        """Whether the page on the screen is this one; it may have been made anew, and have come out the same."""
        return self._offered is not None and self._offered.data == paper.data

    def _say_changed(self, title: str) -> None:
        text = _("The page has changed in the meantime. Look at it again, then export it.")
        dialogs.show_message(self, title, text)

    def _passphrase_holds(self) -> bool:
        from journal.sharing import saving

        if self.protect.isChecked():
            try:
                saving.check_passphrase(self.secret.line.text())
            except WeakPassphrase as fault:
                self.secret.complain(str(fault))
                self.secret.line.setFocus()
                return False
        return True

    @Slot(object)
    def _say_saved(self, target: Path) -> None:
        paper = self._under_way
        if paper is None or not self._is_here():
            return
        said = (
            _("Saved as {name}. It opens with the passphrase that you gave it, and with nothing else.")
            if self._is_protected
            else _("Saved as {name}. That file is not encrypted: delete it when you need it no more.")
        )
        self.saved.show_saved(target, said.format(name=target.name), paper.page)
        self._forget_secret()
        self._done(paper)

    # ------------------------------------------------------------------------------------------ printing

    @Slot()
    def _print(self) -> None:
        if self._offered and not self._under_way:
            self._busy_with(self._offered)
            self._printing.start(self._offered.data)

    def _may_print(self) -> bool:
        """Whether the page that a printer was chosen for may still go; if not, the window says why."""
        paper, title = self._under_way, _("The paper was not printed")
        if paper is None or not self._still_offers(paper):
            self._say_changed(title)
            return False
        try:
            offered.check_stands(self._journal, paper)
        except UpwardError as fault:
            dialogs.show_fault(self, fault, title)
            return False
        return True

    @Slot()
    def _keep_printed(self) -> None:
        """What lies in the printer is handed over: it leaves its receipt, unless the same paper has left one."""
        if self._under_way and self._leaves_receipt(self._under_way):
            background.run(partial(offered.keep, self._journal, self._under_way), self._say_printed, self._say_fault)
        else:
            self._say_printed(None)

    @Slot(object)
    def _say_printed(self, _done: object) -> None:
        paper = self._under_way
        if paper and self._is_here():
            self.saved.say(_("Sent to the printer. Take the page out before somebody else does."))
            self._done(paper)

    # ----------------------------------------------------------------------------------------- internal

    def _leaves_receipt(self, paper: Offered) -> bool:
        return paper.content is not None and self._received != paper.handed_over()

    def _done(self, paper: Offered) -> None:
        """Say it here, and to the pages where it has left a receipt."""
        is_new = self._leaves_receipt(paper)
        self._received = paper.handed_over()
        here = self.window().focusWidget() or self
        is_waited_for = here is self or self.isAncestorOf(here)
        self._rest()
        if is_new:
            self._journal.announce(Changed.RECEIPTS)
        self.handed_over.emit()
        if is_waited_for:
            (self.saved.open if self.saved.file else self.saved.print).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _leave(self) -> None:
        self._forget_secret()
        self.left.emit()

    @Slot(bool)
    def _toggle_secret(self, on: bool) -> None:
        self.secret.setVisible(on)
        self.secret.forget()
        if on:
            self.secret.line.setFocus()

    @Slot()
    def _take_back(self) -> None:
        self.secret.complain("")

    def _forget_secret(self) -> None:
        self.secret.forget()
        self.protect.setChecked(False)

    @Slot(object)
    def _say_fault(self, fault: Exception) -> None:
        if self._is_here():
            self._rest()
            dialogs.show_fault(self, fault, _("The paper was not written"))

    def _busy_with(self, paper: Offered) -> None:
        self._under_way = paper
        self._fit()

    @Slot()
    def _rest(self) -> None:
        self._under_way = None
        self._fit()

    def _fit(self) -> None:
        """Nothing can go while there is no paper, or one is under way; the keyboard waits here, and goes back to its button."""
        can = self._offered is not None and self._under_way is None
        buttons = (self.save, self.print, self.saved.print)
        if not can:
            self._held = next((each for each in buttons if each.hasFocus()), self._held)
            if self._held and self._held.hasFocus():
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        for button in buttons:
            button.setEnabled(can)
        if can and self._held:
            if self.hasFocus():
                self._held.setFocus(Qt.FocusReason.OtherFocusReason)
            self._held = None

    def _is_here(self) -> bool:
        """Whether this still stands there after something that took a while: the journal may be locked by now."""
        return shiboken6.isValid(self) and self.window().isVisible() and self._journal.is_open

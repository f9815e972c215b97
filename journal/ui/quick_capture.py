"""Quick capture: a few words, Ctrl+Enter, and back to what one was doing.

What is left unfinished stays as a draft, inside the journal like everything private, and is there at the next opening.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from journal.errors import UpwardError
from journal.practices import entries, managers, quick_draft
from journal.text import _
from journal.ui import theme
from journal.ui.autosave import CLOSING_MS, Autosave, SaveState
from journal.ui.dialogs import Dialog
from journal.ui.not_saved import SaveBar
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.journal.kind_switch import KindSwitch
from journal.ui.prompting import PRACTICE
from journal.ui.widgets.label import Label
from journal.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from journal.ui.open_journal import Session


class QuickCapture(Dialog):
    """Text, and a kind if one likes. `saved` carries the id of the new entry; show it with `open()`."""

    saved = Signal(str)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Begins with the draft that was left, if any."""
        super().__init__(parent, _("New entry"), action=_("Save"))
        self._journal = journal
        self._entry_id = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty(PRACTICE, "")
        self.kinds = KindSwitch(_("Kind of entry"))
        self.text = TextEditor(
            _("Text of the entry"),
            _("What happened? The first line is the title; @words are tags."),
            look="field",
            lines=7,
        )
        self.save_bar = SaveBar(journal, self.text.text, self)
        self.save_bar.hide()
        self.status = self.save_bar.status
        self._autosave = self.save_bar.watch(Autosave(self._write, self))
        self._autosave.state.connect(self._follow_saving)
        self._drafting = self.save_bar.watch(Autosave(self._write_draft, self))
        self._drafting.state.connect(self._follow_drafting)
        self._is_leaving = False
        self._kept = (self.kinds.value(), "")
        #: The draft as we last saw it in the journal, and what somebody else put there, which nothing may replace.
        self._seen: str | None = None
        self._others = ""
        self.text.setReadOnly(journal.is_read_only)
        self.text.edited.connect(self._typed)
        self.kinds.changed.connect(self._typed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.accept)
        self._journal.closing.connect(self._keep_at_the_end)
        self._assemble()
        self._take_draft()

    def _assemble(self) -> None:
        self.content.addSpacing(theme.space(1))
        for part in (self.kinds, self.text, self.save_bar):
            self.content.addWidget(part)
        self.action.setToolTip(QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText))
        self.hint = Label(_("Ctrl+Enter saves it with today’s date."), "small")
        self.content.addWidget(self.hint)
        self.setMinimumWidth(self.kinds.full_width() + theme.space(6))
        self.setTabOrder(self.text, self.kinds)
        self.text.setFocus()

    @Slot()
    def accept(self) -> None:
        """Save and close; without words there is nothing to save. Stays open until it is saved."""
        if not self.text.text().strip():
            self.reject()
            return
        self._is_leaving = False
        self._drafting.forget()
        self._autosave.touch()
        self._autosave.flush()

    @Slot()
    def reject(self) -> None:
        """Close, and keep what was written as a draft; nothing is asked. Stays open until it is kept."""
        self._autosave.forget()
        self._is_leaving = False
        if self.flush():
            super().reject()
        else:
            self._is_leaving = True  # as soon as it is kept
            self._show_status(is_worth_saying=True)

    def flush(self) -> bool:
        """Keep what is written as a draft now; whether it is kept."""
        if self._is_changed() or self._is_missing():
            self._drafting.touch()
        return self._drafting.flush()

    def done(self, result: int) -> None:
        """Closed: the journal's own closing is no matter of this dialog any more."""
        self._journal.closing.disconnect(self._keep_at_the_end)
        for each in (self._autosave, self._drafting):
            each.forget()
        super().done(result)

    def _write(self) -> None:
        now = datetime.now()  # noqa: DTZ005 (the user's clock)
        with self._journal.write(Changed.ENTRIES) as session:
            manager_id = managers.current(session).id
            kind, text = self.kinds.value(), self.text.text()
            entry = entries.write(session, kind, text, now.date(), f"{now:%H:%M}", manager_id=manager_id)
            quick_draft.keep(session, kind, self._unseen(session))
            self._entry_id = entry.id

    def _write_draft(self) -> None:
        kind, text = self.kinds.value(), self.text.text()
        with self._journal.write(Changed(0)) as session:
            others = self._unseen(session)
            kept = quick_draft.joined(others, text)
            quick_draft.keep(session, kind, kept)
        self._others, self._seen = others, kept
        self._kept = (kind, text)

    def _unseen(self, session: "Session") -> str:
        """What stands in the draft and was not put or read there by this dialog, as where it could not be read before."""
        stands = quick_draft.kept(session)[1]
        return self._others if stands == self._seen else quick_draft.joined(self._others, stands)

    def _is_missing(self) -> bool:
        """Whether words stand here, and the draft that should hold them is gone or another's."""
        if not self.text.text().strip():
            return False
        try:
            with self._journal.read() as session:
                return quick_draft.kept(session)[1] != self._seen
        except UpwardError:
            return True  # writing says what is wrong

    def _is_changed(self) -> bool:
        now = (self.kinds.value(), self.text.text())
        return now != self._kept and bool(now[1].strip() or self._kept[1].strip())

    @Slot()
    def _keep_at_the_end(self) -> None:
        """The journal is about to close: wait for another program's write, if need be."""
        self._is_leaving = False
        if self._is_changed():
            self._drafting.touch()
        self._drafting.flush(CLOSING_MS)
        super().reject()

    @Slot(object)
    def _follow_saving(self, state: SaveState) -> None:
        self._show_status(is_worth_saying=state.kind in {"saving", "failed"})
        if state.kind == "saved":
            self.saved.emit(self._entry_id)
            super().accept()

    @Slot(object)
    def _follow_drafting(self, state: SaveState) -> None:
        """Keeping what is typed is said only where it fails, or where one waits for it."""
        self._show_status(is_worth_saying=state.kind == "failed" or (state.kind == "saving" and self._is_leaving))
        if state.kind == "saved" and self._is_leaving:
            super().reject()

    def _show_status(self, *, is_worth_saying: bool) -> None:
        self.save_bar.setVisible(is_worth_saying)
        self.hint.setVisible(not is_worth_saying)

    def _take_draft(self) -> None:
        try:
            with self._journal.read() as session:
                kind, text = quick_draft.kept(session)
        except UpwardError:
            return  # busy at this moment: the draft stays, and what is written here is added to it
        self._seen = text
        if text:
            self.kinds.set_value(kind)
            self.text.set_text(text)
            self._kept = (self.kinds.value(), self.text.text())
            self.text.moveCursor(self.text.textCursor().MoveOperation.End)
            self.hint.setText(_("This is the draft that you left. Ctrl+Enter saves it with today’s date."))
        self._name_buttons()

    @Slot()
    def _typed(self) -> None:
        """Keep what is typed, before anybody asks: a draft is lost by nothing."""
        self._is_leaving = False
        self._name_buttons()
        if self._is_changed() and not self._autosave.unsaved:
            self._drafting.touch()

    @Slot()
    def _name_buttons(self) -> None:
        self.cancel.setText(_("Keep as draft") if self.text.text().strip() else _("Close"))

"""The line of one candidate: the one sentence that the manager may read, saved as it is typed, approved by a tick."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from journal.errors import BadInput, JournalBusy
from journal.sharing import lines
from journal.sharing.lines import LONGEST_LINE, SENTENCES, Candidate
from journal.store import records
from journal.store.tables import ShareableLine
from journal.text import SECTIONS, _
from journal.ui import theme
from journal.ui.autosave import Autosave
from journal.ui.drafting import Drafting, Typed
from journal.ui.not_saved import SaveBar
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.summary.line_words import about_line, first_words, plain, written
from journal.ui.widgets.button import IconButton
from journal.ui.widgets.label import Label
from journal.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from journal.ui.open_journal import Session


class LineEditor(QWidget):
    """Shows the line of a candidate.

    What is typed is kept as a draft; Ctrl+Enter here or a tick in the list approves it. The words of an approved line
    can be changed as they stand; one that is emptied is taken out of the summary.
    """

    #: The user is done with this line.
    left = Signal()
    #: The line is to stand so many steps lower (negative: higher) in its section.
    moved = Signal(int)
    versions_pressed = Signal()
    #: The line, which is one of the user's own, is to stand under another heading.
    put_under = Signal(str)
    #: The user changed the words.
    typed = Signal()
    #: A line, by its id, was approved that was not before.
    approved = Signal(str)

    def __init__(
        self,
        journal: OpenJournal,
        put_in_place: "Callable[[Session, ShareableLine], object]",
        parent: QWidget | None = None,
    ) -> None:
        """Disabled until `show_candidate`. `put_in_place` gives a line its place on the page as it is approved."""
        super().__init__(parent)
        self._put_in_place = put_in_place
        self._journal = journal
        self._shown = ""
        #: For which manager lines are written; empty for the current one.
        self.manager_id = ""
        self._approves = False
        self._refused = ""
        #: Words of approved lines that cannot be approved as they are, by the ids of the lines.
        self._drafts: dict[str, str] = {}
        self._drafting = Drafting(journal, "summary", self._typed, self)
        self.candidate: Candidate | None = None
        self._build_parts()
        self._build_keys()
        self._assemble()
        self.show_candidate(None)

    # -------------------------------------------------------------------------------------------- public

    @property
    def key(self) -> str:
        """The key of the candidate that is on."""
        return self.candidate.key if self.candidate else ""

    @property
    def has_words(self) -> bool:
        """Whether there is anything to approve."""
        return lines.has_words(self.line.text())

    @property
    def is_unsaved(self) -> bool:
        """Whether it holds words that the journal does not."""
        return self._autosave.unsaved

    def unsaved_words(self) -> dict[str, str]:
        """The words of an approved line as they are being written, by its id; not such as it could not have."""
        words, here = plain(self.line.text()), self.candidate
        is_other = here is not None and here.line is not None and here.is_ticked and words != here.line.text
        if not is_other or not lines.has_words(words) or len(words) > LONGEST_LINE:
            return {}
        return {self._line_id: words}

    def show_candidate(self, candidate: Candidate | None, note: str = "") -> None:
        """Show the line of another candidate, or the first wording that is offered; `note` where there is none."""
        self._autosave.forget()
        self._approves, self._refused = False, ""
        self.candidate = candidate
        self._shown = self._drafts.get(self._line_id) or first_words(candidate)
        self.line.set_text(self._shown)
        self._show_state(note)

    def follow(self, candidate: Candidate) -> None:
        """The same candidate as it stands now: words that the user has touched stay, others follow the journal."""
        self.candidate = candidate
        words = first_words(candidate)
        if not self.is_unsaved and plain(self.line.text()) == plain(self._shown) != plain(words):
            self._shown = words
            self.line.set_text(words)
        self._show_state()

    def read_drafts(self) -> None:
        """Read the words that could not be approved as they were; those of a line deleted for good go with it."""
        if self._drafting.autosave.unsaved:
            return
        typed = self._drafting.bring_back()
        with self._journal.read() as session:
            there = {line_id for line_id in typed if records.find(session, ShareableLine, line_id)}
        self._drafts = {line_id: str(words) for line_id, words in typed.items() if line_id in there}

    def _typed(self) -> Typed:
        return dict(self._drafts)

    @property
    def _line_id(self) -> str:
        return self.candidate.line.id if self.candidate and self.candidate.line else ""

    def approve(self) -> bool:
        """Approve the words as they stand; whether that is done. While the journal is busy it is tried again."""
        self._approves = True
        self._autosave.touch()
        is_saved = self.flush()
        self._approves = not is_saved and self._autosave.is_waiting
        return is_saved and not self._refused

    def flush(self, wait_ms: int = 0) -> bool:
        """Save what was typed, whatever it is; whether nothing is unsaved any more. If not, `fault` says why."""
        is_saved = self._autosave.flush(wait_ms)
        return self._drafting.flush(wait_ms) and is_saved

    @property
    def fault(self) -> str:
        """Why the words that stand here are not saved, or are only a draft; empty when they are saved."""
        if self.is_unsaved:
            return self._autosave.said.reason or str(JournalBusy())
        return self._refused

    @Slot()
    def begin(self) -> None:
        """Give the keyboard to the line, behind its last word."""
        self.line.setFocus()
        self.line.moveCursor(QTextCursor.MoveOperation.End)

    # ------------------------------------------------------------------------------------------ building

    def _build_parts(self) -> None:
        self._about = Label("", "small", wrap=True)
        name = _("The line that your manager will read")
        self.line = TextEditor(name, _("Write the one sentence that your manager may read"), look="field", lines=2)
        self.line.edited.connect(self._edited)
        self.line.setReadOnly(self._journal.is_read_only)
        self.save_bar = SaveBar(self._journal, self.line.text, self)
        self._autosave = self.save_bar.watch(Autosave(self._save, self))
        self.save_bar.watch(self._drafting.autosave, quietly=True)
        self.save_bar.changed.connect(self._fit_foot)
        self._hint = Label("", "small")
        self._count = Label("", "small")
        self._section = QComboBox()
        self._section.setAccessibleName(_("Section of the summary"))
        self._section.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for key, heading in SECTIONS.items():
            self._section.addItem(heading, key)
        self._section.activated.connect(self._put_under)
        self._up = IconButton("chevron-up", _("Higher on the page (Alt+Up)"))
        self._down = IconButton("chevron-down", _("Lower on the page (Alt+Down)"))
        self._history = IconButton("history", _("Earlier versions (Alt+H)"))
        self._history.clicked.connect(self.versions_pressed)
        self._up.clicked.connect(self._move_up)
        self._down.clicked.connect(self._move_down)

    @property
    def ways_to_change(self) -> tuple[QWidget, ...]:
        """What moves the line, and puts it under another heading."""
        return (self._section, self._up, self._down)

    def _build_keys(self) -> None:
        for keys, slot in (("Ctrl+Return", self._finish), ("Ctrl+Enter", self._finish), ("Escape", self._leave)):
            key = QShortcut(QKeySequence(keys), self.line, slot)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _assemble(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.space(1))
        foot.addWidget(self.save_bar.status, 1)
        for part in (self._hint, self._count, self._history, self._up, self._down):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1.5), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        for part in (self._about, self._section, self.line):
            column.addWidget(part)
        column.addLayout(foot)
        column.addWidget(self.save_bar)

    # ------------------------------------------------------------------------------------------- changes

    @Slot()
    def _edited(self) -> None:
        self._count_letters()
        if self.candidate:
            self._autosave.touch()
            self.typed.emit()

    @Slot()
    def _fit_foot(self) -> None:
        """A sentence about a failure gets the room of the hint."""
        self._hint.setVisible(bool(self._hint.text()) and not self.save_bar.is_failed)

    def _save(self) -> str:
        """Keep the words as they stand, or withdraw a line that has none; called by the autosave.

        Words that the line cannot have, because it is approved and they are too many, stay as a draft beside it.
        """
        before, text = self.candidate, self.line.text()
        self._refused = ""
        if before is None or not (lines.has_words(text) or before.is_ticked):
            return ""
        try:
            self._save_line(before, text, approves=self._approves)
        except BadInput as fault:
            self._refused = str(fault)
            self._save_draft(before, text)
        self._approves = False
        return self._refused

    def _save_line(self, before: Candidate, text: str, *, approves: bool) -> None:
        is_new = approves and not before.is_ticked
        try:
            with self._journal.write(Changed.LINES) as session:
                line = written(session, before, text, self.manager_id, approves=approves)
                if is_new:
                    self._put_in_place(session, line)
                key = lines.own_key(line) if before.source.id is None else before.key
                self.candidate = replace(before, line=line, key=key)
                self._shown = text or self._shown
                self._drafts.pop(line.id, None)
        except BaseException:
            self.candidate = before
            raise
        self._drafting.flush()
        if is_new and self.candidate.line:
            self.approved.emit(self.candidate.line.id)

    def _save_draft(self, before: Candidate, text: str) -> None:
        """Words that may not be approved: a line that nobody approved takes them, else they stay beside it."""
        if before.line is None or not before.is_ticked:
            self._save_line(before, text, approves=False)
            return
        self._drafts[before.line.id] = text
        self._drafting.flush()

    @Slot(int)
    def _put_under(self, number: int) -> None:
        """A line of one's own goes where one says."""
        section, candidate = str(self._section.itemData(number)), self.candidate
        if candidate is None or candidate.section == section or not self.flush():
            return
        candidate = self.candidate or candidate
        if candidate.line is None:
            self.candidate = replace(candidate, section=section)
        else:
            self.put_under.emit(section)
            self._show_state()

    @Slot()
    def _finish(self) -> None:
        """Approve what is written and go back; without words there is nothing to approve."""
        is_ticked = self.candidate is not None and self.candidate.is_ticked
        if is_ticked or not self.has_words or self._journal.is_read_only:
            self._leave()
        elif self.approve():
            self.left.emit()

    @Slot()
    def _leave(self) -> None:
        if self.flush():
            self.left.emit()

    @Slot()
    def _move_up(self) -> None:
        self.moved.emit(-1)

    @Slot()
    def _move_down(self) -> None:
        self.moved.emit(1)

    # ----------------------------------------------------------------------------------------- internal

    def _show_state(self, note: str = "") -> None:
        candidate = self.candidate
        is_sentence = candidate is not None and candidate.section in SENTENCES
        is_own = candidate is not None and candidate.source.id is None and not is_sentence
        self.setEnabled(candidate is not None)
        self._about.setText(note or about_line(candidate))
        self._about.setVisible(not is_own)
        self._section.setVisible(is_own)
        if candidate and not is_sentence:
            self._section.setCurrentIndex(list(SECTIONS).index(candidate.section))
        self._history.setEnabled(candidate is not None and candidate.line is not None)
        is_ticked = candidate is not None and candidate.is_ticked
        for button in (self._up, self._down):
            button.setEnabled(is_ticked and not is_sentence and not self._journal.is_read_only)
        self._hint.setText("" if candidate is None or is_ticked else _("Ctrl+Enter approves it"))
        self._fit_foot()
        self._count_letters()

    def _count_letters(self) -> None:
        number = len(plain(self.line.text()))
        self._count.setText(_("{n} of {most}").format(n=number, most=LONGEST_LINE) if number else "")
        self._count.set_role("small-alert" if number > LONGEST_LINE else "small")

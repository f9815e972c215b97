"""The page to discuss together: which statements stand on it, each in a line that was written and approved for it."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QVBoxLayout, QWidget

from journal.errors import BadInput
from journal.practices import agreement
from journal.sharing import lines
from journal.sharing.lines import Source
from journal.store.tables import ShareableLine, Statement
from journal.text import OWNERS, TOPICS, _, n_
from journal.ui import notifications, theme
from journal.ui.autosave import Autosave
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.tab import set_in
from journal.ui.showing_paper import page_size, show_paper
from journal.ui.widgets.button import Button
from journal.ui.widgets.check_list import CheckList
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label

if TYPE_CHECKING:
    from journal.sharing.collect import Collected
    from journal.ui.open_journal import Session

Index = QModelIndex | QPersistentModelIndex
_WHAT: Final = Changed.LINES


class _Written(NamedTuple):
    """The words that were typed as the line of a statement, and whether they were approved with Enter."""

    words: str
    is_approved: bool


class LinesModel(RowsModel):
    """A row a statement. Its line is changed in place; where it has none it begins with what was told, or with nothing."""

    worded = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        """Empty at first."""
        super().__init__(parent)
        self._wordings: dict[str, str] = {}

    def set_wordings(self, rows: list[Row], wordings: dict[str, str]) -> None:
        """Show these rows; `wordings` are what editing them begins with, by their ids."""
        self._wordings = wordings
        self.set_rows(rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be worded."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """As of all rows; what is edited is the line."""
        row = self.row_at(index)
        if row and role == int(Qt.ItemDataRole.EditRole):
            return self._wordings.get(row.id, row.title)
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Say which words were typed, changed or not; whoever hears it keeps them."""
        row = self.row_at(index)
        if role != int(Qt.ItemDataRole.EditRole) or row is None:
            return False
        self.worded.emit(row.id, str(value))
        return True


class PageToDiscuss(QWidget):
    """A tick, or Enter, words the line of a statement; Enter approves it, leaving it keeps it as a draft."""

    left = Signal()
    reached = Signal(QRect)

    def __init__(self, chapter: Chapter, parent: QWidget | None = None) -> None:
        """Empty until `refresh`."""
        super().__init__(parent)
        self._chapter, self._journal, self._acts = chapter, chapter.journal, chapter.acts
        self._lines: dict[str, ShareableLine] = {}
        self._new: dict[str, _Written] = {}
        self._last = ""
        self.autosave = Autosave(self._write, self)
        self.model = LinesModel(self)
        self.model.worded.connect(self._worded)
        self.list = CheckList(_("What stands on the page"))
        self.list.setModel(self.model)
        self.list.pressed_icon.connect(self._tick)
        self.list.rows.closeEditor.connect(self._closed)
        self.show_it = Button(_("Show the page…"), "primary", "print")
        self.show_it.clicked.connect(self.show_page)
        self.back = Button(_("Back to both sides"), "plain")
        self.back.clicked.connect(self.left)
        self._count = Label("", "muted")
        self._assemble()

    def _assemble(self) -> None:
        words = _(
            "One page for both of you to look at together. Only lines that you write and tick here can stand on it; your"
            " notes stay private. Enter writes a line and approves it."
        )
        buttons = QWidget()
        flow = FlowLayout(buttons, theme.space(1))
        for part in (self.back, self.show_it, self._count):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (set_in(Label(words, "muted", wrap=True)), set_in(buttons), self.list):
            column.addWidget(part)
        self._acts.need_writing(self.show_it)  # it leaves a receipt

    # ------------------------------------------------------------------------------------------- public

    def refresh(self) -> None:
        """Read the statements and their lines again."""
        with self._journal.read() as session:
            statements = agreement.statements(session, self._chapter.manager_id)
            found = lines.of_paper(session, lines.AGREEMENT, self._chapter.manager_id)
        self._lines = {line.source_id: line for line in found if line.source_id}
        rows = [self._row(each) for each in statements]
        wordings = {each.id: self._wording(each) for each in statements}
        self.model.set_wordings(rows, wordings)
        ticked = sum(bool(row.ticked) for row in rows)
        self._count.setText(n_("{n} line approved", "{n} lines approved", ticked).format(n=ticked))
        self.show_it.setEnabled(ticked > 0 and not self._journal.is_read_only)

    def flush(self) -> bool:
        """Keep the line that is being typed; whether it is kept."""
        if self.list.state() is CheckList.State.EditingState:
            self.list.setFocus()
        return self.autosave.flush()

    def words(self) -> list[str]:
        """The lines that are not saved."""
        return [written.words for written in self._new.values()]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard to the list."""
        super().focusInEvent(event)
        self.list.setFocus(event.reason())

    # ------------------------------------------------------------------------------------------ actions

    @Slot()
    def show_page(self) -> None:
        """Look at the page, save or print it."""
        from journal.sharing.collect_papers import collect_agreement

        if not self.flush():
            return
        try:
            with self._journal.read() as session:
                content = collect_agreement(session, self._chapter.manager_id, date.today(), page=page_size())
        except BadInput as fault:
            notifications.say(self, str(fault))
            return
        keeping = partial(_keep, self._journal, content)
        name = _("How we work together {day}").format(day=date.today().isoformat())
        self.dialog = show_paper(self._journal, content.document, name, self, keeping)
        self.dialog.handed_over.connect(self._announce)

    @Slot()
    def _announce(self) -> None:
        if self._journal.is_open:
            self._journal.announce(Changed.RECEIPTS)

    @Slot(QModelIndex)
    def _tick(self, index: QModelIndex) -> None:
        """Take a line off the page; or word it, which Enter approves."""
        row = self.model.row_at(index)
        if row is None or self._acts.refuse_writing():
            return
        if row.ticked:
            line = self._lines[row.id]
            back = partial(lines.approve_again, line_id=line.id, words=line.text)
            self._acts.try_to(_WHAT, partial(lines.withdraw, line_id=line.id), back)
            return
        self.list.setCurrentIndex(index)
        self.list.edit(index)

    @Slot(str, str)
    def _worded(self, statement_id: str, words: str) -> None:
        """What was typed is kept: an approved line takes it, another stays a draft."""
        self._last = ""  # words that are not kept are nothing that Enter could approve
        if not self._acts.refuse_writing() and lines.has_words(words):
            self._last = statement_id
            self._new[statement_id] = _Written(words, is_approved=False)
            self.autosave.touch()

    @Slot(QWidget, QAbstractItemDelegate.EndEditHint)
    def _closed(self, _editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter alone approves; a line that one leaves in another way is a draft."""
        written = self._new.get(self._last)
        if written and hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._new[self._last] = _Written(written.words, is_approved=True)
        self.autosave.flush()

    def _write(self) -> None:
        """All lines that wait, in one transaction; what is too long to be approved is said, and kept as a draft."""
        new, manager_id = dict(self._new), self._chapter.manager_id
        fault = self._acts.do(_WHAT, partial(_write_all, new=new, known=self._lines, manager_id=manager_id))
        self._new.clear()
        if fault:
            notifications.say(self, fault)

    # ----------------------------------------------------------------------------------------- internal

    def _row(self, statement: Statement) -> Row:
        line = self._lines.get(statement.id)
        is_ticked = line is not None and line.withdrawn_at is None
        side = OWNERS["me"] if statement.side == "me" else self._chapter.name
        state = "" if is_ticked else _("draft, not on the page") if line else _("not on the page")
        private = statement.text if line and line.text != statement.text else ""
        return Row(
            statement.id,
            line.text if line else statement.text,
            " · ".join(part for part in (side, TOPICS[statement.topic][1], state, private) if part),
            tone="" if is_ticked else "muted",
            ticked=is_ticked,
        )

    def _wording(self, statement: Statement) -> str:
        """What a line begins with: words that were told were said aloud; what is seen or assumed is for my eyes only."""
        line = self._lines.get(statement.id)
        told = statement.text if statement.basis == "told" else ""
        return line.text if line else told


def _write_all(session: "Session", new: dict[str, _Written], known: dict[str, ShareableLine], manager_id: str) -> str:
    """Write lines: those that are there take the words, others are made.

    Gives why words cannot stand on the page, or nothing: they are kept as a draft, and an approved line leaves the page.
    """
    said = ""
    for statement_id, written in new.items():
        line, fault = known.get(statement_id), _fault_of(written.words)
        source = Source("statement", statement_id, date.today())
        approves = written.is_approved and not fault
        if line is None:
            write = lines.approve if approves else lines.draft
            write(session, lines.AGREEMENT, written.words, source, manager_id=manager_id)
        elif approves:
            lines.approve_words(session, line.id, written.words)
        else:
            if fault and line.withdrawn_at is None:
                lines.withdraw(session, line.id)
            lines.revise(session, line.id, written.words)
        if fault and (written.is_approved or (line and line.withdrawn_at is None)):
            said = fault
    return said


def _fault_of(words: str) -> str:
    """Why these words cannot be approved; empty where they can."""
    try:
        lines.checked(words)
    except BadInput as fault:
        return str(fault)
    return ""


def _keep(journal: OpenJournal, content: "Collected", data: bytes, target: Path | None) -> None:
    """Save the page with its receipt, or keep the receipt of a printed one; runs on a worker thread."""
    from journal.sharing import receipts, summary

    if target:
        summary.hand_over(journal.write_anywhere, summary.Paper(content, data), target)
        return
    with journal.write_anywhere() as session:
        receipts.keep(session, content, data)

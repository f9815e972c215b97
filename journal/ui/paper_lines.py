"""The lines of a paper beside the summary: which of its parts stand on it, each in a line that was written and approved for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QHBoxLayout, QVBoxLayout, QWidget

from journal.errors import BadInput
from journal.sharing import lines, paper_lines
from journal.sharing.lines import Source
from journal.sharing.paper_lines import Part
from journal.store.tables import ShareableLine
from journal.text import _, n_
from journal.ui import notifications, theme
from journal.ui.acts import Acts
from journal.ui.autosave import Autosave
from journal.ui.models.rows import Row
from journal.ui.models.wording_rows import WordingRows
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.showing_paper import show_paper
from journal.ui.widgets.button import Button
from journal.ui.widgets.check_list import CheckList
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label

if TYPE_CHECKING:
    from journal.sharing.collect import Collected
    from journal.sharing.reading import Finding
    from journal.ui.open_journal import Session

_WHAT: Final = Changed.LINES


class PaperWords(NamedTuple):
    """What is said of a paper: its section of lines, what the page is for, where Back leads to, and the file's name."""

    section: str
    about: str
    back: str
    file: str


class _Written(NamedTuple):
    """The words that were typed as the line of a part, and whether they were approved with Enter."""

    words: str
    is_approved: bool


class PaperLines(QWidget):
    """A tick, or Enter, words the line of a part; Enter approves it, leaving it keeps it as a draft.

    Whoever stands on it says whose paper it is, what its parts are, and how it is collected.
    """

    left = Signal()

    def __init__(self, journal: OpenJournal, acts: Acts, paper: PaperWords, parent: QWidget | None = None) -> None:
        """Empty until `refresh`."""
        super().__init__(parent)
        self._journal, self._acts, self._paper = journal, acts, paper
        self._parts: dict[str, Part] = {}
        self._lines: dict[str, ShareableLine] = {}
        self._new: dict[str, _Written] = {}
        self._findings: list[Finding] = []
        self._last = ""
        self.autosave = Autosave(self._write, self)
        self.model = WordingRows(self)
        self.model.worded.connect(self._worded)
        self.list = CheckList(_("What stands on the page"))
        self.list.setModel(self.model)
        self.list.pressed_icon.connect(self._tick)
        self.list.rows.closeEditor.connect(self._closed)
        self.show_it = Button(_("Show the page…"), "primary", "print")
        self.show_it.clicked.connect(self.show_page)
        self.back = Button(paper.back, "plain")
        self.back.clicked.connect(self.left)
        self._count = Label("", "muted")
        self._assemble()

    def _assemble(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons, theme.space(1))
        for part in (self.back, self.show_it, self._count):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (_set_in(Label(self._paper.about, "muted", wrap=True)), _set_in(buttons), self.list):
            column.addWidget(part)
        self._acts.need_writing(self.show_it)  # it leaves a receipt

    # ------------------------------------------------------------------------------- whose paper it is

    def manager_id(self) -> str:
        """For which manager the lines are approved."""
        raise NotImplementedError

    def read_parts(self, session: "Session") -> list[Part]:
        """What a line can be about."""
        raise NotImplementedError

    def collect(self, session: "Session", day: date) -> "Collected":
        """The contents of the page. Raises BadInput when no line is approved."""
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------- public

    def refresh(self) -> None:
        """Read the parts and their lines again."""
        with self._journal.read() as session:
            parts = self.read_parts(session)
            self._lines = paper_lines.written(session, self._paper.section, self.manager_id())
        self._parts = {part.id: part for part in parts}
        rows = [self._row(part) for part in parts]
        self.model.set_wordings(rows, {part.id: self._wording(part) for part in parts})
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
        if not self.flush():
            return
        from journal.sharing import reading

        day = date.today()
        try:
            with self._journal.read() as session:
                content = self.collect(session, day)
                found = reading.read(session, content.lines, manager_id=self.manager_id())
        except BadInput as fault:
            notifications.say(self, str(fault))
            return
        name = self._paper.file.format(day=day.isoformat())
        self.dialog = show_paper(self._journal, content.document, name, self, content)
        self.dialog.handed_over.connect(self._handed_over)
        self._findings = [each for each in found if each.line_id]  # those about a whole summary are not of this page
        self.dialog.handing.say("\n".join(map(_told, self._findings)))

    @Slot()
    def _handed_over(self) -> None:
        """It was handed over as it is: what was found in its lines is let stand."""
        if self._journal.is_open and self._findings:
            self._acts.try_to(_WHAT, partial(_let_stand, found=self._findings))

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
    def _worded(self, part_id: str, words: str) -> None:
        """What was typed is kept: an approved line takes it, another stays a draft."""
        self._last = ""  # words that are not kept are nothing that Enter could approve
        if not self._acts.refuse_writing() and lines.has_words(words):
            self._last = part_id
            self._new[part_id] = _Written(words, is_approved=False)
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
        new = [(self._parts[part_id], written) for part_id, written in self._new.items()]
        write = partial(
            _write_all, new=new, known=self._lines, section=self._paper.section, manager_id=self.manager_id()
        )
        fault = self._acts.do(_WHAT, write)
        self._new.clear()
        if fault:
            notifications.say(self, fault)

    # ----------------------------------------------------------------------------------------- internal

    def _row(self, part: Part) -> Row:
        line = self._lines.get(part.id)
        is_ticked = line is not None and line.withdrawn_at is None
        state = "" if is_ticked else _("draft, not on the page") if line else _("not on the page")
        private = part.about if line and line.text != part.about else ""
        return Row(
            part.id,
            line.text if line else part.about,
            " · ".join(each for each in (part.note, state, private) if each),
            tone="" if is_ticked else "muted",
            ticked=is_ticked,
        )

    def _wording(self, part: Part) -> str:
        """What a line begins with."""
        line = self._lines.get(part.id)
        return line.text if line else part.wording


def _set_in(part: QWidget) -> QWidget:
    """A part set in by the air that the rows of the list have inside, so that all words begin at one line."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(theme.space(1), 0, theme.space(1), 0)
    row.addWidget(part, 1)
    return holder


def _write_all(
    session: "Session",
    new: list[tuple[Part, _Written]],
    known: Mapping[str, ShareableLine],
    section: str,
    manager_id: str,
) -> str:
    """Write lines: those that are there take the words, others are made.

    Gives why words cannot stand on the page, or nothing: they are kept as a draft, and an approved line leaves the page.
    """
    said = ""
    for part, written in new:
        line, fault = known.get(part.id), _fault_of(written.words)
        approves = written.is_approved and not fault
        if line is None:
            write = lines.approve if approves else lines.draft
            write(session, section, written.words, Source(part.kind, part.id, date.today()), manager_id=manager_id)
        elif approves:
            lines.approve_words(session, line.id, written.words)
        else:
            if fault and line.withdrawn_at is None:
                lines.withdraw(session, line.id)
            lines.revise(session, line.id, written.words)
        if fault and (written.is_approved or (line and line.withdrawn_at is None)):
            said = fault
    return said


def _told(found: "Finding") -> str:
    """A finding as a sentence before the page goes."""
    return _("“{words}”: {why}").format(words=found.words, why=found.why)


def _let_stand(session: "Session", found: "Sequence[Finding]") -> None:
    from journal.sharing import reading

    for each in found:
        reading.let_stand(session, each.line_id, each.key)


def _fault_of(words: str) -> str:
    """Why these words cannot be approved; empty where they can."""
    try:
        lines.checked(words)
    except BadInput as fault:
        return str(fault)
    return ""

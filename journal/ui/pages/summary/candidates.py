"""The candidates of a period as a list to tick, and below it the line that the manager would read."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.practices import managers
from journal.sharing import lines, receipts
from journal.sharing.lines import LONGEST_LINE, Candidate, Source
from journal.text import SECTIONS, _, first_line, n_
from journal.ui import dialogs, notifications, theme
from journal.ui.autosave import Autosave
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.dates import month_day
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.status_line import StatusLine
from journal.ui.widgets.text_editor import TextEditor

CHART = "chart"
OWN_SECTION = "progress"


@dataclass
class _Chosen:
    """The candidate that the editor shows."""

    key: str
    candidate: Candidate


class Candidates(QWidget):
    """Everything of a period that could be shared. Nothing is ticked by itself."""

    #: The chart was ticked or unticked.
    chart_changed = Signal(bool)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Empty until `show_period`."""
        super().__init__(parent)
        self._journal = journal
        self._found: dict[str, Candidate] = {}
        self._chosen: _Chosen | None = None
        self._first = self._last = date.today()
        self.has_chart = False
        self._build_list()
        self._build_editor()
        self._assemble()

    # -------------------------------------------------------------------------------------------- public

    def show_period(self, first: date, last: date) -> None:
        """Read the candidates of these days."""
        if (first, last) != (self._first, self._last):
            self.flush()
            self._chosen = None
        self._first, self._last = first, last
        with self._journal.read() as session:
            found = lines.candidates(session, first, last)
            shared = receipts.shared_when(session)
        self._found = {_key(each): each for each in found}
        rows = [_row(each, shared) for each in found]
        self._model.set_rows(_with_headings(_with_chart(rows, ticked=self.has_chart)))
        self._keep_chosen()

    def flush(self) -> bool:
        """Save the line that is being written."""
        return self._autosave.flush()

    def approved_count(self) -> int:
        """How many lines are approved in this period."""
        return sum(each.is_ticked for each in self._found.values())

    # ------------------------------------------------------------------------------------------ building

    def _build_list(self) -> None:
        self._model = RowsModel(self)
        self.list = ListView(_("What could be shared"), sections=True)
        self.list.setModel(self._model)
        self.list.chosen.connect(self._choose)
        self.list.icon_pressed.connect(self._toggle)
        self.list.opened.connect(self._edit)

    def _build_editor(self) -> None:
        self._about = Label("", "small", wrap=True)
        self.line = TextEditor(_("The line that your manager will read"), look="field", lines=3)
        self.line.setPlaceholderText(_("Write the one sentence that your manager may read"))
        self._count = Label("", "small")
        self._status = StatusLine()
        self._autosave = Autosave(self._save, self, self._status)
        self.line.edited.connect(self._edited)
        self._up = IconButton("chevron-up", _("Move the line up"))
        self._down = IconButton("chevron-down", _("Move the line down"))
        self._up.clicked.connect(self._move_up)
        self._down.clicked.connect(self._move_down)
        self.own = Button(_("Add a line of my own"), "quiet", "plus")
        self.own.clicked.connect(self._add_own)
        done = QShortcut(QKeySequence("Ctrl+Return"), self.line, self._back_to_list)
        done.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave = QShortcut(QKeySequence("Escape"), self.line, self._back_to_list)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _assemble(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.space(1))
        foot.addWidget(self._status, 1)
        for part in (self._count, self._up, self._down):
            foot.addWidget(part)
        self._editor = QWidget()
        editor = QVBoxLayout(self._editor)
        editor.setContentsMargins(theme.space(3), theme.space(1.5), theme.space(3), theme.space(2))
        editor.setSpacing(theme.space(1))
        editor.addWidget(self._about)
        editor.addWidget(self.line)
        editor.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        listed = QVBoxLayout()
        listed.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        listed.addWidget(self.list)
        listed.addWidget(self.own, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(listed, 1)
        column.addWidget(hairline())
        column.addWidget(self._editor)
        self._editor.setEnabled(False)

    # ------------------------------------------------------------------------------------------ choosing

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        key = row.id if row else ""
        if self._chosen and key == self._chosen.key:
            return
        self.flush()
        candidate = self._found.get(key)
        self._chosen = _Chosen(key, candidate) if candidate else None
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Show the line of the chosen candidate, or the first wording that is offered for it."""
        chosen = self._chosen.candidate if self._chosen else None
        self._editor.setEnabled(chosen is not None)
        self._autosave.forget()
        self.line.set_text("" if chosen is None else chosen.line.text if chosen.line else chosen.wording)
        self._about.setText(_about_line(chosen))
        self._count_letters()
        for button in (self._up, self._down):
            button.setEnabled(bool(chosen and chosen.is_ticked))

    def _keep_chosen(self) -> None:
        """After the list was read again: the same candidate stays chosen, and unsaved words stay as they are."""
        if self._chosen is None:
            return
        candidate = self._found.get(self._chosen.key)
        if candidate is None:
            self._chosen = None
            self._show_chosen()
            return
        self._chosen.candidate = candidate
        self._choose_key(self._chosen.key)
        if not self._autosave.unsaved and candidate.line and self.line.text() != candidate.line.text:
            self._show_chosen()
        for button in (self._up, self._down):
            button.setEnabled(candidate.is_ticked)

    def _choose_key(self, key: str) -> bool:
        return self.list.first_row_chosen(lambda index: index.data(RowRole.ID) == key)

    @Slot(QModelIndex)
    def _edit(self, index: QModelIndex) -> None:
        """Enter on a candidate: write its line."""
        if self._chosen:
            self.line.setFocus()
            self.line.selectAll()

    @Slot()
    def _back_to_list(self) -> None:
        self.flush()
        self.list.setFocus()

    # ------------------------------------------------------------------------------------------- changing

    @Slot(QModelIndex)
    def _toggle(self, index: QModelIndex) -> None:
        """Tick: approve the line that stands in the editor, or begin to write one. Untick: withdraw it."""
        row = self._model.row_at(index)
        if row is None:
            return
        if row.id == CHART:
            self.has_chart = not self.has_chart
            self.show_period(self._first, self._last)
            self.chart_changed.emit(self.has_chart)
            return
        candidate = self._found.get(row.id)
        if candidate is None:
            return
        if candidate.is_ticked:
            self._withdraw(candidate)
        elif self.line.text().strip():
            self._autosave.touch()
            self.flush()
        else:
            self.line.setFocus()

    def _withdraw(self, candidate: Candidate) -> None:
        self.flush()
        if candidate.line is None:
            return
        line_id = candidate.line.id
        with dialogs.faults_shown(self) as outcome, self._journal.write(Changed.LINES) as session:
            lines.withdraw(session, line_id)
        if outcome.ok:
            notifications.offer_undo(self, _("The line was taken out of the summary"), partial(self._approve, line_id))

    def _approve(self, line_id: str) -> None:
        with dialogs.faults_shown(self), self._journal.write(Changed.LINES) as session:
            lines.approve_again(session, line_id)

    @Slot()
    def _edited(self) -> None:
        self._count_letters()
        if self.line.text().strip():
            self._autosave.touch()

    def _save(self) -> None:
        """Approve the words as they stand; called by the autosave."""
        chosen = self._chosen
        words = self.line.text()
        if chosen is None or not words.strip():
            return
        candidate = chosen.candidate
        with self._journal.write(Changed.LINES) as session:
            if candidate.line is None:
                manager = managers.current(session)
                line = lines.approve(session, candidate.section, words, candidate.source, manager_id=manager.id)
                candidate = Candidate(candidate.section, candidate.source, candidate.about, candidate.wording, line)
            else:
                lines.revise(session, candidate.line.id, words)
                lines.approve_again(session, candidate.line.id)
        if self._chosen is chosen:
            chosen.candidate = self._found.get(chosen.key, candidate)

    @Slot()
    def _add_own(self) -> None:
        """A line that is about no single note: it counts on this day, or on the nearest one of the period."""
        self.flush()
        source = Source("", None, min(self._last, max(self._first, date.today())))
        section = self._chosen.candidate.section if self._chosen else OWN_SECTION
        key = ""
        with dialogs.faults_shown(self), self._journal.write(Changed.LINES) as session:
            manager = managers.current(session)
            key = f"line:{lines.approve(session, section, _('A line of my own'), source, manager_id=manager.id).id}"
        if key and self._choose_key(key):
            self.line.setFocus()
            self.line.selectAll()

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, steps: int) -> None:
        self.flush()
        line = self._chosen.candidate.line if self._chosen else None
        if line:
            with dialogs.faults_shown(self), self._journal.write(Changed.LINES) as session:
                lines.move(session, line.id, steps)

    def _count_letters(self) -> None:
        number = len(" ".join(self.line.text().split()))
        self._count.setText(_("{n} of {most}").format(n=number, most=LONGEST_LINE) if number else "")
        self._count.set_role("small-alert" if number > LONGEST_LINE else "small")


def _key(candidate: Candidate) -> str:
    """What a candidate is known by while the list is read again."""
    source = candidate.source
    if source.id and candidate.about:
        return f"{candidate.section}:{source.kind}:{source.id}"
    return f"line:{candidate.line.id}" if candidate.line else f"{candidate.section}:{source.kind}:{source.day}"


def _row(candidate: Candidate, shared: dict[str, str]) -> Row:
    line = candidate.line
    about = first_line(candidate.about)
    ticked = candidate.is_ticked
    given = shared.get(line.id) if line else None
    second = about if ticked and line else _("not shared")
    if given:
        second = _("shared {day}").format(day=month_day(date.fromisoformat(given[:10]))) + (
            f" · {second}" if ticked else ""
        )
    title = line.text if ticked and line else about or (line.text if line else "")
    return Row(
        _key(candidate),
        title or _("Without words yet"),
        second or _("a line of my own"),
        month_day(candidate.source.day),
        section=candidate.section,
        tone="" if ticked else "muted",
        ticked=ticked,
    )


def _with_chart(rows: list[Row], *, ticked: bool) -> list[Row]:
    """The chart stands as a candidate like any other, after the commitments."""
    order = list(SECTIONS)
    place = sum(order.index(row.section) <= order.index("commitments") for row in rows)
    chart = Row(
        CHART,
        _("Chart: my commitments kept, by month"),
        _("figures only") if ticked else _("not shared"),
        section="commitments",
        tone="" if ticked else "muted",
        ticked=ticked,
    )
    return [*rows[:place], chart, *rows[place:]]


def _with_headings(rows: list[Row]) -> list[Row]:
    """Only the first row of a section carries its heading."""
    shown: list[Row] = []
    for number, row in enumerate(rows):
        is_first = number == 0 or rows[number - 1].section != row.section
        heading = SECTIONS[row.section] if is_first else ""
        shown.append(Row(row.id, row.title, row.second, row.trailing, row.icon, heading, row.tone, row.ticked))
    return shown


def _about_line(candidate: Candidate | None) -> str:
    if candidate is None:
        return _("Choose something above: here you write the line that your manager may read.")
    about = first_line(candidate.about)
    return _("About, for your eyes only: {words}").format(words=about) if about else _("A line of my own")


def count_line(number: int) -> str:
    """How many lines are approved, as the page's head says it."""
    return n_("{n} line approved", "{n} lines approved", number).format(n=number)

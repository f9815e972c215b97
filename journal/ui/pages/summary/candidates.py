"""The candidates of a period as a list to tick, and below it the line that the manager would read."""

from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from journal.sharing import collect, lines, receipts
from journal.sharing.lines import Candidate, Source
from journal.store.tables import ShareableLine
from journal.text import _
from journal.ui import notifications, theme
from journal.ui.acts import Acts
from journal.ui.earlier_versions import EarlierVersions
from journal.ui.models.rows import RowsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.summary.line_editor import LineEditor
from journal.ui.pages.summary.rows import CHART, rows_of, with_chart, with_headings
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.label import hairline
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.list_view import ListView

_DRAFT = "draft"
_OWN_SECTION = "progress"
_LEAST_ROWS = 1.5


class Candidates(QWidget):
    """Everything of a period that could be shared. Nothing is ticked by itself."""

    #: The chart was ticked or unticked.
    chart_changed = Signal(bool)

    def __init__(self, journal: OpenJournal, acts: Acts, parent: QWidget | None = None) -> None:
        """Empty until `show_period`."""
        super().__init__(parent)
        self._journal = journal
        self._acts = acts
        self._found: dict[str, Candidate] = {}
        self._first = self._last = date.today()
        self._offers_chart = False
        self.has_chart = False
        self._build_list()
        self.editor = LineEditor(journal)
        self.editor.left.connect(self._back_to_list)
        self.editor.moved.connect(self._move)
        self.editor.versions_pressed.connect(self._show_versions)
        self._versions = EarlierVersions(journal, self, acts)
        acts.need_writing(self._empty.button, *self.editor.ways_to_change)
        self._build_keys()
        self._assemble()

    # -------------------------------------------------------------------------------------------- public

    def show_period(self, first: date, last: date, manager_id: str = "") -> None:
        """Read the candidates of these days, for the current manager unless another is named.

        Call `flush` before other days, or those for another, are shown.
        """
        with self._journal.read() as session:
            found = lines.candidates(session, first, last, manager_id=manager_id)
            shared = receipts.shared(session, manager_id=manager_id)
            months = collect.kept_by_month(session, first, last, manager_id=manager_id)
        self._offers_chart = any(any(figures) for _month, figures in months)
        self.editor.read_drafts()
        if (first, last, manager_id) != (self._first, self._last, self.editor.manager_id):
            self.editor.show_candidate(None)
        self.editor.manager_id = manager_id
        self._first, self._last = first, last
        self.has_chart = self.has_chart and self._offers_chart
        self._found = {each.key: each for each in found}
        self._rows = rows_of(found, shared, date.today())
        self._show_rows()

    def flush(self, wait_ms: int = 0) -> bool:
        """Save the line that is being written; whether nothing is unsaved any more."""
        return self.editor.flush(wait_ms)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that are shown."""
        return self._first, self._last

    def approved_count(self) -> int:
        """How many lines are approved in this period."""
        return sum(each.is_ticked for each in self._found.values())

    @Slot()
    def add_own(self) -> None:
        """Begin a line that is about no note; it counts on this day, or on the nearest one of the period."""
        if self._acts.refuse_writing():
            return
        if not self.editor.flush():
            return
        near = min(self._last, max(self._first, date.today()))
        section = self.editor.candidate.section if self.editor.candidate else _OWN_SECTION
        self.list.setCurrentIndex(QModelIndex())
        self.editor.show_candidate(Candidate(_DRAFT, section, Source("", None, near), "", "", None))
        self._below.show()
        self.editor.begin()

    # ------------------------------------------------------------------------------------------ building

    def _build_list(self) -> None:
        self._rows = with_headings([])
        self._model = RowsModel(self)
        self.list = ListView(_("What could be shared"), sections=True)
        self.list.setModel(self._model)
        self.list.setMinimumHeight(round(self.list.rows.height * _LEAST_ROWS))
        self.list.chosen.connect(self._choose)
        self.list.icon_pressed.connect(self._toggle)
        self.list.opened.connect(self.editor_begins)
        self.list.delete_pressed.connect(self._trash)
        self._empty = EmptyState(
            "summary",
            _("Nothing of these days can be shared yet. Wins, feedback, commitments and requests will stand here."),
            _("Write a line of your own"),
        )
        self._empty.started.connect(self.add_own)

    def _build_keys(self) -> None:
        for keys, slot in (
            ("Alt+Up", self._move_up),
            ("Alt+Down", self._move_down),
            ("Alt+H", self._show_versions),
        ):
            key = QShortcut(QKeySequence(keys), self, slot)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        listed = QVBoxLayout()
        listed.setContentsMargins(theme.space(1.5), 0, theme.space(1), 0)
        column.addLayout(listed, 1)
        self._layers = QStackedLayout()
        listed.addLayout(self._layers)  # before its parts come in: they would show as windows of their own
        self._layers.addWidget(self.list)
        self._layers.addWidget(self._empty)
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(hairline())
        below.addWidget(self.editor)
        self._below = QWidget()
        self._below.setLayout(below)
        column.addWidget(self._below)

    # ------------------------------------------------------------------------------------------ choosing

    def _show_rows(self) -> None:
        """Show the rows that were read; the same candidate stays chosen, and words not saved yet stay in the editor."""
        row = max(0, self.list.currentIndex().row())
        rows = with_chart(self._rows, ticked=self.has_chart) if self._offers_chart else self._rows
        self._model.set_rows(with_headings(rows))
        self._layers.setCurrentIndex(0 if rows else 1)
        here = self.editor.candidate
        now = self._as_found(here) if here else None
        if now:
            self.editor.follow(now)
            self._choose_key(now.key)
        elif not here or not (self.editor.is_unsaved or here.key == _DRAFT):
            self.editor.show_candidate(None)
            self.list.choose_row(min(row, len(rows) - 1))
            self._choose(self.list.currentIndex())
        self._below.setVisible(bool(rows) or self.editor.candidate is not None)

    def _as_found(self, candidate: Candidate) -> Candidate | None:
        """The candidate as it was just read; where its note is gone, its line alone."""
        found = self._found.get(candidate.key)
        return found or (self._found.get(lines.own_key(candidate.line)) if candidate.line else None)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if row is None or row.id == self.editor.key:
            return
        if not self.editor.flush():
            self._choose_key(self.editor.key)
            notifications.say(self, self.editor.fault)
            return
        self._show_row(row.id)

    def _show_row(self, key: str) -> None:
        note = _("Only figures: how many of your commitments you made and kept in each month.") if key == CHART else ""
        self.editor.show_candidate(self._found.get(key), note)

    def _choose_key(self, key: str) -> bool:
        return self.list.first_row_chosen(lambda index: index.data(RowRole.ID) == key)

    @Slot()
    def editor_begins(self) -> None:
        """Enter on a candidate: write its line."""
        if self.editor.candidate:
            self.editor.begin()

    @Slot()
    def _back_to_list(self) -> None:
        """The line is written: the list has the keyboard again. A draft without words is dropped."""
        if not self.list.currentIndex().isValid():
            self.list.choose_row(0)
        if self._model.rowCount():
            self.list.setFocus()
        else:
            self.editor.show_candidate(None)
            self._below.hide()
            self._empty.button.setFocus()

    # ------------------------------------------------------------------------------------------- changing

    @Slot(QModelIndex)
    def _toggle(self, index: QModelIndex) -> None:
        """Tick: approve the words that stand in the editor and go on writing there. Untick: withdraw the line."""
        row = self._model.row_at(index)
        if row is None:
            return
        if row.id == CHART:
            self.has_chart = not self.has_chart
            self._show_rows()
            self.chart_changed.emit(self.has_chart)
            return
        candidate = self._found.get(row.id)
        if candidate is None or self.editor.key != row.id:
            return
        if self._acts.refuse_writing():
            return
        if candidate.line and candidate.is_ticked:
            self._withdraw(candidate.line)
            return
        if self.editor.has_words:
            self.editor.approve()
        self.editor.begin()

    def _withdraw(self, line: ShareableLine) -> None:
        if not self.editor.flush():
            notifications.say(self, self.editor.fault)
            return
        saved = self.editor.candidate.line if self.editor.candidate else None  # with the words just saved
        words = saved.text if saved and saved.id == line.id else line.text
        self._acts.try_to(
            Changed.LINES,
            partial(lines.withdraw, line_id=line.id),
            partial(lines.approve_again, line_id=line.id, words=words),
            _("The line was taken out of the summary."),
        )

    def _line_id(self) -> str:
        """The line that is written for the candidate that is on, when all of it is saved."""
        is_saved = self.editor.flush()
        line = self.editor.candidate.line if self.editor.candidate else None
        return line.id if line and is_saved else ""

    @Slot()
    def _show_versions(self) -> None:
        self._versions.show(ShareableLine, self._line_id(), Changed.LINES)

    @Slot()
    def _trash(self) -> None:
        """Delete the line; what it is about stays, and can get another one."""
        line_id = self._line_id()
        if line_id:
            self.editor.show_candidate(None)
            act, back = partial(lines.move_to_trash, line_id=line_id), partial(lines.take_back, line_id=line_id)
            self._acts.try_to(Changed.LINES, act, back, _("The line was deleted."))

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    @Slot(int)
    def _move(self, steps: int) -> None:
        candidate = self.editor.candidate
        if not self.editor.flush() or candidate is None or candidate.line is None or not candidate.is_ticked:
            return
        go = partial(lines.move, line_id=candidate.line.id, first=self._first, last=self._last)
        self._acts.try_to(Changed.LINES, partial(go, steps=steps), partial(go, steps=-steps))

"""Choosing: the period, how the page looks, the candidates as a list to tick, and below it the line that the manager would read."""

from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from journal.sharing import collect, lines, receipts
from journal.sharing.choices import Choices
from journal.sharing.lines import Candidate, Source
from journal.text import SECTIONS, _
from journal.ui import notifications, theme
from journal.ui.acts import Acts
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.summary.candidate_list import CandidateList, CandidatesModel
from journal.ui.pages.summary.choosing_head import ChoosingHead
from journal.ui.pages.summary.line_acts import LineActs
from journal.ui.pages.summary.rows import CHART, CandidateRow, filtered, rows_of, with_charts, with_headings
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.label import hairline
from journal.ui.widgets.list_row import RowRole

_DRAFT = "draft"
_OWN_SECTION = "progress"
_LEAST_ROWS = 1.5


class Candidates(QWidget):
    """Everything of a period that could be shared. Nothing is ticked by itself.

    Ctrl+F or / finds, Alt+P the page's look, Alt+O a section on or off, Alt+Up and Alt+Down the order, Ctrl+Z takes back.
    """

    #: Other choices are on: the period, the look of the page, its chart, its sections.
    choices_changed = Signal()
    #: The words of a line are being changed; `unsaved_words` gives them.
    typed = Signal()

    def __init__(self, journal: OpenJournal, acts: Acts, parent: QWidget | None = None) -> None:
        """Empty until `refresh`."""
        super().__init__(parent)
        self._journal = journal
        self._acts = acts
        self._found: dict[str, Candidate] = {}
        self._rows: list[CandidateRow] = []
        self._shown_for: tuple[object, ...] = ()
        self._build_head()
        self._build_list()
        self._build_editor()
        self._build_keys()
        self._assemble()

    # -------------------------------------------------------------------------------------------- public

    def refresh(self, manager_id: str = "") -> None:
        """Read the choices and the candidates, for the current manager unless another is named.

        Call `flush` before those for another are shown.
        """
        with self._journal.read() as session:
            read = self.chosen.read(session, manager_id)
            days = (read.choices.first, read.choices.last)
            found = lines.candidates(session, *days, manager_id=manager_id)
            opening, closing = lines.opening_and_closing(session, *days, manager_id=manager_id)
            shared = receipts.shared(session, manager_id=manager_id)
            months = collect.kept_by_month(session, *days, manager_id=manager_id)
        self.chosen.take(read)
        self.editor.read_drafts()
        if (*days, manager_id) != self._shown_for:
            self.editor.show_candidate(None)
        self.editor.manager_id = manager_id
        self._shown_for = (*days, manager_id)
        has_kept = any(any(figures) for _month, figures in months)
        offered = with_charts(
            rows_of(found, shared, date.today(), self.choices.off), found, self.choices.chart, has_kept=has_kept
        )
        if offered or opening.line or closing.line:
            first, last = rows_of([opening, closing], shared, date.today())
            offered = [first, *offered, last]
        self._rows = offered
        self._found = {each.key: each for each in (opening, *found, closing)}
        self.line_acts.show_period(*days, [*found])
        self.head.show_choices()
        self._show_rows()

    @property
    def choices(self) -> Choices:
        """What the page is to be made of, beside the approved lines."""
        return self.chosen.choices

    def unsaved_words(self) -> dict[str, str]:
        """The words of an approved line as they are being written, by its id, for the preview."""
        return self.editor.unsaved_words()

    def flush(self, wait_ms: int = 0) -> bool:
        """Save the line that is being written; whether nothing is unsaved any more."""
        return self.editor.flush(wait_ms)

    def approved_count(self) -> int:
        """How many lines are approved in this period, and stand in a section that is on the page."""
        return sum(each.is_ticked and each.section not in self.choices.off for each in self._found.values())

    def choose_line(self, line_id: str) -> bool:
        """Show a line and give the keyboard to its words; False when there is none of this id in the period."""
        here = next((each for each in self._found.values() if each.line and each.line.id == line_id), None)
        if here is None:
            return False
        if not self._choose_key(here.key):
            self.filter.clear()
            self._choose_key(here.key)
        self.editor.begin()
        return self.editor.key == here.key

    @Slot()
    def add_own(self) -> None:
        """Begin a line that is about no note; it counts on this day, or on the nearest one of the period."""
        if self._acts.refuse_writing() or not self.editor.flush():
            return
        near = min(self.choices.last, max(self.choices.first, date.today()))
        here = self.editor.candidate.section if self.editor.candidate else _OWN_SECTION
        section = here if here in SECTIONS else _OWN_SECTION
        self.list.setCurrentIndex(QModelIndex())
        self.editor.show_candidate(Candidate(_DRAFT, section, Source("", None, near), "", "", None))
        self._below.show()
        self.editor.begin()

    @Slot()
    def begin_filter(self) -> None:
        """Give the keyboard to the field that narrows the list."""
        self.filter.begin()

    # ------------------------------------------------------------------------------------------ building

    def _build_head(self) -> None:
        self.head = ChoosingHead(self._acts, self._save)
        self.chosen, self.period, self.own = self.head.chosen, self.head.period, self.head.own
        self.filter, self.bar = self.head.filter, self.head.bar
        self.own.clicked.connect(self.add_own)
        self.filter.textChanged.connect(self._filter)
        self.filter.left.connect(self._focus_list)
        self.chosen.changed.connect(self._choices_changed)

    def _save(self) -> str:
        return "" if self.flush() else self.editor.fault

    def _build_list(self) -> None:
        self._model = CandidatesModel(self)
        self.list = CandidateList(_("What could be shared"), self._model)
        self.list.setMinimumHeight(round(self.list.rows.height * _LEAST_ROWS))
        self.list.chosen.connect(self._choose)
        self.list.icon_pressed.connect(self._toggle)
        self.list.opened.connect(self.editor_begins)
        self.list.section_pressed.connect(self._turn_section)
        self._empty = EmptyState(
            "summary",
            _("Nothing of these days can be shared yet. Wins, feedback, commitments and requests will stand here."),
            _("Write a line of your own"),
        )
        self._empty.started.connect(self.add_own)
        self._none = EmptyState("search", _("Nothing of these days holds these words."), _("Show all"))
        self._none.started.connect(self.filter.leave)

    def _build_editor(self) -> None:
        self.line_acts = LineActs(self._journal, self._acts, self)
        self.editor = self.line_acts.editor
        self.editor.left.connect(self._back_to_list)
        self.editor.typed.connect(self.typed)
        self.list.dropped.connect(self.line_acts.drop)
        self.list.delete_pressed.connect(self.line_acts.trash)
        self._acts.need_writing(self._empty.button)

    def _build_keys(self) -> None:
        for keys, slot in (
            ("Alt+Up", self.line_acts.move_up),
            ("Alt+Down", self.line_acts.move_down),
            ("Alt+H", self.line_acts.show_versions),
            ("Alt+O", self._turn_this_section),
            ("Alt+P", self.bar.open),
            ("Ctrl+F", self.begin_filter),
        ):
            key = QShortcut(QKeySequence(keys), self, slot)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find = QShortcut(QKeySequence("/"), self.list, self.begin_filter)
        find.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        listed = QVBoxLayout()
        listed.setContentsMargins(theme.space(1.5), theme.space(1), theme.space(1), 0)
        column.addLayout(listed, 1)
        self._layers = QStackedLayout()
        listed.addLayout(self._layers)  # before its parts come in: they would show as windows of their own
        for part in (self.list, self._empty, self._none):
            self._layers.addWidget(part)
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
        before = self._model.row_at(self.list.currentIndex())
        number = self.list.currentIndex().row()
        rows = filtered(self._rows, self.filter.text())
        self._model.set_rows([*with_headings(rows)])
        focused = self.window().focusWidget() or self
        had_keyboard = any(part.isAncestorOf(focused) for part in (self._empty, self._none))
        self._layers.setCurrentIndex(0 if rows else 2 if self._rows else 1)
        if had_keyboard and rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        here = self.editor.candidate
        now = self._as_found(here) if here else None
        if now:
            self.editor.follow(now)
        key = now.key if now else before.id if before and not here else ""
        is_held = here is not None and (self.editor.is_unsaved or here.key == _DRAFT)
        if not (key and self._choose_key(key)) and not is_held:
            self.editor.show_candidate(None)
            is_first = number < 0 and len(rows) > 1 and rows[0].id == "opening"
            self.list.choose_row(1 if is_first else min(max(number, 0), len(rows) - 1))
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
        note = _("Only figures; a page takes one chart at a time.") if row.id.startswith(CHART) else ""
        self.editor.show_candidate(self._found.get(row.id), note)

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
            (self._none if self._rows else self._empty).button.setFocus()

    @Slot()
    def _filter(self) -> None:
        if self.flush():
            self._show_rows()

    @Slot()
    def _focus_list(self) -> None:
        if self._model.rowCount():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------- changing

    @Slot(QModelIndex)
    def _toggle(self, index: QModelIndex) -> None:
        """Tick: approve the words that stand in the editor and go on writing there. Untick: withdraw the line."""
        row = self._model.row_at(index)
        if row is None:
            return
        if row.id.startswith(CHART):
            self.chosen.change(chart="" if row.ticked else row.id.removeprefix(CHART))
            return
        candidate = self._found.get(row.id)
        if candidate is None or self.editor.key != row.id or self._acts.refuse_writing():
            return
        if candidate.line and candidate.is_ticked:
            self.line_acts.withdraw(candidate.line)
            return
        if self.editor.has_words:
            self.editor.approve()
        self.editor.begin()

    @Slot()
    def _turn_this_section(self) -> None:
        row = self._model.candidate_row(self.list.currentIndex().row())
        if row and row.part in SECTIONS:
            self._turn_section(row.part)

    @Slot(str)
    def _turn_section(self, section: str) -> None:
        """Leave a section out, with all its lines, or take it back onto the page."""
        self.chosen.change(off=self.choices.off ^ {section})

    @Slot()
    def _choices_changed(self) -> None:
        if self._acts.is_read_only:  # nothing was written, so that nobody else says that anything is new
            self.refresh(self.editor.manager_id)
        self.choices_changed.emit()

"""Today: the next one-on-one and what to bring, what is due, what one waits for, this day in earlier years."""

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from journal import today
from journal.errors import UpwardError
from journal.practices import commitments
from journal.store.tables import Commitment, OneOnOne
from journal.text import _, first_line, n_
from journal.ui import dialogs, notifications, theme
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.button import Button
from journal.ui.widgets.dates import due_words, full_day, month_day, near_day, short_time
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.section import SectionHeading

MOST_ROWS = 8
TWO_COLUMNS = 720


class TodayPage(QWidget):
    """The first page: everything that wants attention now, and the way to it."""

    #: Go to a page, to one of its records (or to a new one when the id is empty).
    go = Signal(str, str)
    title = _("Today")
    reads = Changed.ENTRIES | Changed.MEETINGS | Changed.COMMITMENTS | Changed.MANAGERS

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page; `refresh` fills it."""
        super().__init__(parent)
        self._journal = journal
        self._meeting_id = ""
        self._build_parts()
        self._assemble()
        self.refresh()

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read again what wants attention."""
        day = date.today()
        with self._journal.read() as session:
            found = today.look(session, day)
        self._day.setText(full_day(day))
        self._show_meeting(found)
        self._due.show_rows([_promise_row(each, day) for each in found.due], _("Nothing is due in the next two weeks."))
        self._waiting.show_rows(_waiting_rows(found), _("You wait for nothing from your manager."))
        self._ask.show_rows(_ask_rows(found), "")
        self._past.show_rows(_past_rows(found), "")
        self._layers.setCurrentIndex(1 if _is_new(found) else 0)

    def show_record(self, record_id: str) -> None:
        """Today has no records of its own."""

    def new_record(self) -> None:
        """Begin a new entry in the Journal."""
        self.go.emit("journal", "")

    def flush(self) -> bool:
        """There is no unsaved text here."""
        return True

    # ------------------------------------------------------------------------------------------ building

    def _build_parts(self) -> None:
        self._day = Label("", "display", wrap=True)
        self._meeting = _Meeting()
        self._meeting.prepare.clicked.connect(self._prepare)
        self._due = _Section(_("Due"))
        self._waiting = _Section(_("Waiting on"))
        self._ask = _Section(_("Ask again"))
        self._past = _Section(_("On this day"))
        for section in (self._due, self._waiting, self._ask, self._past):
            section.opened.connect(self.go)
        self._due.ticked.connect(self._keep)
        self._waiting.ticked.connect(self._keep)
        self._empty = EmptyState(
            "today",
            _(
                "Here you will see your next one-on-one, what is due, and what you wait for. Begin with one note about today."
            ),
            _("Write the first note"),
        )
        self._empty.started.connect(self.new_record)

    def _assemble(self) -> None:
        body = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space(5))
        self._grid.setVerticalSpacing(theme.space(3))
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        for part in (self._day, self._meeting, hairline()):
            column.addWidget(part)
        column.addLayout(self._grid)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self._layers.addWidget(scroll)
        self._layers.addWidget(self._empty)
        self._fit_columns()

    def resizeEvent(self, event: "object") -> None:
        """Two columns where they fit."""
        super().resizeEvent(event)  # pyright: ignore[reportArgumentType]
        self._fit_columns()

    def _fit_columns(self) -> None:
        columns = 2 if self.width() >= TWO_COLUMNS else 1
        sections = (self._due, self._waiting, self._ask, self._past)
        for number, section in enumerate(sections):
            self._grid.addWidget(section, number // columns, number % columns, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)

    # ------------------------------------------------------------------------------------------ internal

    def _show_meeting(self, found: today.Today) -> None:
        unmarked = found.unclosed[0] if found.unclosed else None
        meeting = unmarked or found.next_meeting
        self._meeting_id = meeting.id if meeting else ""
        if unmarked:
            self._meeting.say(
                _("One-on-one of {day}: did it take place?").format(day=near_day(unmarked.day, found.day)),
                _("Write down what was promised while you still know it."),
                _("Write it down"),
            )
        elif meeting and found.bring:
            self._meeting.say(_meeting_line(meeting, found.day), _bring_line(found), _("Prepare"))
        else:
            self._meeting.say(
                _("No one-on-one is planned."), _("Plan the next one, and its agenda gathers by itself."), _("Plan one")
            )

    @Slot()
    def _prepare(self) -> None:
        self.go.emit("one_on_ones", self._meeting_id)

    @Slot(str)
    def _keep(self, commitment_id: str) -> None:
        try:
            with self._journal.write(Changed.COMMITMENTS) as session:
                kept = commitments.keep(session, commitment_id, date.today())
        except UpwardError as error:
            dialogs.show_error(self, error)
            return
        notifications.offer_undo(self, _("Kept: {what}").format(what=kept.what), self._undo_of(commitment_id))

    def _undo_of(self, commitment_id: str) -> Callable[[], None]:
        def reopen() -> None:
            with self._journal.write(Changed.COMMITMENTS) as session:
                commitments.reopen(session, commitment_id)

        return reopen


class _Meeting(QWidget):
    """The next one-on-one in one line, what to bring in a second, and the way there."""

    def __init__(self) -> None:
        super().__init__()
        self._headline = Label("", "title", wrap=True)
        self._bring = Label("", "muted", wrap=True)
        self.prepare = Button(_("Prepare"), "primary")
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.5))
        words.addWidget(self._headline)
        words.addWidget(self._bring)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addLayout(words, 1)
        row.addWidget(self.prepare, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, headline: str, bring: str, action: str) -> None:
        self._headline.setText(headline)
        self._bring.setText(bring)
        self._bring.setVisible(bool(bring))
        self.prepare.setText(action)


class _Section(QWidget):
    """A heading and a short list under it."""

    opened = Signal(str, str)
    ticked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._model = RowsModel(self)
        self._heading = SectionHeading(name)
        self._none = Label("", "muted", wrap=True)
        self._list = ListView(name)
        self._list.setModel(self._model)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.opened.connect(self._open)
        self._list.clicked.connect(self._open)
        self._list.icon_pressed.connect(self._tick)
        self._more = Button("", "quiet")
        self._more.clicked.connect(self._open_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self._heading, self._none, self._list):
            column.addWidget(part)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._pressed_icon = False

    def show_rows(self, rows: list[Row], nothing: str) -> None:
        """Show the first rows and say how many more there are; without rows a sentence, or nothing at all."""
        shown = rows[:MOST_ROWS]
        self._page = rows[0].page if rows else ""
        self._model.set_rows(shown)
        self._heading.set_note(str(len(rows)) if rows else "")
        self._none.setText(nothing)
        self._none.setVisible(not rows and bool(nothing))
        self._list.setVisible(bool(rows))
        self._list.setFixedHeight(self._list.content_height())
        left = len(rows) - len(shown)
        self._more.setText(n_("{n} more", "{n} more", left).format(n=left))
        self._more.setVisible(left > 0)
        self.setVisible(bool(rows or nothing))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        pressed, self._pressed_icon = self._pressed_icon, False
        row = self._model.row_at(index)
        if row and not pressed:
            self.opened.emit(row.page, row.id)

    @Slot()
    def _open_all(self) -> None:
        self.opened.emit(self._page, "")

    @Slot(QModelIndex)
    def _tick(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if row and row.ticked is not None:
            self._pressed_icon = True
            self.ticked.emit(row.id)


def _promise_row(made: Commitment, day: date) -> Row:
    late = made.due is not None and made.due < day
    return Row(
        made.id,
        made.what,
        _("promised {day}").format(day=near_day(made.made_on, day)),
        due_words(made.due, day) if made.due else "",
        tone="alert" if late else "",
        ticked=False,
        page="commitments",
    )


def _waiting_rows(found: today.Today) -> list[Row]:
    rows = [_promise_row(each, found.day) for each in found.waiting_promises]
    for asked in found.waiting_requests:
        wanted = asked.request.by_when
        rows.append(
            Row(
                asked.entry_id,
                first_line(asked.request.ask) or _("A request"),
                _("asked {day}").format(day=near_day(asked.request.asked_on or asked.day, found.day)),
                due_words(wanted, found.day) if wanted else "",
                icon="request",
                tone="alert" if wanted and wanted < found.day else "",
                page="journal",
            )
        )
    return rows


def _ask_rows(found: today.Today) -> list[Row]:
    return [
        Row(
            each.entry_id,
            first_line(each.feedback.what_i_will_do) or first_line(each.feedback.exact_words) or _("A feedback"),
            _("What have you seen since {day}?").format(day=near_day(each.day, found.day)),
            icon="feedback",
            page="journal",
        )
        for each in found.ask_again
    ]


def _past_rows(found: today.Today) -> list[Row]:
    return [
        Row(each.id, each.headline, _years_ago(found.day.year - each.day.year), icon=each.kind, page="journal")
        for each in found.on_this_day
    ]


def _years_ago(years: int) -> str:
    return n_("a year ago", "{n} years ago", years).format(n=years)


def _meeting_line(meeting: OneOnOne, day: date) -> str:
    when = near_day(meeting.day, day)
    clock = f", {short_time(time.fromisoformat(meeting.start))}" if meeting.start else ""
    away = (meeting.day - day).days
    inside = _(" · in {n} days").format(n=away) if away > 1 else ""
    dated = f"{when} {month_day(meeting.day)}" if 1 < away < 7 else when
    return _("Next one-on-one · {day}{clock}{away}").format(day=dated, clock=clock, away=inside)


def _bring_line(found: today.Today) -> str:
    bring = found.bring
    if bring is None:
        return ""
    carried = bring.agenda.carried
    parts = [
        _count(n_("{n} topic", "{n} topics", len(bring.agenda.own)), len(bring.agenda.own)),
        _count(n_("{n} carried over", "{n} carried over", len(carried)), len(carried)),
        _count(n_("{n} promise of yours", "{n} promises of yours", len(bring.mine)), len(bring.mine)),
        _count(n_("{n} of theirs", "{n} of theirs", len(bring.theirs)), len(bring.theirs)),
    ]
    if carried:
        parts[1] += _(" since {day}").format(day=month_day(min(item.raised_on for item in carried)))
    return " · ".join(part for part in parts if part)


def _count(words: str, number: int) -> str:
    return words.format(n=number) if number else ""


def _is_new(found: today.Today) -> bool:
    nothing = not (found.next_meeting or found.unclosed or found.due or found.waiting_promises)
    return nothing and not found.has_entries

"""Over the list of one-on-ones: how often we meet, where the plan stands, and the calendar that can be read again."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from journal.errors import JournalBusy
from journal.practices import cadence, managers
from journal.practices.cadence import CHOICES, Standing
from journal.text import _, n_
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.button import Button
from journal.ui.widgets.dates import near_day
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label

_WHAT = Changed.MANAGERS | Changed.MEETINGS


class CadenceBar(QWidget):
    """A button that says the rhythm and changes it, one that reads a calendar, and a line on how things stand."""

    calendar_asked = Signal()

    def __init__(self, journal: OpenJournal, acts: Acts, parent: QWidget | None = None) -> None:
        """Empty until `refresh`."""
        super().__init__(parent)
        self._journal, self._acts = journal, acts
        self._manager_id = ""
        self._weeks: int | None = None
        self.rhythm = Button("", "quiet", "calendar")
        self.rhythm.setToolTip(_("How often the two of you meet"))
        self.rhythm.clicked.connect(self._open_menu)
        self.read = Button(_("Read calendar…"), "quiet", "import")
        self.read.setToolTip(_("Read a calendar (.ics), or the same one again: what was moved there moves here"))
        self.read.clicked.connect(self.calendar_asked)
        self.line = Label("", "small", wrap=True)
        self._build_menu()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(0.5), 0, theme.space(1.5), 0)
        column.setSpacing(0)
        row = QWidget()
        flow = FlowLayout(row, theme.space(0.5))
        flow.addWidget(self.rhythm)
        flow.addWidget(self.read)
        column.addWidget(row)
        self.line.setContentsMargins(theme.space(1), 0, 0, 0)
        column.addWidget(self.line)
        acts.need_writing(self.rhythm, self.read)

    @Slot()
    def refresh(self) -> None:
        """Read again how often we meet and how things stand with the current manager."""
        with self._journal.read() as session:
            found = managers.chapters(session)
            manager = managers.current(session) if found else None
            standing = cadence.of(session, manager, date.today()) if manager else Standing(None)
        self._manager_id = manager.id if manager else ""
        self._weeks = standing.weeks
        self.rhythm.setText(rhythm_words(standing.weeks))
        self.rhythm.setVisible(bool(self._manager_id))
        for weeks, action in self._choices.items():
            action.setChecked(weeks == standing.weeks)
        words = standing_words(standing, date.today())
        self.line.setText(words)
        self.line.setVisible(bool(words))

    def _build_menu(self) -> None:
        self.menu = QMenu(self)
        group = QActionGroup(self.menu)
        self._choices: dict[int | None, QAction] = {}
        for weeks in (*CHOICES, None):
            action = QAction(rhythm_words(weeks), group)
            action.setCheckable(True)
            action.triggered.connect(partial(self.choose, weeks))
            self.menu.addAction(action)
            self._choices[weeks] = action

    @Slot()
    def _open_menu(self) -> None:
        self.menu.popup(self.rhythm.mapToGlobal(self.rhythm.rect().bottomLeft()))

    def choose(self, weeks: int | None, _checked: bool = False) -> None:
        """Meet every so many weeks from now on; None for no rhythm."""
        if not self._manager_id or weeks == self._weeks:
            return
        keep = partial(cadence.keep, manager_id=self._manager_id)
        said = _("How often you meet: {rhythm}").format(rhythm=rhythm_words(weeks).lower())
        self._acts.try_to(_WHAT, partial(keep, weeks=weeks), partial(keep, weeks=self._weeks), said)
        try:
            self.refresh()
        except JournalBusy:
            return  # the page hears of the change and reads again


def rhythm_words(weeks: int | None) -> str:
    """`Every two weeks`, as a button says it."""
    if weeks is None:
        return _("No fixed rhythm")
    return n_("Every week", "Every {n} weeks", weeks).format(n=weeks)


def standing_words(standing: Standing, today: date) -> str:
    """How the plan stands to the rhythm, in one soft sentence; nothing where there is nothing to say."""
    late = cadence.late_words(standing.late)
    match standing.state:
        case "none":
            return _("The rhythm begins with the first one that took place.")
        case "late" if standing.planned:
            return _("The next one is planned {late}.").format(late=late)
        case "late":
            return _("Nothing is planned, {late}.").format(late=late)
        case "open" if standing.due:
            return _("Nothing is planned. Its time is {day}.").format(day=near_day(standing.due, today))
        case "planned" if standing.due:
            return _("In rhythm. Its time is {day}.").format(day=near_day(standing.due, today))
        case _:
            return ""

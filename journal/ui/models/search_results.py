"""What a search found, as the rows under the search field; the search itself runs on a worker thread."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot

from journal.errors import UpwardError
from journal.store import search
from journal.text import HIT_KINDS, _
from journal.ui import background
from journal.ui.background import Job, Progress
from journal.ui.widgets.dates import near_day
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.marked_text import without_marks

if TYPE_CHECKING:
    from journal.store.search import Hit
    from journal.ui.open_journal import OpenJournal

Index = QModelIndex | QPersistentModelIndex
MOST_HITS: Final = 50
_NOWHERE: Final = QModelIndex()
#: The icons of the kinds that are no entries: those of the pages that show them.
_ICONS: Final = {
    "one_on_one": "one-on-ones",
    "commitment": "commitments",
    **dict.fromkeys(("statement", "authority", "surprise", "experience"), "person"),
    **dict.fromkeys(("goal", "role_case", "development_talk", "pulse"), "growth"),
}
#: The kinds that share an icon say in words what they are.
_SHARED: Final = frozenset(kind for kind, icon in _ICONS.items() if icon in {"person", "growth"})


class SearchResults(QAbstractTableModel):
    """The hits of the last search. `arrived` when they, or a message in their place, are there."""

    KIND: Final = int(Qt.ItemDataRole.UserRole) + 100

    arrived = Signal()

    def __init__(self, journal: "OpenJournal", parent: QObject | None = None) -> None:
        """Nothing is found before something is searched."""
        super().__init__(parent)
        self._journal = journal
        self._hits: list[Hit] = []
        self._job: Job | None = None
        self.message = ""

    @Slot(str)
    def search(self, words: str) -> None:
        """Look for these words, of which the last may be half typed; an earlier search is given up."""
        if self._job:
            self._job.forget()

        def work(_progress: Progress) -> "list[Hit]":
            with self._journal.read_anywhere() as session:
                return search.find(session, words, limit=MOST_HITS, complete=False)

        self._job = background.run(work, self._take, self._fail)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many hits there are."""
        return 0 if parent.isValid() else len(self._hits)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One column, painted by the list's delegate."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """What a row shows of a hit."""
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        answers = {
            int(RowRole.TITLE): hit.title,
            int(RowRole.ID): hit.id,
            int(RowRole.SECOND): hit.excerpt,
            int(RowRole.ICON): _ICONS.get(hit.kind, hit.kind),
            int(RowRole.TRAILING): _trailing(hit),
            int(Qt.ItemDataRole.AccessibleTextRole): _spoken(hit),
            self.KIND: hit.kind,
        }
        return answers.get(int(role))

    @Slot(object)
    def _take(self, hits: "list[Hit]") -> None:
        self._show(hits, _("Nothing found. Try fewer words, or the beginning of one."))

    @Slot(object)
    def _fail(self, fault: Exception) -> None:
        self._show([], str(fault) if isinstance(fault, UpwardError) else _("The search failed. Try again."))

    def _show(self, hits: "list[Hit]", message: str) -> None:
        self._job = None
        self.beginResetModel()
        self._hits = hits
        self.message = message
        self.endResetModel()
        self.arrived.emit()


def _trailing(hit: "Hit") -> str:
    day, kind = near_day(hit.day, date.today()), HIT_KINDS[hit.kind]
    if hit.kind not in _SHARED or hit.title == kind:
        return day
    return _("{kind} · {day}").format(kind=kind, day=day)


def _spoken(hit: "Hit") -> str:
    kind = HIT_KINDS.get(hit.kind, "")
    return ", ".join(
        part for part in (kind, hit.title, near_day(hit.day, date.today()), without_marks(hit.excerpt)) if part
    )

"""Whose chapter the page shows, and what its parts share: the acts with their Ctrl+Z, and the earlier versions."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from journal.practices import managers
from journal.store.tables import Manager, Record
from journal.ui.acts import Acts
from journal.ui.earlier_versions import EarlierVersions
from journal.ui.open_journal import Changed, OpenJournal


class Chapter(QObject):
    """The chapter that is on: the one chosen, else the current one."""

    #: Another chapter is on.
    chosen = Signal()
    #: Go to a page, to one of its records.
    go = Signal(str, str)

    def __init__(self, journal: OpenJournal, page: QWidget, may_leave: Callable[[], bool]) -> None:
        """Nothing is read before `read`. `may_leave` saves what is typed; another chapter waits until that is done."""
        super().__init__(page)
        self.journal = journal
        self.acts = Acts(journal, page)
        self._versions = EarlierVersions(journal, page, self.acts)
        self._may_leave = may_leave
        self._wanted = ""
        self.manager: Manager | None = None
        self.all: list[Manager] = []

    @property
    def manager_id(self) -> str:
        """The id of the chapter that is on; empty in a journal without any."""
        return self.manager.id if self.manager else ""

    @property
    def name(self) -> str:
        """The manager's name."""
        return self.manager.name if self.manager else ""

    def read(self) -> None:
        """Read the chapters again; the one that is on stays on."""
        with self.journal.read() as session:
            self.all = managers.chapters(session)
            present = managers.current(session, date.today()) if self.all else None
        self.manager = next((each for each in self.all if each.id == self._wanted), present)
        self._wanted = self.manager_id  # whatever another program begins meanwhile: what is typed here stays with it

    def choose(self, manager_id: str) -> bool:
        """Show another chapter; False where the words of the one that is on could not be saved."""
        if manager_id != self.manager_id and self._may_leave():
            self._wanted = manager_id
            self.chosen.emit()
        return manager_id == self.manager_id

    def running(self) -> list[Manager]:
        """The chapters that run today."""
        return [each for each in self.all if managers.is_running(each, date.today())]

    def show_versions(self, kind: type[Record], record_id: str, what: Changed = Changed.AGREEMENT) -> None:
        """Show the earlier versions of a record of this page."""
        self._versions.show(kind, record_id, what)

    def when_brought_back(self, do: Callable[[str], object]) -> None:
        """Tell when an earlier version is back, with the record's id."""
        self._versions.brought_back.connect(do)

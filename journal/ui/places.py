"""The places of the window: which pages stand in its side bar, and how each is made when it is first shown."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from journal.text import _
from journal.ui.open_journal import Changed, OpenJournal


class Page(Protocol):
    """What the window knows of a page, which is a QWidget as well."""

    title: str
    reads: Changed
    go: SignalInstance

    def refresh(self) -> None:
        """Read again what the page shows."""

    def show_record(self, record_id: str) -> None:
        """Show one of the page's records."""

    def new_record(self) -> None:
        """Begin a new one."""

    def flush(self) -> bool:
        """Save what is unsaved; whether nothing is any more."""
        ...


class Place(NamedTuple):
    """A page in the side bar: its words, its icon, and how it is made."""

    text: str
    icon: str
    make: Callable[[OpenJournal, QWidget], QWidget]
    at_foot: bool = False


def _today(journal: OpenJournal, parent: QWidget) -> QWidget:
    from journal.ui.pages.today import TodayPage

    return TodayPage(journal, parent)


def _journal(journal: OpenJournal, parent: QWidget) -> QWidget:
    from journal.ui.pages.journal import JournalPage

    return JournalPage(journal, parent)


def _one_on_ones(journal: OpenJournal, parent: QWidget) -> QWidget:
    from journal.ui.pages.one_on_ones import OneOnOnesPage

    return OneOnOnesPage(journal, parent)


def _commitments(journal: OpenJournal, parent: QWidget) -> QWidget:
    from journal.ui.pages.commitments import CommitmentsPage

    return CommitmentsPage(journal, parent)


def _manager(journal: OpenJournal, parent: QWidget) -> QWidget:
    from journal.ui.pages.manager import ManagerPage

    return ManagerPage(journal, parent)


def _growth(journal: OpenJournal, parent: QWidget) -> QWidget:
    from journal.ui.pages.growth import GrowthPage

    return GrowthPage(journal, parent)


def _summary(journal: OpenJournal, parent: QWidget) -> QWidget:
    from journal.ui.pages.summary import SummaryPage

    return SummaryPage(journal, parent)


def _settings(journal: OpenJournal, parent: QWidget) -> QWidget:
    from journal.ui.pages.settings import SettingsPage

    return SettingsPage(journal, parent)


#: The pages in the order of the side bar.
PLACES: Final[Mapping[str, Place]] = {
    "today": Place(_("Today"), "today", _today),
    "journal": Place(_("Journal"), "journal", _journal),
    "one_on_ones": Place(_("One-on-ones"), "one-on-ones", _one_on_ones),
    "commitments": Place(_("Commitments"), "commitments", _commitments),
    "manager": Place(_("My manager"), "person", _manager),
    "growth": Place(_("Growth"), "growth", _growth),
    "summary": Place(_("Summary"), "summary", _summary),
    "settings": Place(_("Settings"), "settings", _settings, at_foot=True),
}
#: Which page a search hit's kind leads to; every other kind is an entry.
HOMES: Final[Mapping[str, str]] = {
    "one_on_one": "one_on_ones",
    "commitment": "commitments",
    "statement": "manager",
    "authority": "manager",
    "surprise": "manager",
    "experience": "manager",
    "goal": "growth",
    "role_case": "growth",
    "development_talk": "growth",
    "pulse": "growth",
}

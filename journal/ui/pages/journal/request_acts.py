"""What is done with the request that is on: split in two, put on the next one-on-one, joined to what they have done."""

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from journal.errors import UpwardError
from journal.practices import managers, one_on_ones, requests
from journal.store import records
from journal.store.tables import Entry
from journal.text import _
from journal.ui import notifications
from journal.ui.open_journal import Changed
from journal.ui.pages.journal.details_panel import Desk

if TYPE_CHECKING:
    from journal.store.tables import AgendaItem
    from journal.ui.open_journal import Session
    from journal.ui.pages.journal.request_panel import RequestPanel


@dataclass(frozen=True)
class Ties:
    """What a request is tied to: the requests linked to it, what could be asked about, whether it is on an agenda."""

    links: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    experiences: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    is_on_agenda: bool = False


class RequestActs(QObject):
    """Each is one transaction with a way back. What is typed in the editor is saved first."""

    def __init__(self, desk: Desk, panel: "RequestPanel") -> None:
        """Does what the panel asks for."""
        super().__init__(panel)
        self._desk, self._panel = desk, panel
        self._entry_id = ""
        panel.split_wanted.connect(self._split)
        panel.agenda_wanted.connect(self._put_on_agenda)
        panel.experience_chosen.connect(self._learn_from)
        panel.link_pressed.connect(self._show)

    def show_ties(self, entry_id: str) -> None:
        """Show what a request is tied to; nothing while the journal cannot be read."""
        self._entry_id = entry_id
        try:
            with self._desk.journal.read() as session:
                ties = read_ties(session, entry_id)
        except UpwardError:
            ties = Ties()
        self._panel.show_links(ties.links)
        self._panel.show_experiences(ties.experiences)
        self._panel.show_on_agenda(is_there=ties.is_on_agenda)

    def _settle(self) -> str:
        """The id of the request, which is saved now; empty where it cannot be, or nothing is written."""
        entry_id = self._desk.settle()
        if not entry_id:
            notifications.say(self._panel, _("Write what you ask first."))
        return entry_id

    @Slot()
    def _split(self) -> None:
        entry_id, before = self._settle(), self._panel.ask.text()
        if not entry_id:
            return
        first, rest = _two_of(self._panel.ask.textCursor().selectedText(), before)
        if not rest:
            words = _("Select the words in “What exactly I ask” that are another request, and split again.")
            notifications.say(self._panel, words)
            return
        act = partial(requests.split, entry_id=entry_id, ask=first, rest=rest)
        made = self._desk.acts.attempt(Changed.ENTRIES, act)
        if made:
            halves = (first, rest)
            back = partial(requests.join, entry_id=entry_id, second_id=made.id, halves=halves, ask=before)
            said = _("Split in two: each keeps the way to the other.")
            self._desk.acts.remember(Changed.ENTRIES, back, said)

    @Slot()
    def _put_on_agenda(self) -> None:
        entry_id = self._settle()
        if not entry_id:
            return
        act = partial(_ask_next, entry_id=entry_id, today=date.today())
        item = self._desk.acts.attempt(Changed.MEETINGS, act)
        if item:
            back = partial(one_on_ones.remove_item, item_id=item.id)
            said = _("On the next one-on-one: {text}").format(text=item.text)
            self._desk.acts.remember(Changed.MEETINGS, back, said)
        self.show_ties(entry_id)

    @Slot(str)
    def _learn_from(self, experience_id: str) -> None:
        entry_id = self._settle()
        if entry_id:
            act = partial(requests.learn_from, entry_id=entry_id, experience_id=experience_id)
            self._desk.acts.try_to(Changed.AGREEMENT, act)

    @Slot(str)
    def _show(self, entry_id: str) -> None:
        self._desk.show(entry_id)


def read_ties(session: "Session", entry_id: str) -> Ties:
    """What the request is tied to; of an entry that is not written yet, what its manager has done."""
    entry = records.find(session, Entry, entry_id) if entry_id else None
    manager_id = entry.manager_id if entry else managers.current(session).id
    found = requests.experiences_to_ask(session, manager_id)
    experiences = {each.id: (each.what_they_did, each.what_i_could_learn) for each in found}
    if entry is None:
        return Ties(experiences=experiences)
    links = [(each.entry_id, each.request.ask) for each in requests.linked(session, entry_id)]
    text = _topic(session, entry_id)
    return Ties(links, experiences, bool(text) and one_on_ones.asked_already(session, "request", entry_id, text))


def _ask_next(session: "Session", entry_id: str, today: date) -> "AgendaItem":
    """Put what is asked on the next agenda of its manager. Raises BadInput without words."""
    manager_id = records.get(session, Entry, entry_id).manager_id
    text = _topic(session, entry_id)
    return one_on_ones.ask_next(session, text, today, manager_id=manager_id, source_kind="request", source_id=entry_id)


def _topic(session: "Session", entry_id: str) -> str:
    """What is asked, as a topic of one line."""
    asked = requests.details(session, entry_id)
    return " ".join(asked.ask.split()) if asked else ""


def _two_of(selected: str, ask: str) -> tuple[str, str]:
    """The two requests in one: the words that are selected are the second, else the text falls apart where it can."""
    chosen = selected.replace("\u2029", "\n").strip()
    if not chosen or chosen == ask.strip():
        return requests.halves(ask)
    left = ask.replace(chosen, "", 1)
    return " ".join(left.split()).rstrip(" ,;"), chosen

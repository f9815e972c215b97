"""What the tabs Goals and Bigger role share: one record is on, saved by itself, asked about, closed, reopened, deleted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from journal.practices import one_on_ones
from journal.store.tables import Record
from journal.text import GOAL_STATUSES, _
from journal.ui import notifications, theme
from journal.ui.acts import Acts, on_record
from journal.ui.drafting import Drafting, Typed
from journal.ui.earlier_versions import EarlierVersions
from journal.ui.not_saved import SaveBar
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.record_fields import RecordFields

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

WHAT: Final = Changed.GROWTH


class View(Protocol):
    """What is known of the record that is on. `question` is what to ask next, and `manager_id` of whom."""

    @property
    def id(self) -> str:
        """Its UUID."""
        ...

    @property
    def name(self) -> str:
        """The words that say which one it is."""
        ...

    @property
    def status(self) -> str:
        """Open, reached or dropped."""
        ...

    @property
    def closed_on(self) -> date | None:
        """The day on which it was reached or let go."""
        ...

    @property
    def question(self) -> str:
        """Empty when all was asked."""
        ...

    @property
    def is_asked(self) -> bool:
        """Whether the question stands on an agenda already."""
        ...

    @property
    def manager_id(self) -> str:
        """Whom to ask."""
        ...


@dataclass(frozen=True)
class Practice:
    """The records of a tab, and what can become of one: each act takes the session and the record's id."""

    kind: type[Record]
    close: Callable[..., object]
    reopen: Callable[..., object]
    move_to_trash: Callable[..., object]
    take_back: Callable[..., object]
    read: "Callable[[Session, str], View | None]"
    #: What is said when one was deleted, here or by another program.
    deleted: str
    gone: str


class RecordTab(QWidget):
    """A tab builds its parts, then calls `_build_bar`; `_view` and `_fields` are those of the record that is on."""

    go = Signal(str, str)

    def __init__(self, journal: OpenJournal, practice: Practice, draft: str, parent: QWidget | None = None) -> None:
        """`draft` is the name under which is kept what is typed and is no record yet."""
        super().__init__(parent)
        self._journal = journal
        self._practice = practice
        self._acts = Acts(journal, self)
        self._versions = EarlierVersions(journal, self, self._acts)
        self._drafting = Drafting(journal, draft, self._typed, self)

    @property
    def _fields(self) -> RecordFields:
        raise NotImplementedError

    def _view(self) -> View | None:
        raise NotImplementedError

    def _typed(self) -> Typed:
        raise NotImplementedError

    def _take_keyboard(self) -> None:
        raise NotImplementedError

    def flush(self) -> bool:
        """Save what is typed; whether all of it is safe."""
        return all([self._drafting.flush(), self._fields.flush()])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to what is most likely wanted."""
        super().focusInEvent(event)
        self._take_keyboard()

    def _build_bar(self) -> None:
        """The line that says whether what is typed is safe; the last part of the tab."""
        self._bar = SaveBar(self._journal, self._words, self)
        self._bar.set_margins(theme.space(3), 0, theme.space(3), theme.space(1))
        self._bar.watch(self._drafting.autosave, quietly=True)
        self._bar.watch(self._fields.autosave)
        self._fields.was_gone.connect(self._say_gone)

    @Slot()
    def _say_gone(self) -> None:
        notifications.say(self, self._practice.gone)

    def _words(self) -> str:
        typed = (str(words) for words in self._typed().values())
        return "\n\n".join(part for part in (*typed, self._fields.words()) if part.strip())

    # ------------------------------------------------------------------------------------------ actions

    @Slot()
    def _ask(self) -> None:
        view = self._view()
        if view is None or view.status != "open" or view.is_asked or not self._fields.flush():
            return
        made = self._acts.attempt(WHAT | Changed.MEETINGS, partial(self._ask_about, view.id))
        if made:
            back = on_record(one_on_ones.remove_item, made)
            self._acts.remember(WHAT | Changed.MEETINGS, back, _("It stands on the next agenda."))

    def _ask_about(self, record_id: str, session: "Session") -> str:
        """Ask what is to be asked by now; the id of the topic, or nothing where there is nothing to ask."""
        view = self._practice.read(session, record_id)
        if view is None or not view.question or view.is_asked:
            return ""
        source = {"source_kind": self._practice.kind.__tablename__, "source_id": record_id}
        return one_on_ones.ask_next(session, view.question, date.today(), manager_id=view.manager_id, **source).id

    @Slot()
    def _reach(self) -> None:
        self._close("reached")

    @Slot()
    def _drop(self) -> None:
        self._close("dropped")

    def _close(self, status: str) -> None:
        view = self._view()
        if view and view.status == "open" and self._fields.flush():
            act = on_record(self._practice.close, view.id, status=status, day=date.today())
            said = _("{name}: {status}").format(name=view.name, status=GOAL_STATUSES[status].lower())
            self._press(act, on_record(self._practice.reopen, view.id), said)

    @Slot()
    def _reopen(self) -> None:
        view = self._view()
        if view and view.status != "open":
            day = view.closed_on or date.today()
            back = on_record(self._practice.close, view.id, status=view.status, day=day)
            self._press(on_record(self._practice.reopen, view.id), back, _("Open again."))

    def _press(self, act: "Callable[[Session], object]", back: "Callable[[Session], object]", said: str) -> bool:
        """Do what a button does; whether it is done."""
        return self._acts.try_to(WHAT, act, back, said)

    @Slot()
    def _trash(self) -> None:
        view = self._view()
        if view and self._fields.flush():
            back = on_record(self._practice.take_back, view.id)
            self._acts.try_to(WHAT, on_record(self._practice.move_to_trash, view.id), back, self._practice.deleted)

    @Slot()
    def _show_versions(self) -> None:
        view = self._view()
        if view and self._fields.flush():
            self._versions.show(self._practice.kind, view.id, WHAT)

    @Slot(str)
    def _open_entry(self, entry_id: str) -> None:
        if self.flush():
            self.go.emit("journal", entry_id)
        else:
            notifications.say(self, _("What you typed is not saved yet."))

"""What the tabs share whose records are told, observed or only assumed: asking, confirming, having discussed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from journal.chapters import Asked
from journal.practices import one_on_ones
from journal.store.tables import AgendaItem, Authority, Statement
from journal.text import _
from journal.ui.acts import on_record
from journal.ui.models.promise_words import day_text
from journal.ui.open_journal import Changed
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.foot import KnownFoot
from journal.ui.pages.manager.table_tab import WHAT, Practice, TableTab

if TYPE_CHECKING:
    from journal.ui.open_journal import Session


@dataclass(frozen=True)
class Knowing:
    """How such a record is confirmed, as a practice does it, what that changes of it, and how it is asked about."""

    confirm: Callable[..., object]
    columns: tuple[str, ...]
    ask: "Callable[[Session, Statement, date], AgendaItem] | Callable[[Session, Authority, date], AgendaItem]"


class KnownTab(TableTab):
    """Besides the keys of every table: Q asks, T, O and A say how a record is known, D discussed."""

    def __init__(
        self, chapter: Chapter, name: str, practice: Practice, knowing: Knowing, parent: QWidget | None = None
    ) -> None:
        """`name` is what the draft of the tab is kept under."""
        super().__init__(chapter, name, practice, parent)
        self._knowing = knowing

    def _record(self) -> Statement | Authority | None:
        """The chosen record."""
        raise NotImplementedError

    def _asked(self, record_id: str) -> Asked | None:
        """The question about a record that was put on an agenda, as it was read last."""
        raise NotImplementedError

    def _build_known(self, foot: KnownFoot, *own: tuple[str, Callable[[], object]]) -> None:
        """Take the foot, and the keys of its buttons; `own` are further ones."""
        self._take_foot(foot)
        foot.confirmed.connect(self._confirm)
        foot.asked.connect(self._ask)
        foot.discussed.connect(self._discuss)
        buttons = (("Q", foot.ask), ("T", foot.told), ("O", foot.observed), ("A", foot.assumed), ("D", foot.talked))
        self._build_keys(*((keys, button.click) for keys, button in buttons), *own)

    @Slot(str)
    def _confirm(self, basis: str) -> None:
        record = self._record()
        if record is None or self._acts.refuse_writing():
            return
        before = {name: getattr(record, name) for name in self._knowing.columns}
        act = on_record(self._knowing.confirm, record.id, basis=basis, day=date.today())
        self._acts.try_to(WHAT, act, on_record(self._practice.revise, record.id, **before))

    @Slot()
    def _ask(self) -> None:
        """Put the question on the next agenda, or go to the one on which it waits."""
        record = self._record()
        asked = self._asked(record.id) if record else None
        if asked and not asked.is_answered:
            self._chapter.go.emit("one_on_ones", asked.meeting_id)
        if record is None or (asked and not asked.is_answered) or self._acts.refuse_writing():
            return
        ask: Callable[..., AgendaItem] = self._knowing.ask
        item = self._acts.attempt(WHAT | Changed.MEETINGS, lambda session: ask(session, record, date.today()))
        if item:
            asked = self._asked(record.id)
            day = day_text(asked.day if asked else date.today(), date.today())
            said = _("On the agenda of the one-on-one of {day}").format(day=day)
            self._acts.remember(WHAT | Changed.MEETINGS, partial(one_on_ones.remove_item, item_id=item.id), said)

    @Slot()
    def _discuss(self) -> None:
        record = self._record()
        if record and not self._acts.refuse_writing():
            self._revise(record, discussed_on=None if record.discussed_on else date.today())

"""What waits to be asked: days to ask again, questions, drafts of requests. One key puts each on the agenda."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.practices import one_on_ones
from journal.preparing import ToAsk
from journal.text import _, n_
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.models.meeting import PAGES, MeetingView, offer_id, offer_rows
from journal.ui.models.rows import RowsModel
from journal.ui.open_journal import Changed
from journal.ui.widgets.button import Button
from journal.ui.widgets.check_list import CheckList
from journal.ui.widgets.label import Label

#: How many of a kind are shown at first.
FEW: Final = 4


class OfferList(QWidget):
    """The offers of one kind under a small heading, hidden while there is none."""

    taken = Signal(str)

    def __init__(self, name: str) -> None:
        """`name` is the heading."""
        super().__init__()
        self._offers: list[ToAsk] = []
        self._shows_all = False
        self.model = RowsModel(self)
        self.list = CheckList(name)
        self.list.setModel(self.model)
        self.list.pressed_icon.connect(self._take)
        self.list.opened.connect(self._take)
        self.more = Button("", "quiet")
        self.more.clicked.connect(self._show_all)
        heading = Label(name, "section")
        heading.setContentsMargins(theme.space(1.5), 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        for part in (heading, self.list, self.more):
            column.addWidget(part)

    def show_offers(self, offers: list[ToAsk], today: date) -> None:
        """Show these."""
        self._offers = offers
        shown = offers if self._shows_all or len(offers) <= FEW + 1 else offers[:FEW]
        self.model.set_rows(offer_rows(shown, today))
        left = len(offers) - len(shown)
        self.more.setText(n_("{n} more", "{n} more", left).format(n=left))
        self.more.setVisible(left > 0)
        self.setVisible(bool(offers))

    @Slot()
    def _show_all(self) -> None:
        self._shows_all = True
        self.show_offers(self._offers, date.today())
        self.list.setFocus()

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row:
            self.taken.emit(row.id)


class Offers(QWidget):
    """The three kinds, below each other; O opens the record that the chosen one came from."""

    opened = Signal(str, str)

    def __init__(self, acts: Acts) -> None:
        """Empty until a meeting is shown."""
        super().__init__()
        self._acts = acts
        self._offers: dict[str, ToAsk] = {}
        self._meeting_id = ""
        self.again = OfferList(_("Ask again"))
        self.questions = OfferList(_("Questions waiting"))
        self.requests = OfferList(_("Requests to make"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        for part in self.lists:
            column.addWidget(part)
            part.taken.connect(self._take)

    @property
    def lists(self) -> tuple[OfferList, ...]:
        """The kinds in their order."""
        return (self.again, self.questions, self.requests)

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._offers

    def show_meeting(self, view: MeetingView, today: date) -> None:
        """Show what could be asked in a meeting."""
        self._meeting_id = view.meeting.id
        kinds = (view.ask_again, view.questions, view.to_request)
        self._offers = {offer_id(each): each for kind in kinds for each in kind}
        for part, offers in zip(self.lists, kinds, strict=True):
            part.show_offers(offers, today)

    @Slot()
    def open_source(self) -> None:
        """Go to the record of the offer that has the keyboard."""
        for part in self.lists:
            row = part.model.row_at(part.list.currentIndex()) if part.list.hasFocus() else None
            offer = self._offers.get(row.id) if row else None
            if offer:
                self.opened.emit(PAGES[offer.source_kind], offer.source_id)

    @Slot(str)
    def _take(self, named: str) -> None:
        """Put it at the end of the agenda; Undo takes it off again."""
        offer = self._offers.get(named)
        if offer is None or self._acts.refuse_writing():
            return
        add = partial(one_on_ones.add_item, one_on_one_id=self._meeting_id, text=offer.text, raised_on=date.today())
        source = {"source_kind": offer.source_kind, "source_id": offer.source_id}
        made = self._acts.attempt(Changed.MEETINGS, partial(add, **source))
        if made:
            self._acts.remember(Changed.MEETINGS, partial(one_on_ones.remove_item, item_id=made.id))

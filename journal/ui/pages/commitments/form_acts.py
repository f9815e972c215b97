"""What the forms beside the ledger ask for: each is done, or says in its form why not and keeps what is typed."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from journal.errors import UpwardError
from journal.practices import nudging
from journal.store import records
from journal.store.tables import Commitment, Manager
from journal.text import _
from journal.ui import notifications
from journal.ui.drafting import Drafting
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.commitments.detail import PromiseDetail
from journal.ui.pages.commitments.promise_acts import PromiseActs
from journal.ui.widgets import clipboard

if TYPE_CHECKING:
    from journal.practices.nudging import Nudge
    from journal.ui.open_journal import Session


class FormActs(QObject):
    """Acts on the promise that the form is about, whatever is chosen in the list by then."""

    #: It is done: show this promise; or the list again.
    revealed = Signal(str)
    ended = Signal()

    def __init__(self, journal: OpenJournal, acts: PromiseActs, detail: PromiseDetail, drafting: Drafting) -> None:
        """`drafting` keeps what stands in a form that was refused."""
        super().__init__(detail)
        self._journal, self._acts, self._detail, self._drafting = journal, acts, detail, drafting
        detail.renegotiated.connect(self._renegotiate)
        detail.dropped.connect(self._drop)
        detail.corrected.connect(self._correct)
        detail.nudge_wanted.connect(self._draft_nudge)
        detail.nudged.connect(self._copy)

    @Slot(object, str)
    def _renegotiate(self, due: date | None, reason: str) -> None:
        row = self._detail.row
        if row is None:
            return
        try:
            made = self._acts.renegotiate(row, due, reason)
        except UpwardError as fault:
            self._complain(fault)
            return
        self.revealed.emit(made)
        self.ended.emit()

    @Slot(str)
    def _drop(self, reason: str) -> None:
        row = self._detail.row
        if row and self._acts.drop(row, reason):
            self.ended.emit()
        else:
            self._drafting.flush()

    @Slot(str, str, object)
    def _correct(self, what: str, owner: str, due: date | None) -> None:
        row = self._detail.row
        if row is None:
            return
        try:
            self._acts.correct(row, what, owner, due)
        except UpwardError as fault:
            self._complain(fault)
            return
        self._detail.leave()
        self.revealed.emit(row.id)

    @Slot()
    def _draft_nudge(self) -> None:
        """Words for what is waited for, in the way that its manager likes."""
        row = self._detail.row
        if row is None:
            return
        try:
            with self._journal.read() as session:
                nudge = _nudge(session, row.id)
        except UpwardError as fault:
            notifications.say(self._detail, str(fault))
            return
        self._detail.show_nudge(nudge.text, nudge.how)

    @Slot(str)
    def _copy(self, text: str) -> None:
        clipboard.put(text)
        self._detail.leave()
        notifications.say(self._detail, _("Copied. It leaves the clipboard when the journal closes."))

    def _complain(self, fault: UpwardError) -> None:
        """Say in the form why it was not done; what is typed stays there, and is kept where that can be done."""
        self._detail.complain(str(fault))
        self._drafting.flush()


def _nudge(session: "Session", commitment_id: str) -> "Nudge":
    promise = records.get(session, Commitment, commitment_id)
    return nudging.draft(promise, records.get(session, Manager, promise.manager_id), date.today())

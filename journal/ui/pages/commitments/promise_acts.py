"""What can become of a promise, each act with its way back."""

from datetime import date
from functools import partial
from typing import Final

from journal.practices import commitments
from journal.store.tables import Commitment
from journal.text import _
from journal.ui.acts import Acts
from journal.ui.models import ledger
from journal.ui.models.ledger import LedgerRow
from journal.ui.models.promise_words import due_text
from journal.ui.open_journal import Changed

_WHAT: Final = Changed.COMMITMENTS


class PromiseActs:
    """One transaction each. Those that take typed words raise UpwardError, so that a form can say it beside them."""

    def __init__(self, acts: Acts) -> None:
        """`acts` are those of the page: its messages and its Ctrl+Z."""
        self._acts = acts

    def write_down(self, line: str) -> str:
        """Enter a promise typed in one line; gives its id. Raises UpwardError."""
        made = self._acts.do(_WHAT, partial(ledger.write_down, line=line, today=date.today()))
        self._acts.remember(_WHAT, partial(commitments.move_to_trash, commitment_id=made.id))
        return made.id

    def keep(self, row: LedgerRow) -> None:
        """Mark it as kept today."""
        act = partial(commitments.keep, commitment_id=row.id, day=date.today())
        self._acts.try_to(_WHAT, act, _reopening(row), _("Kept: {what}").format(what=row.what))

    def reopen(self, row: LedgerRow) -> None:
        """Open it again."""
        said = _("Open again: {what}").format(what=row.what)
        self._acts.try_to(_WHAT, _reopening(row), _closing(row), said)

    def trash(self, row: LedgerRow) -> None:
        """Put it into the trash."""
        act = partial(commitments.move_to_trash, commitment_id=row.id)
        back = partial(commitments.take_back, commitment_id=row.id)
        self._acts.try_to(_WHAT, act, back, _("Deleted: {what}").format(what=row.what))

    def restore(self, row: LedgerRow) -> None:
        """Take it out of the trash."""
        act = partial(commitments.take_back, commitment_id=row.id)
        back = partial(commitments.move_to_trash, commitment_id=row.id)
        self._acts.try_to(_WHAT, act, back, _("Restored: {what}").format(what=row.what))

    def delete_for_good(self, row: LedgerRow) -> None:
        """Ask, then delete it for good."""
        words = _("It goes from the journal with its history, and nobody can bring it back.")
        self._acts.delete_for_good(_WHAT, Commitment, row.id, _("Delete this commitment for good?"), words)

    def drop(self, row: LedgerRow, reason: str) -> bool:
        """Let it go; whether it was done."""
        act = partial(commitments.drop, commitment_id=row.id, day=date.today(), reason=reason)
        return self._acts.try_to(_WHAT, act, _reopening(row), _("Dropped: {what}").format(what=row.what))

    def renegotiate(self, row: LedgerRow, due: date | None, reason: str) -> str:
        """Agree on another date; gives the id of the new promise. Raises UpwardError."""
        today = date.today()
        act = partial(commitments.renegotiate, commitment_id=row.id, day=today, due=due, reason=reason)
        made = self._acts.do(_WHAT, act)
        new = due_text(due, today) if due else _("no date")
        self._acts.remember(_WHAT, _reopening(row), _("Moved to {day}: {what}").format(day=new, what=row.what))
        return made.id

    def correct(self, row: LedgerRow, what: str, owner: str, due: date | None) -> None:
        """Correct what was written down wrongly. Raises UpwardError."""
        change = partial(commitments.revise, commitment_id=row.id)
        self._acts.do(_WHAT, partial(change, what=what, owner=owner, due=due))
        back = partial(change, what=row.what, owner=row.owner, due=row.due)
        self._acts.remember(_WHAT, back, _("Corrected: {what}").format(what=what.strip()))


def _reopening(row: LedgerRow) -> "partial[object]":
    return partial(commitments.reopen, commitment_id=row.id)


def _closing(row: LedgerRow) -> "partial[object]":
    """Close a promise again as it was closed."""
    day = row.closed_on or row.made_on
    if row.status == "kept":
        return partial(commitments.keep, commitment_id=row.id, day=day)
    return partial(commitments.drop, commitment_id=row.id, day=day, reason=row.reason)

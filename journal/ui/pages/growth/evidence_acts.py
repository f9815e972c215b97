"""Linking an entry to what it shows, and taking the link away, each with its way back."""

from typing import Final

from journal.practices import evidence
from journal.practices.evidence import For
from journal.text import _
from journal.ui.acts import Acts, on_record
from journal.ui.open_journal import Changed

_WHAT: Final = Changed.GROWTH


def link(acts: Acts, entry_id: str, what: For, record_id: str) -> None:
    """Let an entry show a goal or a criterion."""
    made = acts.attempt(_WHAT, on_record(evidence.link, entry_id, what=what, record_id=record_id))
    if made:
        acts.remember(_WHAT, on_record(evidence.unlink, made.id), _("Linked."))


def unlink(acts: Acts, evidence_id: str) -> None:
    """Let an entry show it no more; the entry stays."""
    act, back = on_record(evidence.unlink, evidence_id), on_record(evidence.take_back, evidence_id)
    acts.try_to(_WHAT, act, back, _("The entry stays; it shows this no more."))

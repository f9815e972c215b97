"""The crib: what of a plan one takes into the talk on paper, for one's own eyes."""

from datetime import date, time

from PySide6.QtWidgets import QWidget

from journal.practices import one_on_ones, rehearsal
from journal.sharing import papers
from journal.store import records
from journal.store.tables import OneOnOne
from journal.text import _
from journal.ui import notifications
from journal.ui.open_journal import OpenJournal
from journal.ui.showing_paper import PaperDialog, page_size, show_paper
from journal.ui.widgets.dates import full_day, short_time


def show_crib(journal: OpenJournal, page: QWidget, meeting_id: str) -> PaperDialog | None:
    """Show the crib of a meeting, to be printed or saved; None where no card is written yet."""
    with journal.read() as session:
        meeting = records.get(session, OneOnOne, meeting_id)
        plan = one_on_ones.cards(session, meeting_id)
    cards = [papers.CribCard(card.issue, parts) for card in plan if (parts := rehearsal.crib_parts(card))]
    if not cards:
        notifications.say(page, _("There is nothing for a crib yet: write a plan card first."))
        return None
    document = papers.crib(cards, _when(meeting), page=page_size())
    return show_paper(journal, document, _("crib {day}").format(day=date.isoformat(meeting.day)), page)


def _when(meeting: OneOnOne) -> str:
    clock = short_time(time.fromisoformat(meeting.start)) if meeting.start else ""
    return " · ".join(part for part in (full_day(meeting.day), clock) if part)

"""The lines of the page as points for a talk: for a manager who would rather listen than read."""

from datetime import date

from PySide6.QtWidgets import QWidget

from journal.errors import BadInput
from journal.text import _, n_
from journal.ui import notifications
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.summary.making import Wanted
from journal.ui.showing_paper import PaperDialog, show_paper


def show_points(journal: OpenJournal, page: QWidget, wanted: Wanted) -> PaperDialog | None:
    """Show the talking points of what is chosen, to be printed or saved with a receipt; None where no line is approved.

    What is typed must be saved before. Approved lines that find no room among the points are counted aloud.
    """
    from journal.sharing.collect import collect
    from journal.sharing.collect_papers import left_out, talking_points

    try:
        with journal.read() as session:
            whole = collect(session, wanted.choices, manager_id=wanted.manager_id)
    except BadInput as fault:
        notifications.say(page, str(fault))
        return None
    points = talking_points(whole)
    left = len(left_out(whole, points))
    dialog = show_paper(journal, points.document, _("Talking points {day}").format(day=date.today()), page, points)
    if left:
        said = n_(
            "{n} line is not among the points: five of a section are as many as one keeps in mind.",
            "{n} lines are not among the points: five of a section are as many as one keeps in mind.",
            left,
        )
        dialog.handing.say(said.format(n=left))
    return dialog

"""What stands in the editor of a line at first, what is said above it, and how its words come into the journal."""

from typing import TYPE_CHECKING, Final

from journal.practices import managers
from journal.sharing import lines
from journal.sharing.lines import SENTENCES, Candidate
from journal.store import records
from journal.store.tables import ShareableLine
from journal.text import _
from journal.ui.pages.summary.rows import about

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_MOST_ABOUT: Final = 160


def written(session: "Session", candidate: Candidate, text: str, manager_id: str, *, approves: bool) -> ShareableLine:
    """The candidate's line with these words; without any it is withdrawn, and keeps those that it had.

    Typing alone never approves: a line that is not approved stays so.
    """
    there = records.find(session, ShareableLine, candidate.line.id) if candidate.line else None
    if candidate.line is None or there is None:
        write = lines.approve if approves else lines.draft
        whose = manager_id or managers.current(session).id
        return write(session, candidate.section, text, candidate.source, manager_id=whose)
    if not lines.has_words(text):
        return lines.withdraw(session, candidate.line.id)
    if there.withdrawn_at is None and not (approves or candidate.is_ticked):
        lines.withdraw(session, there.id)  # another program has approved other words meanwhile
    return (lines.approve_words if approves else lines.revise)(session, candidate.line.id, text)


def first_words(candidate: Candidate | None) -> str:
    """The words of a candidate's line, or those that are offered for it."""
    if candidate is None:
        return ""
    return candidate.line.text if candidate.line else candidate.wording


def plain(text: str) -> str:
    """The words as they are approved: one space between them."""
    return " ".join(text.split())


def about_line(candidate: Candidate | None) -> str:
    """What a line is about, for the user's eyes."""
    if candidate is None:
        return _("Choose something above and write here the line that your manager may read.")
    if candidate.section in SENTENCES:
        return {
            "opening": _("Opening sentence: it stands before the sections."),
            "closing": _("Closing sentence: it stands after the sections."),
        }[candidate.section]
    words = about(candidate)
    short = words if len(words) <= _MOST_ABOUT else words[:_MOST_ABOUT].rsplit(" ", 1)[0] + "…"
    told = " · ".join(part for part in (short, candidate.note) if part)
    return _("For your eyes only: {words}").format(words=told)

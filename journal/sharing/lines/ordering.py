"""The order of the lines on the page, and of the candidates beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.sharing.lines.approving import next_position
from journal.sharing.lines.candidate import ON_THE_PAGE, Candidate
from journal.sharing.lines.written import approved, live
from journal.store import records
from journal.store.tables import ShareableLine
from journal.text import _


@dataclass(frozen=True)
class Place:
    """Where a line stands: under which heading, and before which line (its UUID; empty: after all of them)."""

    section: str
    before: str = ""


def in_page_order(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates by section, newest first; those that are ticked stand among them as they do on the page.

    What is not ticked keeps its place by its day, so that nothing jumps while one ticks from the top to the bottom.
    """
    rows = sorted(found, key=_newest_first)
    for section in ON_THE_PAGE:
        at = [number for number, row in enumerate(rows) if row.section == section and row.is_ticked]
        on_page = sorted((rows[number] for number in at), key=_on_the_page)
        for number, row in zip(at, on_page, strict=True):
            rows[number] = row
    return rows


def _newest_first(row: Candidate) -> tuple[int, int]:
    return ON_THE_PAGE.index(row.section), -row.source.day.toordinal()


def _on_the_page(row: Candidate) -> tuple[int, str]:
    return (row.line.position, row.line.approved_at) if row.line else (0, "")


def put_under(session: Session, line_id: str, section: str) -> None:
    """Put a line at the end of another section. Raises BadInput, RecordGone."""
    if section not in ON_THE_PAGE:
        raise BadInput(_("There is no such section of the summary."))
    position = next_position(session, section)
    records.change(records.get(session, ShareableLine, line_id), {"section": section, "position": position})


def move(session: Session, line_id: str, steps: int, first: date, last: date) -> bool:
    """Move an approved line up (negative) or down among those of its section and period; whether there was room."""
    line = records.get(session, ShareableLine, line_id)
    shown = _beside(session, line, first, last)
    place = shown.index(line) if line in shown else -1
    if place < 0 or not 0 <= place + steps < len(shown):
        return False
    shown.remove(line)
    shown.insert(place + steps, line)
    _keep_order(session, shown)
    return True


def place(session: Session, line_id: str, at: Place, first: date, last: date) -> Place:
    """Put an approved line at a place among those of the period; the place where it stood, to put it back.

    Raises BadInput for a section that is not on the page, RecordGone.
    """
    line = records.get(session, ShareableLine, line_id)
    shown = _beside(session, line, first, last)
    after = shown[shown.index(line) + 1 :] if line in shown else []
    stood = Place(line.section, after[0].id if after else "")
    if at.section != line.section:
        put_under(session, line_id, at.section)
        session.flush()
        shown = _beside(session, line, first, last)
    shown = [each for each in shown if each is not line]
    number = next((number for number, each in enumerate(shown) if each.id == at.before), len(shown))
    shown.insert(number, line)
    _keep_order(session, shown)
    return stood


def _beside(session: Session, line: ShareableLine, first: date, last: date) -> list[ShareableLine]:
    """The approved lines of the period under the heading of a line."""
    found = approved(session, first, last, manager_id=line.manager_id)
    return [each for each in found if each.section == line.section]


def _keep_order(session: Session, shown: Sequence[ShareableLine]) -> None:
    """Give these lines, in this order, the positions that they have; the lines of other periods stay where they are.

    Where two have the same position, as after a merge, the section is numbered anew.
    """
    positions = sorted(each.position for each in shown)
    if len(set(positions)) < len(positions):
        positions = _numbered_anew(session, shown)
    for line, position in zip(shown, positions, strict=True):
        records.change(line, {"position": position})


def _numbered_anew(session: Session, shown: Sequence[ShareableLine]) -> list[int]:
    of_section = live(shown[0].manager_id).where(ShareableLine.section == shown[0].section)
    row = list(session.scalars(of_section.order_by(ShareableLine.position, ShareableLine.approved_at)))
    for position, each in enumerate(row):
        records.change(each, {"position": position})
    return sorted(each.position for each in shown)

"""The lines that were written: those of a manager, those approved for a period, those of another paper."""

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from journal.practices import managers
from journal.sharing.lines.candidate import ON_THE_PAGE, SENTENCES
from journal.store.tables import ShareableLine


def approved(session: Session, first: date, last: date, *, manager_id: str = "") -> list[ShareableLine]:
    """The approved lines whose source lies in the period, in the order of the sections and of the user.

    They are those for the current manager unless another is named, and never those of another paper. Of the opening and
    of the closing sentence there is one at most: where periods overlap, the one that was written for the later days.
    """
    wanted = of_summary(manager_id or managers.current(session).id).where(
        ShareableLine.withdrawn_at.is_(None), ShareableLine.source_day.between(first, last)
    )
    found = list(session.scalars(wanted.order_by(ShareableLine.position, ShareableLine.approved_at)))
    alone = [the_sentence([line for line in found if line.section == section]) for section in SENTENCES]
    found = [line for line in found if line.section not in SENTENCES or line in alone]
    return sorted(found, key=lambda line: ON_THE_PAGE.index(line.section))


def the_sentence(found: list[ShareableLine]) -> ShareableLine | None:
    """Which of several opening or closing sentences stands for a period: an approved one, of the latest day."""
    return max(found, key=_rank, default=None)


def _rank(line: ShareableLine) -> tuple[bool, date, str, str]:
    return line.withdrawn_at is None, line.source_day, line.approved_at, line.id


def of_paper(session: Session, section: str, manager_id: str) -> list[ShareableLine]:
    """The lines of another paper for a manager, by its section, approved or not: of each part the one written last.

    Two copies of a journal that were merged may have a line each for one part: the other is on no page.
    """
    wanted = live(manager_id).where(ShareableLine.section == section)
    found = session.scalars(wanted.order_by(ShareableLine.position, ShareableLine.approved_at, ShareableLine.id))
    return list({line.source_id or line.id: line for line in found}.values())


def live(manager_id: str) -> Select[ShareableLine]:
    """The lines for one manager alone: what one manager may read was not approved for another."""
    return select(ShareableLine).where(ShareableLine.deleted_at.is_(None), ShareableLine.manager_id == manager_id)


def of_summary(manager_id: str) -> Select[ShareableLine]:
    """The lines for one manager that can stand in a summary."""
    return live(manager_id).where(ShareableLine.section.in_(ON_THE_PAGE))

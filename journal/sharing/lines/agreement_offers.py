"""What the work on the agreement offers to a summary: what a surprise taught, and what I was told that I may decide.

No first wording: how a limit was put is between my notes and me until I say it to my manager in my own sentence.
"""

from collections.abc import Iterator

from sqlalchemy import select

from journal.practices import authority
from journal.sharing.lines.candidate import Source
from journal.sharing.lines.offers import Asked, Offer
from journal.store.tables import Statement, Surprise
from journal.text import DEGREES, _


def all_of(asked: Asked) -> Iterator[Offer]:
    """The surprises that ended in a rule, and the limits of authority that the manager told."""
    limits = {each.id: each for each in authority.limits(asked.session, asked.manager_id)}
    of_them = Statement.deleted_at.is_(None), Statement.manager_id == asked.manager_id
    said = {each.id: each.text for each in asked.session.scalars(select(Statement).where(*of_them))}
    learned = select(Surprise).where(Surprise.deleted_at.is_(None), Surprise.manager_id == asked.manager_id)
    for found in asked.session.scalars(learned.where(Surprise.day.between(asked.first, asked.last))):
        limit = limits.pop(found.authority_id or "", None)
        rule = limit.decision if limit else said.get(found.statement_id or "", "")
        if rule:
            note = _("a surprise; the new rule: {rule}").format(rule=rule)
            yield Offer("feedback", Source("surprise", found.id, found.day), found.what_happened, note=note)
    for limit in limits.values():
        if limit.basis == "told" and asked.has(limit.said_on):
            note = _("how far you may go: {degree}").format(degree=DEGREES[limit.degree].lower())
            yield Offer("commitments", Source("authority", limit.id, limit.said_on), limit.decision, note=note)

"""Plan cards: one issue each, thought through before a one-on-one."""

import re
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import history, records
from journal.store.tables import OneOnOne, PlanCard
from journal.text import _

#: What one writes on a card, in the order in which it is thought through (source articles 1, 2 and 4).
FIELDS: Final = (
    "issue",
    "outcome",
    "opening",
    "key_points",
    "proposal",
    "likely_answer",
    "alternatives",
    "wider_view",
    "better_future",
    "obstacles",
    "support_from_me",
    "support_from_them",
)


def cards(session: Session, one_on_one_id: str) -> list[PlanCard]:
    """The cards of a meeting in their order."""
    wanted = select(PlanCard).where(PlanCard.one_on_one_id == one_on_one_id, PlanCard.deleted_at.is_(None))
    return list(session.scalars(wanted.order_by(PlanCard.position, PlanCard.created_at)))


def trashed_cards(session: Session, one_on_one_id: str) -> list[PlanCard]:
    """The cards of a meeting that are in the trash, in their order."""
    wanted = select(PlanCard).where(PlanCard.one_on_one_id == one_on_one_id, PlanCard.deleted_at.is_not(None))
    return list(session.scalars(wanted.order_by(PlanCard.position, PlanCard.created_at)))


def add_card(session: Session, one_on_one_id: str, issue: str = "", **fields: Any) -> PlanCard:
    """Put a card behind the others of a meeting. Raises RecordGone."""
    records.get(session, OneOnOne, one_on_one_id)
    card = PlanCard(one_on_one_id=one_on_one_id, issue=issue.strip(), position=_end_of(session, one_on_one_id))
    records.change(card, fields)
    session.add(card)
    session.flush()
    return card


def _end_of(session: Session, one_on_one_id: str) -> int:
    last = session.scalar(select(func.max(PlanCard.position)).where(PlanCard.one_on_one_id == one_on_one_id))
    return 0 if last is None else last + 1


def revise_card(session: Session, card_id: str, **changes: Any) -> PlanCard:
    """Change what a card says. Raises RecordGone."""
    card = records.get(session, PlanCard, card_id)
    records.change(card, changes)
    return card


def bring_card(session: Session, card_id: str, one_on_one_id: str) -> PlanCard:
    """Put a card behind those of another meeting. Raises RecordGone."""
    return revise_card(session, card_id, one_on_one_id=one_on_one_id, position=_end_of(session, one_on_one_id))


def split_card(session: Session, card_id: str, issue: str) -> PlanCard:
    """Take an issue off a card onto a card of its own right behind it: one issue at a time (source article 4).

    The card that it is taken from keeps every field but, where the issue stood among its words, those. Raises BadInput without
    words, RecordGone.
    """
    if not issue.strip():
        raise BadInput(_("Say which issue goes onto the other card."))
    card = records.get(session, PlanCard, card_id)
    records.change(card, {"issue": without(card.issue, issue.strip())})
    made = add_card(session, card.one_on_one_id, issue)
    others = [each.id for each in cards(session, card.one_on_one_id) if each.id != made.id]
    others.insert(others.index(card.id) + 1, made.id) if card.id in others else others.append(made.id)
    put_in_order(session, others)
    return made


def put_in_order(session: Session, card_ids: list[str]) -> None:
    """Give the cards of a meeting these places. Raises RecordGone."""
    for place, card_id in enumerate(card_ids):
        revise_card(session, card_id, position=place)
    session.flush()


def remove_card(session: Session, card_id: str) -> None:
    """Put a card into the trash."""
    history.trash(records.get(session, PlanCard, card_id))


def take_back_card(session: Session, card_id: str) -> None:
    """Take a card out of the trash."""
    history.restore(records.get(session, PlanCard, card_id))


def second_issue(issue: str) -> str:
    """What looks like another issue in the words of one: what follows a semicolon, a new line or an *and*; else nothing."""
    parts = _joint().split(issue.strip(), maxsplit=1)
    return parts[1].strip() if len(parts) > 1 and parts[0].strip() else ""


def without(issue: str, other: str) -> str:
    """The words of an issue without those of the other one and what joined them, where it ends with them; else all."""
    if other and issue.endswith(other) and issue != other:
        rest = issue[: -len(other)].rstrip()
        joint = re.search(r"(?:;|\b{word})$".format(word=re.escape(_("and"))), rest, re.IGNORECASE)
        return (rest[: joint.start()] if joint else rest).rstrip(" ,;") or issue
    return issue


def _joint() -> re.Pattern[str]:
    return re.compile(r"\s*(?:;|\n|,?\s+{word}\s)\s*".format(word=re.escape(_("and"))), re.IGNORECASE)

"""What is typed and is no record yet, or cannot be: kept in the journal, like everything private, until it is done or left.

A draft is a small dictionary of plain values under a name, such as the fields of a form as they stand, half a date
included. Locking never asks; what one was typing is there again after the next unlocking.
"""

from typing import Any

from sqlalchemy.orm import Session

from journal.store.history import DRAFT
from journal.store.tables import Setting


def keep(session: Session, name: str, values: dict[str, Any]) -> None:
    """Keep these values under a name, in place of the earlier ones; empty values forget the draft."""
    found = session.get(Setting, DRAFT + name)
    if not values:
        if found:
            session.delete(found)
    elif found is None:
        session.add(Setting(key=DRAFT + name, value=values))
    elif found.value != values:
        found.value = values


def kept(session: Session, name: str) -> dict[str, Any]:
    """The values that were kept under a name; empty when there are none."""
    found = session.get(Setting, DRAFT + name)
    return dict(found.value) if found else {}

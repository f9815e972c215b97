"""Whether the recovery sheet of a journal was seen to be on paper: noted in the journal, until its passphrase changes."""

from contextlib import suppress
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from journal.store.tables import Setting

_NAME: Final = "sheet"


def remember(session: Session, salt: bytes, day: date) -> None:
    """Two groups of the sheet that belongs to this salt (of the present passphrase) were typed from paper on this day."""
    session.merge(Setting(key=_NAME, value={"checked_on": day.isoformat(), "salt": salt.hex()}))


def checked_on(session: Session, salt: bytes) -> date | None:
    """When the sheet of the present passphrase was checked; None when it never was."""
    found = session.get(Setting, _NAME)
    if found is None or found.value.get("salt") != salt.hex():
        return None
    with suppress(TypeError, ValueError):  # a journal that was imported may say anything
        return date.fromisoformat(found.value.get("checked_on", ""))
    return None

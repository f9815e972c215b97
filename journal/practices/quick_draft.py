"""The one draft of the quick capture: the words of an entry that nobody has saved yet, and its kind."""

from typing import TYPE_CHECKING, Final

from journal.store.tables import Setting
from journal.text import ENTRY_KINDS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_KEY: Final = "quick_capture.draft"
_USUAL_KIND: Final = "interaction"


def kept(session: "Session") -> tuple[str, str]:
    """Its kind and its words; no words where there is none."""
    draft = session.get(Setting, _KEY)
    kind, text = (str(draft.value.get(name, "")) for name in ("kind", "text")) if draft else ("", "")
    return (kind if kind in ENTRY_KINDS else _USUAL_KIND), text


def keep(session: "Session", kind: str, text: str) -> None:
    """Keep these words in the place of those that were there; without any the draft is gone."""
    draft = session.get(Setting, _KEY)
    if text.strip():
        session.merge(Setting(key=_KEY, value={"kind": kind, "text": text}))
    elif draft:
        session.delete(draft)


def add(session: "Session", words: str) -> None:
    """Put words that have no other place behind those that are there."""
    kind, text = kept(session)
    keep(session, kind, joined(text, words))


def joined(*texts: str) -> str:
    """Those with words in them, one below the other."""
    return "\n\n".join(text for text in texts if text.strip())

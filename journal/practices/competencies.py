"""The sixteen competencies: what each is called and what it means, in Upward's words or in those of the journal.

The keys never change, so that hands and goals of any year can be compared; label and description are words alone, kept
in the journal's settings where somebody has found better ones.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.paths import resource
from journal.store.tables import Setting
from journal.text import _

_NAME: Final = "competencies"
LONGEST_LABEL: Final = 60
LONGEST_DESCRIPTION: Final = 300


@dataclass(frozen=True)
class Competency:
    """One card: its key, what it is called, one sentence that says what it means, and the group in which it stands."""

    key: str
    label: str
    description: str
    cluster: str
    is_own: bool = False


@cache
def ours() -> tuple[Competency, ...]:
    """The sixteen in Upward's own words, in the order of the board, group by group."""
    parts = tomllib.loads(resource("competencies.toml").read_text(encoding="utf-8"))
    names = {key: _(name) for key, name in parts["clusters"].items()}
    return tuple(
        Competency(part["key"], _(part["label"]), _(part["description"]), names[part["cluster"]])
        for part in parts["competency"]
    )


def of_journal(session: Session) -> dict[str, Competency]:
    """The sixteen by key, in the order of the board, as this journal calls them."""
    own = _own(session)
    return {each.key: replace(each, **_words(own[each.key])) if each.key in own else each for each in ours()}


def label(known: dict[str, Competency], key: str) -> str:
    """What a competency is called; a key that is none of the sixteen stands for itself."""
    return known[key].label if key in known else key.replace("-", " ").capitalize()


def rename(session: Session, key: str, label: str, description: str) -> Competency:
    """Give a competency other words; our own words again take the change back.

    Raises BadInput without a label, and where a text is too long for a card.
    """
    said = {"label": " ".join(label.split()), "description": " ".join(description.split())}
    if not said["label"]:
        raise BadInput(_("A card needs a name: type one, or go back to ours."))
    if len(said["label"]) > LONGEST_LABEL or len(said["description"]) > LONGEST_DESCRIPTION:
        raise BadInput(
            _("A name has at most {label} letters and a description at most {description}: make it shorter.").format(
                label=LONGEST_LABEL, description=LONGEST_DESCRIPTION
            )
        )
    standard = _standard(key)
    own = {name: words for name, words in _own(session).items() if name != key}
    if said != {"label": standard.label, "description": standard.description}:
        own[key] = said
    _keep(session, own)
    return of_journal(session)[key]


def back_to_ours(session: Session, key: str) -> Competency:
    """Take the words of a competency back to Upward's own."""
    standard = _standard(key)
    return rename(session, key, standard.label, standard.description)


def _standard(key: str) -> Competency:
    return next(each for each in ours() if each.key == key)


def _words(said: dict[str, str]) -> dict[str, Any]:
    return {"label": said["label"], "description": said["description"], "is_own": True}


def _own(session: Session) -> dict[str, dict[str, str]]:
    found = session.get(Setting, _NAME)
    return dict(found.value) if found else {}


def _keep(session: Session, own: dict[str, dict[str, str]]) -> None:
    found = session.get(Setting, _NAME)
    if not own:
        if found:
            session.delete(found)
    elif found:
        found.value = own
    else:
        session.add(Setting(key=_NAME, value=own))
    session.flush()

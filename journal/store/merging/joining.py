"""Several versions of one record as one: column by column against the version that they all came from.

A column that changed on one side takes that side's value. Where both changed a text, the record keeps both texts; of other
values the later version's stands, and the earlier one's stays in the history with the whole version. Nothing here depends
on the moment, the computer or the language of the merge, so that both computers write the same.

An approved line goes to the manager: its words are never joined. The later words stand, approved only if no side withdrew
them, and the other words become a line of their own that is withdrawn.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from journal.store.merging.ancestry import MERGED, Version, derived
from journal.store.merging.texts import needed
from journal.store.tables import Receipt, ReceiptFile, Record, ShareableLine
from journal.store.tables.base import Words

Values = dict[str, Any]
Texts = Callable[[Sequence[tuple[Version, str]]], str]
#: Columns that say one thing together: they are taken from one version.
_TOGETHER: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "commitment": (("status", "closed_on"),),
    "entry": (("day", "time"),),
    "goal": (("status", "closed_on"),),
    "importance_hand": (("rated_on", "rater", "competencies"),),
    "manager": (("started_on", "ended_on"),),
    "one_on_one": (("day", "start"), ("calendar_uid", "calendar_instance")),
    "request": (("status", "asked_on", "agreed_on", "answered_on"),),
    "role_case": (("status", "closed_on"), ("agrees", "agrees_on")),
    "shareable_line": (
        ("text", "approved_at", "withdrawn_at", "manager_id"),
        ("source_kind", "source_id", "source_day"),
    ),
}
#: A name stands on papers, and a receipt says what was handed over: neither is ever put together from two.
_NOT_JOINED: Final = frozenset({("manager", "name")})
_ONE_LINE: Final = frozenset(
    {
        ("agenda_item", "text"),
        ("agenda_item", "answer"),
        ("authority", "condition"),
        ("authority", "decision"),
        ("commitment", "what"),
        ("criterion", "what"),
        ("feedback", "from_whom"),
        ("goal", "what"),
        ("one_on_one", "learned"),
        ("pulse", "note"),
        ("role_case", "role"),
    }
)
_LISTS: Final = frozenset({("one_on_one", "next_topics")})
_OWN_RULES: Final = frozenset({"id", "created_at", "deleted_at"})


def joined(kind: type[Record], versions: Sequence[Version], base: Version | None) -> Values:
    """The values of one record out of several versions whose values are known, in the history's form.

    base: the version that they all came from, None when nothing is known of it.
    """
    ordered = sorted(versions, key=_age)
    values: Values = {}
    for columns in _units(kind):
        values |= _unit(kind, columns, ordered, base)
    values["id"] = _said(ordered[-1], "id")
    values["created_at"] = min(_said(version, "created_at") for version in ordered)
    thrown = [_said(version, "deleted_at") for version in ordered]
    values["deleted_at"] = None if None in thrown else max(thrown)
    if kind is ShareableLine:
        _withdraw(values, ordered, base)
    return values


def other_words(line: Values, versions: Sequence[Version], base: Version | None) -> list[Values]:
    """The rows of the withdrawn lines that keep the words of an approved line which gave way to later ones."""
    known = {"", line["text"].strip(), _words(base) if base else ""}
    made: list[Values] = []
    for version in sorted(versions, key=_age):
        words = _words(version)
        if words not in known:
            known.add(words)
            made.append(_withdrawn_line(version, line["deleted_at"]))
    return made


def _withdrawn_line(version: Version, deleted_at: str | None) -> Values:
    return {
        **(version.values or {}),
        "id": derived("line", version.revision),
        "source_kind": "",
        "source_id": None,
        "withdrawn_at": _said(version, "withdrawn_at") or version.at,
        "created_at": version.at,
        "changed_at": version.at,
        "revision": derived("words", version.revision),
        "parents": [],
        "device": MERGED,
        "deleted_at": deleted_at,
    }


def _withdraw(values: Values, versions: Sequence[Version], base: Version | None) -> None:
    """Whoever withdrew a line or threw it away, on either side, meant it."""
    changed = _changed(versions, base, ("text", "approved_at", "withdrawn_at"))
    moments = [_said(version, "withdrawn_at") for version in changed]
    moments += [_said(version, "deleted_at") for version in versions]
    moments = [moment for moment in moments if moment]
    if moments and values["withdrawn_at"] is None:
        values["withdrawn_at"] = max(moments)


def _unit(kind: type[Record], columns: tuple[str, ...], versions: Sequence[Version], base: Version | None) -> Values:
    changed = _changed(versions, base, columns)
    if not changed and base:
        return {name: _said(base, name) for name in columns}
    texts = _texts_of(kind, columns)
    if texts is None:
        return {name: _said(changed[-1], name) for name in columns}
    (name,) = columns
    said = [(version, _said(version, name)) for version in changed]
    return {name: texts([(version, text) for version, text in said if text is not None]) if said else None}


def _changed(versions: Sequence[Version], base: Version | None, columns: tuple[str, ...]) -> list[Version]:
    """The versions that say something else than the base in these columns; without a base, all of them."""
    if base is None:
        return list(versions)
    before = [_said(base, name) for name in columns]
    return [version for version in versions if [_said(version, name) for name in columns] != before]


@cache
def _units(kind: type[Record]) -> tuple[tuple[str, ...], ...]:
    names = [column.name for column in kind.__table__.columns]
    free = [name for name in names if name not in kind.BOOKKEEPING | _OWN_RULES]
    if kind in {Receipt, ReceiptFile}:
        return (tuple(free),)
    together = _TOGETHER.get(kind.__tablename__, ())
    bound = {name for unit in together for name in unit}
    return (*together, *((name,) for name in free if name not in bound))


def _texts_of(kind: type[Record], columns: tuple[str, ...]) -> Texts | None:
    """How two texts of a column become one; None where one of them stands."""
    place = (kind.__tablename__, columns[0])
    column = kind.__table__.columns[columns[0]]
    if len(columns) > 1 or place in _NOT_JOINED or not isinstance(column.type, Words):
        return None
    return _in_one_line if place in _ONE_LINE else _as_list if place in _LISTS else _one_below_the_other


def _one_below_the_other(texts: Sequence[tuple[Version, str]]) -> str:
    """Each later text stands below a line that says when it was written, as figures alone: in no language."""
    first, *later = _needed(texts)
    return first[1] + "".join(f"\n\n— {_moment(version)} —\n\n{text}" for version, text in later)


def _in_one_line(texts: Sequence[tuple[Version, str]]) -> str:
    return " / ".join(text for _version, text in _needed(texts))


def _as_list(texts: Sequence[tuple[Version, str]]) -> str:
    """The first list as it stands, and below it the lines of the others that are not there yet."""
    first, *later = [text for _version, text in texts if text.strip()] or [""]
    said = {line.strip() for line in first.split("\n")} | {""}
    lines = [first]
    for line in (line for text in later for line in text.split("\n")):
        if line.strip() not in said:
            said.add(line.strip())
            lines.append(line)
    return "\n".join(lines)


def _needed(texts: Sequence[tuple[Version, str]]) -> list[tuple[Version, str]]:
    """The texts in their order, without those that stand within another one."""
    return [texts[at] for at in needed([text for _version, text in texts])]


def _moment(version: Version) -> str:
    return f"{version.at[:10]} {version.at[11:16]} UTC"


def _said(version: Version, name: str) -> Any:
    values: Mapping[str, Any] = version.values or {}
    return values.get(name)


def _words(line: Version) -> str:
    return str(_said(line, "text") or "").strip()


def _age(version: Version) -> tuple[str, str]:
    return version.age

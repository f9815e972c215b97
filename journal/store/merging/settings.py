"""Two copies of the journal's own settings as one, name by name: the words of drafts are all kept, other values never mixed.

Whatever the order and however often it is done, the same comes out. In a draft the words of both sides stand beside each
other, parted by an asterism. What is no text (an id, a kind, a day, a moment, a salt) is never put together from two: the
greater one stands, which is the later one of moments and days, and what belongs together is taken from one side.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final, cast

from journal.store.merging.texts import needed

Both = Callable[[Any, Any], Any]
#: Between two texts of a draft: hardly anybody types it, so that what was merged once is told apart again.
_SIGN: Final = "⁂"
_PARAGRAPHS: Final = f"\n\n{_SIGN}\n\n"
_ONE_LINE: Final = f" {_SIGN} "
#: The form of a promise: whose it is and which of the forms, and the texts in it.
_FORM: Final = ("commitment", "form")
_FORM_TEXTS: Final = ("what", "reason")


def both_settings(key: str, one: Any, other: Any) -> Any:
    """Two values of the setting of this key as one; a key that is not known here is taken whole from one side.

    Its names are in order, so that every copy writes the same.
    """
    return json.loads(_canonical(_RULES.get(key, both if is_draft(key) else _greater)(one, other)))


def is_draft(key: str) -> bool:
    """Whether the setting of this key is what somebody was typing."""
    return key.startswith("draft.") or key.endswith(".draft")


def both(one: Any, other: Any, between: str = _PARAGRAPHS) -> Any:
    """Two values of a draft as one. Texts are both kept, and lists hold what either has."""
    if one == other:
        return one
    match one, other:
        case dict(), dict():
            return _by_name(_row(one), _row(other), between)
        case str(), str():
            return _both_texts(one, other, between)
        case list(), list():
            values = {_canonical(value): value for value in [*cast("list[Any]", one), *cast("list[Any]", other)]}
            return [values[name] for name in sorted(values)]
        case _:
            return _greater(one, other)


def _by_name(one: dict[str, Any], other: dict[str, Any], between: str) -> dict[str, Any]:
    return _united(one, other, partial(both, between=between), _NAMED)


def _united(one: Any, other: Any, chosen: Both, named: Mapping[str, Both] = MappingProxyType({})) -> Any:
    """Every name of the two; what both have is chosen by its name, or as everything else is."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return _greater(one, other)
    mine, yours = _row(one), _row(other)
    found = {**mine, **yours}
    for name in mine.keys() & yours.keys():
        found[name] = named.get(name, chosen)(mine[name], yours[name])
    return {name: found[name] for name in sorted(found)}


def _both_texts(one: str, other: str, between: str) -> str:
    parts = sorted({part.strip() for text in (one, other) for part in text.split(_SIGN)})
    return between.join(parts[at] for at in needed(parts))


def _greater(one: Any, other: Any) -> Any:
    """The one that stands, as a whole; something rather than nothing."""
    return max(one, other, key=_rank)


def _rank(value: Any) -> tuple[bool, str]:
    return bool(value), _canonical(value)


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _row(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value)


# ---- the settings that there are


def _later_check(one: Any, other: Any) -> Any:
    """The sheet: the day and the salt of the later check, which belong together."""
    return max(one, other, key=_checked)


def _checked(value: Any) -> tuple[str, str]:
    day = _row(value).get("checked_on") if isinstance(value, dict) else ""
    return str(day), _canonical(value)


def _whole(one: Any, other: Any) -> Any:
    """Day, time and length by meeting, or days that nobody could read by field: two of them would be none."""
    return _united(one, other, _greater)


def _half_days(one: Any, other: Any) -> Any:
    """Fields for a day, by entry and field."""
    return _united(one, other, _whole)


def _promise(one: Any, other: Any) -> Any:
    """There is room for one form: the texts of another one go to the line, where they are seen."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return _greater(one, other)
    mine, yours = sorted([_row(one), _row(other)], key=_form)
    if _form(mine) != _form(yours) and any(name in mine for name in _FORM):
        mine = _as_line(mine)
    return both(mine, yours, _ONE_LINE)


def _form(draft: dict[str, Any]) -> tuple[tuple[bool, str], ...]:
    return tuple(_rank(draft.get(name)) for name in _FORM)


def _as_line(draft: dict[str, Any]) -> dict[str, Any]:
    fields = draft.get("fields")
    filled = _row(fields) if isinstance(fields, dict) else {}
    texts = [draft.get("line"), *(filled.get(name) for name in _FORM_TEXTS)]
    rest = {name: value for name, value in draft.items() if name not in {*_FORM, "fields"}}
    return {**rest, "line": _both_texts("", _SIGN.join(str(text or "") for text in texts), _ONE_LINE)}


#: Of these fields of a draft one stands, whatever the draft.
_NAMED: Final[dict[str, Both]] = {
    **dict.fromkeys(
        ("kind", "commitment", "form", "owner", "due", "day", "start", "time", "minutes", "since"), _greater
    ),
    **dict.fromkeys(("side", "basis", "topic", "practice", "moment", "surprise", "degree", "manager"), _greater),
    "when": _whole,
}
#: The pages whose drafts hold lines, not paragraphs, beside those named below.
_LINES_OF: Final = (
    "goals.new",
    "role.new",
    "manager.profile",
    "manager.agreement",
    "manager.authority",
    "manager.surprises",
    "manager.experience",
)
_lines: Final[Both] = partial(both, between=_ONE_LINE)


def _hands(one: Any, other: Any) -> Any:
    """What is being chosen on the importance board, by hand: four cards at most, so none is put together from two."""
    return _united(one, other, _whole)


def _pulse(one: Any, other: Any) -> Any:
    """Marks of two different pulses never mix: one form stands, with the notes of both."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return _greater(one, other)
    rows = [_row(one), _row(other)]
    forms = [{name: value for name, value in row.items() if name != "note"} for row in rows]
    notes = [str(row.get("note", "")) for row in rows]
    note = _both_texts(notes[0], notes[1], _ONE_LINE)
    return {**_greater(forms[0], forms[1]), **({"note": note} if note else {})}


def _pulses(one: Any, other: Any) -> Any:
    """What is marked, by manager."""
    return _united(one, other, _pulse)


_RULES: Final[dict[str, Both]] = {
    "sheet": _later_check,
    "vague_words": both,
    "draft.journal": _half_days,
    "draft.one_on_ones": _lines,
    "draft.commitments": _promise,
    "draft.summary": _lines,
    "draft.settings": _lines,
    "draft.vague_words": _lines,
    "draft.importance": _hands,
    "draft.pulse": _pulses,
    "draft.goals": _half_days,
    "draft.role": _half_days,
    "draft.talks": _half_days,
    **dict.fromkeys((f"draft.{name}" for name in _LINES_OF), _lines),
    "competencies": _lines,
    "importance_again": _whole,
}

"""JSON that comes from outside, read without surprises: deep nesting, huge numbers, NaN and repeated names are refused."""

import json
from typing import Any, NoReturn

from journal.exchange.plain_text import decoded, unreadable
from journal.text import _


class _Refused(ValueError):
    pass


def loaded(data: bytes, file: str) -> Any:
    """The value that a JSON file holds. Raises Unreadable with the line, where JSON itself is broken."""
    text = decoded(data, file)
    try:
        return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise unreadable(file, error.lineno, _("this is not JSON")) from None
    except _Refused as error:
        raise unreadable(file, 0, str(error)) from None
    except RecursionError:
        raise unreadable(file, 0, _("this is nested too deeply")) from None
    except ValueError:
        raise unreadable(file, 0, _("a number is too long")) from None


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Refused(_("the same name stands twice in one object"))
    return found


def _no_constant(_name: str) -> NoReturn:
    raise _Refused(_("NaN and Infinity are no JSON"))

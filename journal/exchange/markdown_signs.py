"""Typed text as Markdown that shows it as it was typed, and the few shapes that the export is made of."""

import re
from collections.abc import Iterable
from typing import Any, Final

_SIGNS: Final = re.compile(r"([\\`*_\[\]<&|~$])")
_STARTS: Final = re.compile(r"^(\s*)([#>=+-]|[0-9]+(?=[.)]))")


def escaped(text: str) -> str:
    """A typed text as Markdown that shows it as it was typed, line by line."""
    return "  \n".join(_line(line) for line in text.rstrip().split("\n"))


def document(blocks: Iterable[str]) -> str:
    """A file of blocks, those without words left out."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def fact(name: str, value: Any) -> str:
    """One line of a list of facts; '' where there is nothing to say."""
    text = escaped(str(value)).replace("  \n", "  \n  ") if value not in {None, ""} else ""
    return f"- **{name}:** {text}" if text else ""


def facts(*found: str) -> str:
    """Facts as a list."""
    return "\n".join(each for each in found if each)


def _line(line: str) -> str:
    line = _SIGNS.sub(r"\\\1", line)
    return _STARTS.sub(lambda found: f"{found[1]}\\{found[2]}" if not found[2].isdigit() else _numbered(found), line)


def _numbered(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}\\"

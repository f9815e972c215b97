"""What could not be written before a journal was locked, kept in memory until that journal is opened again.

A full disk or an exchanged file must not cost the text that was on the screen; a file outside of the journal must not
hold it either.
"""

from pathlib import Path
from typing import Final

from journal.ui.pages.journal.state import EntryState, Values

_KEPT: Final[dict[Path, tuple[EntryState, Values]]] = {}


def keep(path: Path, base: EntryState, values: Values) -> None:
    """Keep the values of the editor, and the entry that they belong to."""
    _KEPT[path] = (base, values)


def take(path: Path) -> tuple[EntryState, Values] | None:
    """What was kept for this journal, once."""
    return _KEPT.pop(path, None)

"""Whether a journal is whole: every page, every row's place, the search index, and the newest backup.

A copy is checked, so that a window that has the journal open saves meanwhile; the journal itself is read only where no
copy can be made of it, and no byte of it changes.
"""

import contextlib
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from journal.errors import DiskFull, JournalDamaged, JournalUnreachable, WrongPassphrase
from journal.store import backup, known, opening, shelf
from journal.store.shelf import Backup
from journal.store.vault import Vault
from journal.text import _

_STEPS: Final = 4


@dataclass(frozen=True)
class Checked:
    """A whole journal: how many entries it holds, its newest backup, and whether that was opened and found whole too.

    A backup under an earlier passphrase cannot be opened with this one.
    """

    entries: int
    backup: Backup | None
    is_backup_proved: bool


def check(path: Path, passphrase: str, *, step: Callable[[int, int], None]) -> Checked:
    """Check a journal. Raises JournalDamaged with what was found first, and else as `opening.open_vault`."""
    with contextlib.closing(opening.open_vault(path, passphrase, read_only=True)) as vault:
        step(0, _STEPS)
        with _at_leisure(vault) as copy:
            step(1, _STEPS)
            _refuse(copy.integrity_faults(), path)
            step(2, _STEPS)
            entries = backup.contents(copy.path, copy.key).entries
        step(3, _STEPS)
        newest, is_proved = _newest_backup(vault)
        step(_STEPS, _STEPS)
    return Checked(entries, newest, is_proved)


@contextlib.contextmanager
def _at_leisure(vault: Vault) -> Generator[Vault]:
    """A copy of the present state, or where none can be made the journal itself."""
    place = backup.passing_name(vault.path)
    try:
        backup.copy_out(vault.path, vault.key, place, read_only=True)
    except (JournalDamaged, WrongPassphrase):  # a page that cannot be read cannot be copied: count them in the journal
        _refuse(vault.integrity_faults(), vault.path)
        raise
    except (JournalUnreachable, DiskFull):  # no room, or no right, for a copy beside it
        yield vault
        return
    try:
        with contextlib.closing(Vault.open_keyed(place, vault.key)) as copy:
            yield copy
    finally:
        backup.discard(place)


def _refuse(faults: list[str], path: Path) -> None:
    if faults:
        words = _(
            "The journal is damaged: {n} faults, the first is “{fault}”. Bring back the newest backup, or rescue it."
        )
        raise JournalDamaged(words.format(n=len(faults), fault=faults[0]), path)


def _newest_backup(vault: Vault) -> tuple[Backup | None, bool]:
    """The newest backup, and whether it opens and is whole. Raises JournalDamaged when it is not."""
    found = known.by_id(vault.journal_id)
    newest = shelf.newest_verified(found) if found else None
    if newest is None or newest.salt != vault.key.salt:
        return newest, False
    return shelf.prove(newest, vault.key, is_sure=True), True

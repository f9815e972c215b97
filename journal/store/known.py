"""What this computer knows of each journal that was opened on it: where it lay, which state it was in, where its backups go.

No word of a journal is in it. It lies in the data folder, a small file for each journal; a missing or damaged one means
that nothing is known, and is never a reason not to open a journal.
"""

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from journal import paths
from journal.errors import UpwardError, not_written

if TYPE_CHECKING:
    from journal.store.identity import LastChange
    from journal.store.vault import Vault

_NO_NAME: Final = re.compile("[^0-9A-Za-z-]")
_SALT: Final = re.compile("([0-9a-f]{32})?")
#: How many earlier salts are kept.
_FORMER: Final = 24


@dataclass(frozen=True)
class Known:
    """One journal, as this computer saw it last.

    path: where it lay. salt: the first 16 bytes of the file, in hexadecimal digits. changes, changed_at: how often it was
    changed and when for the last time (a moment in UTC). folder, second: the folders named for its backups, or empty.
    is_paused: no backup rotates out until the user says that all is well. last_backup: the moment of the last one made.
    second_away: since when the second folder was not there, empty while it is. last_written: the last record that this
    computer wrote, as `table/id/revision`; empty where the file is another one since. former: the salts that it had before,
    of earlier passphrases, the last one first. places: every other folder that was ever named and may hold backups.
    """

    journal_id: str
    path: str = ""
    salt: str = ""
    changes: int = 0
    changed_at: str = ""
    folder: str = ""
    second: str = ""
    is_paused: bool = False
    last_backup: str = ""
    second_away: str = ""
    last_written: str = ""
    former: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The journal's id in a form that can be the name of a file, whatever stands in the journal."""
        return _NO_NAME.sub("", self.journal_id)[:64] or "journal"


def by_id(journal_id: str) -> Known | None:
    """What is known of the journal with this id."""
    with contextlib.suppress(OSError):
        return _read(_file(Known(journal_id)))
    return None


def by_path(path: Path) -> Known | None:
    """What is known of the journal that lay here when it was last opened."""
    place = _place(path)
    return next((each for each in _all() if each.path == place), None)


def by_salt(salt: bytes) -> Known | None:
    """What is known of the journal whose file begins with these 16 bytes, wherever it lies now."""
    return next((each for each in _all() if each.salt == salt.hex()), None)


def of(vault: "Vault") -> Known:
    """What is known of an open journal, with its path and salt as they are now; its counter as it was seen last."""
    found = by_id(vault.journal_id) or Known(vault.journal_id)
    return replace(under(found, vault.key.salt), path=_place(vault.path))


def under(known: Known, salt: bytes) -> Known:
    """The same journal with another salt from now on; the one that it had is kept among the earlier ones."""
    former = [each for each in (known.salt, *known.former) if each and each != salt.hex()]
    return replace(known, salt=salt.hex(), former=tuple(dict.fromkeys(former))[:_FORMER])


def remember(known: Known) -> None:
    """Keep what is known of a journal. Raises BadInput or DiskFull where the data folder cannot be written to."""
    try:
        paths.write_private(_file(known), json.dumps(asdict(known), indent=1).encode())
    except OSError as error:
        raise not_kept(error) from None


def not_kept(error: OSError) -> UpwardError:
    """What to say when something could not be written below the data folder: the system names the file or the folder."""
    return not_written(error, Path(error.filename if isinstance(error.filename, str) else paths.APPLICATION))


def saw(vault: "Vault", seen: "LastChange | None" = None) -> Known:
    """Note where an open journal lies and which state it is in. Where that cannot be written, it is not kept.

    seen: its last change, where that was read just now.
    """
    seen = seen or vault.last_change()
    before = of(vault)
    known = replace(
        before, changes=seen.changes, changed_at=seen.at, last_written=vault.last_written or before.last_written
    )
    with contextlib.suppress(OSError):
        if known != by_id(known.journal_id):
            paths.write_private(_file(known), json.dumps(asdict(known), indent=1).encode())
    return known


def is_older_than_seen(known: Known, changes: int) -> bool:
    """Whether a journal with this counter is an earlier state than the one that this computer saw last."""
    return changes < known.changes


def _place(path: Path) -> str:
    return str(path.expanduser().resolve())


def _file(known: Known) -> Path:
    """Where it is kept. Raises OSError where there can be no data folder."""
    folder = paths.data_folder() / "journals"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{known.name}.json"


def _all() -> Iterator[Known]:
    """Everything known, the journal used last first."""
    found: list[tuple[float, Path]] = []
    with contextlib.suppress(OSError):
        found = [(each.stat().st_mtime, each) for each in (paths.data_folder() / "journals").glob("[!.]*.json")]
    for _time, file in sorted(found, reverse=True):
        known = _read(file)
        if known is not None:
            yield known


def _read(file: Path) -> Known | None:
    try:
        values: Any = json.loads(file.read_bytes())
        known = Known(**{each.name: _as_kept(values[each.name]) for each in fields(Known) if each.name in values})
    except (OSError, ValueError, TypeError):
        return None
    return known if _is_sound(known) and known.name == file.stem else None


def _as_kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value  # type: ignore[reportUnknownVariableType]


def _is_sound(known: Known) -> bool:
    """Whether everything is of its kind: the file may have been damaged, or written by another program."""
    usual = Known("")
    kinds_fit = all(type(getattr(known, each.name)) is type(getattr(usual, each.name)) for each in fields(Known))
    salts = (known.salt, *known.former)
    words_fit = all(type(each) is str for each in (*known.places, *salts))  # pyright: ignore[reportUnnecessaryComparison]
    return kinds_fit and words_fit and all(_SALT.fullmatch(each) for each in salts)

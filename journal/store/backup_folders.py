"""The folders of a journal's backups: our own in the data folder, one that the user named in its stead, and a second one.

Each journal has a folder of its own within a named one, made when it is named. Where that is missing later, the stick or
disk is not there, and nothing is written to what lies at its place.
"""

import contextlib
from dataclasses import replace
from pathlib import Path

from journal import paths
from journal.errors import not_written
from journal.store import known
from journal.store.backup_files import standing_in
from journal.store.known import Known
from journal.text import _


def folders(of: Known) -> list[Path]:
    """The folders where backups of this journal may stand, there or not: the named one or ours, ours, the second one.

    Those named earlier come last: what was left in them is of this journal still.
    """
    named = [below(of, each) for each in (of.folder, of.second) if each]
    ours = _own_folder(of)
    found = [
        *named[: 1 if of.folder else 0],
        *([ours] if ours else []),
        *named,
        *(below(of, each) for each in of.places),
    ]
    return list(dict.fromkeys(found))


def unreachable(of: Known) -> list[Path]:
    """The folders that were ever named and are not there at this moment, such as those on a stick that is not plugged in."""
    named = dict.fromkeys((of.folder, of.second, *of.places))
    return [Path(each) for each in named if each and not below(of, each).is_dir()]


def name_folders(of: Known, *, folder: str | None = None, second: str | None = None) -> Known:
    """Name the folders for backups from now on: empty for none, None to leave one as it is.

    Each journal has a folder of its own within a named one, which is made now: where it is missing later, the stick or disk
    is not there. A folder that is named no more is remembered until it is empty or `forget_folder`. Raises BadInput or
    DiskFull where it cannot be made or kept.
    """
    before = known.by_id(of.journal_id) or of
    named = replace(
        before,
        folder=of.folder if folder is None else _whole(folder),
        second=of.second if second is None else _whole(second),
    )
    for each in (folder, second):
        if each:
            _make_folder(below(named, _whole(each)))
    former = dict.fromkeys((before.folder, before.second, of.folder, of.second, *before.places))
    former = [each for each in former if each not in {"", named.folder, named.second} and not _is_emptied(named, each)]
    named = replace(named, places=tuple(former))
    known.remember(named)
    return named


def forget_folder(of: Known, folder: Path) -> Known:
    """Forget a folder that was named earlier, as the user says: a stick that was lost. Raises as `known.remember`."""
    before = known.by_id(of.journal_id) or of
    kept = tuple(each for each in before.places if Path(each) != folder)
    known.remember(replace(before, places=kept))
    return replace(before, places=kept)


def _is_emptied(of: Known, folder: str) -> bool:
    """Whether this journal's folder there can be looked into, and no backup stands in it any more."""
    place = below(of, folder)
    return place.is_dir() and not any(standing_in(place))


def _own_folder(of: Known) -> Path | None:
    with contextlib.suppress(OSError):
        return paths.data_folder() / "backups" / of.name
    return None


def below(of: Known, folder: str) -> Path:
    """This journal's own folder within a named one; a stick may carry the backups of several journals."""
    name = f"upward-backups-{of.name[:8]}"
    return Path(folder) if Path(folder).name == name else Path(folder) / name


def _whole(folder: str) -> str:
    return str(Path(folder).expanduser().resolve()) if folder else ""


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=False, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise not_written(error, folder) from None


def first_folder(of: Known) -> tuple[Path, list[str]]:
    """Where a new backup goes, and what is to be said about it. Raises BadInput or DiskFull where ours cannot be made."""
    if of.folder and below(of, of.folder).is_dir():
        return below(of, of.folder), []
    try:
        folder = paths.data_folder() / "backups" / of.name
        folder.parent.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise known.not_kept(error) from None
    _make_folder(folder)
    if not of.folder:
        return folder, []
    sentence = _("The backup folder {folder} is not there, so the backup went to {instead}.")
    return folder, [sentence.format(folder=of.folder, instead=folder)]

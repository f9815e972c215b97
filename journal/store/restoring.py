"""Bringing a backup back: the present file is set aside, never overwritten, and the backup takes its name in one step.

Whenever the program is killed, one whole journal has the name: the present one or the restored one.
"""

import contextlib
import os
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from journal import paths
from journal.errors import (
    BadInput,
    JournalBusy,
    JournalDamaged,
    JournalMissing,
    JournalTooNew,
    NotAJournal,
    UpwardError,
    WrongPassphrase,
    not_written,
)
from journal.store import backup, known
from journal.store.backup import Contents
from journal.store.connection import WAIT_MS, connect, create_file, faults_explained, read_salt
from journal.store.key import Key
from journal.store.known import Known
from journal.store.migrations import CURRENT
from journal.text import _

#: What the database may leave beside a journal that was not closed; beside the restored one it would be played into it.
LEFTOVERS: Final = ("-journal", "-wal", "-shm")
_ASIDE: Final = r"\.(?:before-restore|damaged)-(.+)"


def restore(source: Path, key: Key, into: Path, *, wait_ms: int = WAIT_MS) -> Path | None:
    """Put the backup `source` in the place of the journal `into`, which nobody of us has open.

    key: the backup's own, of the passphrase at its time. Returns the file to which the present journal was set aside; None
    when there was none. From now on no backup rotates out until `shelf.confirm`. When anything fails, the present journal
    is where it was. Raises JournalMissing, WrongPassphrase, NotAJournal and JournalDamaged for the backup, JournalTooNew,
    BadInput for a backup of another journal, DiskFull, JournalBusy, JournalUnreachable.
    """
    source, into = source.resolve(), into.resolve()
    found = look_at(source, key)
    _refuse_another(found, source, into)
    if into.exists():
        _roll_back(into, key, wait_ms)
    draft = backup.passing_name(into)
    backup.copy_out(source, key, draft, read_only=True)
    try:
        before = _note(found, key, into)
        try:
            return take_place(draft, into)
        except BaseException:
            with contextlib.suppress(UpwardError):
                known.remember(before)
            raise
    except OSError as error:
        raise not_written(error, into) from None
    finally:
        backup.discard(draft)


def look_at(source: Path, key: Key) -> Contents:
    """Check every page of a backup, and say what is in it. Raises as `restore`; no byte of it changes."""
    if not source.exists():
        raise JournalMissing(source)
    if read_salt(source) != key.salt:
        raise WrongPassphrase
    try:
        backup.verify(source, key)
    except JournalDamaged:
        sentence = _("The backup {path} is not whole, so it was not brought back. Choose another one.")
        raise JournalDamaged(sentence.format(path=source), source) from None
    found = backup.contents(source, key)
    if found.schema > CURRENT:
        raise JournalTooNew
    return found


def set_asides(path: Path) -> list[Path]:
    """The files that were set aside from this place, by a restore or as damaged, the newest first."""
    pattern = re.compile(re.escape(path.stem) + _ASIDE + re.escape(path.suffix))
    with contextlib.suppress(OSError):
        names = [(name[1], each) for each in path.parent.iterdir() if (name := pattern.fullmatch(each.name))]
        return [each for _moment, each in sorted(names, reverse=True) if not _is_same_file(each, path)]
    return []


def _refuse_another(found: Contents, source: Path, into: Path) -> None:
    """Refuse to put one journal in the place of another one that this computer knows."""
    if not into.exists():
        return
    if _is_same_file(source, into):
        raise BadInput(_("{path} is the journal itself, not a backup of it.").format(path=into))
    if into.is_dir():
        raise BadInput(_("{target} is a folder: choose another name.").format(target=into))
    there = None
    with contextlib.suppress(NotAJournal):
        there = known.by_salt(read_salt(into))
    there = there or known.by_path(into)
    if there and there.journal_id != found.journal_id:
        raise BadInput(_("This is a backup of another journal. The one at {path} was left as it is.").format(path=into))


def _roll_back(into: Path, key: Key, wait_ms: int) -> None:
    """Undo what a killed program left half written, so that what is set aside is whole: any key does for that.

    Raises JournalBusy while another program is writing.
    """
    try:
        with faults_explained():
            connect(into, key, wait_ms=wait_ms).close()
    except JournalBusy:
        raise
    except UpwardError:
        pass  # another key, or damaged: it is set aside as it is


def _note(found: Contents, key: Key, into: Path) -> Known:
    """Tell what this computer knows of the journal about the restored state; what it knew before, to be put back.

    Noted first: killed in between, nothing rotates although nothing was restored, and that is no loss.
    """
    before = known.by_id(found.journal_id) or Known(found.journal_id)
    state = {"changes": found.changes, "changed_at": found.changed_at, "last_written": ""}
    known.remember(replace(before, path=str(into), salt=key.salt.hex(), is_paused=True, **state))
    return before


def take_place(draft: Path, into: Path, word: str = "before-restore") -> Path | None:
    """Set the present file aside, and give the draft its name in one step. Raises OSError; then all is as it was.

    word: what the name of the file set aside says, `before-restore` or `damaged`. Returns that file, None without one.
    """
    aside = backup.free_name(into, f"{word}-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}")
    moved: list[tuple[Path, Path]] = []
    is_there = into.exists()
    try:
        if is_there:
            _also_name(into, aside)
        for end in LEFTOVERS:
            moved += _moved(into.with_name(into.name + end), aside.with_name(aside.name + end))
        paths.settle_folder(into.parent)
        draft.replace(into)
    except BaseException:
        for here, gone_to in moved:
            gone_to.replace(here)
        aside.unlink(missing_ok=True)
        raise
    paths.settle_folder(into.parent)
    return aside if is_there else None


def _also_name(into: Path, aside: Path) -> None:
    """Give the present file a second name, so that it never is without one; where a disk cannot do that, copy it."""
    for false_aside in _killed_on_the_way(into):
        false_aside.unlink()
    try:
        os.link(into, aside)
    except OSError:
        copy = backup.passing_name(into)
        try:
            create_file(copy)
            shutil.copyfile(into, copy)
            backup.settle_file(copy)
            copy.rename(aside)
        finally:
            backup.discard(copy)


def _killed_on_the_way(into: Path) -> list[Path]:
    """Second names that killed restores gave to the present file."""
    pattern = re.compile(re.escape(into.stem) + _ASIDE + re.escape(into.suffix))
    return [each for each in into.parent.iterdir() if pattern.fullmatch(each.name) and _is_same_file(each, into)]


def _moved(here: Path, there: Path) -> list[tuple[Path, Path]]:
    if not here.exists():
        return []
    here.replace(there)
    return [(here, there)]


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False

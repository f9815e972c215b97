"""Bringing a backup back: the present file is set aside, never overwritten, and the backup takes its name in one step.

Whenever the program is killed, one whole journal has the name: the present one or the restored one.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Generator
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
    JournalReplaced,
    JournalTooNew,
    NotAJournal,
    UpwardError,
    WrongPassphrase,
    not_written,
)
from journal.store import backup, known
from journal.store.backup import Contents
from journal.store.connection import WAIT_MS, create_file, read_salt
from journal.store.key import Key
from journal.store.known import Known
from journal.store.migrations import CURRENT
from journal.store.swapping import Kept, kept_from_writers
from journal.text import _

#: What the database may leave beside a journal that was not closed; beside the restored one it would be played into it.
LEFTOVERS: Final = ("-journal", "-wal", "-shm")
_ASIDE: Final = r"\.(?:before-restore|damaged)-(.+)"


def restore(
    source: Path, key: Key, into: Path, *, wait_ms: int = WAIT_MS, warn: Callable[[str], None] | None = None
) -> Path | None:
    """Put the backup `source` in the place of the journal `into`, which nobody of us has open.

    key: the backup's own, of the passphrase at its time. warn: told what this computer could not note, when the journal is
    restored all the same. Returns the file to which the present journal was set aside; None when there was none. From now
    on no backup rotates out until `shelf.confirm`. When anything fails, the present journal is where it was. Raises
    JournalMissing, WrongPassphrase, NotAJournal and JournalDamaged for the backup, JournalTooNew, BadInput for a backup of
    another journal, DiskFull, JournalBusy, JournalExists, JournalReplaced, JournalUnreachable.
    """
    source, into = source.resolve(), into.resolve()
    found = look_at(source, key)
    _refuse_another(found, source, into)
    backup.sweep(into)
    draft = backup.passing_name(into)
    try:
        backup.copy_out(source, key, draft, read_only=True)
        before, fault = _note(found, key, into)
        try:
            aside = take_place(draft, into, key=key, wait_ms=wait_ms)
        except BaseException:
            with contextlib.suppress(UpwardError):
                known.remember(before)
            raise
    except OSError as error:
        raise not_written(error, into) from None
    finally:
        backup.discard(draft)
    if fault and warn:
        warn(fault)
    return aside


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
    if there and found.journal_id and there.journal_id != found.journal_id:
        raise BadInput(_("This is a backup of another journal. The one at {path} was left as it is.").format(path=into))


def _note(found: Contents, key: Key, into: Path) -> tuple[Known, str]:
    """Tell what this computer knows of the journal about the restored state.

    Returns what it knew before, to be put back, and what is to be said where it cannot note anything: that is no reason to
    be without the journal. Noted first: killed in between, nothing rotates although nothing was restored, which is no loss.
    """
    before = known.by_id(found.journal_id) or Known(found.journal_id)
    state = {"changes": found.changes, "changed_at": found.changed_at, "last_written": ""}
    try:
        known.remember(replace(known.under(before, key.salt), path=str(into), is_paused=True, **state))
    except UpwardError as fault:
        said = _(
            "The backup is back in its place. That could not be noted here, so older backups go on being removed: {why}"
        )
        return before, said.format(why=fault)
    return before, ""


def take_place(
    draft: Path, into: Path, word: str = "before-restore", *, key: Key | None = None, wait_ms: int = WAIT_MS
) -> Path | None:
    """Set the present file aside, and give the draft its name in one step. Raises OSError; then all is as it was.

    word: what the name of the file set aside says, `before-restore` or `damaged`. key: one that may fit the present file:
    where it does, nobody can save into it meanwhile. Returns the file set aside, None without one. Raises JournalBusy,
    JournalReplaced, and JournalExists when a file has come there where none was.
    """
    if not into.exists():
        _clear_leftovers(into, backup.free_name(into, _dated(word)))
        backup.give_name(draft, into)
        return None
    with contextlib.ExitStack() as at_end:
        kept = at_end.enter_context(_kept_if_it_fits(into, key, wait_ms))
        aside = _also_named(into, word, key if kept else None)
        moved: list[tuple[Path, Path]] = []
        try:
            moved += _clear_leftovers(into, aside)
            paths.settle_folder(into.parent)
            if kept:
                kept.let_go_for_swap()
            draft.replace(into)
        except BaseException:
            for here, gone_to in moved:
                gone_to.replace(here)
            aside.unlink(missing_ok=True)
            raise
        if not kept or os.name == "nt":
            _clear_leftovers(into, aside)  # of a save that began in between
    paths.settle_folder(into.parent)
    return aside


@contextlib.contextmanager
def _kept_if_it_fits(into: Path, key: Key | None, wait_ms: int) -> Generator[Kept | None]:
    """Nobody saves into the present file, where the key fits it; else it is set aside as it is, which may be damaged.

    Either way what a killed program left half written is undone, so that what is set aside is whole: any key does for that.
    """
    with contextlib.ExitStack() as at_end:
        kept = None
        try:
            kept = at_end.enter_context(kept_from_writers(into, key or Key(bytes(32), bytes(16)), wait_ms))
        except (JournalBusy, JournalReplaced):
            raise
        except UpwardError:
            pass
        yield kept


def _also_named(into: Path, word: str, key: Key | None) -> Path:
    """Give the present file a second name, so that it never is without one; where a disk cannot do that, copy it.

    key: its own, while it is kept from writers, when it must not be read but through the database.
    """
    for false_aside in _killed_on_the_way(into):
        false_aside.unlink()
    while True:
        aside = backup.free_name(into, _dated(word))
        try:
            os.link(into, aside)
        except FileExistsError:
            continue
        except OSError:
            _copy_aside(into, aside, key)
        return aside


def _copy_aside(into: Path, aside: Path, key: Key | None) -> None:
    if key:
        with contextlib.suppress(JournalDamaged, WrongPassphrase):
            backup.copy_out(into, key, aside, read_only=True)
            return
    copy = backup.passing_name(into)
    try:
        create_file(copy)
        shutil.copyfile(into, copy)
        backup.settle_file(copy)
        backup.give_name(copy, aside)
    finally:
        backup.discard(copy)


def _dated(word: str) -> str:
    return f"{word}-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}"


def _killed_on_the_way(into: Path) -> list[Path]:
    """Second names that killed restores gave to the present file."""
    pattern = re.compile(re.escape(into.stem) + _ASIDE + re.escape(into.suffix))
    return [each for each in into.parent.iterdir() if pattern.fullmatch(each.name) and _is_same_file(each, into)]


def _clear_leftovers(into: Path, aside: Path) -> list[tuple[Path, Path]]:
    """Move what the database left beside the journal to the file that is set aside; whence and where."""
    moved: list[tuple[Path, Path]] = []
    for end in LEFTOVERS:
        here, there = (each.with_name(f"{each.name}{end}") for each in (into, aside))
        if here.exists():
            there = backup.free_name(there, "later") if there.exists() else there
            here.replace(there)
            moved.append((here, there))
    return moved


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False

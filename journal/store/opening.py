"""Opening a journal as a user does: with all that is worth knowing before one writes into it.

Tells a wrong passphrase from a damaged file by the newest backup, checks the whole of a small file at once, and notices
an older copy in the file's place and other copies beside it.
"""

import contextlib
import functools
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from journal.errors import JournalDamaged, JournalMissing, NotAJournal, PassphraseChanged, UpwardError, WrongPassphrase
from journal.store import backup, copies, history, known, labels, sheet, shelf
from journal.store.connection import LEAST_BYTES, connect, faults_explained, read_salt
from journal.store.identity import LastChange
from journal.store.key import SALT_BYTES, Key, key_of
from journal.store.migrations import CURRENT
from journal.store.shelf import Backup
from journal.store.vault import Vault
from journal.store.working_copy import spoilt_pages
from journal.text import _

#: Both integrity checks of a file of this size take under 200 ms (some 12 ms a mebibyte); a larger one is checked later.
CHECKED_AT_ONCE: Final = 12 * 1024 * 1024
#: The key that the user's secret stands for with a salt, derived once for each.
_Keys = Callable[[bytes], Key]


@dataclass(frozen=True)
class Opened:
    """An open journal and what was found on the way.

    last_change: how often it was changed and when last. is_behind: this computer has seen
    or written what it lacks, as in an older copy put in its place or one that went on elsewhere.
    is_checked: every page was checked just now; a large file waits for its backup. faults: what the checks found, only of
    a journal opened to look at. other_copies: files beside it that a sync client left.
    """

    vault: Vault
    last_change: LastChange
    is_behind: bool
    is_checked: bool
    faults: list[str]
    other_copies: list[Path]


def open_journal(path: Path, secret: str | Key, *, device: str = "", read_only: bool = False) -> Opened:
    """Open with the passphrase, or with the key of a recovery sheet, and look the journal over.

    Raises JournalDamaged also where the check of the file fails; a damaged journal that can be read at all opens with
    `read_only`. Else as `open_vault`.
    """
    vault = open_vault(path, secret, device=device, read_only=read_only)
    try:
        with damage_explained(vault):
            return _looked_over(vault)
    except BaseException:
        vault.close()
        raise


def open_vault(path: Path, secret: str | Key, *, device: str = "", read_only: bool = False) -> Vault:
    """Open without looking it over, as the command line does.

    Raises WrongPassphrase, and JournalDamaged or JournalMissing with the newest backup where that one shows that the
    secret is right. Else as `Vault.open`.
    """
    read_only = read_only or labels.place_of(path).exists()  # nobody writes into a backup: it may rotate out
    keys = functools.cache(functools.partial(key_of, secret))
    try:
        return Vault.open_keyed(path, keys(read_salt(path)), device=device, read_only=read_only)
    except (WrongPassphrase, NotAJournal, JournalDamaged, JournalMissing) as fault:
        raise _explained(fault, path, keys, is_sure=isinstance(secret, Key)) from None


@contextlib.contextmanager
def damage_explained(vault: Vault) -> Generator[None]:
    """Raise JournalDamaged with the newest backup for damage that comes to light once a journal is open.

    A page that is not whole looks to the database like one of another key; but the first one fitted.
    """
    try:
        yield
    except (JournalDamaged, WrongPassphrase):
        raise _damaged(vault.path, _newest_backup(vault.path, functools.partial(key_of, vault.key))) from None


def key_of_sheet(path: Path, typed: str) -> Key:
    """The key on a recovery sheet for the journal at `path`, even where the file's first bytes are damaged.

    Raises BadSheet, JournalMissing, JournalUnreachable, NotAJournal.
    """
    found = _known(path)
    try:
        return sheet.read(typed, read_salt(path))
    except UpwardError:
        if found is None:
            raise
        key = sheet.read(typed, bytes.fromhex(found.salt))
        if not _fits_somewhere(path, key):
            raise  # whole, and of another passphrase
        return key


@contextlib.contextmanager
def copied(path: Path, key: Key, beside: Path) -> Generator[Vault]:
    """A passing copy of another journal, brought up to today's schema, to read from; not a byte of that one changes.

    It lies beside the journal `beside`, where we may write. Raises as `backup.copy_out` and `Vault.open_keyed`.
    """
    place = backup.passing_name(beside)
    backup.copy_out(path, key, place, read_only=True)
    try:
        with contextlib.closing(Vault.open_keyed(place, key, is_passing=True)) as copy:
            yield copy
    finally:
        backup.discard(place)


def open_to_look(path: Path, key: Key, beside: Path) -> Opened:
    """A backup, or another copy, opened only to be looked at; not a byte of it changes.

    One of an older schema is looked at in a copy brought up to ours, which lies beside the journal `beside` and goes when
    the vault is closed. Raises as `open_journal` and `backup.copy_out`.
    """
    if not 0 < backup.contents(path, key).schema < CURRENT:
        return open_journal(path, key, read_only=True)
    place = backup.passing_name(beside)
    backup.copy_out(path, key, place, read_only=True)
    try:
        Vault.open_keyed(place, key, is_passing=True).close()
        vault = Vault.open_keyed(place, key, read_only=True)
        vault.goes_with_closing = True
        return _looked_over(vault)
    except BaseException:
        backup.discard(place)
        raise


def opens(path: Path, secret: str | Key) -> bool:
    """Whether this secret opens a journal that nobody has open."""
    try:
        key = key_of(secret, read_salt(path))
        with faults_explained():
            connect(path, key, read_only=True).close()
    except UpwardError:
        return False
    return True


def _looked_over(vault: Vault) -> Opened:
    found = known.by_id(vault.journal_id)
    last_change = vault.last_change()
    is_small = vault.path.stat().st_size <= CHECKED_AT_ONCE
    faults = _faults(vault) if is_small else []
    if faults and not vault.is_read_only:
        raise JournalDamaged
    is_behind = found is not None and not faults and _lacks_what_was_seen(vault, found, last_change)
    siblings = copies.siblings(vault.path, vault.key.salt)
    if not vault.is_read_only and not is_behind:
        known.saw(vault, last_change)
    return Opened(vault, last_change, is_behind, is_small, faults, siblings)


def _known(path: Path) -> known.Known | None:
    """What this computer knows of the journal here, or of the one that was moved here."""
    found = known.by_path(path)
    if found is None:
        with contextlib.suppress(UpwardError):
            return known.by_salt(read_salt(path))
    return found


def _lacks_what_was_seen(vault: Vault, found: known.Known, last_change: LastChange) -> bool:
    if known.is_older_than_seen(found, last_change.changes):
        return True
    with vault.read() as session:
        return not history.has_version(session, found.last_written)


def _faults(vault: Vault) -> list[str]:
    """What the checks say; some damage keeps them from coming to an end."""
    try:
        return vault.integrity_faults()
    except (JournalDamaged, WrongPassphrase) as fault:
        return [str(fault)]


def _explained(fault: UpwardError, path: Path, keys: _Keys, *, is_sure: bool) -> UpwardError:
    """The fault as it was, or what is behind it where a backup of this journal opens with the same secret.

    The file is damaged when it is no journal any more, has the backup's salt, or has one page at least that fits the
    backup's key. Else somebody has changed the passphrase since. is_sure: the secret is the key of a recovery sheet, whose
    check has said already that it belongs to this file.
    """
    newest = _newest_backup(path, keys)
    if newest is None:
        return _damaged(path, None) if is_sure and isinstance(fault, WrongPassphrase) else fault
    if isinstance(fault, JournalMissing):
        return JournalMissing(path, newest.path)
    if not isinstance(fault, WrongPassphrase) or _salt(path) in {newest.salt, bytes(SALT_BYTES)}:
        return _damaged(path, newest)
    if _fits_somewhere(path, keys(newest.salt)):
        return _damaged(path, newest)
    return PassphraseChanged(path, newest.path, _day(newest))


def _newest_backup(path: Path, keys: _Keys) -> Backup | None:
    """The newest verified backup that opens with the secret and is whole even now."""
    found = _known(path)
    for each in shelf.backups(found) if found else []:
        if each.is_verified and opens(each.path, keys(each.salt)):
            with contextlib.suppress(UpwardError):
                return shelf.prove(each, keys(each.salt), is_sure=True)
    return None


def _fits_somewhere(path: Path, key: Key) -> bool:
    """Whether at least one page of a file that nobody has open is whole under this key."""
    try:
        pages = path.stat().st_size // LEAST_BYTES
        return pages > 0 and len(spoilt_pages(path, key)) < pages
    except (OSError, UpwardError):
        return False


def _salt(path: Path) -> bytes:
    try:
        return read_salt(path)
    except UpwardError:
        return b""


def _day(backup: Backup) -> str:
    return backup.made_at.astimezone().date().isoformat()


def _damaged(path: Path, newest: Backup | None) -> JournalDamaged:
    if newest is None:
        return JournalDamaged(_("The journal is damaged, and no backup of it is known here."), path)
    sentence = _("The passphrase fits, and the file is damaged. The newest backup of it is of {day}.")
    sentence = sentence.format(day=_day(newest))
    return JournalDamaged(sentence, path, newest.path)

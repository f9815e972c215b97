"""The commands that care for the file itself: whether it is whole, its copies, and the keys to it."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from journal import paths
from journal.cli import secrets, sheets
from journal.cli.daily import opened
from journal.cli.output import progress, say, say_faults
from journal.errors import JournalOpenElsewhere, JournalReadOnly
from journal.text import _, n_

if TYPE_CHECKING:
    from journal.store import checking
    from journal.store.key import Key
    from journal.store.rekey import Changed


def check(options: argparse.Namespace) -> None:
    """Say what was found; raises JournalDamaged when the journal is not whole, and when its newest backup is not."""
    from journal.store import checking

    found = checking.check(options.journal, secrets.passphrase(options), step=progress(_("Checking")))
    entries = n_("{n} entry", "{n} entries", found.entries).format(n=found.entries)
    say(_("The journal is whole, and so is its search index: {entries}.").format(entries=entries))
    say(_backup_words(found))


def _backup_words(found: "checking.Checked") -> str:
    if found.backup is None:
        return _("There is no backup yet. Make one with `upward backup`.")
    made = found.backup.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
    if not found.is_backup_proved:
        return _("The newest backup, of {made}, is under an earlier passphrase and was not checked.").format(made=made)
    return _("The newest backup, of {made}, is whole: {path}").format(made=made, path=found.backup.path)


def backup(options: argparse.Namespace) -> None:
    """A verified backup on the shelf, or a copy in a file that was named."""
    from journal.store import shelf

    with opened(options, options.journal) as vault:
        if options.to:
            vault.backup_to(options.to)
            say(_("Copied to {path} and verified. The same passphrase opens it.").format(path=options.to))
            return
        made = shelf.make(vault, "demand")
    entries = n_("{n} entry", "{n} entries", made.backup.entries or 0).format(n=made.backup.entries)
    say(_("Backed up to {path} and verified: {entries}.").format(path=made.backup.path, entries=entries))
    if made.second:
        say(_("Also in {path}.").format(path=made.second.path))
    say_faults(made)


def restore(options: argparse.Namespace) -> None:
    """Bring a backup back. The passphrase asked for is the one of the backup's time."""
    from journal.store import restoring
    from journal.store.connection import read_salt
    from journal.store.key import derive

    _refuse_open_window(options.into)
    salt = read_salt(options.backup)
    key = derive(secrets.passphrase(options), salt)
    aside = restoring.restore(options.backup, key, options.into, warn=_warn)
    say(_("Brought back to {path}.").format(path=options.into))
    if aside:
        say(_("The journal of before was set aside as {path}.").format(path=aside))


def merge(options: argparse.Namespace) -> None:
    """Join another copy into the journal, after a backup."""
    from journal.store import merge as merging
    from journal.store import opening, shelf
    from journal.store.connection import read_salt
    from journal.store.key import derive

    secrets.refuse_one_input_for_two(options)
    salt = read_salt(options.other)
    with opened(options, options.into) as vault:
        key = vault.key if salt == vault.key.salt else None
        if options.other_passphrase_file or key is None:
            key = derive(secrets.other_passphrase(options), salt)
        with opening.copied(options.other, key, options.into) as other, other.read() as theirs:
            say_faults(shelf.make(vault, "merge"))
            with vault.write() as session:
                report = merging.merge(session, merging.rows_of(theirs), step=progress(_("Merging")))
    say("\n".join(merging.report_lines(report)))


def passwd(options: argparse.Namespace) -> None:
    """A new passphrase, with the old one."""
    secrets.refuse_one_input_for_two(options)
    _change(options, secrets.passphrase(options))


def recover(options: argparse.Namespace) -> None:
    """A new passphrase, with the recovery sheet."""
    from journal.store import opening

    secrets.refuse_one_input_for_two(options)
    _change(options, opening.key_of_sheet(options.journal, secrets.recovery_sheet(options)))


def _change(options: argparse.Namespace, secret: "str | Key") -> None:
    from journal.store import opening, rekey

    _refuse_open_window(options.journal)
    sheets.refuse_unwritable(options.sheet)
    vault = opening.open_vault(options.journal, secret, device=paths.device())
    vault.close()  # a wrong one is known before the new one is typed
    if vault.is_read_only:
        raise JournalReadOnly
    key = vault.key
    new = secrets.new_passphrase(options)
    step = progress(_("Rewriting the backups"))
    changed = rekey.change_passphrase(options.journal, key, new, device=paths.device(), step=step)
    say(_("The new passphrase opens {path}; the old one and its recovery sheet do not.").format(path=options.journal))
    _say_copies(changed)
    if options.sheet:
        sheets.write(changed.key, options.sheet, options.journal)
    else:
        say(_("Make a new recovery sheet in the window, under Settings."))


def _say_copies(changed: "Changed") -> None:
    number = len(changed.backups)
    done = n_("{n} backup is under it as well.", "{n} backups are under it as well.", number)
    if number:
        say(done.format(n=number))
    for path in changed.copies:
        say(_("Also under the new one: {path}").format(path=path))
    for path in changed.left:
        say(_("Still under the old passphrase: {path}").format(path=path))


def _warn(sentence: str) -> None:
    say(_("upward: {why}").format(why=sentence), sys.stderr)


def _refuse_open_window(journal: Path) -> None:
    """Raise JournalOpenElsewhere while a window has the journal open: its file is about to be another one."""
    from journal.ui import one_window

    holder = one_window.held_by(journal)
    if holder:
        raise JournalOpenElsewhere(holder.host)

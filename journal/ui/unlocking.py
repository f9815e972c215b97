"""From a secret to the open journal: the jobs of the first window, and what the main window is told of what they found.

The first window must not wait for the database, so everything here imports it where it is used.
"""

import contextlib
import re
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from journal.errors import JournalDamaged, JournalMissing, PassphraseChanged, UpwardError, not_written
from journal.text import _, n_

if TYPE_CHECKING:
    from journal.store.key import Key
    from journal.store.opening import Opened
    from journal.store.shelf import Backup
    from journal.ui.background import Progress
    from journal.ui.open_journal import OpenJournal


JOURNALS: Final = "*.upward"
_WEEKDAY: Final = re.compile(r"^dddd\W+|\W+dddd$")


class Found(NamedTuple):
    """An opened journal and what there is to say of it.

    sheet_checked_on: when its recovery sheet was seen to be on paper. backup_fault: why the first backup could not be made.
    shows_backups: the user wants to look at the backups first.
    """

    opened: "Opened"
    sheet_checked_on: date | None
    backup_fault: str = ""
    shows_backups: bool = False


class Hurt(NamedTuple):
    """A journal that needs mending: what is wrong, the secret it was tried with, its newest backup that this one opens."""

    fault: UpwardError
    path: Path
    secret: "str | Key"
    backup: "Backup | None"


_Result = TypeVar("_Result", Found, Found | Hurt)


class NewKey(NamedTuple):
    """The key of a journal that is about to be made, and the groups of its recovery sheet."""

    key: "Key"
    groups: list[str]


def open_file(path: Path, secret: "str | Key", *, read_only: bool = False, note_sheet: bool = False) -> Found:
    """Open a journal, for a worker thread. Raises as `store.opening.open_journal`.

    note_sheet: the recovery sheet of its present passphrase was checked just now.
    """
    from journal.store import opening
    from journal.ui.open_journal import OpenJournal

    opened = OpenJournal.open_file(path, secret, read_only=read_only)
    try:
        with opening.damage_explained(opened.vault):
            return Found(opened, date.today() if read_only else _sheet_checked_on(opened, note=note_sheet))
    except BaseException:
        opened.vault.close()
        raise


def open_or_tell(path: Path, secret: "str | Key", *, note_sheet: bool = False) -> Found | Hurt:
    """Open a journal, or tell what mending needs to know of it; for a worker thread. Raises what mending cannot help."""
    try:
        return open_file(path, secret, note_sheet=note_sheet)
    except (JournalDamaged, JournalMissing, PassphraseChanged) as fault:
        if isinstance(fault, JournalMissing) and fault.backup is None:
            raise
        return Hurt(fault, path, secret, _backup_at(fault.backup))


def unless_left(result: _Result, progress: "Progress") -> _Result:
    """What a job hands over at its end, unless the window is gone. Raises Cancelled, and leaves nothing open then."""
    try:
        progress.step(1, 1)
    except UpwardError:
        close(result)
        raise
    return result


def close(result: Found | Hurt) -> None:
    """Nobody wants what was opened."""
    if isinstance(result, Found):
        result.opened.vault.close()


def _backup_at(path: Path | None) -> "Backup | None":
    """The backup that was found whole a moment ago, unless it is gone already."""
    from journal.store import shelf

    with contextlib.suppress(OSError):
        return shelf.standing(path) if path else None
    return None


def _sheet_checked_on(opened: "Opened", *, note: bool) -> date | None:
    from journal.store import sheet_check

    vault = opened.vault
    if note:
        with vault.write() as session:
            sheet_check.remember(session, vault.key.salt, date.today())
    with vault.read() as session:
        return sheet_check.checked_on(session, vault.key.salt)


def new_key(passphrase: str) -> NewKey:
    """Derive the key of a new journal, for a worker thread. Raises WeakPassphrase."""
    from journal.store import sheet
    from journal.store.key import check_new, derive, new_salt

    check_new(passphrase)
    key = derive(passphrase, new_salt())
    return NewKey(key, sheet.groups(key))


def make_file(place: Path, passphrase: str, new: NewKey, manager: str, *, sheet_is_checked: bool) -> Found:
    """Make a journal, close it, open it with its passphrase, and back it up; for a worker thread.

    Raises WeakPassphrase, JournalExists, JournalUnreachable, DiskFull; no file is left then.
    """
    from journal.store import shelf
    from journal.ui.open_journal import OpenJournal

    OpenJournal.create_vault(place, new.key, manager, date.today()).close()
    try:
        found = open_file(place, passphrase, note_sheet=sheet_is_checked)
    except BaseException:
        place.unlink(missing_ok=True)  # made a moment ago, and empty
        raise
    try:
        faults = shelf.make(found.opened.vault, "first").faults
    except UpwardError as error:
        faults = (str(error),)
    return found._replace(backup_fault=" ".join(faults))


def take_over(found: Found) -> "OpenJournal":
    """The gate to the opened journal, with what there is to say about it; on the window's thread."""
    from journal.ui.open_journal import Notice, OpenJournal

    opened = found.opened
    journal = OpenJournal(opened.vault, opened=opened)
    if opened.is_behind:
        said = _("This file lacks changes that this computer has seen: its last change was on {moment}.")
        journal.notice(Notice("older", said.format(moment=moment_words(opened.last_change.at)), _("Show the backups…")))
    if opened.other_copies:
        count = len(opened.other_copies)
        said = n_(
            "Another version of this journal lies beside it, as sync programs leave them.",
            "{n} other versions of this journal lie beside it, as sync programs leave them.",
            count,
        )
        journal.notice(Notice("copies", said.format(n=count), _("Merge…")))
    if found.backup_fault:
        journal.notice(Notice("backup", found.backup_fault, _("Try again")))
    if found.sheet_checked_on is None and not opened.vault.is_read_only:
        said = _(
            "Your recovery sheet is not on paper yet. Without it, a forgotten passphrase means losing the journal."
        )
        journal.notice(Notice("sheet", said, _("Show the sheet…")))
    return journal


def moment_words(moment: str | datetime) -> str:
    """A moment in local time as the user's locale writes it, such as `Fri 20 Nov 2026, 14:03`; as it is if it is none."""
    from journal.ui.widgets import dates

    try:
        local = (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).astimezone()
    except ValueError:
        return str(moment)
    return _("{day}, {time}").format(day=dates.full_day(local.date()), time=dates.short_time(local.time()))


def day_words(day: date) -> str:
    """A day in the locale's long form without its weekday, such as `22 November 2026`."""
    from PySide6.QtCore import QDate, QLocale

    usual = QLocale().dateFormat(QLocale.FormatType.LongFormat)
    return QLocale().toString(QDate(day.year, day.month, day.day), _WEEKDAY.sub("", usual))


def offered() -> str:
    """Six words from the list."""
    from journal.store import words

    return words.generated()


def refusal(place: Path) -> str:
    """Why no file can be made at this place, or nothing: a file without a name is tried, and gone at once."""
    try:
        with tempfile.TemporaryFile(dir=place.parent):
            return ""
    except OSError as error:
        return str(not_written(error, place))


def free_name(path: Path) -> Path:
    """A name that no file has yet: journal.upward, journal-2.upward, and so on."""
    number, free = 2, path
    while free.exists():
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    return free


def sentence(fault: Exception) -> str:
    """What the user reads; of a fault of our own its kind alone, for its text may hold anything."""
    if isinstance(fault, UpwardError):
        return str(fault)
    return _("A fault of Upward itself ({kind}). Nothing was changed; please report it.").format(
        kind=type(fault).__name__
    )

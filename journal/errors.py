"""What can go wrong outside our power. `str(error)` is the one clear sentence that the user sees.

No message here ever holds a word of the journal's contents: messages end in windows, terminals and logs.
"""

import errno
import os
from pathlib import Path
from types import TracebackType
from typing import Final

from journal.text import _

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_NO_RIGHTS: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_FOLDER: Final = frozenset({errno.ENOENT, errno.ENOTDIR})


class UpwardError(Exception):
    """Something that the user can understand and act on; everything else is our own fault and a bug."""


class WrongPassphrase(UpwardError):
    """The passphrase does not fit, or the file is damaged: SQLCipher cannot tell the two apart."""

    def __init__(self) -> None:
        super().__init__(
            _("The passphrase does not fit, or the file is damaged. Type it again, or try the newest backup.")
        )


class PassphraseChanged(WrongPassphrase):
    """The passphrase opens the newest backup and not the file: it was changed since, or nothing of the file is whole."""

    def __init__(self, path: Path, backup: Path, day: str) -> None:
        UpwardError.__init__(
            self,
            _(
                "This passphrase opens the backup of {day}, and not the journal: it was changed since then. Type the present"
                " one. If you never changed it, the file is damaged: bring back that backup."
            ).format(day=day),
        )
        self.path = path
        self.backup = backup


class NotAJournal(UpwardError):
    """The file is not an encrypted journal."""


class JournalMissing(UpwardError):
    """There is no file where the journal should be; `backup` is the newest one known of it, if any."""

    def __init__(self, path: Path, backup: Path | None = None) -> None:
        sentence = (
            _("There is no journal at {path}. Bring back its newest backup, or open it where it is now.")
            if backup
            else _("There is no journal at {path}. Check the name, or create one.")
        )
        super().__init__(sentence.format(path=path))
        self.backup = backup


class JournalExists(UpwardError):
    """A new journal would overwrite a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("{path} exists already. Choose another name, or open it.").format(path=path))


class JournalUnreachable(UpwardError):
    """The operating system does not let us read or write where the journal lies."""


class JournalDamaged(UpwardError):
    """The file is not whole: `path` says which, `backup` which newest verified backup stands ready, if any."""

    def __init__(self, message: str = "", path: Path | None = None, backup: Path | None = None) -> None:
        super().__init__(message or _("The journal is damaged. Stop writing, and bring back the newest backup."))
        self.path = path
        self.backup = backup


class JournalTooNew(UpwardError):
    """A newer Upward wrote the journal."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This journal was written by a newer version of Upward. Install that version to open it; nothing was changed."
            )
        )


class JournalBusy(UpwardError):
    """Another program is writing to the journal at this moment."""

    def __init__(self) -> None:
        super().__init__(_("Another program is writing to this journal. Try again in a moment."))


class JournalClosed(JournalBusy):
    """The journal is closed, perhaps only while its file is exchanged; whoever can wait tries again."""

    def __init__(self) -> None:
        UpwardError.__init__(self, _("The journal is closed at this moment. Try again when it is open."))


class DiskFull(UpwardError):
    """There is no room, or the disk refuses to write."""

    def __init__(self) -> None:
        super().__init__(_("The disk is full or refuses to write. Make room and try again; nothing was changed."))


class JournalReplaced(UpwardError):
    """The file under the open journal was replaced or moved."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The journal file was replaced or moved while it was open, so nothing is written to it. "
                "Save the journal elsewhere, or put the file back."
            )
        )


class JournalReadOnly(UpwardError):
    """The operating system lets us read the journal and not change it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The journal may not be changed here: it is a backup, or its file or its folder is read-only. Copy it to a"
                " folder that you may write to, or bring the backup back."
            )
        )


class EncryptionMissing(UpwardError):
    """The database library at hand cannot encrypt, or is too old to be trusted: nothing is opened."""

    def __init__(self) -> None:
        super().__init__(
            _("This installation cannot encrypt safely, so Upward does not open the journal. Install Upward again.")
        )


class WeakPassphrase(UpwardError):
    """The passphrase may not protect a journal."""


class BadInput(UpwardError):
    """Something typed or handed in that cannot be taken: the message says what is wrong and what to do."""


class SourceRefused(UpwardError):
    """A file to import that cannot be taken as it is."""


class BadSheet(UpwardError):
    """What was typed is not a recovery sheet, or not the one of this journal."""


class NotACopy(UpwardError):
    """Two journals that have nothing in common cannot be merged."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "These are two different journals, not two copies of one: nothing was merged. To take over the notes of the "
                "other one, export it as JSON and import that."
            )
        )


class JournalOpenElsewhere(UpwardError):
    """A window has the journal open, here or on another computer: `host` is the other computer's name, or empty."""

    def __init__(self, host: str = "") -> None:
        super().__init__(
            _("The journal is open on the computer {host}. Close it there first.").format(host=host)
            if host
            else _("The journal is open in a window of Upward. Close or lock it there first; nothing was changed.")
        )
        self.host = host


class LeakFound(UpwardError):
    """The finished paper holds something that was not approved: it must not be written."""


class RecordGone(UpwardError):
    """The record was deleted for good, here or by another program, while it was on the screen."""

    def __init__(self) -> None:
        super().__init__(_("This was deleted for good in the meantime. Copy your text if you want to keep it."))


def not_written(error: OSError, target: Path) -> UpwardError:
    """What to say when the operating system did not let us write `target`, a file or a folder that the user named."""
    if error.errno in _NO_ROOM:
        return DiskFull()
    if error.errno in _NO_FOLDER:
        return BadInput(_("There is no folder {folder}: choose another place.").format(folder=target.parent))
    if error.errno in _NO_RIGHTS:
        return BadInput(_("Nothing may be written to {folder}: choose another place.").format(folder=target.parent))
    if _is_folder(target):
        return BadInput(_("{target} is a folder: choose another name.").format(target=target))
    reason = os.strerror(error.errno or 0)
    return BadInput(_("{target} could not be written ({reason}).").format(target=target, reason=reason))


def _is_folder(target: Path) -> bool:
    try:
        return target.is_dir()
    except OSError:  # such as a name that is longer than any file's
        return False


def own_fault(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What to say of a fault of our own: where it happened, and none of the values in play, for they may be private."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    sentence = _("upward: a fault of Upward itself, {kind} at {place}. Please report it.")
    return sentence.format(kind=kind.__name__, place=place)

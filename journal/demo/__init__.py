"""The sample year: an invented leader's notes, kept in `resources/demo` and laid around the day on which it is made.

Days stand in those files as distances from that day, so that the next one-on-one is always a few days off and something
is always due. Everything goes through the functions of the practices, as if it had been typed in.
"""

from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from journal import paths
from journal.demo import agreeing, growing, talking
from journal.demo.sample import Sample, period
from journal.demo.story import Clock, story
from journal.errors import JournalUnreachable
from journal.sharing import summary
from journal.sharing.choices import KEPT_BY_MONTH, Choices
from journal.sharing.collect import collect
from journal.store import backup, words
from journal.store.vault import Vault
from journal.text import _

__all__ = ["build", "create", "free_place", "period", "write"]

#: The first line of a demo's README.txt, in every language: by it the next demo knows which files are its own.
MARK: Final = "Upward: a sample journal, made by the demo"


def build(session: Session, today: date) -> None:
    """Fill an empty journal with the sample year, as it stands on a day."""
    sample = Sample(session, Clock(today), story())
    sample.begin_chapters()
    sample.write_entries()
    sample.hold_meetings()
    sample.make_promises()
    sample.play_importance()
    talking.write(sample)
    agreeing.write(sample)
    growing.write(sample)
    sample.approve_lines()
    sample.keep_receipt()
    sample.date_everything()


def create(path: Path) -> str:
    """Make a journal with the sample year of today at `path`, and return its passphrase.

    Raises JournalExists, JournalUnreachable. When anything fails, no file is left.
    """
    passphrase = words.generated()
    vault = Vault.create(path, passphrase, device=paths.device())
    try:
        with vault.write() as session:
            build(session, date.today())
    except BaseException:
        vault.close()
        path.unlink(missing_ok=True)
        raise
    vault.close()
    return passphrase


def free_place() -> Path:
    """Where a sample journal for the window goes: among the user's data, never over a file that is there."""
    return backup.free_name(paths.data_folder() / "journal.upward", "sample")


def write(folder: Path) -> tuple[Path, str]:
    """Write `demo.upward`, `summary.pdf` and `README.txt` into a folder; the path of the journal and its passphrase.

    Those of an earlier demo are replaced. Where the folder does not say that they are a demo's, they may be somebody's own
    and get another name. Raises JournalUnreachable when the folder cannot be written to.
    """
    path = folder / "demo.upward"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _make_room(folder)
        passphrase = create(path)
        vault = Vault.open(path, passphrase, device=paths.device())
        with vault.read() as session:
            content = collect(session, Choices(*period(date.today()), chart=KEPT_BY_MONTH))
        summary.hand_over(vault.write, summary.draw(content), folder / "summary.pdf")
        vault.close()
        paths.write_private(folder / "README.txt", f"{MARK}\n\n{_about()}".encode())
    except OSError as error:
        raise JournalUnreachable(
            _("Upward cannot write to {folder} ({why}). Choose another folder.").format(
                folder=folder, why=error.strerror
            )
        ) from None
    return path, passphrase


def _make_room(folder: Path) -> None:
    """Take away what an earlier demo wrote, and put aside what somebody else did. Raises OSError."""
    ours = _is_a_demos(folder)
    for name in ("demo.upward", "summary.pdf", "README.txt"):
        path = folder / name
        if ours:
            path.unlink(missing_ok=True)
        elif path.exists():
            path.rename(backup.free_name(path, "earlier"))


def _is_a_demos(folder: Path) -> bool:
    """Whether the folder says that a demo filled it."""
    try:
        with (folder / "README.txt").open(encoding="utf-8") as file:
            return file.readline(len(MARK) + 1) == f"{MARK}\n"
    except (OSError, UnicodeDecodeError):
        return False


def _about() -> str:
    return _(
        "Everything in demo.upward, summary.pdf and the pictures is invented: the people, the firm and every note.\n"
        "Open the journal with `upward demo.upward` and the six words that the command printed.\n"
        "The next demo in this folder replaces all of it, so keep no notes of your own in demo.upward.\n"
    )

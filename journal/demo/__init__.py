"""The sample year: an invented leader's notes, kept in `resources/demo` and laid around the day on which it is made.

Days stand in those files as distances from that day, so that the next one-on-one is always a few days off and something
is always due. Everything goes through the functions of the practices, as if it had been typed in.
"""

import secrets
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from journal import paths
from journal.demo.sample import Sample, period
from journal.demo.story import Clock, story
from journal.errors import JournalUnreachable
from journal.sharing import summary
from journal.sharing.collect import collect
from journal.store import backup
from journal.store.vault import Vault
from journal.text import _

__all__ = ["build", "create", "free_place", "period", "write"]

WORDS: Final = 5


def build(session: Session, today: date) -> None:
    """Fill an empty journal with the sample year, as it stands on a day."""
    sample = Sample(session, Clock(today), story())
    sample.begin_chapters()
    sample.write_entries()
    sample.hold_meetings()
    sample.make_promises()
    sample.play_importance()
    sample.approve_lines()
    sample.keep_receipt()
    sample.date_everything()


def create(path: Path) -> str:
    """Make a journal with the sample year of today at `path`, and return its passphrase.

    Raises JournalExists, JournalUnreachable. When anything fails, no file is left.
    """
    passphrase = " ".join(secrets.choice(story()["words"]) for _word in range(WORDS))
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
    """Write `demo.upward` and `summary.pdf` into a folder, in place of those of an earlier demo; path and passphrase.

    Raises JournalUnreachable when the folder cannot be written to.
    """
    path = folder / "demo.upward"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    except OSError as error:
        raise JournalUnreachable(
            _("Upward cannot write to {folder} ({why}). Choose another folder.").format(
                folder=folder, why=error.strerror
            )
        ) from None
    passphrase = create(path)
    vault = Vault.open(path, passphrase, device=paths.device())
    with vault.read() as session:
        content = collect(session, *period(date.today()), chart=True)
    paper = summary.draw(content)
    summary.hand_over(vault.write, paper, folder / "summary.pdf")
    vault.close()
    return path, passphrase

"""A finished paper that may go out of the window, and what is done with it on a worker thread: a slow disk must not stop the window."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from journal.ui.background import Progress
from journal.ui.open_journal import OpenJournal

if TYPE_CHECKING:
    from journal.sharing.collect import Collected


@dataclass(frozen=True)
class Offered:
    """A paper that was drawn and checked, and the file's name that is proposed.

    `content`: what it says, where handing it over leaves a receipt; None for a paper that leaves none. `page`: a picture of
    its first page.
    """

    data: bytes
    name: str
    content: "Collected | None" = None
    page: QImage | None = None

    def handed_over(self) -> tuple[str, bytes, date]:
        """To whom it goes today, and what: a paper that is both saved and printed leaves one receipt."""
        return self.content.manager_id if self.content else "", self.data, date.today()


def save(
    journal: OpenJournal, offered: Offered, target: Path, passphrase: str, _progress: Progress, *, keeps: bool
) -> Path:
    """Save a paper, with its receipt where it `keeps` one. Raises as `summary.hand_over` does."""
    from journal.sharing import saving, summary

    if offered.content and keeps:
        paper = summary.Paper(offered.content, offered.data)
        summary.hand_over(journal.write_anywhere, paper, target, passphrase)
    else:
        check_stands(journal, offered)
        saving.save_pdf(saving.protected(offered.data, passphrase) if passphrase else offered.data, target)
    return target


def keep(journal: OpenJournal, offered: Offered, _progress: Progress) -> None:
    """The receipt of what was printed."""
    from journal.sharing import summary

    if offered.content:
        summary.printed(journal.write_anywhere, summary.Paper(offered.content, offered.data))


def check_stands(journal: OpenJournal, offered: Offered) -> None:
    """Raises BadInput where a line of a paper is approved no longer, JournalBusy."""
    from journal.sharing import summary

    if offered.content:
        with journal.read_anywhere() as session:
            summary.check_stands(session, offered.content)

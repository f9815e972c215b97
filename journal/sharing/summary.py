"""From what was collected to a file in the manager's hands: draw, check for leaks, save, keep the receipt.

The window and the command line both go this way, and there is no other.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.errors import BadInput, UpwardError
from journal.sharing import receipts
from journal.sharing.collect import Collected
from journal.store.tables import Receipt, ShareableLine
from journal.text import _

#: Something that gives a session and commits it at the end, such as `vault.write`.
Writing = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True)
class Paper:
    """A summary that was drawn and checked: what it says, and the bytes of its PDF."""

    content: Collected
    data: bytes


def draw(content: Collected) -> Paper:
    """The paper of what was collected. Needs no session: it takes longer than one may last.

    Raises BadInput when it cannot be drawn, LeakFound when it must not leave.
    """
    from journal.sharing import pdf  # only where a paper is made

    return checked(content, pdf.render(content.document))


def checked(content: Collected, data: bytes) -> Paper:
    """The paper whose bytes were drawn already. Raises LeakFound when it must not leave."""
    from journal.sharing import leak_check

    leak_check.verify(data, content.document)
    return Paper(content, data)


def hand_over(writing: Writing, paper: Paper, target: Path, passphrase: str = "") -> Receipt:
    """Save a paper as a file and keep its receipt: both, or neither. `writing` gives a session that it commits.

    With a passphrase the file is put under it; the receipt keeps the paper itself, as it was drawn and checked.

    The file lies finished beside its place before the receipt is committed, and gets its name after that, so that neither
    a full disk nor a busy journal can part the two. Raises BadInput when the target cannot be written or a line is no
    longer approved, DiskFull, WeakPassphrase, and whatever writing to the journal raises.
    """
    from journal.sharing import saving

    data = saving.protected(paper.data, passphrase) if passphrase else paper.data
    with saving.prepared(data, target) as file:
        with writing() as session:
            check_stands(session, paper.content)
            receipt = receipts.keep(session, paper.content, paper.data)
        try:
            file.place()
        except BaseException as error:
            _take_back(writing, receipt, error)
            raise
    return receipt


def check_stands(session: Session, content: Collected) -> None:
    """Whether every line is approved in these very words still: another program may have taken one out since they were read.

    Raises BadInput where one is not.
    """
    wanted = [line.id for line in content.lines]
    found = session.execute(
        select(ShareableLine.id, ShareableLine.text).where(
            ShareableLine.id.in_(wanted), ShareableLine.deleted_at.is_(None), ShareableLine.withdrawn_at.is_(None)
        )
    )
    now = {row.id: row.text for row in found}
    if any(now.get(line.id) != line.text for line in content.lines):
        raise BadInput(_("A line of this page was changed or taken out in the meantime. Look at the page again."))


def printed(writing: Writing, paper: Paper) -> Receipt:
    """Keep the receipt of a paper that was handed to the printer. Raises what writing to the journal raises."""
    with writing() as session:
        return receipts.keep(session, paper.content, paper.data)


def _take_back(writing: Writing, receipt: Receipt, error: BaseException) -> None:
    """The file did not get its name after all: nobody was given anything. Raises BadInput when the receipt stays."""
    try:
        with writing() as session:
            receipts.take_back(session, receipt.id)
    except UpwardError:
        sentence = _("{reason} The journal keeps the receipt of a summary that was not saved: export it once more.")
        raise BadInput(sentence.format(reason=error).strip()) from error

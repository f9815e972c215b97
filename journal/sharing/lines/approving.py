"""Approving a line, drafting it, changing its words, taking it out, and putting it into the trash."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.sharing.document import clean
from journal.sharing.lines.candidate import LONGEST_LINE, SENTENCES, Source
from journal.sharing.lines.written import live
from journal.store import history, records
from journal.store.tables import ShareableLine
from journal.store.tables.base import now
from journal.text import LINE_SECTIONS, _


def approve(session: Session, section: str, text: str, source: Source, *, manager_id: str) -> ShareableLine:
    """Approve a line for the manager. What stands in `text` is what the manager will read.

    A line about the same thing on the same day is taken up again; one of an earlier period stays what it was. Raises
    BadInput for an empty or an overlong line.
    """
    words = checked(text)
    if section not in LINE_SECTIONS:
        raise BadInput(_("There is no such section of the summary."))
    line = _about(session, section, source, manager_id)
    if line is not None:
        records.change(line, {"text": words, "withdrawn_at": None, "approved_at": now()})
        return line
    return _added(session, section, words, source, manager_id=manager_id)


def draft(session: Session, section: str, text: str, source: Source, *, manager_id: str) -> ShareableLine:
    """Keep words that nobody has approved yet: a line that stands in no summary before it is approved.

    One about the same thing on the same day takes the words, and is out of the summary until it is approved again.
    Raises BadInput for an empty line; an overlong one is kept, and refused when it is approved.
    """
    words = _worded(text)
    if section not in LINE_SECTIONS:
        raise BadInput(_("There is no such section of the summary."))
    line = _about(session, section, source, manager_id)
    if line is None:
        return _added(session, section, words, source, manager_id=manager_id, withdrawn_at=now())
    records.change(line, {"text": words, "withdrawn_at": line.withdrawn_at or now()})
    return line


def _added(
    session: Session, section: str, words: str, source: Source, *, manager_id: str, withdrawn_at: str | None = None
) -> ShareableLine:
    line = ShareableLine(
        section=section,
        text=words,
        source_kind=source.kind,
        source_id=source.id,
        source_day=source.day,
        position=next_position(session, section),
        approved_at=now(),
        withdrawn_at=withdrawn_at,
        manager_id=manager_id,
    )
    session.add(line)
    session.flush()
    return line


def approve_words(session: Session, line_id: str, text: str) -> ShareableLine:
    """Approve a drafted or a withdrawn line with these words. Raises BadInput as `approve` does, RecordGone."""
    line = records.get(session, ShareableLine, line_id)
    records.change(line, {"text": checked(text), "withdrawn_at": None, "approved_at": now()})
    return line


def revise(session: Session, line_id: str, text: str) -> ShareableLine:
    """Change the words of a line; whether it is approved stays as it is.

    Raises BadInput for an empty line, or an overlong one that is approved; RecordGone.
    """
    line = records.get(session, ShareableLine, line_id)
    records.change(line, {"text": _worded(text) if line.withdrawn_at else checked(text)})
    return line


def withdraw(session: Session, line_id: str) -> ShareableLine:
    """Take a line out of the coming summaries; its words stay for the day when it is ticked again."""
    line = records.get(session, ShareableLine, line_id)
    records.change(line, {"withdrawn_at": now()})
    return line


def approve_again(session: Session, line_id: str, words: str) -> None:
    """Undo the withdrawal of these words. Raises BadInput where the line has other words by now, which nobody approved.

    Raises RecordGone.
    """
    line = records.get(session, ShareableLine, line_id)
    if line.text != words:
        raise BadInput(_("The words of this line were changed since: look at them, and approve them anew."))
    records.change(line, {"withdrawn_at": None})


def move_to_trash(session: Session, line_id: str) -> None:
    """Put a line into the trash: it stands in no summary, and among no candidates."""
    history.trash(records.get(session, ShareableLine, line_id))


def take_back(session: Session, line_id: str) -> None:
    """Take a line out of the trash."""
    history.restore(records.get(session, ShareableLine, line_id))


def has_words(text: str) -> bool:
    """Whether anything of a text could be printed."""
    return bool(clean(" ".join(text.split())))


def _worded(text: str) -> str:
    if not has_words(text):
        raise BadInput(_("Write the sentence that your manager may read; an empty line cannot be approved."))
    return " ".join(text.split())


def checked(text: str) -> str:
    """The words of a line as one line. Raises BadInput when nothing or too much is left."""
    words = _worded(text)
    if len(words) > LONGEST_LINE:
        raise BadInput(
            _("This line has {n} characters; a summary takes at most {most}. Shorten it.").format(
                n=len(words), most=LONGEST_LINE
            )
        )
    return words


def _about(session: Session, section: str, source: Source, manager_id: str) -> ShareableLine | None:
    """The line about the same thing on the same day; of a sentence before or after the sections there is one a day."""
    if source.id is None and section not in SENTENCES:
        return None
    same = live(manager_id).where(
        ShareableLine.section == section,
        ShareableLine.source_kind == source.kind,
        ShareableLine.source_id == source.id,
        ShareableLine.source_day == source.day,
    )
    return session.scalar(same.limit(1))


def next_position(session: Session, section: str) -> int:
    """The position behind every line of a section."""
    last = session.scalar(select(func.max(ShareableLine.position)).where(ShareableLine.section == section))
    return 0 if last is None else last + 1

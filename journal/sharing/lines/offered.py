"""The candidates of a period: what the practices offer, joined with the lines that were written for it."""

from datetime import date

from sqlalchemy.orm import Session

from journal.practices import managers
from journal.sharing.lines import agreement_offers, growth_offers, offers
from journal.sharing.lines.candidate import SENTENCES, Candidate, Source, own_key
from journal.sharing.lines.offers import Asked, Key
from journal.sharing.lines.ordering import in_page_order
from journal.sharing.lines.written import of_summary, the_sentence
from journal.store.tables import ShareableLine


def candidates(session: Session, first: date, last: date, *, manager_id: str = "") -> list[Candidate]:
    """What could be shared of the days from `first` to `last`: by section, newest first, all unticked to begin with.

    It is for the current manager unless another is named. Wins, and notes with a star, are offered to whoever it is for;
    what a manager said, promised, was asked or talked about only to that one, and so are goals. A line whose note is gone, or has moved to
    another section, stands as a candidate of its own.
    """
    manager_id = manager_id or managers.current(session).id
    written = _written(session, first, last, manager_id)
    earlier = _earlier(session, first, manager_id)
    found: list[Candidate] = []
    asked = Asked(session, first, last, manager_id, frozenset(earlier))
    for offer in (*offers.all_of(asked), *growth_offers.all_of(asked), *agreement_offers.all_of(asked)):
        what = (offer.section, offer.source.kind, offer.source.id or "")
        line, before = written.pop(what, None), earlier.get(what)
        wording = before.text if before else offer.wording
        before_id = before.id if before else ""
        row = Candidate(
            ":".join(what), offer.section, offer.source, offer.about, wording, line, offer.note, before_id, offer.steps
        )
        found.append(row)
    for line in written.values():
        source = Source(line.source_kind, line.source_id, line.source_day)
        found.append(Candidate(own_key(line), line.section, source, "", line.text, line))
    return in_page_order(found)


def opening_and_closing(
    session: Session, first: date, last: date, *, manager_id: str = ""
) -> tuple[Candidate, Candidate]:
    """The sentence before all sections, and the one after them: at most one each for a period, about no note.

    It counts on the last day of the period, and so belongs to it. What was approved before the period is a first wording.
    """
    manager_id = manager_id or managers.current(session).id
    opening, closing = (_sentence(session, section, first, last, manager_id) for section in SENTENCES)
    return opening, closing


def _sentence(session: Session, section: str, first: date, last: date, manager_id: str) -> Candidate:
    of_it = of_summary(manager_id).where(ShareableLine.section == section)
    line = the_sentence(list(session.scalars(of_it.where(ShareableLine.source_day.between(first, last)))))
    before = of_it.where(ShareableLine.source_day < first, ShareableLine.withdrawn_at.is_(None))
    latest = before.order_by(ShareableLine.source_day.desc(), ShareableLine.approved_at.desc()).limit(1)
    earlier = session.scalar(latest)
    words, earlier_id = (earlier.text, earlier.id) if earlier else ("", "")
    return Candidate(section, section, Source("", None, last), "", words, line, earlier=earlier_id)


def _written(session: Session, first: date, last: date, manager_id: str) -> dict[Key, ShareableLine]:
    """The lines of a period by what they are about; one without a source, or a second one about the same, by its own id."""
    found: dict[Key, ShareableLine] = {}
    wanted = of_summary(manager_id).where(
        ShareableLine.source_day.between(first, last), ShareableLine.section.not_in(SENTENCES)
    )
    for line in session.scalars(wanted.order_by(ShareableLine.position)):
        key = (line.section, line.source_kind, line.source_id or "")
        found[key if line.source_id and key not in found else (line.section, "line", line.id)] = line
    return found


def _earlier(session: Session, first: date, manager_id: str) -> dict[Key, ShareableLine]:
    """What was approved before a period for what may still be open in it: its words are a good beginning."""
    wanted = of_summary(manager_id).where(
        ShareableLine.source_day < first,
        ShareableLine.source_id.is_not(None),
        ShareableLine.withdrawn_at.is_(None),
    )
    found = session.scalars(wanted.order_by(ShareableLine.source_day, ShareableLine.approved_at))
    return {(line.section, line.source_kind, line.source_id or ""): line for line in found}

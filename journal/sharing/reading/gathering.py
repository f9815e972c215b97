"""What the journal knows that the lines of a coming summary are read by, gathered in short reads; plain values only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from journal.sharing.quotations import Quotation, Quotations
from journal.sharing.reading import persons
from journal.sharing.reading.contradictions import Shared, Standing
from journal.sharing.reading.findings import Line, folded, word_lists
from journal.store import records, search
from journal.store.tables import Commitment, Feedback, History, Manager, Receipt, Request, ShareableLine, Statement
from journal.text import SECTIONS

#: So many of the last summaries are compared.
_SUMMARIES = 4
#: A word is judged by so many of the texts that hold it.
_TEXTS = 24


@dataclass
class Known:
    """What is known: of the manager, of people, of what was shared, of the promises, and of words that are private.

    `told` are the words in the last summaries that are written as names are: the manager has read them from me. `public` is
    what a line may quote, by the UUID of what it is about.
    """

    takes_in: str = ""
    detail: str = ""
    own_name: frozenset[str] = frozenset()
    hot_buttons: list[str] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    public: dict[str, list[str]] = field(default_factory=dict)
    shared: list[Shared] = field(default_factory=list)
    standing: dict[str, Standing] = field(default_factory=dict)
    quoted: dict[str, list[Quotation]] = field(default_factory=dict)


def gather_manager(session: Session, manager_id: str, known: Known) -> None:
    """How the manager takes things in, their name, and their hot buttons; and who else gave me feedback."""
    manager = records.get(session, Manager, manager_id)
    known.takes_in, known.detail = manager.takes_in, manager.detail
    known.own_name = frozenset(folded(word) for word in manager.name.split())
    wanted = select(Statement.text).where(
        Statement.deleted_at.is_(None),
        Statement.manager_id == manager_id,
        Statement.side == "manager",
        Statement.topic == "hot-buttons",
    )
    known.hot_buttons = list(session.scalars(wanted))
    givers = session.scalars(select(Feedback.from_whom).where(Feedback.deleted_at.is_(None)).distinct())
    known.people |= {folded(name.word) for giver in givers for name in persons.capitalised(giver)}


def gather_people(session: Session, line: Line, known: Known) -> None:
    """Which of the words of a line that may be names the journal has as a person's."""
    for word in persons.candidates(line.text) - known.asked:
        known.asked.add(word)
        if folded(word) not in known.people | known.own_name | known.told and persons.is_person(
            word, _texts_with(session, word)
        ):
            known.people.add(folded(word))


def _texts_with(session: Session, word: str) -> list[str]:
    places = search.places_with(session, word, _TEXTS)
    return search.texts_at(session, places) if places else []


def gather_shared(session: Session, lines: Sequence[Line], manager_id: str, known: Known) -> None:
    """What the last summaries told of each source, and how the promises stand of which these lines or those tell."""
    receipts = _receipts(session, manager_id)
    known.told = {folded(name.word) for _made_at, row in receipts for name in persons.capitalised(str(row.get("text")))}
    latest = _shared(session, receipts)
    ids = {line.source_id for line in lines if line.source_kind == "commitment" and line.source_id}
    ids |= {each.source_id for each in latest if each.source_kind == "commitment"}
    wanted = select(Commitment.id, Commitment.status, Commitment.what)
    rows = session.execute(wanted.where(Commitment.id.in_(ids), Commitment.deleted_at.is_(None)))
    known.standing = {found: Standing(status, what) for found, status, what in rows}
    known.shared = latest


def _receipts(session: Session, manager_id: str) -> list[tuple[str, dict[str, Any]]]:
    """The lines of the last summaries, the latest first, each with the moment at which it was handed over."""
    wanted = select(Receipt.made_at, Receipt.lines).where(
        Receipt.manager_id == manager_id, Receipt.deleted_at.is_(None)
    )
    found = session.execute(wanted.order_by(Receipt.made_at.desc()).limit(_SUMMARIES))
    return [(made_at, row) for made_at, rows in found for row in rows if row.get("section") in SECTIONS]


def _shared(session: Session, receipts: Sequence[tuple[str, dict[str, Any]]]) -> list[Shared]:
    """Of each source the line that was handed over last."""
    about = select(ShareableLine.id, ShareableLine.source_kind, ShareableLine.source_id)
    about = about.where(ShareableLine.id.in_({str(row.get("id")) for _made_at, row in receipts}))
    sources = {line_id: (kind, source) for line_id, kind, source in session.execute(about) if source}
    found: dict[str, Shared] = {}
    for made_at, row in receipts:
        kind, source = sources.get(str(row.get("id")), ("", None))
        if source and source not in found:
            day = datetime.fromisoformat(made_at).astimezone().date()
            kept = kind == "commitment" and _was_kept(session, source, made_at)
            found[source] = Shared(day, str(row.get("text")), kind, source, kept)
    return list(found.values())


def _was_kept(session: Session, commitment_id: str, moment: str) -> bool:
    """Whether the ledger had a promise as kept at a moment: the version of then says so, where there is a later one."""
    changed_at = session.scalar(select(Commitment.changed_at).where(Commitment.id == commitment_id))
    if changed_at is None or changed_at <= moment:
        return False
    wanted = select(History.values).where(History.record == commitment_id, History.at <= moment)
    then = session.scalar(wanted.where(History.values.is_not(None)).order_by(History.at.desc()).limit(1))
    return then is not None and then.get("status") == "kept"


def gather_quotations(session: Session, line: Line, finder: Quotations, known: Known) -> None:
    """The private words in a line."""
    if found := finder.of(session, line.text, known.public.get(line.source_id or "", ())):
        known.quoted[line.id] = found


def finder() -> Quotations:
    """What looks for private words, once for all lines of a reading."""
    return Quotations(folded(word) for word in word_lists()["quotations"]["small"])


def gather_public(session: Session, lines: Sequence[Line], known: Known) -> None:
    """What a line may quote, by what it is about: the ask, or the promise, and what that promise was before and after."""
    found = known.public
    asked = [line.source_id for line in lines if line.source_kind == "request" and line.source_id]
    if asked:
        asks = select(Request.entry_id, Request.ask).where(Request.entry_id.in_(asked), Request.deleted_at.is_(None))
        found |= {entry_id: [ask] for entry_id, ask in session.execute(asks)}
    made = [line.source_id for line in lines if line.source_kind == "commitment" and line.source_id]
    if made:
        before, this = aliased(Commitment), aliased(Commitment)
        chain = select(this.id, this.what, before.id, before.what).outerjoin(before, before.id == this.replaces_id)
        for own, what, earlier, was in session.execute(chain.where(this.id.in_(made) | this.replaces_id.in_(made))):
            for each in filter(None, (own, earlier)):
                found.setdefault(each, []).extend((what, was or ""))

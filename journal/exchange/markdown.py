"""Everything as Markdown, to be read by people: a file a month of entries, and a file each for the rest.

What was typed stays what was typed: signs that Markdown would act on are escaped, so that no text becomes a heading, a
link or an image.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.exchange.folder import NewFolder
from journal.practices import competencies
from journal.store.tables import (
    AgendaItem,
    Commitment,
    Entry,
    Feedback,
    History,
    ImportanceHand,
    Manager,
    OneOnOne,
    Receipt,
    Record,
    Request,
    ShareableLine,
)
from journal.text import (
    CLARITIES,
    COMMITMENT_STATUSES,
    ENTRY_KINDS,
    FEEDBACK_KINDS,
    OWNERS,
    REQUEST_KINDS,
    REQUEST_STATUSES,
    SECTIONS,
    _,
    first_line,
    long_day,
    month_name,
)

_SIGNS: Final = re.compile(r"([\\`*_\[\]<&|~$])")
_STARTS: Final = re.compile(r"^(\s*)([#>=+-]|[0-9]+(?=[.)]))")


def export_markdown(session: Session, folder: Path, *, step: Any = None) -> list[Path]:
    """Write everything into `folder`, which must be new or empty, and return the files.

    They are not encrypted. `step(done, total)` is called between the parts. Raises BadInput, DiskFull.
    """
    with NewFolder(folder) as new:
        book = _Book(session)
        parts = [
            book.managers,
            book.one_on_ones,
            book.commitments,
            book.importance,
            book.lines,
            book.receipts,
        ]
        for number, part in enumerate([*parts, book.trash, book.earlier_versions], 1):
            name, blocks = part()
            new.write(f"{name}.md", _document(blocks))
            if step:
                step(number, len(parts) + 3)
        for month, blocks in book.months():
            new.write(f"entries/{month}.md", _document(blocks))
        return new.written


def escaped(text: str) -> str:
    """A typed text as Markdown that shows it as it was typed, line by line."""
    return "  \n".join(_line(line) for line in text.rstrip().split("\n"))


def _line(line: str) -> str:
    line = _SIGNS.sub(r"\\\1", line)
    return _STARTS.sub(lambda found: f"{found[1]}\\{found[2]}" if not found[2].isdigit() else _numbered(found), line)


def _numbered(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}\\"


def _document(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _fact(name: str, value: Any) -> str:
    """One line of a list of facts; '' where there is nothing to say."""
    text = escaped(str(value)).replace("  \n", "  \n  ") if value not in {None, ""} else ""
    return f"- **{name}:** {text}" if text else ""


def _facts(*facts: str) -> str:
    return "\n".join(fact for fact in facts if fact)


class _Book:
    """The parts of the export, each a file's name and its blocks."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._managers = {found.id: found.name for found in session.scalars(select(Manager))}
        self._several = len(self._managers) > 1

    def _live(self, kind: type[Record], *order: Any) -> Iterator[Any]:
        return iter(self._session.scalars(select(kind).where(kind.deleted_at.is_(None)).order_by(*order)))

    def _manager(self, record: Any) -> str:
        return _fact(_("Manager"), self._managers.get(record.manager_id, "")) if self._several else ""

    # ---- entries, by month

    def months(self) -> Iterator[tuple[str, list[str]]]:
        """Each month that has entries, as `YYYY-MM`, with its blocks; the days in their order."""
        feedback = {found.entry_id: found for found in self._live(Feedback)}
        requests = {found.entry_id: found for found in self._live(Request)}
        blocks: list[str] = []
        present = ""
        for entry in self._live(Entry, Entry.place):
            month = f"{entry.day:%Y-%m}"
            if month != present:
                if blocks:
                    yield present, blocks
                present = month
                blocks = ["# " + _("{month} {year}").format(month=month_name(entry.day.month), year=entry.day.year)]
            blocks += self._entry(entry, feedback.get(entry.id), requests.get(entry.id))
        if blocks:
            yield present, blocks

    def _entry(self, entry: Entry, feedback: Feedback | None, request: Request | None) -> list[str]:
        when = f"{long_day(entry.day)}, {entry.time}" if entry.time else long_day(entry.day)
        star = " ★" if entry.starred else ""
        blocks = [f"## {when} · {ENTRY_KINDS[entry.kind]}{star}", self._manager(entry), escaped(entry.text)]
        if feedback and entry.kind == "feedback":
            blocks.append(_heard(feedback))
        if request and entry.kind == "request":
            blocks.append(_asked(request))
        return blocks

    # ---- one file each

    def managers(self) -> tuple[str, list[str]]:
        blocks = ["# " + _("Managers")]
        for found in self._live(Manager, Manager.started_on):
            facts = _facts(_fact(_("From"), found.started_on), _fact(_("Until"), found.ended_on))
            blocks += [f"## {escaped(found.name)}", facts]
        return "managers", blocks

    def one_on_ones(self) -> tuple[str, list[str]]:
        agendas: defaultdict[str, list[str]] = defaultdict(list)
        for item in self._live(AgendaItem, AgendaItem.position, AgendaItem.created_at):
            mark = "x" if item.discussed else " "
            agendas[item.one_on_one_id].append(f"- [{mark}] {escaped(item.text)}")
        blocks = ["# " + _("One-on-ones")]
        for found in self._live(OneOnOne, OneOnOne.place):
            when = f"{long_day(found.day)}, {found.start}" if found.start else long_day(found.day)
            state = "" if found.state == "held" else " · " + _("planned")
            blocks += [f"## {when}{state}", _facts(_fact(_("Minutes"), found.minutes), self._manager(found))]
            blocks += ["\n".join(agendas[found.id]), escaped(found.notes)]
            topics = [topic for topic in found.next_topics.split("\n") if topic.strip()]
            if topics:
                blocks += ["### " + _("Next topics"), "\n".join(f"- {escaped(topic)}" for topic in topics)]
        return "one-on-ones", blocks

    def commitments(self) -> tuple[str, list[str]]:
        blocks = ["# " + _("Commitments")]
        whats = {found.id: found for found in self._live(Commitment)}
        for found in self._live(Commitment, Commitment.place):
            replaced = whats.get(found.replaces_id or "")
            blocks += [
                f"## {long_day(found.made_on)} · {OWNERS[found.owner]}",
                escaped(found.what),
                _facts(
                    _fact(_("Due"), found.due),
                    _fact(_("Status"), COMMITMENT_STATUSES[found.status]),
                    _fact(_("Closed on"), found.closed_on),
                    _fact(_("Reason"), found.reason),
                    _fact(_("Replaces"), f"{replaced.made_on}: {replaced.what}" if replaced else ""),
                    self._manager(found),
                ),
            ]
        return "commitments", blocks

    def importance(self) -> tuple[str, list[str]]:
        names = {
            "me": _("Me"),
            "my-guess-of-manager": _("My guess of my manager"),
            "manager": _("My manager"),
        }
        known = competencies.of_journal(self._session)
        blocks = ["# " + _("Importance")]
        for found in self._live(ImportanceHand, ImportanceHand.rated_on, ImportanceHand.rater):
            cards = "\n".join(f"- {escaped(competencies.label(known, card))}" for card in found.competencies)
            blocks += [f"## {long_day(found.rated_on)} · {names[found.rater]}", self._manager(found), cards]
        return "importance", blocks

    def lines(self) -> tuple[str, list[str]]:
        by_section: defaultdict[str, list[str]] = defaultdict(list)
        for found in self._live(ShareableLine, ShareableLine.position, ShareableLine.approved_at):
            state = _("withdrawn") if found.withdrawn_at else _("approved")
            by_section[found.section].append(f"- {escaped(found.text)} ({found.source_day}, {state})")
        blocks = ["# " + _("Approved lines")]
        for section, name in SECTIONS.items():
            blocks += [f"## {name}", "\n".join(by_section[section])] if section in by_section else []
        return "approved-lines", blocks

    def receipts(self) -> tuple[str, list[str]]:
        blocks = ["# " + _("Receipts: who got which lines when")]
        for found in self._live(Receipt, Receipt.made_at):
            lines = "\n".join(f"- {escaped(line['text'])}" for line in found.lines)
            period = f"{found.period_from} – {found.period_to}"
            name = self._managers.get(found.manager_id, "")
            facts = _facts(_fact(_("Period"), period), _fact(_("Manager"), name), _fact(_("SHA-256"), found.sha256))
            blocks += [f"## {found.made_at} · {escaped(found.title)}", facts, lines]
        return "receipts", blocks

    def trash(self) -> tuple[str, list[str]]:
        blocks = ["# " + _("Trash")]
        for mapper in Record.registry.mappers:
            kind = mapper.class_
            if issubclass(kind, Record):
                for found in self._session.scalars(select(kind).where(kind.deleted_at.is_not(None))):
                    blocks += _version(kind.__tablename__, str(found.deleted_at), found.content())
        return "trash", blocks

    def earlier_versions(self) -> tuple[str, list[str]]:
        blocks = ["# " + _("Earlier versions")]
        for found in self._session.scalars(select(History).order_by(History.record, History.at)):
            if found.values is not None:
                blocks += _version(found.table, found.at, found.values)
        return "earlier-versions", blocks


def _version(table: str, at: str, values: dict[str, Any]) -> list[str]:
    facts = [
        _fact(name, json.dumps(value) if isinstance(value, (list, dict)) else value) for name, value in values.items()
    ]
    title = first_line(str(values.get("text") or values.get("what") or values.get("notes") or ""))
    return [f"## {escaped(table)} · {at} {escaped(title)}".rstrip(), _facts(*facts)]


def _heard(found: Feedback) -> str:
    return _facts(
        _fact(_("From"), found.from_whom),
        _fact(_("Exact words"), found.exact_words),
        _fact(_("Kind"), FEEDBACK_KINDS[found.kind]),
        _fact(_("Situation"), found.situation),
        _fact(_("Behaviour"), found.behaviour),
        _fact(_("Impact"), found.impact),
        _fact(_("What I will do"), found.what_i_will_do),
        _fact(_("Ask again on"), found.ask_again_on),
        _fact(_("Clarity"), CLARITIES[found.clarity]),
    )


def _asked(found: Request) -> str:
    return _facts(
        _fact(_("Kind"), REQUEST_KINDS[found.kind]),
        _fact(_("What I ask"), found.ask),
        _fact(_("Asked on"), found.asked_on),
        _fact(_("By when"), found.by_when),
        _fact(_("Why it helps them"), found.why_it_helps_them),
        _fact(_("Status"), REQUEST_STATUSES[found.status]),
        _fact(_("Answered on"), found.answered_on),
        _fact(_("Outcome"), found.outcome),
    )

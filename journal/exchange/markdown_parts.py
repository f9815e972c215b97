"""The parts of the Markdown export that hold the records themselves: each a file's name and its blocks."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal import versions
from journal.exchange.markdown_signs import escaped, fact, facts
from journal.practices import competencies
from journal.practices.prompts import MOMENTS, PRACTICES
from journal.store import history
from journal.store.tables import (
    AgendaItem,
    Authority,
    ClimbStep,
    Commitment,
    Criterion,
    DevelopmentTalk,
    Entry,
    Evidence,
    Experience,
    Feedback,
    Goal,
    ImportanceHand,
    Manager,
    OneOnOne,
    PlanCard,
    Prompt,
    Pulse,
    Receipt,
    Record,
    Request,
    RoleCase,
    ShareableLine,
    Statement,
    Surprise,
)
from journal.text import (
    CLARITIES,
    COLUMNS,
    CRITERION_STATES,
    ENTRY_KINDS,
    GOAL_KINDS,
    LINE_SECTIONS,
    OWNERS,
    RATERS,
    TALK_SUBJECTS,
    TOPICS,
    _,
    first_line,
    long_day,
    month_name,
)

Part = tuple[str, list[str]]
#: What a part says in a heading, or in a text below it, and so not again among the facts.
_SAID: Final[dict[str, frozenset[str]]] = {
    "one_on_one": frozenset({"day", "start", "notes", "next_topics"}),
    "commitment": frozenset({"what", "owner", "made_on"}),
    "statement": frozenset({"text", "side", "topic"}),
    "authority": frozenset({"decision"}),
    "surprise": frozenset({"what_happened", "day"}),
    "experience": frozenset({"what_they_did"}),
    "goal": frozenset({"what", "kind"}),
    "role_case": frozenset({"role"}),
    "development_talk": frozenset({"day", "about"}),
    "pulse": frozenset({"rated_on"}),
    "plan_card": frozenset({"issue", "one_on_one_id"}),
    "manager": frozenset({"name"}),
}


class Parts:
    """Reads the records of a session, part by part. What is in the trash is left out."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.words = versions.Words(session)
        self.managers_by_id = {found.id: found.name for found in session.scalars(select(Manager))}

    def single(self) -> list[Callable[[], Part]]:
        """The parts that are one file each."""
        return [
            self._managers,
            self._one_on_ones,
            self._commitments,
            self._agreement,
            self._limits,
            self._surprises,
            self._experience,
            self._importance,
            self._goals,
            self._roles,
            self._talks,
            self._pulses,
            self._prompts,
            self._lines,
            self._receipts,
        ]

    def live(self, kind: type[Record], *order: Any) -> Iterator[Any]:
        """The records of a kind that are not in the trash."""
        return iter(self.session.scalars(select(kind).where(kind.deleted_at.is_(None)).order_by(*order)))

    def manager(self, record: Any) -> str:
        """Whose chapter a record belongs to, where there is more than one."""
        several = len(self.managers_by_id) > 1
        return fact(_("Manager"), self.managers_by_id.get(record.manager_id, "")) if several else ""

    def facts(self, record: Record, *more: str) -> str:
        """Every column of a record that has words and that no heading says, then more facts, then the manager."""
        table = record.__tablename__
        names = [name for name in COLUMNS[table] if name not in _SAID.get(table, ()) and name != "manager_id"]
        said = [fact(COLUMNS[table][name], self._said(record, name)) for name in names]
        return facts(*said, *more, self.manager(record) if hasattr(record, "manager_id") else "")

    def _said(self, record: Record, column: str) -> str:
        return self.words.of(record.__tablename__, column, history.as_json(getattr(record, column)))

    # ---- entries, by month

    def months(self) -> Iterator[Part]:
        """Each month that has entries, as `YYYY-MM`, with its blocks; the days in their order."""
        feedback, requests = (self._grouped(kind, "entry_id") for kind in (Feedback, Request))
        steps = self._grouped(ClimbStep, "entry_id", ClimbStep.reached_on, ClimbStep.created_at)
        shown = self._shown_by_entry()
        blocks: list[str] = []
        present = ""
        for entry in self.live(Entry, Entry.place):
            month = f"{entry.day:%Y-%m}"
            if month != present:
                if blocks:
                    yield present, blocks
                present = month
                blocks = ["# " + _("{month} {year}").format(month=month_name(entry.day.month), year=entry.day.year)]
            blocks += self._entry(entry, [*feedback[entry.id], *requests[entry.id]])
            blocks += ["\n".join(map(_step, steps[entry.id])), "\n".join(shown[entry.id])]
        if blocks:
            yield present, blocks

    def _entry(self, entry: Entry, details: list[Feedback | Request]) -> list[str]:
        """Its text and its details, also those of a kind that it had before."""
        when = f"{long_day(entry.day)}, {entry.time}" if entry.time else long_day(entry.day)
        star = " ★" if entry.starred else ""
        blocks = [f"## {when} · {ENTRY_KINDS[entry.kind]}{star}", self.manager(entry), escaped(entry.text)]
        for found in details:
            blocks += [
                "" if found.__tablename__ == entry.kind else f"### {ENTRY_KINDS[found.__tablename__]}",
                self.facts(found),
            ]
        return blocks

    def _grouped(self, kind: type[Record], column: str, *order: Any) -> defaultdict[str, list[Any]]:
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for record in self.live(kind, *order):
            found[getattr(record, column)].append(record)
        return found

    def _shown_by_entry(self) -> defaultdict[str, list[str]]:
        """Of each entry what it is evidence for."""
        whats = {found.id: found.what for kind in (Goal, Criterion) for found in self.live(kind)}
        found: defaultdict[str, list[str]] = defaultdict(list)
        for link in self.live(Evidence, Evidence.created_at):
            what = whats.get(link.goal_id or link.criterion_id or "", "")
            found[link.entry_id].append(fact(_("Evidence"), what))
        return found

    def _evidence(self, column: str) -> defaultdict[str, list[str]]:
        """Of each goal, or each criterion, the entries that show something of it, as facts."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        query = select(Evidence, Entry).join(Entry, Entry.id == Evidence.entry_id).order_by(Entry.place)
        for link, entry in self.session.execute(query.where(Evidence.deleted_at.is_(None), Entry.deleted_at.is_(None))):
            words = first_line(entry.text) or ENTRY_KINDS[entry.kind]
            found[getattr(link, column)].append(fact(_("Evidence"), f"{long_day(entry.day)}, {words}"))
        return found

    # ---- one file each

    def _managers(self) -> Part:
        blocks = ["# " + _("Managers")]
        for found in self.live(Manager, Manager.started_on):
            blocks += [f"## {escaped(found.name)}", self.facts(found)]
        return "managers", blocks

    def _one_on_ones(self) -> Part:
        topics = self._grouped(AgendaItem, "one_on_one_id", AgendaItem.position, AgendaItem.created_at)
        cards = self._grouped(PlanCard, "one_on_one_id", PlanCard.position, PlanCard.created_at)
        blocks = ["# " + _("One-on-ones")]
        for found in self.live(OneOnOne, OneOnOne.place):
            when = f"{long_day(found.day)}, {found.start}" if found.start else long_day(found.day)
            calendar = [fact(_("In the calendar"), each) for each in (found.calendar_uid, found.calendar_instance)]
            blocks += [f"## {when}", self.facts(found, *calendar)]
            blocks += ["\n".join(map(_topic, topics[found.id])), escaped(found.notes)]
            following = [topic for topic in found.next_topics.split("\n") if topic.strip()]
            if following:
                blocks += ["### " + _("Next topics"), "\n".join(f"- {escaped(topic)}" for topic in following)]
            for card in cards[found.id]:
                blocks += ["### " + _("Plan: {issue}").format(issue=_heading(card.issue)), self.facts(card)]
        return "one-on-ones", blocks

    def _commitments(self) -> Part:
        blocks = ["# " + _("Commitments")]
        whats = {found.id: found for found in self.live(Commitment)}
        for found in self.live(Commitment, Commitment.place):
            replaced = whats.get(found.replaces_id or "")
            earlier = fact(_("Replaces"), f"{replaced.made_on}: {replaced.what}" if replaced else "")
            blocks += [f"## {long_day(found.made_on)} · {OWNERS[found.owner]}", escaped(found.what)]
            blocks.append(self.facts(found, earlier))
        return "commitments", blocks

    def _agreement(self) -> Part:
        blocks = ["# " + _("Working agreement")]
        for found in self.live(Statement, Statement.manager_id, Statement.side, Statement.topic, Statement.place):
            topic = TOPICS[found.topic][1] if found.topic in TOPICS else found.topic
            blocks += [f"## {OWNERS[found.side]} · {topic}", escaped(found.text), self.facts(found)]
        return "agreement", blocks

    def _limits(self) -> Part:
        blocks = ["# " + _("Limits of authority")]
        for found in self.live(Authority, Authority.manager_id, Authority.decision):
            blocks += [f"## {_heading(found.decision)}", self.facts(found)]
        return "limits-of-authority", blocks

    def _surprises(self) -> Part:
        blocks = ["# " + _("Surprises")]
        for found in self.live(Surprise, Surprise.place):
            blocks += [f"## {long_day(found.day)}", escaped(found.what_happened), self.facts(found)]
        return "surprises", blocks

    def _experience(self) -> Part:
        blocks = ["# " + _("Experience of managers")]
        for found in self.live(Experience, Experience.place):
            blocks += [f"## {_heading(found.what_they_did)}", self.facts(found)]
        return "experience", blocks

    def _importance(self) -> Part:
        known = competencies.of_journal(self.session)
        blocks = ["# " + _("Importance")]
        for found in self.live(ImportanceHand, ImportanceHand.rated_on, ImportanceHand.rater):
            cards = "\n".join(f"- {escaped(competencies.label(known, card))}" for card in found.competencies)
            blocks += [f"## {long_day(found.rated_on)} · {RATERS[found.rater]}", self.manager(found), cards]
        return "importance", blocks

    def _goals(self) -> Part:
        evidence = self._evidence("goal_id")
        blocks = ["# " + _("Goals")]
        for found in self.live(Goal, Goal.place):
            blocks += [f"## {GOAL_KINDS[found.kind]}: {_heading(found.what)}", self.facts(found, *evidence[found.id])]
        return "goals", blocks

    def _roles(self) -> Part:
        evidence = self._evidence("criterion_id")
        criteria = self._grouped(Criterion, "role_case_id", Criterion.position, Criterion.created_at)
        blocks = ["# " + _("Bigger role")]
        for found in self.live(RoleCase, RoleCase.place):
            blocks += [f"## {_heading(found.role)}", self.facts(found)]
            for criterion in criteria[found.id]:
                blocks.append(f"### {_heading(criterion.what)} ({CRITERION_STATES[criterion.state]})")
                blocks.append(self.facts(criterion, *evidence[criterion.id]))
        return "bigger-role", blocks

    def _talks(self) -> Part:
        blocks = ["# " + _("Development talks")]
        for found in self.live(DevelopmentTalk, DevelopmentTalk.place):
            blocks += [f"## {long_day(found.day)} · {TALK_SUBJECTS[found.about]}", self.facts(found)]
        return "development-talks", blocks

    def _pulses(self) -> Part:
        blocks = ["# " + _("Pulse")]
        for found in self.live(Pulse, Pulse.place):
            blocks += [f"## {long_day(found.rated_on)}", self.facts(found)]
        return "pulse", blocks

    def _prompts(self) -> Part:
        blocks = ["# " + _("Prompts of my own")]
        found: Prompt
        for found in self.live(Prompt, Prompt.practice, Prompt.moment, Prompt.created_at):
            practice, moment = PRACTICES.get(found.practice, ""), MOMENTS.get(found.moment, "")
            blocks.append(f"- {escaped(found.text)} ({escaped(f'{practice} · {moment}')})")
        return "prompts", blocks

    def _lines(self) -> Part:
        by_section: defaultdict[str, list[str]] = defaultdict(list)
        for found in self.live(ShareableLine, ShareableLine.position, ShareableLine.approved_at):
            state = _("withdrawn") if found.withdrawn_at else _("approved")
            stands = "".join(f"\n  - {_('let stand')}: {escaped(key)}" for key in found.let_stand)
            by_section[found.section].append(f"- {escaped(found.text)} ({found.source_day}, {state}){stands}")
        blocks = ["# " + _("Approved lines")]
        for section in sorted(by_section, key=list(LINE_SECTIONS).index):
            blocks += [f"## {LINE_SECTIONS[section]}", "\n".join(by_section[section])]
        return "approved-lines", blocks

    def _receipts(self) -> Part:
        blocks = ["# " + _("Receipts: who got which lines when")]
        for found in self.live(Receipt, Receipt.made_at):
            lines = "\n".join(f"- {escaped(line['text'])}" for line in found.lines)
            period = f"{found.period_from} – {found.period_to}"
            name = self.managers_by_id.get(found.manager_id, "")
            told = facts(fact(_("Period"), period), fact(_("Manager"), name), fact(_("SHA-256"), found.sha256))
            blocks += [f"## {found.made_at} · {escaped(found.title)}", told, lines]
        return "receipts", blocks


def _heading(text: str) -> str:
    """A text in a heading, which is one line."""
    return escaped(" ".join(text.split()))


def _topic(item: AgendaItem) -> str:
    mark = "x" if item.discussed else " "
    since = _("first raised on {day}").format(day=long_day(item.raised_on))
    answer = f"\n  {escaped(item.answer)}".replace("  \n", "  \n  ") if item.answer else ""
    return f"- [{mark}] {escaped(item.text)} ({since}){answer}"


def _step(step: ClimbStep) -> str:
    words = f": {escaped(step.words)}".replace("  \n", "  \n  ") if step.words else ""
    return f"- {long_day(step.reached_on)} · {CLARITIES[step.rung]}{words}"

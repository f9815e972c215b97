"""Goals, and the entries that show something of them, as rows of lists."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from journal.practices import bigger_role, competencies, entries, evidence, goals, managers, one_on_ones
from journal.practices.evidence import For, Shown
from journal.store import records, search
from journal.store.tables import Goal, Manager
from journal.text import ENTRY_KINDS, GOAL_STATUSES, _, n_
from journal.ui.models.rows import Row
from journal.ui.widgets.dates import near_day, short_day

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

#: How many entries the list for choosing shows.
MOST_OFFERED = 40
_FIELDS = ("what", "why", "competency", "support_wanted", "due")


@dataclass(frozen=True)
class GoalView:
    """Everything that is shown of one goal. `manager_id`: whom to ask about it."""

    id: str
    values: dict[str, Any]
    kind: str
    status: str
    begun_on: date
    closed_on: date | None
    question: str
    is_asked: bool
    manager_id: str
    evidence: list[Shown]

    @property
    def name(self) -> str:
        """What is to be shown."""
        return str(self.values["what"])

    @property
    def is_open(self) -> bool:
        """Whether it is still to be shown."""
        return self.status == "open"


def read_rows(session: "Session", today: date) -> list[Row]:
    """Every goal as a row: the open ones, the standing duties, what is closed."""
    shown = evidence.counts(session, "goal_id")
    labels = competencies.of_journal(session)
    rows: list[Row] = []
    section = ""
    for goal in goals.goals(session):
        is_first, section = section != _section(goal), _section(goal)
        name = competencies.label(labels, goal.competency)
        rows.append(_row(goal, shown[goal.id], name, section if is_first else "", today))
    return rows


def _row(goal: Goal, shown: int, competency: str, section: str, today: date) -> Row:
    pieces = (
        n_("{n} entry shows it", "{n} entries show it", shown).format(n=shown) if shown else _("Nothing shows it yet")
    )
    return Row(
        goal.id,
        goal.what,
        second=" · ".join(part for part in (competency if goal.competency else "", pieces) if part),
        trailing=_when(goal, today),
        section=section,
        tone="alert" if goals.is_overdue(goal, today) else "" if goal.status == "open" else "muted",
    )


def _section(goal: Goal) -> str:
    if goal.status != "open":
        return _("Closed")
    return _("Standing duties") if goal.kind == "duty" else _("To show")


def _when(goal: Goal, today: date) -> str:
    if goal.status != "open":
        return _("{status} {day}").format(
            status=GOAL_STATUSES[goal.status], day=near_day(goal.closed_on or today, today)
        )
    return _("by {day}").format(day=near_day(goal.due, today)) if goal.due else ""


def read_goal(session: "Session", goal_id: str) -> GoalView | None:
    """One goal with its evidence; None when it is gone or in the trash."""
    goal = records.find(session, Goal, goal_id)
    if goal is None or goal.deleted_at:
        return None
    asked, manager_id = goals.question(goal), whom_to_ask(session, goal.manager_id)
    return GoalView(
        goal.id,
        {name: getattr(goal, name) for name in _FIELDS},
        goal.kind,
        goal.status,
        goal.begun_on,
        goal.closed_on,
        asked,
        one_on_ones.asked_already(session, "goal", goal.id, asked, manager_id),
        manager_id,
        evidence.of(session, "goal_id", goal.id),
    )


def whom_to_ask(session: "Session", manager_id: str) -> str:
    """The manager of a record as long as that chapter runs, for two may run at a time; else the current one."""
    own = records.find(session, Manager, manager_id)
    is_there = own is not None and own.deleted_at is None and managers.is_running(own, date.today())
    return manager_id if is_there else managers.current(session).id


def evidence_rows(shown: list[Shown]) -> list[Row]:
    """The entries that show something."""
    return [
        Row(each.id, each.headline or _("Without words"), trailing=short_day(each.day), icon=each.kind)
        for each in shown
    ]


def entries_to_offer(session: "Session", words: str, what: For, record_id: str) -> list[Row]:
    """Entries that could be linked: those with the words, without any the newest; what is linked already is left out."""
    linked = {each.entry_id for each in evidence.of(session, what, record_id)}
    if words.strip():
        hits = search.find(session, words, limit=MOST_OFFERED * 2, complete=False)
        found = [(hit.id, hit.kind, hit.day, hit.title) for hit in hits if hit.kind in ENTRY_KINDS]
    else:
        newest = entries.first_rows(session, entries.EntryFilter(), MOST_OFFERED)
        found = [(row.id, row.kind, row.day, row.headline) for row in newest]
    return [
        Row(entry_id, title or ENTRY_KINDS[kind], trailing=short_day(day), icon=kind)
        for entry_id, kind, day, title in found
        if entry_id not in linked
    ][:MOST_OFFERED]


def rows_to_tick(session: "Session", entry_id: str) -> list[Row]:
    """What an entry can be evidence for, each with a box: the open goals and duties, and the criteria of open cases.

    The id of a row is the name of the column and the UUID, as `evidence.link` takes them, with a colon between.
    """
    linked = evidence.linked(session, entry_id)
    wanted = [goal for goal in goals.goals(session) if goal.status == "open" or goal.id in linked]
    rows = [Row(f"goal_id:{goal.id}", goal.what, _section(goal), ticked=goal.id in linked) for goal in wanted]
    for case in bigger_role.cases(session):
        found = bigger_role.criteria(session, case.id)
        rows += [
            Row(f"criterion_id:{each.id}", each.what, case.role, ticked=each.id in linked)
            for each in found
            if case.status == "open" or each.id in linked
        ]
    return rows

"""The cases for a bigger role, with their criteria and what shows them, as a page shows them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from journal.practices import bigger_role, evidence, one_on_ones
from journal.practices.evidence import Shown
from journal.store.tables import Criterion, RoleCase
from journal.text import BASES, CRITERION_STATES, GOAL_STATUSES, _, n_
from journal.ui.models.goals import whom_to_ask
from journal.ui.models.rows import Row
from journal.ui.widgets.dates import near_day

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

FIELDS: Final = ("role", "reasoning", "agrees", "their_words", "advocacy_limit", "limit_asked_on", "next_steps")
_ICONS: Final = {"open": "circle", "shown": "win", "agreed": "check"}


@dataclass(frozen=True)
class CaseView:
    """Everything that is shown of one case. `question` is what to ask next, and of whom; empty when all was asked."""

    case: RoleCase
    values: dict[str, Any]
    criteria: list[Criterion]
    shown: dict[str, list[Shown]]
    question: str
    is_asked: bool
    manager_id: str

    @property
    def id(self) -> str:
        """The UUID of the case."""
        return self.case.id

    @property
    def name(self) -> str:
        """The role."""
        return self.case.role

    @property
    def status(self) -> str:
        """Open, reached or dropped."""
        return self.case.status

    @property
    def closed_on(self) -> date | None:
        """The day on which it was reached or let go."""
        return self.case.closed_on

    @property
    def is_open(self) -> bool:
        """Whether it is still being made."""
        return self.case.status == "open"


def read_cases(session: "Session") -> list[tuple[str, str]]:
    """Every case: its UUID and what a choice says of it."""
    return [(case.id, _named(case)) for case in bigger_role.cases(session)]


def _named(case: RoleCase) -> str:
    if case.status == "open":
        return case.role
    return _("{role} ({status})").format(role=case.role, status=GOAL_STATUSES[case.status].lower())


def read_case(session: "Session", case_id: str) -> CaseView | None:
    """One case; None when it is gone or in the trash."""
    case = next((each for each in bigger_role.cases(session) if each.id == case_id), None)
    if case is None:
        return None
    found = bigger_role.criteria(session, case.id)
    question = bigger_role.next_question(case, found)
    boss = whom_to_ask(session, case.manager_id)
    return CaseView(
        case,
        {name: getattr(case, name) for name in FIELDS},
        found,
        {each.id: evidence.of(session, "criterion_id", each.id) for each in found},
        question,
        bool(question) and one_on_ones.asked_already(session, "role_case", case.id, question, boss),
        boss,
    )


def criterion_rows(view: CaseView) -> list[Row]:
    """What must be demonstrated: a row each, with how it is known, how far it is, and how many entries show it."""
    return [
        Row(each.id, each.what, second=_second(each, view.shown[each.id]), icon=_ICONS[each.state])
        for each in view.criteria
    ]


def _second(criterion: Criterion, shown: list[Shown]) -> str:
    parts = [CRITERION_STATES[criterion.state], BASES[criterion.basis].lower()]
    if shown:
        parts.append(n_("{n} entry shows it", "{n} entries show it", len(shown)).format(n=len(shown)))
    return " · ".join(parts)


def standing_words(view: CaseView) -> str:
    """How many criteria the manager agrees on, of how many."""
    agreed, shown, every = bigger_role.standing(view.criteria)
    return _("{agreed} agreed and {shown} shown of {n}").format(agreed=agreed, shown=shown, n=every) if every else ""


def state_words(view: CaseView, today: date) -> str:
    """Since when, and how it ended."""
    begun = _("Begun {day}").format(day=near_day(view.case.begun_on, today))
    if view.is_open:
        return begun
    closed = near_day(view.case.closed_on or today, today)
    return _("{begun} · {status} {day}").format(begun=begun, status=GOAL_STATUSES[view.case.status], day=closed)

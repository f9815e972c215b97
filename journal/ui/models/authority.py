"""The table of authority: a line for each kind of decision, one of five marks in it, its condition, how it is known."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from journal import chapters
from journal.chapters import Asked
from journal.practices import agreement, authority
from journal.store.tables import Authority
from journal.text import BASES, DEGREES, _
from journal.ui.models.agreement import asked_words
from journal.ui.models.cells import Cell, Line
from journal.ui.models.promise_words import day_text

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

#: The columns of a wide table: the decision, the five degrees, the condition, how it is known.
DECISION: Final = 0
CONDITION: Final = len(DEGREES) + 1


@dataclass(frozen=True)
class AuthorityView:
    """Everything that the tab shows of a chapter."""

    limits: list[Authority]
    asked: dict[str, Asked]

    def of(self, limit_id: str) -> Authority | None:
        """One of the limits."""
        return next((each for each in self.limits if each.id == limit_id), None)


def read_authority(session: "Session", manager_id: str) -> AuthorityView:
    """Read the limits of authority with a manager."""
    found = authority.limits(session, manager_id)
    return AuthorityView(found, chapters.asked(session, [each.id for each in found]))


def heads(*, is_narrow: bool) -> list[str]:
    """What stands over the columns; where it is narrow the degrees are numbers alone."""
    numbered = [str(number) if is_narrow else f"{number} {words}" for number, words in DEGREES.items()]
    return ["", *numbered] if is_narrow else [_("Kind of decision"), *numbered, _("Conditions"), _("How I know")]


def lines(view: AuthorityView, today: date, *, is_narrow: bool) -> list[Line]:
    """A line for each limit; where it is narrow, condition and standing stand below the decision."""
    return [Line("", _cells(limit, view, today, is_narrow=is_narrow)) for limit in view.limits]


def _cells(limit: Authority, view: AuthorityView, today: date, *, is_narrow: bool) -> tuple[Cell, ...]:
    known = standing(limit, view.asked.get(limit.id), today)
    tone = "muted" if agreement.is_stale(limit.basis, limit.said_on, today) else ""
    below = " · ".join(part for part in (limit.condition, known) if part) if is_narrow else ""
    marks = tuple(
        Cell(
            limit.id,
            tip=words,
            mark=number == limit.degree,
            spoken=(_("{decision}: {degree}, set") if number == limit.degree else _("{decision}: {degree}")).format(
                decision=limit.decision, degree=words
            ),
        )
        for number, words in DEGREES.items()
    )
    decision = Cell(limit.id, limit.decision, below, tone, can_edit=True)
    if is_narrow:
        return (decision, *marks)
    condition = Cell(limit.id, limit.condition, can_edit=True, spoken=limit.condition or _("no condition"))
    return (decision, *marks, condition, Cell(limit.id, "", known))


def standing(limit: Authority, asked: Asked | None, today: date) -> str:
    """How a limit is known and since when, whether it is stale, asked, discussed."""
    parts = [
        _("{basis} {day}").format(basis=BASES[limit.basis], day=day_text(limit.said_on, today)),
        _("time to ask again") if agreement.is_stale(limit.basis, limit.said_on, today) else "",
        asked_words(asked, today),
        _("discussed {day}").format(day=day_text(limit.discussed_on, today)) if limit.discussed_on else "",
    ]
    return " · ".join(part for part in parts if part)

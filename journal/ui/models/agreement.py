"""The working agreement as a table of both sides: what is read of it, and how each statement stands there in words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from journal import chapters
from journal.chapters import Asked
from journal.practices import agreement
from journal.store.tables import Statement
from journal.text import BASES, OWNERS, TOPICS, _, n_
from journal.ui.models.cells import Cell, Line
from journal.ui.models.promise_words import day_text

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

SIDES: Final = ("me", "manager")
#: What can narrow the agreement.
FILTERS: Final = {"assumed": _("Assumed"), "stale": _("To ask again"), "open": _("Not discussed")}


@dataclass(frozen=True)
class AgreementView:
    """Everything that the tab shows of a chapter; `asked` holds the questions that went to a one-on-one."""

    statements: list[Statement]
    asked: dict[str, Asked]
    talked: bool

    def of(self, statement_id: str) -> Statement | None:
        """One of the statements."""
        return next((each for each in self.statements if each.id == statement_id), None)


def read_agreement(session: "Session", manager_id: str) -> AgreementView:
    """Read the agreement with a manager."""
    found = agreement.statements(session, manager_id)
    asked = chapters.asked(session, [each.id for each in found])
    return AgreementView(found, asked, agreement.expectations_were_talked_of(found))


def lines(view: AgreementView, today: date, narrowed: Collection[str], manager: str, *, is_narrow: bool) -> list[Line]:
    """Both sides by topic, side by side; below each other where it is narrow."""
    shown = [each for each in view.statements if all(_passes(each, name, today) for name in narrowed)]
    found: list[Line] = []
    for topic, (_sides, words) in TOPICS.items():
        by_side = [[each for each in shown if each.topic == topic and each.side == side] for side in SIDES]
        if not any(by_side):
            continue
        if is_narrow:
            found += _below(by_side, words, manager, view, today)
        else:
            found.append(Line(words))
            for place in range(max(map(len, by_side))):
                cells = (column[place] if place < len(column) else None for column in by_side)
                found.append(Line("", tuple(_cell(each, view, today) if each else None for each in cells)))
    return found


def _below(by_side: list[list[Statement]], words: str, manager: str, view: AgreementView, today: date) -> list[Line]:
    found: list[Line] = []
    for side, statements in zip((OWNERS["me"], manager), by_side, strict=True):
        if statements:
            found.append(Line(f"{words} · {side}"))
            found += [Line("", (_cell(each, view, today),)) for each in statements]
    return found


def _passes(statement: Statement, name: str, today: date) -> bool:
    if name == "assumed":
        return statement.basis == "assumed"
    if name == "stale":
        return agreement.is_stale(statement.basis, statement.said_on, today)
    return statement.discussed_on is None


def _cell(statement: Statement, view: AgreementView, today: date) -> Cell:
    asked = view.asked.get(statement.id)
    icon, tip = _press(statement, asked, today)
    return Cell(
        statement.id,
        statement.text,
        standing(statement, asked, today),
        "muted" if agreement.is_stale(statement.basis, statement.said_on, today) else "",
        icon,
        tip,
        can_edit=True,
    )


def _press(statement: Statement, asked: Asked | None, today: date) -> tuple[str, str]:
    """What one click on a statement does: it asks what is not sure, or counts what was seen once more."""
    if statement.basis == "observed":
        return "plus", _("Seen once more today (O)")
    waits = asked is not None and not asked.is_answered
    if not waits and (statement.basis == "assumed" or agreement.is_stale(statement.basis, statement.said_on, today)):
        return "one-on-ones", _("Ask in the next one-on-one (Q)")
    return "", ""


def standing(statement: Statement, asked: Asked | None, today: date) -> str:
    """How a statement is known and since when, whether it is stale, asked, discussed: in one line."""
    day = day_text(statement.said_on, today)
    known = _("{basis} {day}").format(basis=BASES[statement.basis], day=day)
    if statement.basis == "observed" and statement.times > 1:
        said = n_("Observed {n} time, last {day}", "Observed {n} times, last {day}", statement.times)
        known = said.format(n=statement.times, day=day)
    parts = [
        known,
        _("time to ask again") if agreement.is_stale(statement.basis, statement.said_on, today) else "",
        asked_words(asked, today),
        _("discussed {day}").format(day=day_text(statement.discussed_on, today)) if statement.discussed_on else "",
    ]
    return " · ".join(part for part in parts if part)


def asked_words(asked: Asked | None, today: date) -> str:
    """When a question was or will be asked."""
    if asked is None:
        return ""
    words = _("asked {day}") if asked.is_answered else _("to be asked {day}")
    return words.format(day=day_text(asked.day, today)) if asked.is_answered or asked.day >= today else _("to be asked")

"""Surprises and experience as tables: what is read of them, and how each stands there in words."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from journal.practices import experience, surprises
from journal.store import records
from journal.store.tables import Authority, Entry, Experience, Record, Statement, Surprise
from journal.text import BASES, DEGREES, TOPICS, _
from journal.ui.models.cells import Cell, Line
from journal.ui.models.promise_words import day_text

if TYPE_CHECKING:
    from journal.ui.open_journal import Session


@dataclass(frozen=True)
class SurpriseRow:
    """A surprise, and the rule that came of it: its id (empty: none yet) and its words."""

    surprise: Surprise
    rule_id: str
    rule: str


def read_surprises(session: "Session", manager_id: str) -> list[SurpriseRow]:
    """Read the surprises with a manager, the open ones first."""
    return [_with_rule(session, each) for each in surprises.of(session, manager_id)]


def _with_rule(session: "Session", surprise: Surprise) -> SurpriseRow:
    limit = _live(records.find(session, Authority, surprise.authority_id)) if surprise.authority_id else None
    if isinstance(limit, Authority):
        words = _("{decision}: {degree}").format(decision=limit.decision, degree=DEGREES[limit.degree].lower())
        return SurpriseRow(surprise, limit.id, " · ".join(part for part in (words, limit.condition) if part))
    statement = _live(records.find(session, Statement, surprise.statement_id)) if surprise.statement_id else None
    if isinstance(statement, Statement):
        return SurpriseRow(surprise, statement.id, f"{TOPICS[statement.topic][1]}: {statement.text}")
    return SurpriseRow(surprise, "", "")


def _live(record: Record | None) -> Record | None:
    return record if record and record.deleted_at is None else None


def surprise_lines(rows: list[SurpriseRow], today: date, *, is_narrow: bool) -> list[Line]:
    """A line for each surprise, the open ones under a heading of their own; below each other where it is narrow."""
    found: list[Line] = []
    for heading, is_open in ((_("No rule yet"), True), (_("Ended in a rule"), False)):
        part = [row for row in rows if (not row.rule_id) is is_open]
        if part:
            found.append(Line(heading))
            found += [Line("", _surprise_cells(row, today, is_narrow=is_narrow)) for row in part]
    return found


def _surprise_cells(row: SurpriseRow, today: date, *, is_narrow: bool) -> tuple[Cell, ...]:
    surprise = row.surprise
    tone, day = ("muted" if row.rule_id else ""), day_text(surprise.day, today)
    if is_narrow:
        second = " · ".join(part for part in (day, surprise.they_expected, row.rule) if part)
        icon = "" if row.rule_id else "plus"
        return (Cell(surprise.id, surprise.what_happened, second, tone, icon, _("Make the rule (R)"), can_edit=True),)
    rule = (
        Cell(surprise.id, row.rule)
        if row.rule_id
        else Cell(surprise.id, "", _("Which rule was missing?"), icon="plus", tip=_("Make the rule (R)"))
    )
    return (
        Cell(surprise.id, surprise.what_happened, day, tone, can_edit=True),
        Cell(surprise.id, surprise.they_expected, tone=tone, can_edit=True),
        rule,
    )


@dataclass(frozen=True)
class ExperienceRow:
    """Something that a manager has done, and the request that was made of it, with its state."""

    experience: Experience
    entry: Entry | None


def read_experience(session: "Session", manager_id: str) -> list[ExperienceRow]:
    """Read the experience map of a manager."""
    found = experience.of(session, manager_id)
    return [ExperienceRow(each, experience.asked_for(session, each)) for each in found]


def experience_lines(rows: list[ExperienceRow], today: date, *, is_narrow: bool) -> list[Line]:
    """A line for each experience; what it was asked for in stands in the last column."""
    return [Line("", _experience_cells(row, today, is_narrow=is_narrow)) for row in rows]


def _experience_cells(row: ExperienceRow, today: date, *, is_narrow: bool) -> tuple[Cell, ...]:
    found = row.experience
    known = _("{basis} {day}").format(basis=BASES[found.basis], day=day_text(found.known_on, today))
    asked = _("request of {day}").format(day=day_text(row.entry.day, today)) if row.entry else ""
    icon, tip = ("", "") if row.entry else ("request", _("Ask for advice (Q)"))
    if is_narrow:
        second = " · ".join(part for part in (found.what_i_could_learn, known, asked) if part)
        return (Cell(found.id, found.what_they_did, second, "", icon, tip, can_edit=True),)
    last = (
        Cell(found.id, asked[:1].upper() + asked[1:])
        if asked
        else Cell(found.id, "", _("Not asked for yet"), icon=icon, tip=tip)
    )
    return (
        Cell(found.id, found.what_they_did, known, can_edit=True),
        Cell(found.id, found.what_i_could_learn, can_edit=True),
        last,
    )

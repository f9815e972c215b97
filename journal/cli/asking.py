"""From the options of the command `summary` to what stands on the paper: the days, for whom, the lines, and their reading."""

import argparse
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from journal.cli.daily import period
from journal.errors import BadInput
from journal.text import SECTIONS, _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from journal.sharing.choices import Choices, Period
    from journal.sharing.collect import Collected
    from journal.sharing.reading import Finding
    from journal.store.tables import Manager, ShareableLine

#: The periods that need no days, each with its name among the choices of a summary.
PERIODS: Final[dict[str, "Period"]] = {
    "quarter": "quarter",
    "last-quarter": "last-quarter",
    "since-summary": "since-summary",
    "since-one-on-one": "since-meeting",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands on the paper, what somebody may stumble over who reads it, and for whom it is.

    `left_out` are approved lines that found no room among talking points.
    """

    content: "Collected"
    findings: "list[Finding]"
    left_out: "list[ShareableLine]"
    manager: str


def collected(session: "Session", options: argparse.Namespace) -> Asked:
    """Read all of it. Raises BadInput where there is no such manager, period or goal, or no approved line."""
    from journal.sharing import collect_papers, reading
    from journal.sharing.choices import read
    from journal.sharing.collect import collect

    manager = _manager(session, options.manager)
    chosen = _choices(session, options, manager.id)
    whole = content = collect(session, chosen, manager_id=manager.id)
    if options.talking_points:
        content = collect_papers.talking_points(whole, *([options.points] if options.points else []))
    stand = read(session, manager.id, date.today()).let_stand
    findings = reading.read(session, content.lines, manager_id=manager.id, stand=stand)
    return Asked(content, findings, collect_papers.left_out(whole, content), manager.name)


def _manager(session: "Session", name: str) -> "Manager":
    """The current manager, or the one with this name, or alone with it in the name. Raises BadInput."""
    from journal.practices import managers

    if not name:
        return managers.current(session)
    wanted = " ".join(name.casefold().split())
    known = {" ".join(each.name.casefold().split()): each for each in reversed(managers.chapters(session))}
    found = [known[wanted]] if wanted in known else [each for key, each in known.items() if wanted in key]
    if len(found) != 1:
        raise BadInput(
            _("More than one manager is called {name}: say more of the name.").format(name=name)
            if found
            else _("There is no manager called {name} in this journal.").format(name=name)
        )
    return found[0]


def _choices(session: "Session", options: argparse.Namespace, manager_id: str) -> "Choices":
    from journal.sharing.choices import KEPT_BY_MONTH, Choices

    first, last = _days(session, options, manager_id)
    chosen = Choices(
        first,
        last,
        page=options.page,
        design=options.design,
        language=options.language,
        pages=options.pages,
        chart=KEPT_BY_MONTH if options.chart else "",
        off=SECTIONS.keys() - options.sections if options.sections else options.without,
    )
    return _with_goal(session, chosen, options.goal_chart, manager_id) if options.goal_chart else chosen


def _days(session: "Session", options: argparse.Namespace, manager_id: str) -> tuple[date, date]:
    """The days that were given, or those of the period today. Raises BadInput for one that has no beginning."""
    from journal.practices import one_on_ones
    from journal.sharing import choices, receipts

    if not options.period:
        return period(options)
    today = date.today()
    found = choices.days(
        PERIODS[options.period],
        today,
        since_summary=receipts.since_the_last(session, today, manager_id=manager_id),
        since_meeting=one_on_ones.since_the_last(session, today, manager_id=manager_id),
    )
    if found is None and options.period == "since-summary":
        raise BadInput(_("There is no earlier summary, or it goes up to today: say the days with --from and --to."))
    if found is None:
        raise BadInput(_("No one-on-one was held before today: say the days with --from and --to."))
    return found


def _with_goal(session: "Session", chosen: "Choices", text: str, manager_id: str) -> "Choices":
    """With the chart of the goal that has this text and an approved line in the period. Raises BadInput."""
    from dataclasses import replace

    from journal.practices import goals
    from journal.sharing import lines

    named = {goal.id for goal in goals.goals(session) if text.casefold() in goal.what.casefold()}
    if not named:
        raise BadInput(_("There is no goal with this text."))
    told = lines.approved(session, chosen.first, chosen.last, manager_id=manager_id)
    shown = {line.source_id for line in told if line.source_kind == "goal" and line.section not in chosen.off} & named
    if not shown:
        raise BadInput(_("No approved line of these days is about that goal: its chart stands beside its line alone."))
    if len(shown) > 1:
        raise BadInput(_("More than one goal has this text: say more of it."))
    return replace(chosen, chart=f"goal:{shown.pop()}")

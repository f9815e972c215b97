"""A promise in plain words: when it is due, how it was moved, how it ended, how a typed line is understood."""

from datetime import date
from functools import partial

from journal.errors import BadInput
from journal.practices import commitments
from journal.text import COMMITMENT_STATUSES, OWNERS, _, n_
from journal.ui.models.ledger import LedgerRow
from journal.ui.widgets.dates import due_words, month_day, near_day, read_day, weekday


def day_text(day: date, today: date) -> str:
    """A day in plain words: today, tomorrow, yesterday, or `Fri 27 Nov`, with the year where it is another one."""
    near = near_day(day, today)
    if abs((day - today).days) <= 1:
        return near
    return f"{weekday(day)}\N{NO-BREAK SPACE}{near if day.year != today.year else month_day(day)}"


def due_text(due: date | None, today: date) -> str:
    """When something is due in plain words; how late it is; nothing without a date."""
    if due is None:
        return ""
    return due_words(due, today) if due < today else day_text(due, today)


def end_text(row: LedgerRow, today: date) -> str:
    """How a promise ended and when, such as `Kept Tue 6 Oct`."""
    if row.trashed_on:
        return _("deleted {day}").format(day=day_text(row.trashed_on, today))
    return f"{COMMITMENT_STATUSES[row.status]} {day_text(row.closed_on, today) if row.closed_on else ''}".strip()


def reading(line: str, today: date, manager_name: str) -> str:
    """How a line such as `me: draft the plan by Friday` is understood."""
    try:
        read = commitments.from_line(line, partial(read_day, today=today, ahead=True), manager_name)
    except BadInput as fault:
        return str(fault)
    who = OWNERS["me"] if read.owner == "me" else manager_name or OWNERS["manager"]
    due = _("due {day}").format(day=day_text(read.due, today)) if read.due else _("no date")
    return f"{who} · {read.what} · {due}"


def move_lines(row: LedgerRow, today: date) -> list[str]:
    """The earlier dates of a promise that was moved, a line each."""
    lines: list[str] = []
    for due, moved_on, reason in row.moves:
        was = _("was due {day}").format(day=day_text(due, today)) if due else _("had no date")
        moved = _("moved {day}").format(day=day_text(moved_on, today)) if moved_on else ""
        words = " · ".join(part for part in (was, moved) if part)
        lines.append(f"{words[:1].upper()}{words[1:]}" + (f": {reason}" if reason else ""))
    return lines


def moved_text(count: int) -> str:
    """How often a promise was moved to another date; nothing for never."""
    return n_("moved once", "moved {count} times", count).format(count=count) if count else ""


def line_hint(manager: str) -> str:
    """How to write a promise in one line, with the manager's own name."""
    is_named = manager and manager != _("My manager")
    name = manager.split(" ", maxsplit=1)[0] if is_named else _("manager")
    return _("Begin with “me:” or “{manager}:”, end with “by Friday”; Enter adds it.").format(manager=name)

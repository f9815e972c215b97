"""What an import does or did, in plain lines, for the window's preview and the command line's answer alike."""

from collections import Counter
from datetime import date
from typing import Final

from journal.exchange.incoming import ImportPlan
from journal.exchange.series_import import InstanceStep
from journal.store.merging import report as merging
from journal.text import _, long_day, n_

MOST_MEETINGS: Final = 20

KIND_NAMES: Final[dict[str, str]] = {
    "notes": _("Notes"),
    "calendar": _("Calendar meetings"),
    "requests": _("Requests"),
    "feedback": _("Feedback"),
    **merging.KIND_NAMES,
}


def lines(plan: ImportPlan, *, done: bool = True) -> list[str]:
    """The report of an import, or with `done=False` its preview: a line a kind, then what deserves a word of its own."""
    found = [
        _("{kind}: {counts}").format(kind=name, counts=", ".join(_counts(plan.counts[kind], done=done)))
        for kind, name in KIND_NAMES.items()
        if kind in plan.counts
    ]
    found += merging.small_news_lines(plan.small_news, done=done)
    if plan.is_empty:
        found.append(_("Nothing new: the journal stays as it is.") if not done else _("Nothing new."))
    return found + remarks(plan)


def _counts(counts: Counter[str], *, done: bool) -> list[str]:
    texts = {
        "added": _("{n} added") if done else _("{n} to add"),
        "linked": _("{n} linked to their one-on-ones") if done else _("{n} to link to their one-on-ones"),
        "changed": _("{n} updated") if done else _("{n} to update"),
        "joined": (
            _("{n} changed here and there, both kept") if done else _("{n} changed here and there: both will be kept")
        ),
        "withdrawn": _("{n} moved to the trash") if done else _("{n} to move to the trash"),
        "removed": _("{n} deleted for good there, removed") if done else _("{n} deleted for good there, to remove"),
        "same": _("{n} unchanged"),
        "kept_ours": _("{n} edited here since, left as they are"),
        "in_trash": _("{n} in the trash or deleted, left there"),
    }
    return [text.format(n=counts[outcome]) for outcome, text in texts.items() if counts[outcome] or outcome == "added"]


def meetings(plan: ImportPlan) -> list[str]:
    """What a calendar does to one-on-ones that are here already, each by its day; at most the first twenty."""
    found = [line for step in plan.meetings if (line := _of_meeting(step))]
    more = len(found) - MOST_MEETINGS
    if more > 0:
        found = [*found[:MOST_MEETINGS], n_("… and {n} more", "… and {n} more", more).format(n=more)]
    return found


def _of_meeting(step: InstanceStep) -> str:
    before = _moment(*step.was) if step.was else ""
    after = _moment(step.row.day, step.row.start)
    if step.outcome == "withdrawn":
        return _("No longer in the calendar, to the trash: {before}").format(before=before)
    if step.outcome == "kept_ours" and step.is_gone:
        return _("No longer in the calendar, kept for what is in it: {before}").format(before=before)
    if step.outcome == "kept_ours":
        return _("Set here to {before}, in the calendar {after}: left as it is").format(before=before, after=after)
    if step.outcome == "changed" and before != after:
        return _("Moved: {before} → {after}").format(before=before, after=after)
    return ""


def _moment(day: date, start: str) -> str:
    return _("{day}, {time}").format(day=long_day(day), time=start) if start else long_day(day)


def remarks(plan: ImportPlan) -> list[str]:
    """What deserves a word of its own beyond the counts: series, rows and files that were left as they are."""
    found = [_("Calendar series taken: {title}").format(title=title) for title in plan.series]
    found += [_("Calendar series left out: {title}").format(title=title) for title in plan.other_series]
    ours = [step.row.place for step in plan.steps if step.outcome == "kept_ours"]
    found += [_("Edited here since, left as it is: {place}").format(place=place) for place in ours]
    found += meetings(plan)
    found += [_("Skipped: {problem}").format(problem=problem) for problem in plan.skipped]
    if plan.ignored:
        found.append(_("Ignored: {names}").format(names=", ".join(plan.ignored)))
    return found

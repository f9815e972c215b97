"""What stands in the lists of Today, and the sentences about the next one-on-one."""

from datetime import date, time
from typing import Final, NamedTuple

from journal.practices import cadence
from journal.practices.cadence import Standing
from journal.preparing import Preparation, ToAsk
from journal.store.tables import Commitment, OneOnOne
from journal.text import _, first_line, n_
from journal.today import Today
from journal.ui.models.rows import Row
from journal.ui.widgets.dates import due_words, month_day, near_day, short_time

_NO_BREAK: Final = "\u00a0"


class First(NamedTuple):
    """One of the first steps: its words, and the page and the kind of record that it begins."""

    words: str
    page: str
    record: str = ""


STEPS: Final = {
    "interaction": First(_("Write down your last talk with your manager"), "journal", "interaction"),
    "one_on_one": First(_("Plan the next one-on-one"), "one_on_ones"),
    "commitment": First(_("Write down what each of you has promised"), "commitments"),
    "feedback": First(_("Keep a feedback in the exact words that you heard"), "journal", "feedback"),
    "statement": First(_("Say how you, and your manager, like to work"), "manager"),
}


def due_rows(found: Today) -> list[Row]:
    """My commitments that are due, to tick."""
    return [_commitment_row(each, found.day) for each in found.due]


def waiting_rows(found: Today) -> list[Row]:
    """What the manager owes: their commitments to tick, and my requests to go to."""
    rows = [_commitment_row(each, found.day) for each in found.waiting_promises]
    for asked in found.waiting_requests:
        wanted = asked.request.by_when
        rows.append(
            Row(
                asked.entry_id,
                first_line(asked.request.ask) or _("A request without words yet"),
                _("asked {day}").format(day=near_day(asked.request.asked_on or asked.day, found.day)),
                due_words(wanted, found.day) if wanted else "",
                icon="request",
                tone="alert" if wanted and wanted < found.day else "",
                page="journal",
            )
        )
    return rows


def unclosed_rows(found: Today) -> list[Row]:
    """Planned one-on-ones whose day has passed, the latest first."""
    latest_first = sorted(found.unclosed, key=_day_of, reverse=True)
    return [
        Row(
            each.id,
            _("One-on-one of {day}").format(day=near_day(each.day, found.day)),
            _("Write down what was promised while you still know it."),
            icon="one-on-ones",
            page="one_on_ones",
        )
        for each in latest_first
    ]


def ask_rows(found: Today) -> list[Row]:
    """Feedback whose day to ask again has come."""
    return [
        Row(
            each.entry_id,
            first_line(each.feedback.what_i_will_do)
            or first_line(each.feedback.exact_words)
            or _("A feedback without words yet"),
            _("Ask: what have you seen since {day}?").format(day=near_day(each.day, found.day)),
            icon="feedback",
            page="journal",
        )
        for each in found.ask_again
    ]


def question_rows(found: Today) -> list[Row]:
    """What could be put on the next agenda; the row leads to where the question comes from."""
    return [
        Row(
            each.source_id,
            each.text,
            _about(each, found.day),
            icon="plus",
            page="manager" if each.source_kind == "statement" else "journal",
        )
        for each in found.questions
    ]


def surprise_rows(found: Today) -> list[Row]:
    """Expectations that were met too late, and that no rule came of yet."""
    return [
        Row(
            each.id,
            first_line(each.what_happened),
            _("{day}: which rule would have helped?").format(day=near_day(each.day, found.day)),
            icon="info",
            page="manager",
        )
        for each in found.surprises
    ]


def step_rows(found: Today) -> list[Row]:
    """The first steps, with the key that begins each."""
    return [
        Row(
            step.name,
            STEPS[step.name].words if step.is_done else f"{number} · {STEPS[step.name].words}",
            ticked=step.is_done,
            tone="muted" if step.is_done else "",
            page=STEPS[step.name].page,
        )
        for number, step in enumerate(found.steps, 1)
    ]


def past_rows(found: Today) -> list[Row]:
    """What was written on this day of earlier years."""
    return [
        Row(each.id, each.headline or _("Without words"), _years_ago(found, each.day), icon=each.kind, page="journal")
        for each in found.on_this_day
    ]


def meeting_line(meeting: OneOnOne, day: date) -> str:
    """When the next one-on-one is."""
    away = (meeting.day - day).days
    when = near_day(meeting.day, day)
    parts = [
        _("Next one-on-one"),
        f"{when} {month_day(meeting.day)}" if 1 < away < 7 else when,
        n_("in {n} day", "in {n} days", away).format(n=away) if away > 1 else "",
    ]
    if meeting.start:
        parts[1] += f", {short_time(time.fromisoformat(meeting.start))}"
    return " · ".join(part.replace(" ", _NO_BREAK) for part in parts if part)


def bring_line(bring: Preparation) -> str:
    """What comes into it by itself."""
    carried, own = bring.agenda.carried, bring.agenda.own
    waiting, again = len(bring.questions) + len(bring.requests_to_make), len(bring.ask_again)
    parts = [
        _count(n_("{n} question to ask", "{n} questions to ask", waiting), waiting),
        _count(n_("{n} to ask again", "{n} to ask again", again), again),
        _count(n_("{n} topic", "{n} topics", len(own)), len(own)),
        _count(n_("{n} topic carried over", "{n} topics carried over", len(carried)), len(carried)),
        _count(n_("{n} commitment of yours", "{n} commitments of yours", len(bring.mine)), len(bring.mine)),
        _count(n_("{n} of theirs", "{n} of theirs", len(bring.theirs)), len(bring.theirs)),
    ]
    if carried:
        parts[3] += _(" since {day}").format(day=month_day(min(item.raised_on for item in carried)))
    return " · ".join(part.replace(" ", _NO_BREAK) for part in parts if part) or _("Nothing stands on its agenda yet.")


def rhythm_line(rhythm: Standing, day: date) -> str:
    """How the plan stands to the rhythm, softly; nothing where there is none, or where it is kept."""
    if rhythm.last is None or rhythm.due is None:
        return ""
    if rhythm.state == "late" and rhythm.planned:
        words = _("You last met {last}. By your rhythm it comes {late}.")
    elif rhythm.state == "late":
        words = _("You last met {last}. By your rhythm the next one is {late}.")
    elif rhythm.state == "open":
        words = _("You last met {last}. By your rhythm the next one is {due}.")
    else:
        return ""
    return words.format(
        last=near_day(rhythm.last, day), late=cadence.late_words(rhythm.late), due=near_day(rhythm.due, day)
    )


def _commitment_row(made: Commitment, day: date) -> Row:
    late = made.due is not None and made.due < day
    return Row(
        made.id,
        made.what,
        _("promised {day}").format(day=near_day(made.made_on, day)),
        due_words(made.due, day) if made.due else "",
        tone="alert" if late else "",
        ticked=False,
        page="commitments",
    )


def _about(question: ToAsk, day: date) -> str:
    when = near_day(question.since, day)
    if question.source_kind == "statement":
        return _("assumed since {day}").format(day=when)
    if question.source_kind == "request":
        return _("a request that you have not made yet, noted {day}").format(day=when)
    return _("from the feedback of {day}").format(day=when)


def _day_of(meeting: OneOnOne) -> date:
    return meeting.day


def _years_ago(found: Today, day: date) -> str:
    years = found.day.year - day.year
    return n_("a year ago", "{n} years ago", years).format(n=years)


def _count(words: str, number: int) -> str:
    return words.format(n=number) if number else ""

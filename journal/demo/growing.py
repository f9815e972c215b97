"""The sample year's growth: goals and a bigger role with what shows them, talks about development, the pulse, prompts."""

from datetime import date
from typing import Any, Final

from journal.demo.sample import Part, Sample
from journal.practices import bigger_role, development_talks, evidence, goals, prompts, pulse

_CASE_FIELDS: Final = ("reasoning", "their_words", "advocacy_limit", "next_steps")


def write(sample: Sample) -> None:
    """Write everything that stands on the page Growth beside the importance board."""
    for part in sample.parts["goal"]:
        _goal(sample, part)
    for part in sample.parts["duties"]:
        _duties(sample, part)
    for part in sample.parts["role"]:
        _role(sample, part)
    for part in sample.parts["talk"]:
        _talk(sample, part)
    for part in sample.parts["pulse"]:
        _pulse(sample, part)
    for part in sample.parts["prompt"]:
        day = sample.clock.day(part["day"])
        sample.dated(prompts.add(sample.session, part["practice"], part["moment"], part["text"]), day, "20:15")


def _goal(sample: Sample, part: Part) -> None:
    day = sample.clock.day(part["begun_on"])
    fields = {name: part[name] for name in ("why", "competency", "support_wanted") if name in part}
    due = sample.clock.day(part["due"]) if "due" in part else None
    manager_id = sample.manager_of(part, day).id
    made = goals.begin(sample.session, part["what"], day, manager_id=manager_id, due=due, **fields)
    changed = day
    if "closed_on" in part:
        changed = sample.clock.day(part["closed_on"])
        goals.close(sample.session, made.id, part["status"], changed)
    sample.dated(made, day, "20:40", changed, "20:40")
    _show(sample, part.get("shown_by", []), "goal_id", made.id, day)


def _duties(sample: Sample, part: Part) -> None:
    day = sample.clock.day(part["begun_on"])
    made = goals.begin_duties(sample.session, day, manager_id=sample.manager_of(part, day).id)
    for duty, shown_by in zip(made, part["shown_by"], strict=True):
        sample.dated(duty, day, "20:45")
        _show(sample, shown_by, "goal_id", duty.id, day)


def _role(sample: Sample, part: Part) -> None:
    day = sample.clock.day(part["begun_on"])
    fields = {name: part[name].strip() for name in _CASE_FIELDS if name in part}
    manager_id = sample.manager_of(part, day).id
    made = bigger_role.begin(sample.session, part["role"], day, manager_id=manager_id, **fields)
    bigger_role.answer(sample.session, made.id, part["agrees"], sample.clock.day(part["agrees_on"]))
    if "limit_asked_on" in part:
        bigger_role.revise(sample.session, made.id, limit_asked_on=sample.clock.day(part["limit_asked_on"]))
    if "closed_on" in part:
        bigger_role.close(sample.session, made.id, part["status"], sample.clock.day(part["closed_on"]))
    sample.dated(made, day, "21:00", sample.clock.day(part["agrees_on"]), "21:00")
    for criterion in part.get("criterion", []):
        added = bigger_role.add_criterion(sample.session, made.id, criterion["what"], criterion["basis"])
        bigger_role.revise_criterion(sample.session, added.id, state=criterion["state"])
        sample.dated(added, day, "21:05")
        _show(sample, criterion.get("shown_by", []), "criterion_id", added.id, day)


def _show(sample: Sample, keys: list[str], what: evidence.For, record_id: str, begun_on: date) -> None:
    """Link the entries that show something, each on its own day or when there was something to show it of."""
    for key in keys:
        entry, _day = sample.known(key)
        sample.dated(evidence.link(sample.session, entry.id, what, record_id), max(entry.day, begun_on), "21:10")


def _talk(sample: Sample, part: Part) -> None:
    day = sample.clock.day(part["day"])
    meeting, _day = sample.known(f"one-on-one:{part['meeting']}")
    names = ("opened_by", "about", "strengths", "areas", "next_steps")
    fields: dict[str, Any] = {name: part[name] for name in names}
    manager_id = sample.manager_of(part, day).id
    made = development_talks.write_down(sample.session, day, manager_id=manager_id, one_on_one_id=meeting.id, **fields)
    sample.dated(made, day, "20:20")


def _pulse(sample: Sample, part: Part) -> None:
    day = sample.clock.day(part["rated_on"])
    marks = dict(zip(pulse.WORDS, part["marks"], strict=True))
    manager_id = sample.manager_of(part, day).id
    sample.dated(pulse.take(sample.session, day, marks, part["note"], manager_id=manager_id), day, "22:00")

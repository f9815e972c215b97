"""The sample year's working agreement, limits of authority, surprises, and what the managers have done."""

from typing import Any

from journal import chapters
from journal.demo.sample import Part, Sample
from journal.practices import agreement, authority, experience, requests, surprises


def write(sample: Sample) -> None:
    """Write everything that is known of working with the managers of the sample."""
    for part in sample.parts["statement"]:
        _state(sample, part)
    _carry_over(sample)
    for part in sample.parts["authority"]:
        _allow(sample, part)
    for part in sample.parts["surprise"]:
        _be_surprised(sample, part)
    for part in sample.parts["experience"]:
        _note(sample, part)


def _state(sample: Sample, part: Part) -> None:
    day = sample.clock.day(part["said_on"])
    made = agreement.state(
        sample.session,
        part["side"],
        part["topic"],
        part["text"],
        part["basis"],
        day,
        manager_id=sample.manager_of(part, day).id,
    )
    changes: dict[str, Any] = {"times": part.get("times", 1)}
    if "discussed_on" in part:
        changes["discussed_on"] = sample.clock.day(part["discussed_on"])
    agreement.revise(sample.session, made.id, **changes)
    sample.dated(made, day, "19:10")
    if "key" in part:
        sample.keys[f"statement:{part['key']}"] = (made, day)
    if part.get("asked"):
        _dated_today(sample, chapters.ask_about(sample.session, made, sample.clock.today))


def _carry_over(sample: Sample) -> None:
    """What was about me came along into the next chapter on its first day."""
    first, *_others, last = sample.managers.values()
    for made in agreement.carry_over(sample.session, first.id, last.id):
        sample.dated(made, max(made.said_on, last.started_on or made.said_on), "20:10")


def _allow(sample: Sample, part: Part) -> None:
    day = sample.clock.day(part["said_on"])
    made = authority.allow(
        sample.session,
        part["decision"],
        part["degree"],
        part["basis"],
        day,
        condition=part.get("condition", ""),
        manager_id=sample.manager_of(part, day).id,
    )
    if "discussed_on" in part:
        authority.revise(sample.session, made.id, discussed_on=sample.clock.day(part["discussed_on"]))
    sample.dated(made, day, "19:20")
    if "key" in part:
        sample.keys[f"authority:{part['key']}"] = (made, day)
    if part.get("asked"):
        _dated_today(sample, chapters.ask_about_limit(sample.session, made, sample.clock.today))


def _dated_today(sample: Sample, item: Any) -> None:
    """A question was put on the agenda yesterday: nothing of the story happens on the day itself."""
    item.raised_on = sample.clock.day("today-1")
    sample.dated(item, item.raised_on, "09:00")


def _be_surprised(sample: Sample, part: Part) -> None:
    day = sample.clock.day(part["day"])
    made = surprises.write(
        sample.session,
        day,
        part["what_happened"],
        part["they_expected"],
        manager_id=sample.manager_of(part, day).id,
    )
    kind, _colon, _key = part.get("ends_in", "").partition(":")
    if kind:
        rule = sample.known(part["ends_in"])[0].id
        rules = {"authority_id": None, "statement_id": None} | {f"{kind}_id": rule}
        surprises.end_in(sample.session, made.id, **rules)
    sample.dated(made, day, "21:15")


def _note(sample: Sample, part: Part) -> None:
    day = sample.clock.day(part["known_on"])
    made = experience.note(
        sample.session,
        part["what_they_did"],
        day,
        part["basis"],
        what_i_could_learn=part["what_i_could_learn"],
        manager_id=sample.manager_of(part, day).id,
    )
    if "asked_in" in part:
        requests.learn_from(sample.session, sample.known(part["asked_in"])[0].id, made.id)
    sample.dated(made, day, "19:40")

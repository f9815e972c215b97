"""The sample year's talks: rungs climbed, questions asked and answered, requests split, plans rehearsed, debriefs."""

from typing import Any

from journal.demo.sample import Part, Sample
from journal.practices import entries, feedback, one_on_ones, requests
from journal.store.tables import OneOnOne


def write(sample: Sample) -> None:
    """Write everything that stands around the one-on-ones of the sample."""
    for part in sample.parts["climb"]:
        _climb(sample, part)
    for part in sample.parts["question"]:
        _ask(sample, part)
    for part in sample.parts["answer"]:
        _answer(sample, part)
    for part in sample.parts["split"]:
        _split(sample, part)
    for part in sample.parts["card"]:
        _plan(sample, part)
    for part in sample.parts["debrief"]:
        _debrief(sample, part)


def _climb(sample: Sample, part: Part) -> None:
    """One rung of a feedback; where the feedback stands at last was written with it."""
    entry, _day = sample.known(f"feedback:{part['feedback']}")
    stands = feedback.of_entry(sample.session, entry.id).clarity
    day = sample.clock.day(part["day"])
    step = feedback.climb(sample.session, entry.id, part["rung"], day, part["words"], today=sample.clock.today)
    sample.dated(step, day, "18:30")
    if feedback.LADDER.index(part["rung"]) < feedback.LADDER.index(stands):
        entries.revise_details(sample.session, entry.id, clarity=stands)


def _ask(sample: Sample, part: Part) -> None:
    meeting, _day = sample.known(f"one-on-one:{part['meeting']}")
    entry, _day = sample.known(f"feedback:{part['feedback']}")
    heard = feedback.of_entry(sample.session, entry.id)
    words = feedback.question(part["rung"], heard.kind, heard.exact_words, heard.what_i_will_do)
    raised = sample.clock.day(part["raised"])
    item = one_on_ones.add_item(sample.session, meeting.id, words, raised, feedback.SOURCE, entry.id)
    if meeting.state == "held":
        one_on_ones.revise_item(sample.session, item.id, discussed=True, answer=part.get("answer", ""))
    sample.dated(item, raised, "09:00")


def _answer(sample: Sample, part: Part) -> None:
    meeting: OneOnOne = sample.known(f"one-on-one:{part['meeting']}")[0]
    topics = one_on_ones.agenda(sample.session, meeting).own
    one_on_ones.revise_item(sample.session, topics[int(part["topic"])].id, answer=part["answer"])


def _split(sample: Sample, part: Part) -> None:
    """One request had two issues in it."""
    entry, _day = sample.known(f"request:{part['request']}")
    made = requests.split(sample.session, entry.id, part["ask"], part["rest"])
    details = {name: part[name] for name in ("kind", "why_it_helps_them")}
    day = sample.clock.day(part["day"])
    sample.dated(made, day, "08:10")
    sample.dated(entries.revise_details(sample.session, made.id, **details), day, "08:10")


def _plan(sample: Sample, part: Part) -> None:
    meeting, _day = sample.known(f"one-on-one:{part['meeting']}")
    fields: dict[str, Any] = {
        name: value for name, value in part.items() if name not in {"meeting", "feedback", "rehearsed_on"}
    }
    practised = sample.clock.day(part["rehearsed_on"]) if "rehearsed_on" in part else None
    card = one_on_ones.add_card(sample.session, meeting.id, **fields, rehearsed_on=practised)
    made = practised or sample.clock.day("today-1")
    sample.dated(card, made, "19:30")


def _debrief(sample: Sample, part: Part) -> None:
    meeting, day = sample.known(f"one-on-one:{part['meeting']}")
    answers = {name: value for name, value in part.items() if name != "meeting"}
    one_on_ones.debrief(sample.session, meeting.id, **answers, debriefed_on=day)

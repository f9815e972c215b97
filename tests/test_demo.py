"""The sample year is alive on any day, shows everything that Upward knows, and keeps its own secrets."""

import re
import shutil
from collections.abc import Callable, Generator, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from journal import demo, paths, review, text, today
from journal.demo.story import Clock, story
from journal.errors import JournalExists
from journal.practices import (
    agreement,
    authority,
    bigger_role,
    commitments,
    development_talks,
    entries,
    evidence,
    feedback,
    goals,
    importance,
    managers,
    one_on_ones,
    pulse,
    requests,
    surprises,
)
from journal.sharing import collect, leak_check, lines, receipts, summary
from journal.sharing.choices import KEPT_BY_MONTH, Choices
from journal.store import search
from journal.store.key import Key
from journal.store.tables import (
    Base,
    ClimbStep,
    Entry,
    Feedback,
    ImportanceHand,
    Manager,
    OneOnOne,
    Receipt,
    Record,
    ShareableLine,
    Surprise,
)
from journal.store.tables.base import Words
from journal.store.vault import Vault

DAY = date(2027, 3, 5)
ODD_DAYS = [date(2028, 2, 29), date(2027, 12, 31), date(2028, 3, 1), date(2027, 8, 1)]  # the last is a Sunday
ALWAYS = date(1, 1, 1), date(9999, 12, 31)
PARTS = {Manager, ShareableLine, Receipt, ImportanceHand}  # what is nobody's private text
PRIVATE = {
    mapper.class_: [column.name for column in mapper.columns if isinstance(column.type, Words)]
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Record) and mapper.class_ not in PARTS
}


@pytest.fixture(scope="module")
def built(template: tuple[Path, Key], tmp_path_factory: pytest.TempPathFactory) -> Generator[Callable[[date], Vault]]:
    """Journals with the sample year of a day, each made once."""
    made: dict[date, Vault] = {}

    def of(day: date) -> Vault:
        if day not in made:
            path = tmp_path_factory.mktemp("demo") / "demo.upward"
            shutil.copyfile(template[0], path)
            vault = Vault.open_keyed(path, template[1], device="test")
            with vault.write() as session:
                demo.build(session, day)
            made[day] = vault
        return made[day]

    yield of
    for vault in made.values():
        vault.close()


@pytest.fixture
def year(built: Callable[[date], Vault]) -> Generator[Session]:
    """A session on the sample year of an ordinary day."""
    with built(DAY).read() as session:
        yield session


def everything(session: Session, kind: type[Any]) -> list[Any]:
    return list(session.scalars(select(kind)))


def words(said: str) -> list[str]:
    return re.findall(r"\w+", said.lower())


def fives(said: str) -> set[tuple[str, ...]]:
    found = words(said)
    return {tuple(found[at : at + 5]) for at in range(len(found) - 4)}


def private_texts(session: Session) -> Iterator[str]:
    for kind, columns in PRIVATE.items():
        for record in everything(session, kind):
            yield from (getattr(record, column) or "" for column in columns)


def test_it_says_that_it_is_invented(year: Session) -> None:
    first = min(everything(year, Entry), key=lambda entry: (entry.day, entry.time))
    assert text.first_line(first.text) == "Everything in this journal is invented"
    files = [file.read_text(encoding="utf-8") for file in paths.resource("demo").glob("*.toml")]
    assert files
    assert all(file.startswith("#") for file in files)
    assert all("invented" in file.partition("\n")[0] for file in files)


def test_it_is_a_whole_year_of_notes_of_very_different_lengths(year: Session) -> None:
    all_entries = everything(year, Entry)
    assert 110 <= len(all_entries) <= 150
    assert {entry.day.replace(day=1) for entry in all_entries} >= {
        (DAY - timedelta(days=days)).replace(day=1) for days in range(360)
    }
    lengths = sorted(len(words(entry.text)) for entry in all_entries)
    assert lengths[10] < 15
    assert lengths[-5] > 110


@pytest.mark.parametrize("kind", text.ENTRY_KINDS)
def test_every_kind_of_entry_occurs_more_than_ten_times(year: Session, kind: str) -> None:
    assert len(entries.places(year, entries.EntryFilter(kinds=frozenset({kind})))) > 10


def test_every_kind_and_status_of_a_request_occurs(year: Session) -> None:
    found = [asked.request for asked in requests.all_requests(year)]
    assert {request.kind for request in found} == set(text.REQUEST_KINDS)
    assert {request.status for request in found} == set(text.REQUEST_STATUSES)
    assert all((request.asked_on is None) == (request.status == "draft") for request in found)
    assert all((request.answered_on is None) == (request.status in {"draft", "asked"}) for request in found)


def test_every_rung_and_kind_of_a_feedback_occurs(year: Session) -> None:
    found = [heard.feedback for heard in feedback.received(year, *ALWAYS)]
    assert {each.clarity for each in found} == set(feedback.LADDER)
    assert {each.kind for each in found} == set(text.FEEDBACK_KINDS)
    for each in found:  # a rung is never reached without the ones below it
        rungs = feedback.LADDER.index(each.clarity)
        assert [each.situation, each.behaviour, each.impact][:rungs].count("") == 0


def test_every_status_of_a_promise_occurs_on_both_sides(year: Session) -> None:
    found = commitments.ledger(year)
    assert {(each.owner, each.status) for each in found} >= {
        (owner, status) for owner in text.OWNERS for status in ("open", "kept", "renegotiated")
    }
    assert "dropped" in {each.status for each in found}
    late = [
        each for each in found if each.status == "kept" and each.due and each.closed_on and each.closed_on > each.due
    ]
    assert {each.owner for each in late} == set(text.OWNERS)


def test_a_renegotiated_promise_leads_to_the_one_that_took_its_place(year: Session) -> None:
    found = commitments.ledger(year)
    renegotiated = {each.id for each in found if each.status == "renegotiated"}
    followers = [each for each in found if each.replaces_id]
    assert {each.replaces_id for each in followers} == renegotiated
    for each in followers:
        replaced = commitments.earlier(year, each)[0]
        assert (replaced.owner, replaced.closed_on) == (each.owner, each.made_on)
        meeting = year.scalar(select(OneOnOne).where(OneOnOne.id == each.one_on_one_id))
        assert meeting is not None
        assert meeting.day == each.made_on


def test_feedbacks_climb_with_a_word_at_every_step(year: Session) -> None:
    climbed = {step.entry_id for step in everything(year, ClimbStep)}
    assert len(climbed) > 5
    days = {entry.id: entry.day for entry in everything(year, Entry)}
    for heard in (each for each in everything(year, Feedback) if each.entry_id in climbed):
        steps = feedback.history(year, heard.entry_id)
        assert steps[-1].rung == heard.clarity
        assert all(step.words and days[heard.entry_id] <= step.reached_on for step in steps)
        assert heard.understood
        assert heard.felt_heard


def test_both_sides_of_the_agreement_are_there_on_every_footing(year: Session) -> None:
    miriam, colin = managers.chapters(year)
    found = agreement.statements(year, miriam.id)
    assert {(each.side, each.basis) for each in found} >= {
        (side, basis) for side in text.OWNERS for basis in ("told", "assumed")
    }
    assert "observed" in {each.basis for each in found}
    stale = [each for each in found if agreement.is_stale(each.basis, each.said_on, DAY)]
    assert 0 < len(stale) < len(found) / 3
    mine = {each.text for each in agreement.statements(year, colin.id) if each.side == "me"}
    assert mine <= {each.text for each in found if each.side == "me"}
    assert {each.degree for each in authority.limits(year, miriam.id)} >= {2, 3, 4, 5}
    assert 0 < len(surprises.without_rule(year)) < len(everything(year, Surprise))
    assert lines.of_paper(year, lines.AGREEMENT, miriam.id)


def test_what_is_assumed_is_asked_at_the_next_meeting(year: Session) -> None:
    meeting = one_on_ones.next_one(year, DAY)
    assert meeting is not None
    sources = {item.source_kind for item in one_on_ones.agenda(year, meeting).own}
    assert sources >= {"", "feedback", "statement", "authority"}
    assert [card for card in one_on_ones.cards(year, meeting.id) if card.rehearsed_on]


def test_goals_and_the_case_for_a_bigger_role_stand_on_evidence(year: Session) -> None:
    counts = evidence.counts(year, "goal_id")
    found = goals.goals(year)
    assert {each.kind for each in found} == set(text.GOAL_KINDS)
    assert {each.status for each in found} == set(text.GOAL_STATUSES)
    assert all(counts[each.id] for each in found if each.status != "dropped")
    case, earlier = bigger_role.cases(year)
    assert {each.state for each in bigger_role.criteria(year, case.id)} == set(text.CRITERION_STATES)
    assert earlier.status == "dropped"
    talks = [each.day for each in development_talks.talks(year)]
    assert development_talks.how_regular(talks, DAY).kind == "regular"
    assert len(pulse.pulses(year)) > 8


def test_a_request_was_split_in_two_and_answers_can_be_counted(year: Session) -> None:
    found = requests.all_requests(year)
    (second,) = [each for each in found if each.request.split_from_id]
    assert [each.entry_id for each in requests.linked(year, second.entry_id)] == [second.request.split_from_id]
    assert requests.answers(found) is not None


def test_three_rounds_of_importance_show_how_two_people_come_closer(year: Session) -> None:
    agreed = [each["me_vs_manager"] for each in review.figures(year, *ALWAYS)["importance"]]
    assert agreed == [1, 2, 3]
    dealt = {name for each in importance.rounds(year) for hand in each.hands.values() for name in hand.competencies}
    assert dealt <= set(importance.COMPETENCIES)


def test_one_chapter_follows_another_with_a_fortnight_in_common(year: Session) -> None:
    later, earlier = managers.chapters(year)
    assert managers.current(year).id == later.id
    assert earlier.ended_on is not None
    assert later.started_on is not None
    assert (earlier.ended_on - later.started_on).days == 13
    for entry in everything(year, Entry):
        chapter = later if entry.manager_id == later.id else earlier
        assert chapter.started_on is not None
        assert chapter.started_on <= entry.day <= (chapter.ended_on or DAY)


def test_the_summary_of_the_last_weeks_is_one_full_page(year: Session) -> None:
    content = collect.collect(year, Choices(*demo.period(DAY), chart=KEPT_BY_MONTH))
    assert len(content.lines) >= 9
    assert [section.key for section in content.document.sections] == list(text.SECTIONS)
    paper = summary.draw(content)
    assert len(PdfReader(BytesIO(paper.data)).pages) == 1
    leak_check.verify(paper.data, content.document)


def test_most_lines_stand_beside_what_they_are_about(year: Session) -> None:
    ticked = [each for each in lines.candidates(year, *demo.period(DAY)) if each.is_ticked]
    assert sum(bool(each.about) for each in ticked) > len(ticked) * 0.8
    assert any(each.line and not each.is_ticked for each in lines.candidates(year, *ALWAYS))


def test_no_line_repeats_five_words_of_a_private_text(year: Session) -> None:
    private: set[tuple[str, ...]] = set().union(*map(fives, private_texts(year)))
    assert len(private) > 5_000
    shared = everything(year, ShareableLine)
    assert len(shared) > 24
    assert [line.text for line in shared if fives(line.text) & private] == []


def test_an_earlier_summary_was_handed_over(year: Session) -> None:
    (receipt,) = receipts.kept(year)
    assert len(receipt.lines) > 3
    assert receipt.period_to < demo.period(DAY)[0]


def test_every_text_is_ready_to_be_read(year: Session) -> None:
    said = [*private_texts(year), *(line.text for line in everything(year, ShareableLine))]
    assert [each for each in said if "{" in each or each != each.strip()] == []
    titles = [text.first_line(entry.text) for entry in everything(year, Entry) if entry.text]
    assert [title for title in titles if len(title) > 90] == []


def test_topics_and_people_are_found(built: Callable[[date], Vault], year: Session) -> None:
    tags = dict(entries.tags(year))
    assert all(tags[name] >= 5 for name in ("@miriam", "@nadia", "@roadmap", "@heron", "@parts"))
    assert search.find(year, "agueda")
    assert {hit.kind for hit in search.find(year, "heron")} >= {"interaction", "one_on_one", "commitment"}
    assert built(DAY).integrity_faults() == []


def test_every_record_carries_the_moments_of_the_story_and_none_of_the_future(year: Session) -> None:
    kinds = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)]
    assert len(kinds) > 20
    for kind in kinds:
        assert everything(year, kind), kind
        for record in everything(year, kind):
            assert record.created_at <= record.changed_at < (DAY + timedelta(days=1)).isoformat()
            assert record.parents == []


@pytest.mark.parametrize("day", [DAY, *ODD_DAYS], ids=str)
def test_today_has_something_in_every_corner(built: Callable[[date], Vault], day: date) -> None:
    with built(day).read() as session:
        found = today.look(session, day)
    assert found.next_meeting is not None
    assert found.bring is not None
    assert 2 <= (found.next_meeting.day - day).days <= 4
    assert found.bring.agenda.own
    assert found.bring.agenda.carried
    assert found.bring.agenda.suggested
    assert found.bring.mine
    assert found.unclosed == []
    assert found.ask_again
    assert found.waiting_requests
    assert found.on_this_day
    due = [each.due - day for each in found.due if each.due]
    assert due[0].days < 0
    assert timedelta(0) in due
    assert any(0 < each.days < 7 for each in due)
    owed = [each.due - day for each in found.waiting_promises if each.due]
    assert owed[0].days < 0
    assert any(0 < each.days < 7 for each in owed)


@pytest.mark.parametrize("day", [DAY, *ODD_DAYS], ids=str)
def test_the_newest_note_is_from_yesterday(built: Callable[[date], Vault], day: date) -> None:
    with built(day).read() as session:
        (newest,) = entries.first_rows(session, entries.EntryFilter(), 1)
    assert newest.day == day - timedelta(days=1)


def test_on_any_day_every_meeting_falls_on_a_working_day_and_keeps_its_distance() -> None:
    parts = story()["one_on_one"]
    for after in range(366 + 365):
        day = date(2028, 1, 1) + timedelta(days=after)
        days = [Clock(day).day(part["day"]) for part in parts]
        assert {each.weekday() for each in days} <= set(range(5))
        assert all((each < day) == (not part.get("planned")) for each, part in zip(days, parts, strict=True))
        assert days == sorted(set(days))
        assert {(each - days[0]).days % 7 for each in days} == {0}


def test_on_a_leap_day_a_year_ago_is_the_last_of_february() -> None:
    assert Clock(date(2028, 2, 29)).day("-1y") == date(2027, 2, 28)
    assert Clock(date(2029, 2, 28)).day("-1y") == date(2028, 2, 28)


def test_the_passphrase_that_is_named_opens_the_sample(tmp_path: Path) -> None:
    path = tmp_path / "demo.upward"
    passphrase = demo.create(path)
    assert len(passphrase.split(" ")) == 6
    vault = Vault.open(path, passphrase)
    with vault.read() as session:
        assert today.look(session, date.today()).next_meeting is not None
        assert one_on_ones.held(session)
    vault.close()


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "demo.upward"
    path.write_bytes(b"mine")
    with pytest.raises(JournalExists):
        demo.create(path)
    assert path.read_bytes() == b"mine"


def test_a_demo_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    _path, first = demo.write(tmp_path / "out")
    path, second = demo.write(tmp_path / "out")
    assert first != second
    Vault.open(path, second).close()
    assert sorted(file.name for file in path.parent.iterdir()) == ["README.txt", "demo.upward", "summary.pdf"]
    said = (path.parent / "README.txt").read_text(encoding="utf-8")
    assert "invented" in said
    assert second not in said


def test_files_that_no_demo_wrote_are_put_aside_and_not_deleted(tmp_path: Path) -> None:
    for name in ("demo.upward", "summary.pdf", "README.txt"):
        (tmp_path / name).write_bytes(b"mine: " + name.encode())
    path, passphrase = demo.write(tmp_path)
    Vault.open(path, passphrase).close()
    for name in ("demo.earlier.upward", "summary.earlier.pdf", "README.earlier.txt"):
        assert (tmp_path / name).read_bytes() == b"mine: " + name.replace(".earlier", "").encode()

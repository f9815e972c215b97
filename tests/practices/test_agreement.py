"""The working agreement: how fresh a statement is, what a line is about, and what is worth a question."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices import agreement, managers
from journal.store.tables import Manager, Statement
from journal.store.vault import Vault
from journal.text import TOPICS
from tests import make
from tests.make import DAY

DAYS = st.dates(date(1990, 1, 1), date(2200, 1, 1))
BASES = st.sampled_from(["told", "observed", "assumed"])


@given(BASES, DAYS, st.integers(0, 1000))
def test_what_is_stale_stays_so_until_it_is_confirmed(basis: str, said: date, later: int) -> None:
    turns = agreement.stale_on(basis, said)
    assert not agreement.is_stale(basis, said, said)
    assert not agreement.is_stale(basis, said, turns - timedelta(days=1))
    assert agreement.is_stale(basis, said, turns + timedelta(days=later))
    assert not agreement.is_stale(basis, turns, turns)


@given(DAYS)
def test_an_assumption_grows_stale_before_what_was_seen_and_that_before_what_was_told(said: date) -> None:
    assumed, observed, told = (agreement.stale_on(basis, said) for basis in ("assumed", "observed", "told"))
    assert said < assumed < observed < told
    assert 89 <= (assumed - said).days <= 92
    assert 181 <= (observed - said).days <= 184
    assert 365 <= (told - said).days <= 366


@pytest.mark.parametrize(
    ("basis", "said", "turns"),
    [
        ("told", date(2024, 2, 29), date(2025, 2, 28)),
        ("assumed", date(2025, 11, 30), date(2026, 2, 28)),
        ("observed", date(2026, 8, 31), date(2027, 2, 28)),
        ("told", date(9999, 5, 1), date.max),
    ],
)
def test_months_end_where_the_month_does(basis: str, said: date, turns: date) -> None:
    assert agreement.stale_on(basis, said) == turns


@given(st.text(), st.sampled_from(["me", "manager"]))
def test_a_guessed_topic_is_one_of_the_side(text: str, side: str) -> None:
    topic = agreement.guess_topic(text, side)
    assert topic == "" or side in TOPICS[topic][0]


@pytest.mark.parametrize(
    ("line", "side", "topic", "text"),
    [
        ("Prefers a call when something burns", "manager", "channel", "Prefers a call when something burns"),
        ("me: I hate to be interrupted", "me", "hot-buttons", "I hate to be interrupted"),
        ("Ada: decides alone when it is about money", "manager", "deciding", "decides alone when it is about money"),
        ("Was passed over last quarter, much pressure", "manager", "pressures", None),
        ("Xylophone", "manager", "", "Xylophone"),
        ("remember: nothing", "manager", "", "remember: nothing"),
        ("  me :  Ask   me first ", "me", "", "Ask me first"),
    ],
)
def test_a_line_says_whose_it_is_and_what_it_is_about(line: str, side: str, topic: str, text: str | None) -> None:
    read = agreement.read_line(line, "manager", "Ada")
    assert (read.side, read.topic) == (side, topic)
    assert text is None or read.text == text


@given(st.text(min_size=1), st.sampled_from(sorted(TOPICS)), st.sampled_from(["me", "manager"]))
def test_a_question_holds_the_words_that_are_in_question(text: str, topic: str, side: str) -> None:
    assert text in agreement.question(side, topic, text)


def test_every_first_question_has_a_topic_of_its_side_and_the_card_has_columns_of_a_plan() -> None:
    found = agreement.first_questions()
    assert len(found) >= 6
    assert all(each.side in TOPICS[each.topic][0] and each.text.endswith("?") for each in found)
    assert sum(each.topic == agreement.EXPECTATIONS for each in found) >= 2
    assert {"issue", "opening", "outcome"} <= set(agreement.first_card())
    assert set(agreement._cues()) == set(TOPICS)


def stated(
    session: Session,
    side: str = "manager",
    topic: str = "working",
    text: str = "Early drafts",
    basis: str = "assumed",
    day: date = DAY,
) -> Statement:
    return agreement.state(session, side, topic, text, basis, day, manager_id=make.manager(session).id)


def test_seen_once_more_counts_once_more_and_renews_the_day(vault: Vault) -> None:
    with vault.write() as session:
        made = stated(session, basis="observed")
        later = DAY + timedelta(days=30)
        agreement.confirm(session, made.id, "observed", later)
        agreement.confirm(session, made.id, "observed", DAY)
        assert (made.times, made.said_on) == (3, later)
        agreement.confirm(session, made.id, "told", later)
        assert (made.basis, made.times) == ("told", 1)
        agreement.confirm(session, made.id, "observed", later)
        assert made.times == 1


def test_a_statement_needs_words_and_a_topic_of_its_side(vault: Vault) -> None:
    with vault.write() as session:
        with pytest.raises(BadInput):
            stated(session, text="  ")
        with pytest.raises(BadInput):
            stated(session, side="me", topic="pressures")
        with pytest.raises(BadInput):
            stated(session, basis="rumoured")
        made = stated(session)
        with pytest.raises(BadInput):
            agreement.revise(session, made.id, side="me", topic="leverage")
        with pytest.raises(BadInput):
            agreement.revise(session, made.id, text="")
        assert agreement.revise(session, made.id, text=" Early, rough drafts ").text == "Early, rough drafts"


def test_statements_stand_by_topic_and_the_latest_confirmed_first(vault: Vault) -> None:
    with vault.write() as session:
        for topic, text, days in (("deciding", "Later", 5), ("channel", "Old", 1), ("channel", "New", 9)):
            stated(session, topic=topic, text=text, day=DAY + timedelta(days=days))
        gone = stated(session, text="Gone")
        agreement.move_to_trash(session, gone.id)
        found = agreement.statements(session, make.manager(session).id)
    assert [each.text for each in found] == ["New", "Old", "Later"]


def test_expectations_count_as_talked_of_when_told_or_discussed(vault: Vault) -> None:
    with vault.write() as session:
        whose = make.manager(session).id

        def talked() -> bool:
            return agreement.expectations_were_talked_of(agreement.statements(session, whose))

        assert not talked()
        mine = stated(session, side="me", topic="expectations", basis="told")
        assumed = stated(session, topic="expectations", basis="assumed")
        stated(session, topic="channel", basis="told")
        assert not talked()
        agreement.discuss(session, mine.id, DAY)
        assert talked()
        agreement.discuss(session, mine.id, None)
        agreement.confirm(session, assumed.id, "told", DAY)
        assert talked()


def test_what_is_about_me_goes_along_as_not_discussed_and_only_once(vault: Vault) -> None:
    with vault.write() as session:
        old: Manager = make.manager(session)
        mine = stated(session, side="me", topic="coached", text="Ask before you tell", basis="observed")
        agreement.confirm(session, mine.id, "observed", DAY)
        agreement.discuss(session, mine.id, DAY)
        stated(session, text="Theirs stays")
        new = managers.begin(session, "Grace", DAY)
        (copy,) = agreement.carry_over(session, old.id, new.id)
        assert (copy.text, copy.times, copy.discussed_on, copy.basis) == ("Ask before you tell", 2, None, "observed")
        assert copy.id != mine.id
        assert agreement.carry_over(session, old.id, new.id) == []
        assert [each.discussed_on for each in agreement.statements(session, old.id) if each.side == "me"] == [DAY]

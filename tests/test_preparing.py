"""What comes into a one-on-one by itself: nothing forgotten, nothing offered twice, nothing of another manager."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from journal import preparing
from journal.practices import agreement, entries, managers, one_on_ones
from journal.practices.one_on_ones import Left
from journal.preparing import Preparation, ToAsk, still_to_ask
from journal.store.tables import AgendaItem
from journal.store.vault import Vault
from tests import make

DAY = make.DAY
WEEK = timedelta(7)
days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
kinds, ids, words = st.sampled_from(["feedback", "request"]), st.sampled_from("abc"), st.sampled_from("xyz")
offers = st.builds(ToAsk, words, kinds, ids, st.just("about"), days, same_words=st.booleans(), again=st.none() | days)
topics = st.builds(
    AgendaItem,
    text=words,
    raised_on=days,
    source_kind=kinds,
    source_id=ids,
    discussed=st.booleans(),
    position=st.integers(0, 5),
)
lefts = st.builds(Left, topics, st.sampled_from(["planned", "held"]), st.integers(0, 9))


# ------------------------------------------------------------------------------------------------ the rules


@given(st.lists(lefts), st.integers(0, 9))
def test_exactly_the_undiscussed_topics_of_earlier_held_meetings_carry_over(left: list[Left], place: int) -> None:
    carried = one_on_ones.what_carries_over(left, place)
    expected = [each.item for each in left if each.state == "held" and each.place < place and not each.item.discussed]
    assert sorted(map(id, carried)) == sorted(map(id, expected)), "each once, and no other"
    raised = [item.raised_on for item in carried]
    assert raised == sorted(raised), "what waits longest comes first"


@given(st.lists(lefts), st.integers(0, 9))
def test_what_carries_over_goes_on_doing_so_in_every_later_meeting_until_it_is_discussed(
    left: list[Left], place: int
) -> None:
    carried = one_on_ones.what_carries_over(left, place)
    later = one_on_ones.what_carries_over(left, place + 1)
    assert {id(item) for item in carried} <= {id(item) for item in later}
    for each in left:
        each.item.discussed = True
    assert one_on_ones.what_carries_over(left, place + 1) == []


@given(st.lists(offers), st.lists(topics))
def test_an_offer_stays_until_a_topic_of_its_source_asks_it(found: list[ToAsk], asked: list[AgendaItem]) -> None:
    left = still_to_ask(found, asked)
    assert set(left) <= set(found)
    assert len({(each.source_kind, each.source_id, each.text) for each in left}) == len(left), "each once"
    for each in found:
        same = [item for item in asked if (item.source_kind, item.source_id) == (each.source_kind, each.source_id)]
        same = [item for item in same if not each.same_words or item.text == each.text]
        is_asked = any(each.again is None or item.raised_on >= each.again for item in same)
        assert not (is_asked and each in left)
        if not is_asked:
            assert (each.source_kind, each.source_id, each.text) in {
                (other.source_kind, other.source_id, other.text) for other in left
            }


# ----------------------------------------------------------------------------------------------- the journal


def prepared(session: Session, today: date = DAY) -> Preparation:
    """The preparation of a meeting planned a week after DAY."""
    session.flush()
    coming = one_on_ones.planned(session)
    meeting = coming[0] if coming else make.meeting(session, DAY + WEEK, state="planned")
    return preparing.prepare(session, meeting, today)


def put(session: Session, offer: ToAsk) -> AgendaItem:
    """Put what is offered on the agenda of the planned meeting."""
    (meeting,) = one_on_ones.planned(session)
    return one_on_ones.add_item(session, meeting.id, offer.text, DAY, offer.source_kind, offer.source_id)


def test_open_promises_of_both_sides_come_in_and_those_to_another_manager_do_not(vault: Vault) -> None:
    with vault.write() as session:
        make.promise(session, "Mine")
        make.promise(session, "Theirs", "manager")
        other = managers.begin(session, "Noor", DAY - WEEK)
        meeting = one_on_ones.plan(session, DAY + WEEK, manager_id=other.id)
        assert preparing.prepare(session, meeting, DAY).mine == []
        first = one_on_ones.plan(session, DAY + WEEK, manager_id=managers.chapters(session)[-1].id)
        found = preparing.prepare(session, first, DAY)
    assert ([each.what for each in found.mine], [each.what for each in found.theirs]) == (["Mine"], ["Theirs"])


def test_a_feedback_brings_the_question_of_its_next_rung_until_that_is_on_an_agenda(vault: Vault) -> None:
    with vault.write() as session:
        heard = make.feedback(session, "be more strategic")
        make.feedback(session, "well seen", clarity="confirmed")
        (question,) = prepared(session).questions
        assert (question.source_kind, question.source_id, question.since) == ("feedback", heard.entry_id, DAY)
        assert "be more strategic" in question.text
        item = put(session, question)
        assert prepared(session).questions == []
        one_on_ones.remove_item(session, item.id)
        assert prepared(session).questions == [question]
        put(session, question)
        entries.revise_details(session, heard.entry_id, clarity="example")
        (further,) = prepared(session).questions
        assert further.text != question.text, "the next rung asks for more"


def test_an_assumption_brings_a_question_until_it_is_asked_or_talked_about(vault: Vault) -> None:
    with vault.write() as session:
        of = make.manager(session).id
        state = agreement.state
        assumed = state(session, "manager", "channel", "prefers chat", "assumed", DAY, manager_id=of)
        state(session, "manager", "channel", "reads mail at night", "told", DAY, manager_id=of)
        (question,) = prepared(session).questions
        assert (question.source_kind, question.source_id) == ("statement", assumed.id)
        assert "prefers chat" in question.text
        agreement.discuss(session, assumed.id, DAY)
        assert prepared(session).questions == []
        agreement.discuss(session, assumed.id, None)
        session.flush()
        put(session, question)
        assert prepared(session).questions == []


def test_a_request_that_is_still_a_draft_is_offered_the_earliest_wanted_first(vault: Vault) -> None:
    with vault.write() as session:
        make.request(session, "Any time")
        make.request(session, "By June", by_when=date(2026, 6, 1))
        make.request(session, "By May", by_when=date(2026, 5, 1))
        make.request(session, "Asked already", status="asked", asked_on=DAY)
        make.request(session, "")
        found = prepared(session).requests_to_make
        assert [each.text for each in found] == ["By May", "By June", "Any time"]
        put(session, found[0])
        assert [each.text for each in prepared(session).requests_to_make] == ["By June", "Any time"]


def test_a_day_to_ask_again_that_has_come_is_asked_once_for_that_day(vault: Vault) -> None:
    with vault.write() as session:
        heard = make.feedback(session, "be more strategic", ask_again_on=DAY, what_i_will_do="Open with the goal")
        assert prepared(session, DAY - timedelta(1)).ask_again == []
        found = prepared(session)
        (again,) = found.ask_again
        assert "Open with the goal" in again.text
        assert found.questions == [], "of one feedback one question at a time"
        put(session, again)
        assert prepared(session).ask_again == []
        entries.revise_details(session, heard.entry_id, ask_again_on=DAY + WEEK)
        assert prepared(session, DAY + WEEK).ask_again, "another day to ask again is another question"


def test_only_what_was_said_to_this_manager_comes_in(vault: Vault) -> None:
    with vault.write() as session:
        make.feedback(session)
        make.request(session)
        other = managers.begin(session, "Noor", DAY)
        meeting = one_on_ones.plan(session, DAY + WEEK, manager_id=other.id)
        assert preparing.prepare(session, meeting, DAY).offered == []
        before = one_on_ones.plan(session, DAY + WEEK, manager_id=managers.chapters(session)[-1].id)
        assert len(preparing.prepare(session, before, DAY).offered) == 2

"""What joins a chapter to the other practices: the next one, its first meeting, questions, requests, rules."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from journal import chapters
from journal.errors import BadInput
from journal.practices import agreement, authority, entries, experience, managers, one_on_ones, surprises
from journal.store import records
from journal.store.tables import Authority, Manager, PlanCard, Request, Statement
from journal.store.vault import Vault
from tests import make
from tests.make import DAY


def begun(session: Session, *, ends: bool = True, carries: bool = True) -> Manager:
    present = make.manager(session)
    return chapters.begin_next(session, "Grace", DAY, present=present, ends_present=ends, carries_over=carries)


def stated(session: Session, side: str = "me", text: str = "Ask before you tell") -> Statement:
    topic = "coached" if side == "me" else "working"
    return agreement.state(session, side, topic, text, "told", DAY, manager_id=make.manager(session).id)


def test_the_next_chapter_ends_the_present_one_the_day_before_and_takes_what_is_about_me(vault: Vault) -> None:
    with vault.write() as session:
        present = make.manager(session)
        stated(session)
        stated(session, "manager", "Theirs")
        made = begun(session)
        assert present.ended_on == DAY - timedelta(days=1)
        assert [each.text for each in agreement.statements(session, made.id)] == ["Ask before you tell"]
        assert managers.current(session, DAY) is made
        assert managers.current(session, DAY - timedelta(days=1)) is present


def test_two_chapters_may_run_side_by_side_and_nothing_need_go_along(vault: Vault) -> None:
    with vault.write() as session:
        present = make.manager(session)
        stated(session)
        made = begun(session, ends=False, carries=False)
        assert managers.running(session, DAY) == [made, present]
        assert managers.running(session, DAY - timedelta(days=1)) == [present]
        assert agreement.statements(session, made.id) == []


def test_a_chapter_that_is_begun_by_mistake_goes_with_what_was_carried_into_it(vault: Vault) -> None:
    with vault.write() as session:
        present = make.manager(session)
        stated(session)
        made = begun(session)
        chapters.take_back_next(session, made.id, present.id, None)
        assert managers.chapters(session) == [present]
        assert present.ended_on is None
        assert agreement.statements(session, made.id) == []


def test_the_next_chapter_needs_a_name_and_cannot_end_the_present_one_before_it_began(vault: Vault) -> None:
    with vault.write() as session:
        present = managers.begin(session, "Ada", DAY)
        with pytest.raises(BadInput):
            chapters.begin_next(session, " ", DAY, present=present, ends_present=True, carries_over=False)
        with pytest.raises(BadInput):
            chapters.begin_next(session, "Grace", DAY, present=present, ends_present=True, carries_over=False)


def test_the_kit_of_a_first_meeting_has_questions_and_a_plan_and_stands_there_once(vault: Vault) -> None:
    with vault.write() as session:
        made = begun(session)
        kit = chapters.first_meeting(session, made, DAY)
        assert kit.meeting.manager_id == made.id
        assert kit.meeting.day == DAY + chapters.FIRST_MEETING_AFTER
        agenda = one_on_ones.agenda(session, kit.meeting)
        assert [item.text for item in agenda.own] == [each.text for each in agreement.first_questions()]
        assert kit.card.issue == agreement.first_card()["issue"]
        again = chapters.first_meeting(session, made, DAY)
        assert (again.meeting, again.questions, again.card) == (kit.meeting, [], kit.card)
        cards = session.scalars(select(PlanCard).where(PlanCard.one_on_one_id == kit.meeting.id))
        assert len(list(cards)) == 1


def test_the_kit_takes_the_meeting_that_is_planned_with_this_manager_and_no_other(vault: Vault) -> None:
    with vault.write() as session:
        other = make.meeting(session, DAY + timedelta(days=1), state="planned")
        made = begun(session, ends=False)
        planned = one_on_ones.plan(session, DAY + timedelta(days=9), manager_id=made.id)
        assert chapters.first_meeting(session, made, DAY).meeting is planned
        assert one_on_ones.agenda(session, other).own == []


def test_a_question_about_an_assumption_is_asked_once_and_known_as_asked(vault: Vault) -> None:
    with vault.write() as session:
        made = stated(session, "manager", "Likes drafts early")
        item = chapters.ask_about(session, made, DAY)
        assert "Likes drafts early" in item.text
        assert chapters.ask_about(session, made, DAY) is item
        asked = chapters.asked(session, [made.id, "another"])
        assert set(asked) == {made.id}
        assert (asked[made.id].item_id, asked[made.id].is_answered) == (item.id, False)
        one_on_ones.revise_item(session, item.id, discussed=True, answer="Yes, very rough ones")
        answered = chapters.asked(session, [made.id])[made.id]
        assert (answered.is_answered, answered.answer) == (True, "Yes, very rough ones")
        one_on_ones.remove_item(session, item.id)
        assert chapters.asked(session, [made.id]) == {}


def test_opening_the_talk_puts_every_question_on_the_next_agenda(vault: Vault) -> None:
    with vault.write() as session:
        present = make.manager(session)
        meeting = make.meeting(session, DAY + timedelta(days=3), state="planned")
        items = chapters.open_the_talk(session, present, DAY)
        assert {item.one_on_one_id for item in items} == {meeting.id}
        assert len(items) == len(agreement.first_questions())
        assert chapters.open_the_talk(session, present, DAY) == []


def test_a_surprise_ends_in_a_limit_or_in_a_statement_and_opens_again_with_it(vault: Vault) -> None:
    with vault.write() as session:
        whose = make.manager(session).id
        first = surprises.write(session, DAY, "Bought a bench", "A call", manager_id=whose)
        second = surprises.write(session, DAY, "Told sales", "To hear first", manager_id=whose)
        chapters.end_in_limit(session, first.id, "Buy", 2, "call above 5,000", DAY)
        chapters.end_in_statement(session, second.id, "channel", "Wants to hear first", DAY)
        assert surprises.without_rule(session) == []
        limit = records.get(session, Authority, first.authority_id or "")
        assert (limit.degree, limit.condition, limit.basis) == (2, "call above 5,000", "told")
        rule = records.get(session, Statement, second.statement_id or "")
        assert (rule.side, rule.topic, rule.text) == ("manager", "channel", "Wants to hear first")
        for each in (first, second):
            chapters.take_back_rule(session, each.id)
        assert set(surprises.without_rule(session)) == {first, second}
        assert authority.limits(session, whose) == []


def test_a_rule_without_words_is_refused_and_the_surprise_stays_open(vault: Vault) -> None:
    with vault.write() as session:
        made = surprises.write(session, DAY, "Bought a bench", manager_id=make.manager(session).id)
        with pytest.raises(BadInput):
            chapters.end_in_limit(session, made.id, " ", 2, "", DAY)
        assert surprises.without_rule(session) == [made]


def test_advice_is_asked_for_in_a_draft_that_is_linked(vault: Vault) -> None:
    with vault.write() as session:
        whose = make.manager(session).id
        found = experience.note(session, "Merged two teams", DAY, manager_id=whose)
        entry = chapters.ask_for_advice(session, found.id, date(2026, 4, 1))
        request = entries.details(session, entry.id)
        assert isinstance(request, Request)
        assert (request.kind, request.status, entry.day) == ("advice", "draft", date(2026, 4, 1))
        assert "Merged two teams" in request.ask
        assert found.asked_entry_id == entry.id


def test_a_chapter_in_which_something_was_written_is_not_taken_back(vault: Vault) -> None:
    """Undo would hide it: what names a manager who is no more stands on no page."""
    with vault.write() as session:
        present = make.manager(session)
        stated(session)
        made = begun(session)
        allowed = authority.allow(session, "Hire somebody", 3, "told", DAY, manager_id=made.id)
        with pytest.raises(BadInput):
            chapters.take_back_next(session, made.id, present.id, None)
        authority.move_to_trash(session, allowed.id)
        own = agreement.state(session, "manager", "working", "Likes drafts", "told", DAY, manager_id=made.id)
        with pytest.raises(BadInput):
            chapters.take_back_next(session, made.id, present.id, None)
        agreement.move_to_trash(session, own.id)
        (carried,) = agreement.statements(session, made.id)
        agreement.revise(session, carried.id, text="Ask before you tell, in person")
        with pytest.raises(BadInput):
            chapters.take_back_next(session, made.id, present.id, None)
        agreement.revise(session, carried.id, text="Ask before you tell")
        chapters.take_back_next(session, made.id, present.id, None)
        assert managers.chapters(session) == [present]


def test_a_chapter_that_ended_before_keeps_its_last_day_when_the_next_begins(vault: Vault) -> None:
    with vault.write() as session:
        present = make.manager(session)
        managers.close(session, present.id, DAY - timedelta(days=60))
        begun(session)
        assert present.ended_on == DAY - timedelta(days=60)

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from journal.practices import development_talks
from journal.practices.development_talks import LONGEST_GAP, REGULAR, YEAR, how_regular
from journal.store.vault import Vault
from tests import make

TODAY = date(2026, 6, 30)
ages = st.lists(st.integers(0, 900), max_size=12)


def _days(*ago: int) -> list[date]:
    return [TODAY - timedelta(days) for days in ago]


def test_the_three_kinds_and_their_numbers() -> None:
    assert how_regular([], TODAY) == development_talks.Regularity("hardly", 0, None, None)
    assert how_regular(_days(400), TODAY).kind == "hardly"
    assert how_regular(_days(10), TODAY).kind == "occasional"
    assert how_regular(_days(10, 100, 200), TODAY).kind == "occasional"
    regular = how_regular(_days(10, 100, 200, 300), TODAY)
    assert (regular.kind, regular.number, regular.longest) == ("regular", 4, timedelta(100))


def test_talks_that_began_again_after_a_long_silence_are_not_regular_yet() -> None:
    """What was silent of the twelve months counts, where there were talks before."""
    lately = [TODAY - timedelta(ago) for ago in (90, 60, 30, 5)]
    found = how_regular([TODAY - timedelta(700), *lately], TODAY)
    assert (found.kind, found.number, found.longest) == ("occasional", 4, timedelta(275))
    assert how_regular(lately, TODAY).kind == "regular"  # one who has only just begun to write is told no other


def test_four_talks_in_one_month_are_not_regular_a_year_long() -> None:
    assert how_regular(_days(300, 305, 310, 315), TODAY).kind == "occasional"


@given(ago=ages)
def test_the_kind_follows_from_the_numbers_that_are_shown(ago: list[int]) -> None:
    found = how_regular(_days(*ago), TODAY)
    recent = [days for days in ago if days < YEAR.days]
    assert found.number == len(recent)
    assert (found.kind == "hardly") is (not recent)
    if found.kind == "regular":
        assert found.number >= REGULAR
        assert found.longest is not None
        assert found.longest <= LONGEST_GAP


@given(ago=ages, ahead=st.integers(1, 400))
def test_order_and_talks_of_the_future_change_nothing(ago: list[int], ahead: int) -> None:
    days = _days(*ago)
    assert how_regular([*days[::-1], TODAY + timedelta(ahead)], TODAY) == how_regular(days, TODAY)


@given(openers=st.lists(st.sampled_from(["me", "manager"])))
def test_who_opened_counts_every_talk(openers: list[str]) -> None:
    mine, number = development_talks.opened_by_me(openers)
    assert (mine, number - mine) == (openers.count("me"), openers.count("manager"))


def test_a_talk_is_written_down_changed_deleted_and_brought_back(vault: Vault) -> None:
    with vault.write() as session:
        boss = make.manager(session).id
        early = development_talks.write_down(session, make.DAY, manager_id=boss, opened_by="manager")
        late = development_talks.write_down(session, make.DAY + timedelta(9), manager_id=boss)
    with vault.write() as session:
        development_talks.revise(session, early.id, about="role", strengths="Calm")
        assert [talk.id for talk in development_talks.talks(session, boss)] == [late.id, early.id]
        development_talks.move_to_trash(session, late.id)
        assert [talk.strengths for talk in development_talks.talks(session)] == ["Calm"]
        development_talks.take_back(session, late.id)
        assert len(development_talks.talks(session)) == 2

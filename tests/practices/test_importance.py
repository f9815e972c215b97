from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import BadInput
from journal.practices import importance, managers
from journal.store.tables import ImportanceHand
from journal.store.vault import Vault
from tests import make

A, B, C, D, E, F = importance.COMPETENCIES[:6]
DAY = make.DAY


def _play(vault: Vault, rater: str, hand: list[str], day: date = DAY) -> None:
    with vault.write() as session:
        importance.play(session, rater, hand, day, manager_id=make.manager(session).id)


def test_there_are_sixteen_competencies() -> None:
    assert len(set(importance.COMPETENCIES)) == 16


@pytest.mark.parametrize(
    ("rater", "hand"),
    [("me", [A, B, C]), ("me", [A, B, C, C]), ("me", [A, B, C, D, E]), ("me", []), ("my boss", [A, B, C, D])],
)
def test_a_hand_is_four_different_ones_of_a_known_rater(vault: Vault, rater: str, hand: list[str]) -> None:
    with pytest.raises(BadInput):
        _play(vault, rater, hand)


def test_a_round_shows_what_two_hands_share_and_nothing_while_one_is_missing(vault: Vault) -> None:
    _play(vault, "me", [D, C, B, A])
    with vault.read() as session:
        [first] = importance.rounds(session)
    assert (first.number, set(first.hands), first.common("me", "manager")) == (1, {"me"}, None)
    _play(vault, "manager", [C, D, E, F])
    with vault.read() as session:
        [first] = importance.rounds(session)
    assert first.common("me", "manager") == sorted([C, D])
    assert first.common("my-guess-of-manager", "manager") is None


def test_a_raters_second_day_belongs_to_the_second_round(vault: Vault) -> None:
    _play(vault, "manager", [A, B, C, D], DAY + timedelta(3))
    _play(vault, "me", [C, D, E, F], DAY + timedelta(90))
    _play(vault, "me", [A, B, C, D], DAY)
    with vault.read() as session:
        first, second = importance.rounds(session)
        assert first.common("me", "manager") == sorted([A, B, C, D])
        assert (second.number, set(second.hands)) == (2, {"me"})
        assert [each.number for each in importance.rounds(session, DAY + timedelta(89))] == [1]
        assert importance.rounds(session, DAY - timedelta(1)) == []


def test_a_hand_laid_down_again_on_the_same_day_replaces_the_first(vault: Vault) -> None:
    _play(vault, "me", [A, B, C, D])
    _play(vault, "me", [C, D, E, F])
    with vault.read() as session:
        [first] = importance.rounds(session)
    assert first.hands["me"].competencies == [C, D, E, F]


# ------------------------------------------------------------------------------------------------- what a round says

hands = st.lists(st.sampled_from(importance.COMPETENCIES), min_size=4, max_size=4, unique=True)


def _round(**laid: list[str]) -> importance.Round:
    names = {"mine": "me", "guess": "my-guess-of-manager", "theirs": "manager"}
    return importance.Round(
        1, {names[each]: ImportanceHand(rated_on=DAY, competencies=of) for each, of in laid.items()}
    )


@given(mine=hands, theirs=hands)
def test_agreement_counts_what_both_hold_whatever_the_order(mine: list[str], theirs: list[str]) -> None:
    agreed = _round(mine=mine, theirs=theirs).agreed
    assert agreed == _round(mine=theirs[::-1], theirs=mine[::-1]).agreed
    assert agreed == sorted(card for card in mine if card in theirs)
    assert _round(guess=mine, theirs=theirs).known == agreed


@given(mine=hands, guess=hands, theirs=hands)
def test_every_card_that_lies_is_agreed_on_or_talked_about(
    mine: list[str], guess: list[str], theirs: list[str]
) -> None:
    laid = {"me": mine, "my-guess-of-manager": guess, "manager": theirs}
    found = {each.competency: each.held_by for each in importance.mismatches(laid)}
    assert set(found) | (set(mine) & set(theirs)) == {*mine, *guess, *theirs}
    assert not set(found) & set(mine) & set(theirs)
    assert all(held == {rater for rater, hand in laid.items() if card in hand} for card, held in found.items())
    assert list(found) == [card for card in importance.COMPETENCIES if card in found]


@given(mine=hands, guess=hands)
def test_without_their_hand_there_is_nothing_to_talk_about_yet(mine: list[str], guess: list[str]) -> None:
    assert importance.mismatches({"me": mine, "my-guess-of-manager": guess}) == []


@given(guess=hands, theirs=hands)
def test_without_my_hand_what_i_guessed_rightly_is_no_mismatch(guess: list[str], theirs: list[str]) -> None:
    found = importance.mismatches({"my-guess-of-manager": guess, "manager": theirs})
    assert {each.competency for each in found} == set(guess) ^ set(theirs)


def test_the_source_knows_three_bands_and_says_nothing_of_one() -> None:
    assert [importance.band(n) for n in range(5)] == ["hardly", "unsaid", "occasional", "occasional", "regular"]


@given(cards=st.lists(st.sampled_from(importance.COMPETENCIES), max_size=40))
def test_a_hand_never_holds_a_fifth_or_a_card_twice(cards: list[str]) -> None:
    hand: list[str] = []
    for card in cards:
        was = card in hand
        found = importance.toggled(hand, card)
        if found is None:
            assert len(hand) == 4
            assert not was
        else:
            hand = found
            assert (card in hand) is not was
    assert len(set(hand)) == len(hand) <= 4


@given(mine=hands, guess=hands, theirs=hands)
def test_every_mismatch_has_a_question_that_names_the_card(
    mine: list[str], guess: list[str], theirs: list[str]
) -> None:
    for each in importance.mismatches({"me": mine, "my-guess-of-manager": guess, "manager": theirs}):
        asked = importance.question(each, "Daring")
        assert "Daring" in asked
        assert asked.endswith("?")


@given(last=st.dates(date(2000, 1, 1), date(2200, 1, 1)))
def test_another_round_is_proposed_six_months_on_in_every_month(last: date) -> None:
    again = importance.again_on(last)
    assert (again.year * 12 + again.month) - (last.year * 12 + last.month) == 6
    assert again.day == last.day or (again + timedelta(1)).day == 1


# --------------------------------------------------------------------------------------------------------- the hands


def test_a_hand_is_corrected_and_moved_but_not_onto_a_day_that_has_one(vault: Vault) -> None:
    _play(vault, "me", [A, B, C, D])
    _play(vault, "me", [A, B, C, E], DAY + timedelta(30))
    with vault.write() as session:
        [first, second] = importance.rounds(session)
        hand = first.hands["me"]
        importance.correct(session, hand.id, [C, D, E, F], DAY + timedelta(1))
    with vault.write() as session:
        [first, second] = importance.rounds(session)
        assert (first.hands["me"].competencies, first.hands["me"].rated_on) == ([C, D, E, F], DAY + timedelta(1))
        with pytest.raises(BadInput, match="of that day already"):
            importance.correct(session, hand.id, None, second.hands["me"].rated_on)
        with pytest.raises(BadInput, match="exactly four"):
            importance.correct(session, hand.id, [A, B, C], DAY)


def test_a_hand_in_the_trash_is_in_no_round_until_it_is_back(vault: Vault) -> None:
    _play(vault, "me", [A, B, C, D])
    with vault.write() as session:
        [first] = importance.rounds(session)
        hand_id = first.hands["me"].id
        importance.move_to_trash(session, hand_id)
        assert importance.rounds(session) == []
        importance.take_back(session, hand_id)
        assert len(importance.rounds(session)) == 1


def test_rounds_with_two_managers_are_kept_apart(vault: Vault) -> None:
    with vault.write() as session:
        ada, ben = managers.begin(session, "Ada"), managers.begin(session, "Ben")
        importance.play(session, "me", [A, B, C, D], DAY, manager_id=ada.id)
        importance.play(session, "me", [C, D, E, F], DAY + timedelta(9), manager_id=ben.id)
        [with_ben] = importance.rounds(session, manager_id=ben.id)
        assert with_ben.hands["me"].competencies == [C, D, E, F]


def test_a_chosen_day_of_another_round_stands_until_that_round_is_played(vault: Vault) -> None:
    with vault.write() as session:
        boss = make.manager(session)
        assert importance.again(session, boss.id) is None
        importance.play(session, "me", [A, B, C, D], DAY, manager_id=boss.id)
        assert importance.again(session, boss.id) == importance.again_on(DAY)
        importance.choose_again(session, boss.id, DAY + timedelta(40))
        assert importance.again(session, boss.id) == DAY + timedelta(40)
        importance.play(session, "me", [A, B, C, D], DAY + timedelta(50), manager_id=boss.id)
        assert importance.again(session, boss.id) == importance.again_on(DAY + timedelta(50))
        importance.choose_again(session, boss.id, None)
        assert importance.again(session, boss.id) == importance.again_on(DAY + timedelta(50))

from datetime import date, timedelta

import pytest

from journal.errors import BadInput
from journal.practices import importance
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

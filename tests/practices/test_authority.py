"""Limits of authority: one of five degrees for each kind of decision."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import BadInput
from journal.practices import authority
from journal.store.vault import Vault
from journal.text import DEGREES
from tests import make
from tests.make import DAY


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Hire somebody: 3, tell her first", ("Hire somebody", 3, "tell her first")),
        ("Hire somebody:5", ("Hire somebody", 5, "")),
        (
            "Spend beyond the budget : 2 ; call first above 5,000",
            ("Spend beyond the budget", 2, "call first above 5,000"),
        ),
        ("Spend up to 5", ("Spend up to 5", None, "")),
        ("Promise: 9", ("Promise: 9", None, "")),
        ("Ratio 1: 2, then", ("Ratio 1", 2, "then")),
    ],
)
def test_a_line_names_decision_degree_and_condition(line: str, read: tuple[str, int | None, str]) -> None:
    assert authority.read_line(line) == read


@given(st.text())
def test_any_line_is_read_and_a_degree_is_one_of_the_five(line: str) -> None:
    decision, degree, condition = authority.read_line(line)
    assert degree in (None, *DEGREES)
    assert degree or not condition
    assert decision in " ".join(line.split())


def test_a_limit_needs_words_and_a_degree_from_one_to_five(vault: Vault) -> None:
    with vault.write() as session:
        whose = make.manager(session).id
        with pytest.raises(BadInput):
            authority.allow(session, " ", 3, "told", DAY, manager_id=whose)
        with pytest.raises(BadInput):
            authority.allow(session, "Hire", 6, "told", DAY, manager_id=whose)
        made = authority.allow(session, " Hire ", 3, "told", DAY, condition=" call first ", manager_id=whose)
        assert (made.decision, made.condition) == ("Hire", "call first")
        with pytest.raises(BadInput):
            authority.revise(session, made.id, degree=0)
        assert authority.revise(session, made.id, degree=5).degree == 5
        authority.confirm(session, made.id, "observed", DAY + timedelta(days=3))
        assert (made.basis, made.said_on) == ("observed", DAY + timedelta(days=3))
        assert "hire" in authority.question(made).lower()


def test_a_row_stays_in_its_place_when_its_degree_changes(vault: Vault) -> None:
    with vault.write() as session:
        whose = make.manager(session).id
        for decision, degree in (("Spend", 5), ("hire", 1), ("Let go", 3)):
            authority.allow(session, decision, degree, "told", DAY, manager_id=whose)
        before = [each.decision for each in authority.limits(session, whose)]
        authority.revise(session, authority.limits(session, whose)[0].id, degree=4)
        assert [each.decision for each in authority.limits(session, whose)] == before == ["hire", "Let go", "Spend"]


def test_usual_decisions_are_suggested_until_they_stand_there(vault: Vault) -> None:
    with vault.write() as session:
        whose = make.manager(session).id
        assert authority.suggestions([]) == list(authority.USUAL)
        authority.allow(session, authority.USUAL[2].upper(), 2, "told", DAY, manager_id=whose)
        assert authority.USUAL[2] not in authority.suggestions(authority.limits(session, whose))

"""Surprises end in a rule; experience ends in a request."""

from datetime import timedelta

import pytest

from journal.errors import BadInput
from journal.practices import authority, experience, surprises
from journal.store.vault import Vault
from tests import make
from tests.make import DAY


def test_a_surprise_is_open_until_a_rule_that_is_there_comes_of_it(vault: Vault) -> None:
    with vault.write() as session:
        whose = make.manager(session).id
        made = surprises.write(session, DAY, " Bought a bench ", " A call ", manager_id=whose)
        assert (made.what_happened, made.they_expected) == ("Bought a bench", "A call")
        assert surprises.without_rule(session) == [made]
        rule = authority.allow(session, "Buy", 2, "told", DAY, manager_id=whose)
        surprises.end_in(session, made.id, authority_id=rule.id, statement_id=None)
        assert surprises.without_rule(session) == []
        authority.move_to_trash(session, rule.id)
        assert surprises.without_rule(session) == [made], "a rule in the trash is none"
        authority.take_back(session, rule.id)
        surprises.move_to_trash(session, made.id)
        surprises.end_in(session, made.id, authority_id=None, statement_id=None)
        assert surprises.without_rule(session) == [], "one in the trash asks nothing"


def test_the_open_ones_stand_first_and_each_part_the_newest_first(vault: Vault) -> None:
    with vault.write() as session:
        whose = make.manager(session).id
        rule = authority.allow(session, "Buy", 2, "told", DAY, manager_id=whose)
        for number, is_open in enumerate((True, False, True, False)):
            day = DAY + timedelta(days=number)
            made = surprises.write(session, day, f"{number}", manager_id=whose)
            if not is_open:
                surprises.end_in(session, made.id, authority_id=rule.id, statement_id=None)
        assert [each.what_happened for each in surprises.of(session, whose)] == ["2", "0", "3", "1"]


def test_a_surprise_and_an_experience_need_words(vault: Vault) -> None:
    with vault.write() as session:
        whose = make.manager(session).id
        with pytest.raises(BadInput):
            surprises.write(session, DAY, "  ", manager_id=whose)
        with pytest.raises(BadInput):
            experience.note(session, "", DAY, manager_id=whose)
        made = surprises.write(session, DAY, "Something", manager_id=whose)
        with pytest.raises(BadInput):
            surprises.revise(session, made.id, what_happened=" ")


def test_a_request_begins_with_what_they_have_done_and_what_i_could_learn(vault: Vault) -> None:
    with vault.write() as session:
        whose = make.manager(session).id
        made = experience.note(
            session, "Merged two teams.", DAY, what_i_could_learn="to make one of two", manager_id=whose
        )
        words = experience.ask(made)
        assert "Merged two teams" in words
        assert "to make one of two" in words
        assert ".." not in words
        assert experience.asked_for(session, made) is None
        entry = make.entry(session, "", "request")
        experience.revise(session, made.id, asked_entry_id=entry.id)
        assert experience.asked_for(session, made) is entry

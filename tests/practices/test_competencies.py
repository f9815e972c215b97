import re

import pytest

from journal import versions
from journal.errors import BadInput
from journal.practices import competencies, importance
from journal.store import history
from journal.store.tables import ImportanceHand
from journal.store.vault import Vault
from tests import make


def test_the_words_are_those_of_the_sixteen_keys_in_five_groups() -> None:
    ours = competencies.ours()
    assert tuple(each.key for each in ours) == importance.COMPETENCIES
    assert len({each.cluster for each in ours}) == 5
    assert len({each.label for each in ours}) == 16


def test_every_description_is_one_sentence_and_no_brand_is_named() -> None:
    for each in competencies.ours():
        assert re.fullmatch(r"[A-Z][^.]*\.", each.description), each.key
        assert not re.search("zenger|folkman|extraordinary", f"{each.label} {each.description}", re.IGNORECASE)


def test_own_words_stand_until_one_goes_back_to_ours(vault: Vault) -> None:
    with vault.write() as session:
        competencies.rename(session, "results", "  Delivers   value ", "Ships.")
    with vault.write() as session:
        own = competencies.of_journal(session)["results"]
        assert (own.label, own.description, own.is_own) == ("Delivers value", "Ships.", True)
        assert list(competencies.of_journal(session)) == list(importance.COMPETENCIES)
        competencies.back_to_ours(session, "results")
    with vault.read() as session:
        assert tuple(competencies.of_journal(session).values()) == competencies.ours()


@pytest.mark.parametrize(("label", "description"), [(" ", ""), ("x" * 61, ""), ("Fine", "y" * 301)])
def test_a_card_needs_a_name_and_fits_its_place(vault: Vault, label: str, description: str) -> None:
    with vault.write() as session:
        with pytest.raises(BadInput):
            competencies.rename(session, "results", label, description)
        assert not competencies.of_journal(session)["results"].is_own


def test_earlier_versions_of_a_hand_speak_in_the_words_of_the_cards(vault: Vault) -> None:
    with vault.write() as session:
        history.keep_every_version(session)
        competencies.rename(session, "results", "Delivers", "")
        cards = ["results", "teamwork", "integrity", "initiative"]
        hand = importance.play(session, "me", cards, make.DAY, manager_id=make.manager(session).id)
    with vault.write() as session:
        importance.correct(session, hand.id, ["expertise", "teamwork", "integrity", "initiative"], make.DAY)
    with vault.read() as session:
        present, [earlier] = versions.timeline(session, ImportanceHand, hand.id)
        [change] = versions.changes(earlier, present)
    assert change.earlier.startswith("Delivers\nWorking together")
    assert change.present.startswith("Expertise in the work\n")

"""What the search finds: every kind of thing by any of its words, the newest first, and nothing that is gone."""

from datetime import timedelta

import pytest

from journal.practices import commitments, entries, one_on_ones
from journal.store import search
from journal.store.vault import Vault
from tests import make


def _found(vault: Vault, words: str, *, complete: bool = True) -> list[str]:
    with vault.read() as session:
        return [hit.id for hit in search.find(session, words, complete=complete)]


@pytest.fixture
def one_of_each(vault: Vault) -> dict[str, str]:
    """A record of each kind, every one with the word `heron`; the UUIDs by what a hit calls them."""
    with vault.write() as session:
        ids = {
            kind: make.entry(session, f"A {kind} about the heron", kind).id
            for kind in ("interaction", "win", "reflection")
        }
        ids["feedback"] = make.feedback(session, "heron-like patience").entry_id
        ids["request"] = make.request(session, "Fund the heron survey").entry_id
        meeting = make.meeting(session)
        one_on_ones.revise(session, meeting.id, notes="Talked of the heron.")
        ids["one_on_one"] = meeting.id
        ids["commitment"] = make.promise(session, "Count the heron nests").id
    return ids


def test_every_kind_is_found_and_called_by_its_name(vault: Vault, one_of_each: dict[str, str]) -> None:
    with vault.read() as session:
        hits = search.find(session, "heron")
    assert {hit.kind: hit.id for hit in hits} == one_of_each


def test_a_hit_shows_its_day_its_first_line_and_the_words_in_their_place(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "\n  The review\n\nGraham praised the pilot loudly.\n", day=make.DAY)
        make.feedback(session, "praised in private")
        make.meeting(session)
    with vault.read() as session:
        by_kind = {hit.kind: hit for hit in search.find(session, "praised")}
    hit = by_kind["interaction"]
    assert (hit.day, hit.title) == (make.DAY, "The review")
    assert f"Graham {search.MARK}praised{search.UNMARK} the pilot" in hit.excerpt
    assert search.plain(hit.excerpt) == "The review Graham praised the pilot loudly."
    assert by_kind["feedback"].title == "praised in private"


def test_the_details_of_a_feedback_are_found(vault: Vault) -> None:
    fields = ("from_whom", "exact_words", "situation", "behaviour", "impact", "what_i_will_do")
    with vault.write() as session:
        made = make.feedback(session, "")
        entries.revise_details(session, made.entry_id, **{field: f"word{field.replace('_', '')}" for field in fields})
    for field in fields:
        assert _found(vault, f"word{field.replace('_', '')}") == [made.entry_id]


def test_the_details_of_a_request_are_found(vault: Vault) -> None:
    with vault.write() as session:
        made = make.request(session, "fund alpha", why_it_helps_them="saves bravo", outcome="granted charlie")
    for word in ("alpha", "bravo", "charlie"):
        assert _found(vault, word) == [made.entry_id]


def test_the_agenda_notes_and_next_topics_of_a_meeting_are_found(vault: Vault) -> None:
    with vault.write() as session:
        meeting = make.meeting(session)
        item = make.topic(session, meeting, "the alpha rollout")
        one_on_ones.revise(session, meeting.id, notes="bravo was said", next_topics="charlie\ndelta")
    for word in ("alpha", "bravo", "charlie", "delta"):
        assert _found(vault, word) == [meeting.id]
    with vault.write() as session:
        one_on_ones.remove_item(session, item.id)
    assert _found(vault, "alpha") == []
    with vault.write() as session:
        one_on_ones.take_back_item(session, item.id)
    assert _found(vault, "alpha") == [meeting.id]


def test_a_topic_brought_forward_is_found_under_its_new_meeting_alone(vault: Vault) -> None:
    with vault.write() as session:
        old = make.meeting(session)
        one_on_ones.revise(session, old.id, notes="bravo was said")
        new = make.meeting(session, make.DAY + timedelta(7), state="planned")
        item = make.topic(session, old, "the alpha rollout")
    with vault.write() as session:
        one_on_ones.bring_forward(session, item.id, new.id)
    assert _found(vault, "alpha") == [new.id]
    assert _found(vault, "bravo") == [old.id]
    assert vault.integrity_faults() == []


def test_the_reason_for_dropping_a_promise_is_found(vault: Vault) -> None:
    with vault.write() as session:
        made = make.promise(session)
        commitments.drop(session, made.id, make.DAY, "the budget was frozen")
    assert _found(vault, "frozen") == [made.id]


def test_all_words_must_be_there_wherever_they_stand(vault: Vault) -> None:
    with vault.write() as session:
        both = make.feedback(session, "be strategic", situation="the offsite")
        make.entry(session, "strategic alone")
        make.entry(session, "offsite alone")
    assert _found(vault, "offsite strategic") == [both.entry_id]


def test_case_and_diacritics_do_not_matter(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "Žluťoučký kůň über ÉTÉ")
    for words in ("zlutoucky", "KUN", "uber", "été", "ete", "žluťoučký"):
        assert _found(vault, words) == [made.id]


def test_a_word_still_being_typed_finds_what_begins_so(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "The strategy offsite")
    for typed in ("s", "st", "strat", "strategy", "offsite st"):
        assert _found(vault, typed, complete=False) == [made.id]
    assert _found(vault, "strat ", complete=False) == []
    assert _found(vault, "strat") == []
    assert _found(vault, "strat*") == [made.id]
    assert _found(vault, "rategy", complete=False) == []


def test_the_newest_come_first_and_no_more_than_asked_for(vault: Vault) -> None:
    with vault.write() as session:
        for days in (3, 1, 2, 5, 4):
            make.entry(session, f"heron {days}", day=make.DAY + timedelta(days))
    with vault.read() as session:
        assert [hit.title for hit in search.find(session, "heron", limit=3)] == ["heron 5", "heron 4", "heron 3"]


def test_the_best_come_first_when_wanted(vault: Vault) -> None:
    with vault.write() as session:
        best = make.entry(session, "heron heron heron", day=make.DAY)
        make.entry(session, "a heron " + "among many other words " * 20, day=make.DAY + timedelta(1))
    with vault.read() as session:
        assert next(hit.id for hit in search.find(session, "heron", order="best")) == best.id


def test_what_was_changed_is_found_by_its_new_words_alone(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "the alpha plan")
    with vault.write() as session:
        entries.revise(session, made.id, text="the bravo plan")
    assert (_found(vault, "alpha"), _found(vault, "bravo")) == ([], [made.id])


def test_a_change_that_failed_changes_nothing_in_the_index(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "the alpha plan")

    def fails() -> None:
        with vault.write() as session:
            entries.revise(session, made.id, text="the bravo plan")
            entries.write(session, "poem", "", make.DAY, manager_id="")

    with pytest.raises(entries.BadInput):
        fails()
    assert (_found(vault, "alpha"), _found(vault, "bravo")) == ([made.id], [])


def test_thousands_of_records_at_once_are_found_and_those_before_them_too(vault: Vault) -> None:
    with vault.write() as session:
        before = make.entry(session, "heron before")
    with vault.write() as session, search.rebuilt_at_end(session):
        during = make.entry(session, "heron during")
        entries.revise(session, before.id, text="heron edited meanwhile")
    with vault.write() as session:
        after = make.entry(session, "heron after")
    assert set(_found(vault, "heron")) == {before.id, during.id, after.id}
    assert _found(vault, "meanwhile") == [before.id]
    assert vault.integrity_faults() == []


def test_a_failed_import_of_thousands_leaves_the_index_as_it_was(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "heron before")

    def fails() -> None:
        with vault.write() as session, search.rebuilt_at_end(session):
            make.entry(session, "heron during")
            entries.write(session, "poem", "", make.DAY, manager_id="")

    with pytest.raises(entries.BadInput):
        fails()
    with vault.write() as session:
        after = make.entry(session, "heron after")
    assert set(_found(vault, "heron")) == {made.id, after.id}
    assert vault.integrity_faults() == []

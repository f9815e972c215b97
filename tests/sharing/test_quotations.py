"""Private words in a line: a run of five words of any private field is found, and nothing else."""

import random
import sys
from collections.abc import Iterable
from datetime import timedelta
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.practices import entries
from journal.sharing import quotations
from journal.sharing.quotations import Quotations, tokens
from journal.store import search
from journal.store.vault import Vault
from tests import make

NOTE = "He told me on the stairs that the Lisbon contract will be lost by spring."
FEW = ("ash", "beech", "cedar", "elm", "fir")


def _found(session: Session, text: str, public: Iterable[str] = (), small: Iterable[str] = ()) -> list[str]:
    """The runs of a text that are quotations, as they stand in it."""
    found = Quotations(small).of(session, text, public)
    return [text[each.start : each.start + each.length] for each in found]


@pytest.fixture
def session(vault: Vault) -> Iterable[Session]:
    """A journal with one private note."""
    with vault.write() as session:
        make.entry(session, NOTE)
        yield session


def test_five_words_in_a_row_are_found_with_their_place_and_four_are_not(session: Session) -> None:
    assert _found(session, "So, the Lisbon contract will be lost, they say.") == ["the Lisbon contract will be lost"]
    assert _found(session, "The Lisbon contract will be") == ["The Lisbon contract will be"]
    assert _found(session, "The Lisbon contract will stay.") == []
    assert _found(session, "Lost by spring the Lisbon contract will not be.") == []
    (found,) = Quotations().of(session, "told me on the stairs")
    assert (found.words, found.kind, found.day, found.table, found.column) == (
        *(5, "interaction", make.DAY),
        *("entry", "text"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "THE LISBON CONTRACT WILL BE LOST",
        "the “Lisbon” contract — will be lost",
        "the Lísbon contract will be lost",
        "the Li\u0301sbon contract will be lost",
        "the\nLisbon   contract (will) be/lost",
    ],
)
def test_case_accents_and_signs_between_the_words_hide_nothing(session: Session, text: str) -> None:
    assert _found(session, text) == [text]


def test_two_runs_of_one_line_are_both_found_and_the_longest_counts(session: Session) -> None:
    text = "He told me on the stairs in May: the Lisbon contract will be lost by spring."
    assert _found(session, text) == ["He told me on the stairs", "the Lisbon contract will be lost by spring"]


def test_words_that_stand_in_two_fields_are_no_run(session: Session) -> None:
    make.feedback(session, "Your report was", situation="far too long again")
    assert _found(session, "Your report was far too long again.") == []
    make.feedback(session, "Your report was far too long again")
    assert _found(session, "Your report was far too long again.") == ["Your report was far too long again"]


def test_every_private_field_that_search_knows_is_looked_through(vault: Vault) -> None:
    with vault.write() as session:
        of = make.meeting(session)
        make.coaching(session, of)
        make.topic(session, of)
        make.request(session)
        make.promise(session)
        planted: dict[tuple[str, str], str] = {}
        for own in search.placed_tables():
            for kind in (own, *quotations._details(own)):
                (row, *_more) = session.scalars(select(kind))
                for column in quotations._columns(kind):
                    words = " ".join(f"{FEW[at % 5]}{len(planted)}" for at in range(5))
                    planted[kind.__tablename__, column] = words
                    setattr(row, column, words)
                session.flush()
        for (table, column), words in planted.items():
            found = [(each.table, each.column) for each in Quotations().of(session, f"As agreed: {words}.")]
            is_public = (table, column) == ("commitment", "what")  # the request is a draft: nobody was asked
            assert found == ([] if is_public else [(table, column)]), (table, column)
    assert len(planted) > 50
    assert {("entry", "text"), ("feedback", "exact_words"), ("one_on_one", "notes"), ("climb_step", "words")} <= {
        *planted
    }
    assert {("agenda_item", "answer"), ("plan_card", "issue"), ("pulse", "note")} <= {*planted}


def test_what_was_promised_or_asked_may_be_quoted_its_reasons_may_not(vault: Vault) -> None:
    with vault.write() as session:
        make.promise(session, "Send the map of all nine regions").reason = "He forgot it twice, I fear, already"
        why = "Nobody else there would dare to ask"
        make.request(session, "Take me along to the board dinner", status="asked", asked_on=make.DAY, why_them=why)
        assert _found(session, "I send the map of all nine regions.") == []
        assert _found(session, "Could you take me along to the board dinner?") == []
        assert _found(session, "He forgot it twice, I fear.") == ["He forgot it twice, I fear"]
        assert _found(session, "Nobody else there would dare.") == ["Nobody else there would dare"]


def test_what_nobody_was_asked_yet_is_private(vault: Vault) -> None:
    with vault.write() as session:
        make.request(session, "Take me along to the board dinner")
        assert _found(session, "I was not taken along to the board dinner.") == ["along to the board dinner"]


def test_a_copy_of_what_a_line_may_quote_is_no_quotation_either(vault: Vault) -> None:
    with vault.write() as session:
        make.topic(session, make.meeting(session), "Take me along to the board dinner")
        text = "Could you take me along to the board dinner?"
        assert _found(session, text) == ["take me along to the board dinner"]
        assert _found(session, text, public=["Take me along to the board dinner"]) == []


def test_a_run_of_small_words_alone_is_none(session: Session) -> None:
    make.entry(session, "It was all that there was to it for him.")
    small = {"that", "there", "was", "to", "it", "all"}
    assert _found(session, "That there was to it", small=small) == []
    assert _found(session, "That there was to it for him", small=small) == ["That there was to it for him"]


def test_a_phrase_that_stands_in_many_records_hides_no_longer_one(vault: Vault) -> None:
    with vault.write() as session:
        for number in range(150):
            make.entry(session, f"Sat by the old tree number {number}", day=make.DAY + timedelta(days=number % 40))
        make.entry(session, "We sat by the old mill race", day=make.DAY + timedelta(days=59))
        make.entry(session, "They sat by the old stone quay", day=make.DAY + timedelta(days=60))
        assert _found(session, "He sat by the old mill.") == ["sat by the old mill"]
        assert _found(session, "He sat by the old stone.") == ["sat by the old stone"]
        assert _found(session, "He sat by the old bridge.") == []
        assert _found(session, "We sat by the old stone.") == ["sat by the old stone"]  # the newer of two


def test_what_is_in_the_trash_is_not_looked_through(vault: Vault) -> None:
    with vault.write() as session:
        gone = make.entry(session, NOTE)
        entries.move_to_trash(session, gone.id)
        session.flush()
        assert _found(session, NOTE) == []


def test_without_spaces_two_characters_count_as_a_word(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "彼は来年会社を辞めるつもりだ。秘密にしてほしい。")
        make.entry(session, "उसने कहा कि अगले साल नौकरी छोड़ देगा, विश्वविद्यालय")
        assert _found(session, "報告：彼は来年会社を辞めるつもりだ") == ["彼は来年会社を辞めるつもりだ"]
        assert _found(session, "報告：秘密だ") == []
        assert _found(session, "विश्वविद्यालय की योजना") == []  # one word, though the index has seven pieces of it
        assert _found(session, "वह अगले साल नौकरी छोड़ देगा") == ["अगले साल नौकरी छोड़ देगा"]


def test_an_apostrophe_makes_no_second_word() -> None:
    assert [each.weight for each in tokens("I don’t know what he's at")] == [1, 1, 0, 1, 1, 1, 0, 1]


@pytest.mark.parametrize("text", ['"', "NEAR(a b)", "a* OR b^", "\x00 \x00", "\ud800 x y z w v", "", "-- ; ) ("])
def test_no_sign_has_a_meaning_for_the_search(session: Session, text: str) -> None:
    assert _found(session, text) == []
    assert _found(session, f'{text} "told me on the stairs" {text}') != []


def test_whatever_is_shared_is_found_and_nothing_else(vault: Vault, long: bool) -> None:
    chance = random.Random(4)
    notes = [" ".join(chance.choices(FEW, k=chance.randint(3, 14))) for _each in range(140)]
    with vault.write() as session:
        for note in notes:
            make.entry(session, note)
    runs = {tuple(words[at : at + 5]) for words in map(str.split, notes) for at in range(len(words) - 4)}

    with vault.read() as session:

        @settings(max_examples=600 if long else 60, deadline=None)
        @given(st.lists(st.sampled_from([*FEW, "gorse"]), max_size=16))
        def agree(words: list[str]) -> None:
            quoted = any(tuple(words[at : at + 5]) in runs for at in range(len(words) - 4))
            found = Quotations().of(session, " ".join(words))
            assert bool(found) == quoted
            for each in found:
                assert tuple(" ".join(words)[each.start : each.start + each.length].split()[:5]) in runs

        agree()


def test_a_word_that_comes_again_and_again_costs_no_more_than_others(vault: Vault) -> None:
    """Counted in lines of Python: 80 times the same word beside 500 of it took some ten million, and beside a long note a minute."""
    with vault.write() as session:
        make.entry(session, "plan " * 500)
    done = 0

    def count(_frame: FrameType, _event: str, _value: object) -> object:
        nonlocal done
        done += 1
        return count

    with vault.read() as session:
        before = sys.gettrace()
        sys.settrace(count)  # type: ignore[reportArgumentType]
        try:
            found = Quotations().of(session, "plan " * 80)
        finally:
            sys.settrace(before)
    assert [(each.start, each.words) for each in found] == [(0, 80)]
    assert done < 200_000

"""What was typed, in a draft or in a record, in two or three copies: every word stays, in whichever order; days stay days."""

import random
from itertools import permutations
from typing import Any

import pytest

from journal.store.merging.ancestry import Version
from journal.store.merging.joining import joined
from journal.store.merging.settings import both_settings
from journal.store.tables import Commitment, Entry, OneOnOne, Record
from tests.store.divergence import HARD_WORDS, draft_texts, some_draft


def orders(key: str, *copies: Any) -> list[Any]:
    """What three copies come to, in all orders and groupings."""
    made: list[Any] = []
    for one, two, three in permutations(copies):
        made.append(both_settings(key, both_settings(key, one, two), three))
        made.append(both_settings(key, one, both_settings(key, two, three)))
    return made


def test_every_text_of_three_drafts_stays_whatever_the_order(long: bool) -> None:
    chance = random.Random(5)
    for _round in range(20_000 if long else 400):
        key, first = some_draft(chance)
        copies = [first, *(some_draft(chance, key)[1] for _each in range(2))]
        made = orders(key, *copies)
        assert all(each == made[0] for each in made), (key, copies)
        kept = list(draft_texts(made[0]))
        for copy in copies:
            assert both_settings(key, made[0], copy) == both_settings(key, copy, made[0]) == made[0]
            for text in draft_texts(copy):
                assert any(text.strip() in whole for whole in kept), (key, copies, made[0])


def test_outer_blanks_make_no_other_draft_and_empty_none() -> None:
    for text in HARD_WORDS:
        assert both_settings("draft.note", {"text": text}, {"text": f" {text}\n"}) == {"text": text.strip()}


@pytest.mark.parametrize(
    ("one", "other"), [("Budget", "Travel"), ("预算", "旅行"), ("予算", "予算案"), ("art", "start"), ("1 * 2", "2 * 1")]
)
def test_short_texts_are_both_kept(one: str, other: str) -> None:
    for key in ("quick_capture.draft", "draft.summary"):
        words = both_settings(key, {"a": one}, {"a": other})["a"]
        assert sorted(words.split("⁂")) != [words]
        assert {part.strip() for part in words.split("⁂")} == {one, other}


def test_a_draft_that_was_typed_further_elsewhere_stands_alone() -> None:
    assert both_settings("draft.note", {"text": "Tell her"}, {"text": "Tell her today"}) == {"text": "Tell her today"}


def test_what_is_no_text_is_never_put_together_from_two() -> None:
    sheets = [{"checked_on": f"2026-03-0{day}", "salt": salt * 32} for day, salt in ((1, "f"), (2, "0"))]
    assert both_settings("sheet", *sheets) == both_settings("sheet", *reversed(sheets)) == sheets[1]
    moved = [
        {"when": {"m": {"day": day, "start": start, "minutes": ""}}} for day, start in (("2 Mar", "9"), ("1 Mar", "10"))
    ]
    assert both_settings("draft.one_on_ones", *moved) == moved[0]
    half = [{"entry": {"day": "31.2."}}, {"entry": {"day": "30.2."}}]
    assert both_settings("draft.journal", *half) == half[0]
    moments = [{"manager": "2026-09-02"}, {"manager": "2026-10-02", "other": "2026-05-01"}]
    assert both_settings("importance_again", *moments) == moments[1]
    unknown = [
        {"until": "2026-03-02T10:00:00.000+00:00", "id": "a"},
        {"until": "2026-03-01T10:00:00.000+00:00", "id": "b"},
    ]
    assert both_settings("of.later", *unknown) == both_settings("of.later", *reversed(unknown)) in unknown


def test_a_hand_that_was_chosen_in_both_copies_stays_a_hand_with_a_day() -> None:
    laid: list[dict[str, Any]] = [
        {"cards": {"m 1 me": cards, f"m 1 {other}": ["results"]}, "days": {"m 1 me": day}}
        for cards, other, day in (
            (["integrity", "expertise", "results"], "manager", "2026-03-02"),
            (["teamwork", "initiative"], "my-guess-of-manager", "2026-03-05"),
        )
    ]
    made = both_settings("draft.importance", *laid)
    assert made == both_settings("draft.importance", *reversed(laid))
    assert made["cards"]["m 1 me"] in [each["cards"]["m 1 me"] for each in laid]
    assert len(made["cards"]) == 3
    assert made["days"] == {"m 1 me": "2026-03-05"}


def test_the_marks_of_two_pulses_never_mix_and_both_notes_stay() -> None:
    one = {"marks": {"trust": 2, "support": 3}, "note": "After the freeze", "day": "2 Mar", "pulse": "a"}
    other = {"marks": {"openness": 5}, "note": "After the talk", "day": "3 Mar", "pulse": ""}
    made = both_settings("draft.pulse", {"m": one}, {"m": other})
    assert made == both_settings("draft.pulse", {"m": other}, {"m": one})
    made = made["m"]
    assert (made["marks"], made["pulse"]) in [(each["marks"], each["pulse"]) for each in (one, other)]
    assert made["note"] == "After the freeze ⁂ After the talk"


def test_words_for_the_cards_of_both_copies_stay() -> None:
    one = {"results": {"label": "Results", "description": "Gets it done"}}
    other = {"results": {"label": "Results", "description": "Ends what it begins"}, "teamwork": {"label": "We"}}
    made = both_settings("competencies", one, other)
    assert made["results"] == {"label": "Results", "description": "Ends what it begins ⁂ Gets it done"}
    assert made["teamwork"] == {"label": "We"}


def test_the_form_of_one_promise_never_takes_the_words_of_another() -> None:
    drop = {"commitment": "p2", "form": 1, "fields": {"reason": "No money"}}
    edit = {
        "line": "Send the plan",
        "commitment": "p1",
        "form": 2,
        "fields": {"what": "Plan B", "owner": "me", "due": "fri"},
    }
    made = both_settings("draft.commitments", edit, drop)
    assert made == both_settings("draft.commitments", drop, edit)
    assert {name: made[name] for name in drop} == drop
    assert made["line"] == "Plan B ⁂ Send the plan"


def test_lists_hold_what_either_has() -> None:
    assert both_settings("draft.note", {"tags": ["b", "a"]}, {"tags": ["c", "a"]}) == {"tags": ["a", "b", "c"]}


# ---- the texts of records


def together(kind: type[Record], column: str, *texts: str, before: str = "before") -> str:
    """A text that was changed in several copies, the earliest first; the same from whichever side."""

    def version(number: int, text: str) -> Version:
        at = f"2026-03-02T10:0{number}:00.000+00:00"
        return Version(f"r{number}", ("r0",), at, {column: text, "created_at": at})

    versions = [version(number, text) for number, text in enumerate(texts, start=1)]
    made = {joined(kind, order, version(0, before))[column] for order in permutations(versions)}
    assert len(made) == 1
    return made.pop()


@pytest.mark.parametrize(("kind", "column"), [(Entry, "text"), (Commitment, "what"), (OneOnOne, "next_topics")])
def test_every_text_of_three_versions_stays_in_the_record(kind: type[Record], column: str, long: bool) -> None:
    chance = random.Random(6)
    for _round in range(5000 if long else 100):
        texts = [chance.choice(HARD_WORDS) for _each in range(3)]
        text = together(kind, column, *texts)
        lines = {line.strip() for line in text.split("\n")}
        for typed in texts:
            assert typed.strip() in text or {line.strip() for line in typed.split("\n")} <= lines | {""}, texts


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["Said so", " Said so\n"], "Said so"),
        (["Said so ", "Said so today"], "Said so today"),
        (["Said so today", "", "Said so "], "Said so today"),
        (["art", "start"], "art\n\n— 2026-03-02 10:02 UTC —\n\nstart"),
        (["予算", "予算案"], "予算\n\n— 2026-03-02 10:02 UTC —\n\n予算案"),
    ],
)
def test_a_text_goes_up_in_another_one_only_where_it_stands_in_it(texts: list[str], wanted: str) -> None:
    assert together(Entry, "text", *texts) == wanted


def test_of_two_lists_each_topic_stays_once_and_what_one_side_alone_changed_stays_as_it_is() -> None:
    alone = "Budget\n\nPilot\n\nTravel"
    assert together(OneOnOne, "next_topics", alone) == together(OneOnOne, "next_topics", alone, "before") == alone
    both = together(OneOnOne, "next_topics", "Budget\n\nPilot", "Budget \n\nTravel\nPilot case")
    assert both == "Budget\n\nPilot\nTravel\nPilot case"
    assert together(OneOnOne, "next_topics", "", " \nTravel") == " \nTravel"

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import BadInput, RecordGone
from journal.practices import entries
from journal.practices.entries import EntryFilter, EntryRow
from journal.store import records
from journal.store.tables import Entry, Feedback, Request
from journal.store.vault import Vault
from tests import make


def _rows(vault: Vault, wanted: EntryFilter | None = None) -> list[EntryRow]:
    with vault.read() as session:
        return entries.first_rows(session, wanted or EntryFilter(), 100)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("with @Pilot and @pilot", ["@pilot"]),
        ("@début, @q3-plan; @a/b @c#1 @x_y @2026 @c++ @*", ["@*", "@2026", "@a/b", "@c#1", "@c++", "@début", "@q3-plan", "@x_y"]),
        ("mail me@work.example or (@bracket)", []),
        ("@@ @ a@b", []),
        ("@ends.", ["@ends"]),
        ("line\n@next\tand\u00a0@nbsp", ["@nbsp", "@next"]),
        ("@отчёт @报告", ["@отчёт", "@报告"]),
    ],
)  # fmt: skip
def test_a_tag_is_an_at_sign_and_what_clings_to_it(text: str, found: list[str]) -> None:
    assert entries.tags_in(text) == found


@given(st.text())
def test_tags_of_any_text_are_in_it_once_and_in_order(text: str) -> None:
    tags = entries.tags_in(text)
    assert tags == sorted(set(tags))
    assert all(tag.startswith("@") and tag in text.lower() for tag in tags)


@pytest.mark.parametrize("kind", ["interaction", "feedback", "request", "win", "reflection"])
def test_every_kind_of_entry_has_the_details_that_it_needs(vault: Vault, kind: str) -> None:
    with vault.write() as session:
        made = make.entry(session, "Words.", kind)
    with vault.read() as session:
        found = entries.details(session, made.id)
    assert type(found) is {"feedback": Feedback, "request": Request}.get(kind, type(None))


def test_another_kind_is_refused(vault: Vault) -> None:
    with vault.write() as session, pytest.raises(BadInput):
        make.entry(session, "Roses are red.", "poem")


def test_tags_follow_the_text(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "about @pilot and @budget")
        entries.revise(session, made.id, text="about @pilot alone")
    with vault.write() as session:
        assert entries.tags(session) == [("@pilot", 1)]
        entries.revise(session, made.id, text="about @pilot and @trust", starred=True)
    [row] = _rows(vault)
    assert (set(row.tags), row.starred) == ({"@pilot", "@trust"}, True)


def test_the_most_used_tags_come_first_and_the_trash_does_not_count(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "@b @a")
        make.entry(session, "@b")
        gone = make.entry(session, "@gone @b")
        entries.move_to_trash(session, gone.id)
    with vault.read() as session:
        assert entries.tags(session) == [("@b", 2), ("@a", 1)]


def test_a_note_can_become_a_feedback_and_keeps_what_was_heard_when_it_turns_back(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "He said something.")
        entries.revise(session, made.id, kind="feedback")
        entries.revise_details(session, made.id, exact_words="be bolder")
    with vault.write() as session:
        entries.revise(session, made.id, kind="win")
        assert entries.details(session, made.id) is None
        entries.revise(session, made.id, kind="feedback")
    with vault.read() as session:
        found = entries.details(session, made.id)
    assert isinstance(found, Feedback)
    assert found.exact_words == "be bolder"


def test_only_a_feedback_or_a_request_has_such_fields(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session)
        with pytest.raises(BadInput):
            entries.revise_details(session, made.id, exact_words="x")


def test_a_field_that_does_not_exist_is_a_mistake_of_ours(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session)
        with pytest.raises(AttributeError):
            entries.revise(session, made.id, txt="x")


def test_an_entry_deleted_for_good_meanwhile_is_said_to_be_gone(vault: Vault) -> None:
    with vault.write() as session, pytest.raises(RecordGone):
        entries.revise(session, "no such id", text="x")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (EntryFilter(), {"win", "old", "tagged", "starred"}),
        (EntryFilter(kinds=frozenset({"win"})), {"win"}),
        (EntryFilter(kinds=frozenset({"win", "reflection"})), {"win", "starred"}),
        (EntryFilter(tag="@Pilot"), {"tagged"}),
        (EntryFilter(first=make.DAY), {"win", "tagged", "starred"}),
        (EntryFilter(last=make.DAY - timedelta(1)), {"old"}),
        (EntryFilter(first=make.DAY, last=make.DAY, starred=True), {"starred"}),
        (EntryFilter(trashed=True), {"trashed"}),
        (EntryFilter(kinds=frozenset({"win"}), tag="@pilot"), set()),
    ],
)
def test_the_list_is_narrowed_by_kind_tag_period_and_star(
    vault: Vault, wanted: EntryFilter, expected: set[str]
) -> None:
    with vault.write() as session:
        make.entry(session, "win", "win")
        make.entry(session, "old", day=make.DAY - timedelta(1), time="23:59")
        make.entry(session, "tagged\n@pilot")
        make.entry(session, "starred", "reflection", starred=True)
        entries.move_to_trash(session, make.entry(session, "trashed").id)
    assert {row.headline for row in _rows(vault, wanted)} == expected
    with vault.read() as session:
        assert len(entries.places(session, wanted)) == len(expected)


def test_a_row_is_named_by_its_first_line_or_what_was_heard_or_asked(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "\n\n  The headline \nand the rest", time="12:00")
        make.feedback(session, "be bolder")
        make.request(session, "Fund the pilot")
        make.entry(session, "   \n", day=make.DAY - timedelta(1))
    assert [row.headline for row in _rows(vault)] == ["The headline", "Fund the pilot", "be bolder", ""]


def test_rows_come_in_the_order_asked_for_and_empty_places_are_left_out(vault: Vault) -> None:
    with vault.write() as session:
        for number in range(5):
            make.entry(session, str(number))
    with vault.read() as session:
        places = list(entries.places(session, EntryFilter()))
        mixed = [places[3], 12345, places[0], places[4]]
        assert [row.headline for row in entries.rows(session, mixed)] == ["1", "4", "0"]


def test_this_day_in_earlier_years_comes_back(vault: Vault) -> None:
    with vault.write() as session:
        for year in (2025, 2023, 2010, 2026, 2027):
            make.entry(session, str(year), day=date(year, 11, 21))
        make.entry(session, "the day after", day=date(2025, 11, 22))
    with vault.read() as session:
        assert [row.headline for row in entries.on_this_day(session, date(2026, 11, 21))] == ["2025", "2023"]


def test_what_was_written_on_a_leap_day_comes_back_every_year(vault: Vault) -> None:
    with vault.write() as session:
        for day in (date(2024, 2, 28), date(2024, 2, 29), date(2023, 2, 28), date(2024, 3, 1)):
            make.entry(session, day.isoformat(), day=day)

    def found(today: date) -> list[str]:
        with vault.read() as session:
            return [row.headline for row in entries.on_this_day(session, today)]

    assert found(date(2026, 2, 28)) == ["2024-02-28", "2024-02-29", "2023-02-28"]
    assert found(date(2028, 2, 28)) == ["2024-02-28", "2023-02-28"]
    assert found(date(2028, 2, 29)) == ["2024-02-29", "2023-02-28"]


def test_finding_an_entry_again_in_a_list(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session)
    with vault.read() as session:
        assert entries.place_of(session, made.id) == records.get(session, Entry, made.id).place
        assert entries.place_of(session, "no such id") is None

"""A promise typed in one line."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.errors import BadInput
from journal.practices.commitments import Promise, day_of, from_line

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("line", "owner", "what", "due"),
    [
        ("draft the plan", "me", "Draft the plan", None),
        ("me: draft the plan by Friday", "me", "Draft the plan", date(2026, 11, 27)),
        ("ME : draft the plan by saturday.", "me", "Draft the plan", date(2026, 11, 28)),
        ("I: draft the plan by sat", "me", "Draft the plan", date(2026, 11, 28)),
        ("manager: talk to sales by 2026-12-01", "manager", "Talk to sales", date(2026, 12, 1)),
        ("Graham: talk to sales until tomorrow", "manager", "Talk to sales", date(2026, 11, 22)),
        ("graham o'neill: talk to sales due today", "manager", "Talk to sales", SATURDAY),
        ("my manager: talk to sales, by 12 Dec", "manager", "Talk to sales", date(2026, 12, 12)),
        ("talk to sales by 3 January", "me", "Talk to sales", date(2027, 1, 3)),
        ("talk to sales before 29 feb 2028", "me", "Talk to sales", date(2028, 2, 29)),
        ("talk to sales by next week", "me", "Talk to sales", date(2026, 11, 28)),
        ("talk to sales by next Monday", "me", "Talk to sales", date(2026, 11, 23)),
        ("write the page by hand", "me", "Write the page by hand", None),
        ("reply by mail, by 2 Dec.", "me", "Reply by mail", date(2026, 12, 2)),
        ("stand by me by friday", "me", "Stand by me", date(2026, 11, 27)),
        ("finish by 31 February", "me", "Finish by 31 February", None),
        ("Ruth: call her", "me", "Ruth: call her", None),
        ("cut cost by 10%", "me", "Cut cost by 10%", None),
        ("manager: by Friday", "manager", "By Friday", None),
        ("  me:   spaced   out  ", "me", "Spaced   out", None),
    ],
)
def test_a_line_is_read_as_one_means_it(line: str, owner: str, what: str, due: date | None) -> None:
    assert from_line(line, SATURDAY, "Graham O'Neill") == Promise(owner, what, due)


@pytest.mark.parametrize("line", ["", "   ", "me:", "me: ", "manager:", "Graham:", "manager:  \n", ",;"])
def test_a_line_without_a_promise_is_refused(line: str) -> None:
    with pytest.raises(BadInput):
        from_line(line, SATURDAY, "Graham O'Neill")


LINES = st.text(max_size=60) | st.lists(
    st.sampled_from(["me:", "manager:", "by", "until", "due", "friday", "12", "31/12", "Feb", "29", "2026-12-01", ",", ".",
                     "9999", "10:30", "1e999", "am", "T", "+", "-", "GMT", "next", "%", "0", "plan"]), max_size=9
).map(" ".join)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(LINES, st.dates(max_value=date(2500, 1, 1)), st.text(max_size=20))
def test_no_line_is_an_error_of_ours(line: str, today: date, name: str) -> None:
    try:
        promise = from_line(line, today, name)
    except BadInput:
        return
    assert promise.owner in {"me", "manager"}
    assert promise.what.strip()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 400))
def test_a_day_written_out_in_full_is_that_day(today: date, ahead: int) -> None:
    day = today + timedelta(ahead)
    for written in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}"):
        assert day_of(written, today) == day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 7))
def test_a_weekday_is_the_next_one_of_that_name(today: date, ahead: int) -> None:
    day = today + timedelta(ahead)
    assert day_of(f"{day:%A}", today) == day_of(f"next {day:%A}", today) == day_of(f"{day:%a}".lower(), today) == day


def test_a_day_without_its_year_is_the_coming_one() -> None:
    assert day_of("20 Nov", SATURDAY) == date(2027, 11, 20)
    assert day_of("21 Nov", SATURDAY) == SATURDAY
    assert day_of("1/3", SATURDAY) == date(2027, 3, 1)
    assert day_of("12/12/25", SATURDAY) == date(2025, 12, 12)
    assert day_of("1 Jan", date(9999, 12, 31)) == date(9999, 1, 1)


def test_a_long_pasted_text_is_read_quickly() -> None:
    assert from_line("me: " + "word " * 20_000 + "by friday", SATURDAY).due == date(2026, 11, 27)
    assert from_line("x" + " " * 20_000 + "y", SATURDAY).due is None

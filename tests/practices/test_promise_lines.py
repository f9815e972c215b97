"""A promise typed in one line."""

import tomllib
from collections.abc import Generator
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from journal.errors import BadInput
from journal.practices.commitments import Promise, from_line
from journal.ui.widgets.dates import read_day
from tests.conftest import DATA

SATURDAY = date(2026, 11, 21)
read = partial(read_day, today=SATURDAY, ahead=True)


WRITTEN: dict[str, Any] = tomllib.loads((DATA / "one_line_commitments.toml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def locale_back() -> Generator[None]:
    usual = QLocale()
    yield
    QLocale.setDefault(usual)


@pytest.mark.parametrize("said", WRITTEN["promise"], ids=lambda said: said["line"])
def test_it_is_understood_as_people_write_it(said: dict[str, Any]) -> None:
    QLocale.setDefault(QLocale(said.get("locale", "en_IE")))
    reader = partial(read_day, today=WRITTEN["today"], ahead=True)
    wanted = Promise(said["owner"], said["what"], said.get("due"))
    assert from_line(said["line"], reader, WRITTEN["manager"]) == wanted


def test_there_are_over_two_hundred_ways_to_write_it_and_none_twice() -> None:
    lines = [said["line"] for said in WRITTEN["promise"]]
    assert len(set(lines)) == len(lines) > 200


PLAIN = st.sampled_from(
    ["draft the plan", "call Ruth", "send Omar the figures", "close the audit", "Überblick schreiben"]
)


@settings(deadline=None)
@given(PLAIN, st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 300), st.sampled_from(["me", "manager"]))
def test_every_day_in_every_form_is_found_behind_every_promise(what: str, today: date, ahead: int, owner: str) -> None:
    QLocale.setDefault(QLocale("en_IE"))
    due = today + timedelta(ahead)
    forms = (f"{due.day} {due:%B} {due.year}", f"{due:%B} {due.day}, {due.year}", due.isoformat(), f"{due:%d.%m.%Y}")
    for form in forms:
        for words in (f"{owner}: {what} by {form}", f"{owner} to {what}, due {form}.", f"by {form}: {owner}: {what}"):
            found = from_line(words, partial(read_day, today=today, ahead=True), "Ada")
            assert found == Promise(owner, what[:1].upper() + what[1:], due), words


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["in {n} weeks", "within {n} weeks", "{n} weeks from now"]),
       st.integers(2, 60))  # fmt: skip
def test_weeks_ahead_are_counted_in_days_over_any_change_of_clocks_or_years(today: date, form: str, weeks: int) -> None:
    found = from_line(f"draft it {form.format(n=weeks)}", partial(read_day, today=today, ahead=True))
    assert found == Promise("me", "Draft it", today + timedelta(weeks=weeks))


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_ends_of_weeks_months_and_years_lie_ahead_and_are_ends(today: date) -> None:
    def due(words: str) -> date:
        found = from_line(f"draft it by {words}", partial(read_day, today=today, ahead=True)).due
        assert found is not None
        assert found >= today
        return found

    assert due("EOW").weekday() == 4
    assert (due("end of month") + timedelta(1)).day == 1
    assert due("end of month").month == today.month
    assert (due("EOY").month, due("EOY").day) == (12, 31)
    assert (due("end of quarter") + timedelta(1)).month in (1, 4, 7, 10)


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
    assert from_line(line, read, "Graham O'Neill") == Promise(owner, what, due)


@pytest.mark.parametrize("line", ["", "   ", "me:", "me: ", "manager:", "Graham:", "manager:  \n", ",;"])
def test_a_line_without_a_promise_is_refused(line: str) -> None:
    with pytest.raises(BadInput):
        from_line(line, read, "Graham O'Neill")


LINES = st.text(max_size=60) | st.lists(
    st.sampled_from(["me:", "manager:", "by", "until", "due", "friday", "12", "31/12", "Feb", "29", "2026-12-01", ",", ".",
                     "9999", "10:30", "1e999", "am", "T", "+", "-", "GMT", "next", "%", "0", "plan"]), max_size=9
).map(" ".join)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(LINES, st.dates(max_value=date(2500, 1, 1)), st.text(max_size=20))
def test_no_line_is_an_error_of_ours(line: str, today: date, name: str) -> None:
    try:
        promise = from_line(line, partial(read_day, today=today, ahead=True), name)
    except BadInput:
        return
    assert promise.owner in {"me", "manager"}
    assert promise.what.strip()


def test_a_long_pasted_text_is_read_quickly() -> None:
    assert from_line("me: " + "word " * 20_000 + "by friday", read).due == date(2026, 11, 27)
    for text in ("x" + " " * 20_000 + "y", "by " * 9_000, "(" * 20_000, "a:" * 9_000, "in two " * 5_000):
        assert from_line(text, read, "Priya Nair").due is None

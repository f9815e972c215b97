"""A promise typed in one line."""

from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.errors import BadInput
from journal.practices.commitments import Promise, from_line
from journal.ui.widgets.dates import read_day

SATURDAY = date(2026, 11, 21)
read = partial(read_day, today=SATURDAY, ahead=True)


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


@settings(max_examples=600, deadline=None)
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
    assert from_line("x" + " " * 20_000 + "y", read).due is None

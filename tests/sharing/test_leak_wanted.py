"""Each line of a paper must be what comes next in its document, and nothing else will do."""

import pytest

from journal.sharing.leak_wanted import Wanted


def test_lines_are_taken_in_their_order_wherever_they_break() -> None:
    wanted = Wanted(["Progress summary", "We agreed on\nthe pilot.", "ﻼ قوس"])
    said = ["Progress", "summary", "We agreed ", "on", "the pilot.", "لا", "قوس"]
    taken = [wanted.take(line) for line in said]
    assert [part and part.text for part in taken] == [*said[:5], "ﻼ", "قوس"]
    assert wanted.is_over()
    assert wanted.take("more") is None


@pytest.mark.parametrize("said", ["Liar", "summary", "Progress liar", "progress", "Progress summary and", "rogress"])
def test_a_line_that_does_not_come_next_is_not_taken(said: str) -> None:
    wanted = Wanted(["Progress summary", "We agreed."])
    assert wanted.take(said) is None
    assert not wanted.is_over()

"""The words of a nudge: in their channel and style, waiting on a thing, never blaming."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import BadInput
from journal.practices import nudging, wording
from journal.store.tables import Commitment, Manager
from journal.text import CHANNELS, DETAIL, TAKES_IN

TODAY = date(2026, 3, 12)
STYLES = list(product(("", *CHANNELS), ("", *TAKES_IN), ("", *DETAIL)))
BLAME = ("late", "overdue", "still", "fail", "forgot", "you promised", "you said", "why", "again", "!", "as discussed")


def promised(what: str = "Talk to sales.", due: date | None = None, **more: Any) -> Commitment:
    fields = {"owner": "manager", "status": "open"} | more
    return Commitment(what=what, made_on=date(2026, 3, 2), due=due, **fields)


def boss(channel: str = "", takes_in: str = "", detail: str = "", name: str = "Ada Brook") -> Manager:
    return Manager(name=name, channel=channel, takes_in=takes_in, detail=detail)


@pytest.mark.parametrize(("channel", "takes_in", "detail"), STYLES)
def test_in_every_style_it_waits_on_the_thing_and_blames_nobody(channel: str, takes_in: str, detail: str) -> None:
    for days in (None, -40, -1, 0, 9):
        due = None if days is None else TODAY + timedelta(days)
        text = nudging.draft(promised(due=due), boss(channel, takes_in, detail), TODAY).text
        assert "waiting on" in text.casefold()
        assert "Talk to sales" in text
        assert not [word for word in BLAME if word in text.casefold().replace("thank you!", "")]
        assert not wording.check(text), "the journal's own check of wording finds nothing in it"


def test_a_mail_has_a_subject_and_a_greeting_and_a_chat_is_one_line() -> None:
    mail = nudging.draft(promised(), boss("mail"), TODAY).text.splitlines()
    assert (mail[0], mail[2]) == ("Waiting on: Talk to sales", "Hello Ada,")
    assert "\n" not in nudging.draft(promised(), boss("chat"), TODAY).text
    assert "Hello,\n" in nudging.draft(promised(), boss("mail", name="My manager"), TODAY).text


def test_who_wants_it_brief_gets_less_than_who_wants_the_full_picture() -> None:
    brief, usual, full = (
        nudging.draft(promised(), boss("chat", "", style), TODAY).text for style in ("brief", "", "full")
    )
    assert len(brief) < len(usual) < len(full)
    assert "2 March" in full
    assert "2 March" not in brief


def test_a_listener_is_offered_a_word_and_a_reader_something_to_read() -> None:
    assert "by voice" in nudging.draft(promised(), boss("mail", "listening"), TODAY).text
    assert "in writing" in nudging.draft(promised(), boss("talk", "reading"), TODAY).text


def test_the_day_is_said_as_a_question() -> None:
    assert "Does 20 March work for you?" in nudging.draft(promised(due=date(2026, 3, 20)), boss(), TODAY).text
    assert "We had 10 March in mind" in nudging.draft(promised(due=date(2026, 3, 10)), boss(), TODAY).text
    assert "When could it fit?" in nudging.draft(promised(), boss(), TODAY).text


@pytest.mark.parametrize("more", [{"owner": "me"}, {"status": "kept"}, {"status": "dropped"}])
def test_there_is_none_for_what_i_promised_or_what_is_closed(more: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        nudging.draft(promised(**more), boss(), TODAY)


@given(st.text(min_size=1, max_size=300), st.sampled_from(STYLES), st.none() | st.dates())
def test_any_promise_makes_a_nudge(what: str, style: tuple[str, str, str], due: date | None) -> None:
    found = nudging.draft(promised(what, due), boss(*style), TODAY)
    assert found.text.strip()
    assert found.how

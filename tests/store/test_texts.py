"""What one writes comes back as it was written."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from journal.practices import entries
from journal.store import history, records
from journal.store.tables import Entry
from journal.store.vault import Vault
from tests import make

KEPT = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
TEXTS = [
    "",
    "  indented, and a space at the end ",
    "two\r\nkinds\rof\nline\u2028end",
    "\x02marked\x03",
    "🦉 Žluťoučký кот שלום \u202eturned\u202c 𝐛𝐨𝐥𝐝 e\u0301",
    "'; DROP TABLE entry; --",
    "<img src='file:///etc/passwd'> <b>bold</b> &amp;",
    "one long line " * 70_000,
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_text_comes_back_as_it_was_typed(vault: Vault, text: str) -> None:
    with vault.write() as session:
        made = make.entry(session, text)
        heard = make.feedback(session, text)
    with vault.write() as session:
        entries.revise(session, made.id, text=text + "!")
        entries.revise(session, made.id, text=text)
    with vault.read() as session:
        assert records.get(session, Entry, made.id).text == text
        assert entries.details(session, heard.entry_id).exact_words == text  # type: ignore[union-attr]
    assert vault.integrity_faults() == []


def test_half_a_character_pasted_from_elsewhere_is_no_reason_to_lose_the_rest(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "an owl \ud83e and a heron")
    with vault.read() as session:
        assert records.get(session, Entry, made.id).text == "an owl \ufffd and a heron"


def test_a_zero_byte_which_no_text_file_can_hold_is_no_reason_to_lose_the_rest(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "an owl \x00 and a heron")
        entries.revise(session, made.id, text="a wren \x00 too")
    with vault.read() as session:
        assert records.get(session, Entry, made.id).text == "a wren \ufffd too"
        values = history.versions(session, made.id)[0].values
    assert values is not None
    assert values["text"] == "an owl \ufffd and a heron"


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.text(KEPT), st.dates(), st.booleans()), max_size=20))
def test_any_texts_and_days_come_back(vault: Vault, written: list[tuple[str, date, bool]]) -> None:
    with vault.write() as session:
        session.execute(sql("DELETE FROM entry"))
        made = [make.entry(session, text, day=day, starred=starred) for text, day, starred in written]
    with vault.read() as session:
        found = [records.get(session, Entry, each.id) for each in made]
    assert [(each.text, each.day, each.starred) for each in found] == written


def test_a_long_text_that_is_edited_and_deleted_leaves_the_index_whole(vault: Vault) -> None:
    """Guards against FTS5's own secure-delete, which lost its way in texts that repeat a word over 127 times."""
    with vault.write() as session:
        heard = make.feedback(session, "heron")
        make.entry(session, "weir")
    for times in (150, 300, 900):
        with vault.write() as session:
            entries.revise(session, heard.entry_id, text="heron " * times, day=make.DAY + timedelta(times))
            entries.revise_details(session, heard.entry_id, exact_words=f"heron {times}")
        assert vault.integrity_faults() == []
    with vault.write() as session:
        session.delete(entries.details(session, heard.entry_id))
        session.flush()
        session.delete(records.get(session, Entry, heard.entry_id))
    assert vault.integrity_faults() == []

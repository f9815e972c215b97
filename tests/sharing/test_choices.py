"""What was chosen for the coming summary is there again, whatever happened in between."""

from dataclasses import replace
from datetime import date

import pytest

from journal.practices import managers
from journal.sharing import choices
from journal.sharing.choices import Choices
from journal.store.tables import Setting
from journal.store.vault import Vault
from tests.conftest import PASSPHRASE

TODAY = date(2026, 11, 21)
CHOSEN = Choices(
    date(2026, 3, 2),
    date(2026, 4, 1),
    page="Letter",
    design="plain",
    language="de",
    pages=1,
    chart="kept",
    off=frozenset({"requests"}),
    let_stand=frozenset({"ask"}),
)


def test_choices_are_there_after_the_journal_was_closed(vault: Vault) -> None:
    with vault.write() as session:
        manager_id = managers.current(session).id
        choices.keep(session, manager_id, CHOSEN)
    vault.close()
    again = Vault.open(vault.path, PASSPHRASE)
    with again.read() as session:
        assert choices.read(session, manager_id, TODAY) == CHOSEN
        assert choices.read(session, "another", TODAY).page == "A4"
    again.close()


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("quarter", (date(2026, 10, 1), date(2026, 12, 31))),
        ("last-quarter", (date(2026, 7, 1), date(2026, 9, 30))),
        ("since-summary", (date(2026, 11, 2), TODAY)),
        ("since-meeting", (date(2026, 11, 12), TODAY)),
    ],
)
def test_a_period_goes_with_the_days(vault: Vault, period: choices.Period, days: tuple[date, date]) -> None:
    with vault.write() as session:
        choices.keep(session, "m", replace(CHOSEN, period=period))
        found = choices.read(session, "m", TODAY, since_summary=date(2026, 11, 2), since_meeting=date(2026, 11, 12))
        assert (found.first, found.last) == days
        assert choices.read(session, "m", TODAY).period == period


def test_values_that_make_no_sense_become_the_usual_ones(vault: Vault) -> None:
    values = {"period": "own", "first": "soon", "pages": "many", "language": "tlh", "page": 7, "off": ["nonsense"]}
    with vault.write() as session:
        session.add(Setting(key="summary.m", value=values))
        session.flush()
        found = choices.read(session, "m", TODAY)
    assert (found.first, found.pages, found.page, found.off) == (date(2026, 10, 1), 2, "A4", frozenset())


@pytest.mark.parametrize(
    "kept",
    [
        ["no choices at all"],
        {"period": ["quarter"], "page": {}, "off": [["next"]], "let_stand": [{}], "pages": "two", "chart": None},
        {"period": "own", "first": "2026-05-01", "last": "2026-01-01", "off": 3, "let_stand": "ask"},
    ],
)
def test_choices_that_make_no_sense_are_as_if_nothing_was_chosen(vault: Vault, kept: object) -> None:
    """Another program may have written them, or a hand in an export."""
    with vault.write() as session:
        manager_id = managers.current(session).id
        session.add(Setting(key=f"summary.{manager_id}", value=kept))
    with vault.read() as session:
        found, usual = choices.read(session, manager_id, TODAY), choices.read(session, "another", TODAY)
    assert replace(found, period=usual.period) == usual


def test_what_was_let_stand_of_one_summary_is_looked_at_anew_in_the_next(vault: Vault) -> None:
    with vault.write() as session:
        choices.keep(session, "m", replace(CHOSEN, period="quarter", first=date(2026, 10, 1), last=date(2026, 12, 31)))
        assert choices.read(session, "m", TODAY).let_stand == {"ask"}
        assert choices.read(session, "m", date(2027, 1, 2)).let_stand == frozenset()

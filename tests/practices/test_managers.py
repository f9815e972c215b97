from datetime import date

import pytest

from journal.errors import BadInput
from journal.practices import managers
from journal.store.vault import Vault


def test_a_journal_without_a_manager_gets_one_that_can_be_named_later(vault: Vault) -> None:
    with vault.write() as session:
        first = managers.current(session)
    with vault.write() as session:
        assert managers.current(session).id == first.id
        managers.revise(session, first.id, name=" Ada ", started_on=None, ended_on=None)
    with vault.read() as session:
        assert [each.name for each in managers.chapters(session)] == ["Ada"]


def test_the_current_manager_is_the_latest_begun_that_has_not_ended(vault: Vault) -> None:
    with vault.write() as session:
        managers.begin(session, "undated")
        old = managers.begin(session, "old", date(2024, 1, 1))
        new = managers.begin(session, "new", date(2026, 1, 1))
    with vault.write() as session:
        assert managers.current(session).id == new.id
        assert [each.name for each in managers.chapters(session)] == ["new", "old", "undated"]
        managers.revise(session, new.id, name="new", started_on=new.started_on, ended_on=date(2026, 6, 30))
    with vault.read() as session:
        assert managers.current(session).id == old.id


def test_when_every_chapter_has_ended_the_latest_stays_current(vault: Vault) -> None:
    with vault.write() as session:
        for year in (2024, 2025):
            made = managers.begin(session, str(year), date(year, 1, 1))
            managers.revise(session, made.id, name=str(year), started_on=date(year, 1, 1), ended_on=date(year, 12, 31))
    with vault.read() as session:
        assert managers.current(session).name == "2025"


def test_a_chapter_needs_a_name_and_does_not_end_before_it_starts(vault: Vault) -> None:
    with vault.write() as session:
        made = managers.begin(session, "Ada")
        with pytest.raises(BadInput):
            managers.revise(session, made.id, name=" ", started_on=None, ended_on=None)
        with pytest.raises(BadInput):
            managers.revise(session, made.id, name="Ada", started_on=date(2026, 2, 1), ended_on=date(2026, 1, 31))

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
        assert managers.current(session, date(2026, 5, 1)).id == new.id
        assert managers.current(session, date(2025, 5, 1)).id == old.id, "the new one has not begun"
        assert [each.name for each in managers.chapters(session)] == ["new", "old", "undated"]
        managers.revise(session, new.id, name="new", started_on=new.started_on, ended_on=date(2026, 6, 30))
    with vault.read() as session:
        assert managers.current(session, date(2026, 6, 30)).id == new.id, "its last day belongs to it"
        assert managers.current(session, date(2026, 7, 1)).id == old.id


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


def test_how_they_like_to_work_is_chosen_from_what_there_is_and_taken_off_again(vault: Vault) -> None:
    with vault.write() as session:
        made = managers.begin(session, "Ada")
        managers.describe(session, made.id, channel="chat", takes_in="reading", coach_path="learning")
        assert (made.channel, made.takes_in, made.detail, made.coach_path) == ("chat", "reading", "", "learning")
        managers.describe(session, made.id, channel="")
        assert made.channel == ""
        with pytest.raises(BadInput):
            managers.describe(session, made.id, channel="pigeon")
        with pytest.raises(BadInput):
            managers.describe(session, made.id, name="chat")


def test_what_hinders_a_manager_has_a_remedy_of_its_own() -> None:
    hindered = [managers.REMEDIES["hindered_by", value] for value in managers.PROFILE["hindered_by"]]
    assert len(set(hindered)) == len(hindered)
    assert all(value in managers.PROFILE[name] for name, value in managers.REMEDIES)

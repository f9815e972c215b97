from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal import paths
from journal.errors import DiskFull
from journal.store import known, opening, shelf
from journal.store.key import derive, new_salt
from journal.store.vault import Vault
from journal.ui import background
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, Notice, OpenJournal
from journal.ui.upkeep import Upkeep
from tests import make
from tests.ui import flows

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def tended(upkeep: Upkeep, qtbot: QtBot) -> None:
    """What it does by itself, to its end."""
    upkeep.begin()
    qtbot.wait_until(lambda: not background.is_busy())


def kinds(journal: OpenJournal) -> list[str]:
    return [each.kind for each in journal.notices]


def on_shelf(journal: OpenJournal) -> list[str]:
    return [each.reason for each in shelf.backups(known.of(journal.vault))]


def finding(faults: list[str]) -> Callable[[Vault], list[str]]:
    def found(_vault: Vault) -> list[str]:
        return faults

    return found


def test_a_backup_is_made_when_one_is_due_and_none_when_it_is_not(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    tended(main_window.upkeep, qtbot)
    assert on_shelf(open_journal) == ["unlock"]
    with open_journal.write(Changed.ENTRIES) as session:
        make.entry(session)
    tended(main_window.upkeep, qtbot)
    assert on_shelf(open_journal) == ["unlock"]
    assert kinds(open_journal) == []


def test_it_begins_by_itself_after_the_window_is_shown(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    main_window.upkeep.start()
    assert on_shelf(open_journal) == []
    qtbot.wait_until(lambda: on_shelf(open_journal) == ["unlock"])


def test_it_leaves_a_journal_alone_that_was_locked_meanwhile(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    main_window.upkeep.start()
    of = known.of(open_journal.vault)
    open_journal.close()
    main_window.upkeep.begin()
    assert not background.is_busy()
    assert shelf.backups(of) == []


def test_a_backup_that_fails_is_said_until_one_is_made(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_more: object) -> None:
        raise DiskFull

    with monkeypatch.context() as full:
        full.setattr(shelf, "put", refuse)
        tended(main_window.upkeep, qtbot)
    assert kinds(open_journal) == ["backup"]
    assert str(DiskFull()) in open_journal.notices[0].text
    assert main_window.notices.bar.isVisible()
    qtbot.mouseClick(main_window.notices.bar.button, Qt.MouseButton.LeftButton)
    qtbot.wait_until(lambda: kinds(open_journal) == [])
    assert on_shelf(open_journal) == ["demand"]
    assert not main_window.notices.bar.isVisible()


def test_a_large_journal_is_checked_in_the_background_and_damage_is_said(
    open_journal: OpenJournal, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = open_journal.vault
    shelf.make(vault, "demand")
    for faults, expected in (([], []), (["page 7"], ["damaged"])):
        monkeypatch.setattr(Vault, "integrity_faults", finding(faults))
        found = replace(opening.open_journal(vault.path, vault.key, read_only=True), is_checked=False)
        found.vault.close()
        journal = OpenJournal(Vault.open_keyed(vault.path, vault.key), opened=replace(found, vault=vault))
        window = MainWindow(journal, flows.FEW_PLACES)
        tended(window.upkeep, qtbot)
        assert kinds(journal) == expected
        window.close()
        window.deleteLater()
    assert known.of(vault).is_paused


def test_a_stick_that_is_not_plugged_in_is_said_after_two_weeks_only(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    shelf.name_folders(known.of(open_journal.vault), second=str(stick))
    stick.rename(tmp_path / "away")
    tended(main_window.upkeep, qtbot)
    assert kinds(open_journal) == []
    of = known.of(open_journal.vault)
    assert of.second_away
    known.remember(replace(of, second_away=(datetime.now(UTC) - timedelta(days=15)).isoformat()))
    tended(main_window.upkeep, qtbot)
    assert kinds(open_journal) == ["second"]
    (tmp_path / "away").rename(stick)
    tended(main_window.upkeep, qtbot)
    assert not known.of(open_journal.vault).second_away


def test_backups_under_an_earlier_passphrase_are_said(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    from journal.store import backup as copying

    made = shelf.make(open_journal.vault, "demand").backup.path
    earlier = made.with_name("journal-2026-01-02T030405Z.upward")
    copying.copy_out(made, open_journal.vault.key, earlier, under=derive("as it was in former times", new_salt()))
    tended(main_window.upkeep, qtbot)
    assert kinds(open_journal) == ["other-key"]
    main_window.upkeep.act("other-key")
    flows.answer(qtbot, "as it was in former times")
    qtbot.wait_until(lambda: kinds(open_journal) == [])
    assert shelf.under_other_key(known.of(open_journal.vault), open_journal.vault.key.salt) == []


def test_after_a_restore_the_rotation_waits_until_all_is_well(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    shelf.make(open_journal.vault, "demand")
    shelf.pause(known.of(open_journal.vault))
    tended(main_window.upkeep, qtbot)
    assert kinds(open_journal) == ["paused"]
    qtbot.mouseClick(main_window.notices.bar.button, Qt.MouseButton.LeftButton)
    assert kinds(open_journal) == []
    assert not known.of(open_journal.vault).is_paused


def test_the_notice_of_an_older_file_leads_to_the_backups(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    shelf.make(open_journal.vault, "demand")
    open_journal.notice(Notice("older", "This file is older than the one last seen here.", "Show the backups…"))
    qtbot.mouseClick(main_window.notices.bar.button, Qt.MouseButton.LeftButton)
    assert main_window._name == "settings"


def test_a_journal_that_is_only_looked_at_gets_no_backup_and_says_what_it_is(vault: Vault, qtbot: QtBot) -> None:
    opened = opening.open_journal(vault.path, vault.key, read_only=True)
    journal = OpenJournal(opened.vault, opened=opened)
    window = MainWindow(journal, flows.FEW_PLACES)
    window.show()
    tended(window.upkeep, qtbot)
    assert kinds(journal) == ["read-only"]
    assert vault.path.name in window.notices.bar.text.text()
    assert not window.notices.bar.close_button.isVisible()
    assert not (paths.data_folder() / "backups").exists()
    window.close()
    window.deleteLater()


def test_putting_a_notice_away_shows_the_one_behind_it(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    open_journal.notice(Notice("copies", "Another version lies beside it.", "Merge…"))
    open_journal.notice(Notice("sheet", "The sheet is not on paper yet.", "Show the sheet…"))
    bar = main_window.notices.bar
    assert (bar.kind, bar.more.text()) == ("sheet", "1 more")
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert (bar.kind, bar.more.isVisible()) == ("copies", False)
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()

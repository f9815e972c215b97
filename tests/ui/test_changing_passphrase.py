from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from journal.errors import DiskFull, WrongPassphrase
from journal.store import known, rekey, sheet_check, shelf
from journal.store.vault import Vault
from journal.ui import lock_reason
from journal.ui.asking import PassphraseDialog
from journal.ui.changing_passphrase import AskingForSheet, ChangingPassphrase, NewPassphraseDialog
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.rekeying import Rekeying
from journal.ui.showing_sheet import SheetDialog
from tests import make
from tests.conftest import PASSPHRASE
from tests.ui import flows

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NEW = "a grey otter swims past noon"


def words_in(dialog: PassphraseDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def choose_own(dialog: NewPassphraseDialog, qtbot: QtBot, words: str) -> None:
    qtbot.mouseClick(dialog.form.switch, Qt.MouseButton.LeftButton)
    for field in (dialog.form.passphrase, dialog.form.again):
        qtbot.keyClicks(field, words)
    qtbot.mouseClick(dialog.form.on, Qt.MouseButton.LeftButton)


def to_the_choice(journal: OpenJournal, window: MainWindow, qtbot: QtBot) -> NewPassphraseDialog:
    ChangingPassphrase(journal, window).ask()
    flows.answer(qtbot, PASSPHRASE)
    return flows.seen(qtbot, NewPassphraseDialog)


def refused(path: Path, passphrase: str) -> bool:
    try:
        Vault.open(path, passphrase).close()
    except WrongPassphrase:
        return True
    return False


def test_a_change_ends_with_the_new_sheet_and_a_lock_and_only_the_new_passphrase_opens(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    with open_journal.write(Changed.ENTRIES) as session:
        make.entry(session, "It stays.")
    backup = shelf.make(open_journal.vault, "demand").backup.path
    choose_own(to_the_choice(open_journal, main_window, qtbot), qtbot, NEW)
    shown = flows.seen(qtbot, SheetDialog)
    assert open_journal.is_open
    with qtbot.wait_signal(main_window.lock_asked) as locked:
        shown.reject()
    assert locked.args == [lock_reason.NEW_PASSPHRASE]
    for file in (open_journal.path, backup):
        assert refused(file, PASSPHRASE)
        assert not refused(file, NEW)


def test_offered_words_are_typed_once_before_anything_is_changed(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    dialog = to_the_choice(open_journal, main_window, qtbot)
    words = dialog.form.chosen()
    assert len(words.split(" ")) == 6
    qtbot.mouseClick(dialog.form.on, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(dialog.proof.passphrase, "something else entirely")
    qtbot.keyClick(dialog.proof.passphrase, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.reject()
    assert words not in {dialog.form.chosen(), dialog.proof.passphrase.text(), dialog.proof.wanted}
    assert open_journal.is_open


def test_a_wrong_old_passphrase_can_be_typed_again_and_leads_nowhere(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    ChangingPassphrase(open_journal, main_window).ask()
    dialog = flows.answer(qtbot, "seven quiet herons over the wear")
    qtbot.wait_until(lambda: "does not fit" in words_in(dialog))
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.passphrase.text()
    assert flows.none_open()


def test_a_change_that_fails_leaves_the_journal_open_under_the_old_passphrase(
    main_window: MainWindow,
    open_journal: OpenJournal,
    qtbot: QtBot,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_given: object) -> None:
        raise DiskFull

    monkeypatch.setattr(rekey, "_take_place", refuse)
    choose_own(to_the_choice(open_journal, main_window, qtbot), qtbot, NEW)
    qtbot.wait_until(lambda: bool(said))
    assert said == [str(DiskFull())]
    with open_journal.write(Changed.ENTRIES) as session:
        make.entry(session, "It goes on.")
    open_journal.close()
    assert not refused(open_journal.path, PASSPHRASE)


def test_a_passphrase_as_it_is_now_is_refused(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot, said: list[str]
) -> None:
    choose_own(to_the_choice(open_journal, main_window, qtbot), qtbot, PASSPHRASE)
    qtbot.wait_until(lambda: bool(said))
    assert "as it is now" in said[0]
    assert open_journal.is_open


def test_a_folder_that_is_away_is_listed_and_brought_under_the_new_passphrase_when_it_is_back(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot, said: list[str], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    shelf.name_folders(known.of(open_journal.vault), second=str(stick))
    on_stick = shelf.make(open_journal.vault, "demand").second
    assert on_stick
    stick.rename(tmp_path / "away")
    choose_own(to_the_choice(open_journal, main_window, qtbot), qtbot, NEW)
    shown = flows.seen(qtbot, SheetDialog)
    assert str(stick) in said[-1]
    (tmp_path / "away").rename(stick)
    Rekeying(open_journal, main_window).ask()
    dialog = flows.answer(qtbot, "not the one of that time")
    qtbot.wait_until(lambda: "does not fit" in words_in(dialog))
    assert not refused(on_stick.path, PASSPHRASE)
    flows.answer(qtbot, PASSPHRASE)
    qtbot.wait_until(lambda: "under the present passphrase now" in said[-1])
    assert refused(on_stick.path, PASSPHRASE)
    assert not refused(on_stick.path, NEW)
    shown.reject()


def test_the_sheet_is_shown_for_the_passphrase_alone_and_its_check_is_noted(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    AskingForSheet(open_journal, main_window).ask()
    flows.answer(qtbot, PASSPHRASE)
    shown = flows.seen(qtbot, SheetDialog)
    shown.showing.checked.emit()
    qtbot.wait_until(flows.none_open)
    with open_journal.read() as session:
        assert sheet_check.checked_on(session, open_journal.vault.key.salt)


def test_a_lock_in_the_middle_of_the_choice_changes_nothing(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    dialog = to_the_choice(open_journal, main_window, qtbot)
    with qtbot.wait_signal(main_window.lock_asked):
        main_window.lock(lock_reason.SCREEN)
    assert not dialog.isVisible()
    assert not refused(open_journal.path, PASSPHRASE)


def test_a_lock_over_the_new_sheet_keeps_its_own_reason_and_comes_once(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    reasons: list[str] = []
    main_window.lock_asked.connect(reasons.append)
    choose_own(to_the_choice(open_journal, main_window, qtbot), qtbot, NEW)
    shown = flows.seen(qtbot, SheetDialog)
    main_window.lock(lock_reason.SCREEN)
    assert reasons == [lock_reason.SCREEN]
    assert not shown.isVisible()

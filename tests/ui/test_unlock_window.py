import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from journal.errors import WrongPassphrase
from journal.practices import managers
from journal.store import sheet
from journal.store.vault import Vault
from journal.ui import preferences, theme
from journal.ui.open_journal import OpenJournal
from journal.ui.showing_sheet import SheetOf
from journal.ui.unlock_window import WAITS, UnlockWindow
from journal.ui.widgets.button import Button
from tests.conftest import PASSPHRASE
from tests.ui.first_window import LONG, first_run, put_older_copy_in_place, shown, taken, wait_for

#: The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def unlocked(window: UnlockWindow, qtbot: QtBot, *, by: QLineEdit) -> OpenJournal:
    with qtbot.wait_signal(window.opened, timeout=LONG) as heard:
        qtbot.keyClick(by, Qt.Key.Key_Return)
    assert heard.args
    journal = heard.args[0]
    assert isinstance(journal, OpenJournal)
    return journal


def test_the_passphrase_and_enter_open_the_journal(vault: Vault, qtbot: QtBot) -> None:
    window = shown(UnlockWindow(vault.path), qtbot)
    field = window._open.passphrase
    assert field.hasFocus()
    qtbot.keyClicks(field, PASSPHRASE)
    journal = unlocked(window, qtbot, by=field)
    assert journal.path == vault.path
    assert preferences.current().last_journal == vault.path.resolve()
    assert not field.text()
    journal.close()


def test_a_wrong_passphrase_is_said_under_the_field_which_keeps_the_keyboard(vault: Vault, qtbot: QtBot) -> None:
    window = shown(UnlockWindow(vault.path), qtbot)
    field = window._open.passphrase
    qtbot.keyClicks(field, "seven noisy herons over the weir")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.wait_until(lambda: bool(field.accessibleDescription()), timeout=LONG)
    assert "does not fit" in field.accessibleDescription()
    assert field.hasFocus()
    assert field.selectedText()
    assert not field.isReadOnly()
    qtbot.keyClicks(field, PASSPHRASE)
    assert not field.accessibleDescription()
    unlocked(window, qtbot, by=field).close()


def test_a_missing_journal_is_said_by_its_name(tmp_path: Path, qtbot: QtBot) -> None:
    window = shown(UnlockWindow(tmp_path / "gone.upward"), qtbot)
    field = window._open.passphrase
    qtbot.keyClicks(field, PASSPHRASE)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.wait_until(lambda: "gone.upward" in field.accessibleDescription(), timeout=LONG)


def test_the_last_journal_is_asked_for_at_the_next_start(vault: Vault, qtbot: QtBot) -> None:
    preferences.current().remember(last_journal=str(vault.path))
    window = shown(UnlockWindow(), qtbot)
    assert window._open.journal == vault.path
    assert window._open.passphrase.isVisible()


def test_the_passphrase_is_hidden_until_one_asks_to_see_it(vault: Vault, qtbot: QtBot) -> None:
    window = shown(UnlockWindow(vault.path), qtbot)
    field = window._open.passphrase
    assert field.echoMode() is QLineEdit.EchoMode.Password
    field.eye.setFocus()
    qtbot.keyClick(field.eye, Qt.Key.Key_Return)
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    assert field.eye.accessibleName() == "Hide the passphrase"


def test_everything_on_the_first_screen_is_reached_by_tab(vault: Vault, qtbot: QtBot) -> None:
    window = shown(UnlockWindow(vault.path), qtbot)
    reached: list[str] = []
    for _step in range(7):
        now = window.focusWidget()
        reached.append(now.accessibleName() or now.property("text"))
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    ways = {"Use the recovery sheet…", "Open another…", "Create a new one…"}
    assert {"Passphrase", "Show the passphrase", "Open"} | ways <= set(reached)


def test_after_several_wrong_tries_one_waits_a_little_longer_each_time(vault: Vault, qtbot: QtBot) -> None:
    window = shown(UnlockWindow(vault.path), qtbot)
    waits: list[int] = []
    for _try in range(4):
        window._refuse_open(WrongPassphrase())
        waits.append(window._wait)
        while window._wait > 0:
            assert not window._open.open.isEnabled()
            assert str(window._wait) in window._open.open.text()
            window._count_down()
        assert window._open.open.isEnabled()
    assert waits == [0, 0, 1, 2]
    assert WAITS[-1] == 30


def test_while_one_waits_enter_does_nothing_and_the_passphrase_can_be_typed(vault: Vault, qtbot: QtBot) -> None:
    window = shown(UnlockWindow(vault.path), qtbot)
    for _try in range(3):
        window._refuse_open(WrongPassphrase())
    field = window._open.passphrase
    qtbot.keyClicks(field, PASSPHRASE)
    with qtbot.assert_not_emitted(window._open.submitted):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == PASSPHRASE
    window._count_down()
    unlocked(window, qtbot, by=field).close()


def test_caps_lock_is_said_as_soon_as_a_letter_shows_it(vault: Vault, qtbot: QtBot) -> None:
    window = shown(UnlockWindow(vault.path), qtbot)
    field, shift = window._open.passphrase, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(field, "A", shift)
    assert "Caps Lock" not in field.accessibleDescription()
    qtbot.keyClick(field, "B")  # a capital without Shift
    assert field.accessibleDescription() == "Caps Lock is on."
    qtbot.keyClick(field, "3")
    assert field.accessibleDescription() == "Caps Lock is on."
    qtbot.keyClick(field, "c")
    assert not field.accessibleDescription()
    qtbot.keyClick(field, "d", shift)
    assert field.accessibleDescription() == "Caps Lock is on."


def test_the_last_change_is_known_and_an_unchecked_sheet_is_reminded_of(vault: Vault, qtbot: QtBot) -> None:
    window = shown(UnlockWindow(vault.path), qtbot)
    qtbot.keyClicks(window._open.passphrase, PASSPHRASE)
    journal = unlocked(window, qtbot, by=window._open.passphrase)
    assert journal.opened
    assert journal.opened.last_change == vault.last_change()
    assert [notice.kind for notice in journal.notices] == ["sheet"]
    dialog = SheetOf(journal, window).open()
    dialog.showing.form.on.click()
    for line in dialog.showing.check.lines:
        line.setText(sheet.groups(journal.vault.key)[int(line.accessibleName().split()[-1]) - 1])
    dialog.showing.check.on.click()
    assert not dialog.isVisible()
    assert not journal.notices
    journal.close()
    window.one.release()
    again = shown(UnlockWindow(vault.path), qtbot)
    qtbot.keyClicks(again._open.passphrase, PASSPHRASE)
    journal = unlocked(again, qtbot, by=again._open.passphrase)
    assert not journal.notices
    journal.close()


def test_an_older_copy_in_the_journals_place_is_asked_about(vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        managers.begin(session, "Ada")
    put_older_copy_in_place(vault)
    window = shown(UnlockWindow(vault.path), qtbot)
    qtbot.keyClicks(window._open.passphrase, PASSPHRASE)
    with qtbot.assert_not_emitted(window.opened):
        qtbot.keyClick(window._open.passphrase, Qt.Key.Key_Return)
        qtbot.wait_until(lambda: window.question is not None and window.question.isVisible(), timeout=LONG)
    assert window.question
    assert "not in this file" in window.question.subtitle.text()
    heard: list[object] = []
    window.opened.connect(heard.append)
    with qtbot.wait_signal(window.backups_asked):
        window.question.buttons["backup"].click()
    journal = taken(heard)
    assert "older" in {notice.kind for notice in journal.notices}
    journal.close()


def test_a_journal_that_is_open_on_another_computer_is_opened_only_when_one_insists(vault: Vault, qtbot: QtBot) -> None:
    vault.path.with_name(f".{vault.path.name}.lock").write_text("77\nupward\nthe-other-laptop\n")
    window = shown(UnlockWindow(vault.path), qtbot)
    assert window.question
    assert window.question.isVisible()
    assert "the-other-laptop" in window.question.subtitle.text()
    window.question.buttons["anyway"].click()
    wait_for(window._open, window, qtbot)
    assert window._open.journal == vault.path
    assert window.one.path == vault.path
    window.one.release()


@pytest.fixture
def large(qapp: QApplication) -> Generator[None]:
    """Text of twice the usual size."""
    theme.install(qapp, "light", 2.0)
    yield
    theme.install(qapp)


def in_sight(window: UnlockWindow, button: Button) -> bool:
    view = window.stage.viewport()
    place = QRect(button.mapTo(view, QPoint()), button.size())
    return button.isVisible() and view.rect().contains(place) and view.childAt(place.center()) is button


def test_in_large_text_on_a_small_screen_the_way_on_is_in_sight_at_once(large: None, qtbot: QtBot) -> None:
    window = shown(UnlockWindow(), qtbot)
    run = first_run(window)
    scroll = window.stage.verticalScrollBar()
    window.resize(1280, 752)
    run.place.warn("Dropbox carries this folder to other computers. " * 4, offer_own=True)
    run.sheet.form.show_groups(["HTRQ"] * 14)
    run.sheet.form.say("Saved as sheet.pdf. That file is not encrypted: print it, then delete it.")
    for form in (run.place, run.sheet.form):
        window.stage.show_form(form)
        qtbot.wait_until(lambda: scroll.maximum() > 0)
        assert form.foot
        for value in (0, scroll.maximum() // 2, scroll.maximum()):
            scroll.setValue(value)
            assert in_sight(window, form.on), (type(form), value)
        assert form.foot.bar.y() == form.foot.y()  # at its end, in its own place
    window.stage.show_form(run.place)
    qtbot.wait_until(lambda: scroll.maximum() > 0)
    run.place.refuse("A sentence that says why not. " * 4)
    qtbot.wait_until(lambda: in_sight(window, run.place.on))
    assert run.place.complaint.visibleRegion().boundingRect().height() == run.place.complaint.height()


def test_a_place_that_is_warned_of_is_not_called_this_computer_alone(qtbot: QtBot) -> None:
    run = first_run(shown(UnlockWindow(), qtbot))
    usual = run.place.subtitle.text()
    assert "this computer alone" in usual
    run.place.warn("Dropbox carries this folder.", offer_own=True)
    assert "alone" not in run.place.subtitle.text()
    run.place.warn("", offer_own=False)
    assert run.place.subtitle.text() == usual


def test_the_first_window_waits_for_no_database_and_no_pdf() -> None:
    code = (
        "import sys; import journal.app; heavy = {'sqlalchemy', 'sqlcipher3', 'alembic', 'reportlab', 'pypdf',"
        " 'icalendar', 'zxcvbn', 'dateutil'} & set(sys.modules);"
        " pages = [name for name in sys.modules if name.startswith('journal.ui.pages')]; print(sorted(heavy), pages)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"

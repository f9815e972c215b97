import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from journal import paths
from journal.store.vault import Vault
from journal.ui import preferences
from journal.ui.open_journal import OpenJournal
from journal.ui.unlock_window import UnlockWindow
from tests.conftest import PASSPHRASE

#: The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LONG = 20_000  # milliseconds: the key is derived for real


def shown(window: UnlockWindow, qtbot: QtBot) -> UnlockWindow:
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow)
    return window


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


def test_without_a_journal_one_is_created(qtbot: QtBot) -> None:
    window = shown(UnlockWindow(), qtbot)
    form = window._create
    assert form is not None
    assert form.place == paths.default_journal()
    qtbot.keyClicks(form.manager, "Ada")
    qtbot.keyClicks(form.passphrase, PASSPHRASE)
    qtbot.keyClicks(form.again, PASSPHRASE)
    journal = unlocked(window, qtbot, by=form.again)
    assert journal.path.exists()
    assert journal.path.stat().st_mode & 0o777 == 0o600
    journal.close()


def test_the_last_journal_is_asked_for_at_the_next_start(vault: Vault, qtbot: QtBot) -> None:
    preferences.current().remember(last_journal=str(vault.path))
    window = shown(UnlockWindow(), qtbot)
    assert window._open.journal == vault.path
    assert window._open.passphrase.isVisible()


def test_a_second_new_journal_gets_a_name_of_its_own(qtbot: QtBot) -> None:
    paths.default_journal().write_bytes(b"taken")
    window = shown(UnlockWindow(), qtbot)
    window.show_create()
    assert window._create is not None
    assert window._create.place.name == "journal-2.upward"


def test_a_short_or_mistyped_new_passphrase_is_refused_before_anything_is_made(qtbot: QtBot) -> None:
    window = shown(UnlockWindow(), qtbot)
    form = window._create
    assert form is not None
    qtbot.keyClicks(form.passphrase, "eleven char")
    qtbot.keyClick(form.passphrase, Qt.Key.Key_Return)
    assert "12 characters" in form.passphrase.accessibleDescription()
    form.passphrase.clear()
    qtbot.keyClicks(form.passphrase, PASSPHRASE)
    qtbot.keyClicks(form.again, "something else altogether")
    qtbot.keyClick(form.again, Qt.Key.Key_Return)
    assert "not the same" in form.again.accessibleDescription()
    assert form.again.hasFocus()
    assert not paths.default_journal().exists()


def test_the_strength_of_a_passphrase_is_said_while_one_types(qtbot: QtBot) -> None:
    window = shown(UnlockWindow(), qtbot)
    form = window._create
    assert form is not None
    with qtbot.wait_signal(form.strength.measured, timeout=LONG) as weak:
        qtbot.keyClicks(form.passphrase, "passwordpassword")
    form.passphrase.clear()
    with qtbot.wait_signal(form.strength.measured, timeout=LONG) as strong:
        qtbot.keyClicks(form.passphrase, PASSPHRASE * 4)
    assert weak.args
    assert strong.args
    assert weak.args[0].score < 2
    assert strong.args[0].score == 4
    assert "hard to guess" in form.strength.words.text()


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
    for _step in range(6):
        now = window.focusWidget()
        reached.append(now.accessibleName() or now.property("text"))
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert {"Passphrase", "Show the passphrase", "Open", "Open another…", "Create a new one…"} <= set(reached)


def test_the_first_window_waits_for_no_database_and_no_pdf() -> None:
    code = (
        "import sys; import journal.app; heavy = {'sqlalchemy', 'sqlcipher3', 'alembic', 'reportlab', 'pypdf',"
        " 'icalendar', 'zxcvbn', 'dateutil'} & set(sys.modules);"
        " pages = [name for name in sys.modules if name.startswith('journal.ui.pages')]; print(sorted(heavy), pages)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"

"""What the tests of the first window do again and again."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from journal.errors import JournalClosed
from journal.store import known
from journal.store.vault import Vault
from journal.ui.first_run import FirstRun
from journal.ui.mending import Mending
from journal.ui.open_journal import OpenJournal
from journal.ui.unlock_window import UnlockWindow
from journal.ui.unlocking import Found
from journal.ui.widgets.form import LineField
from journal.ui.widgets.unlock_forms import UnlockForm
from tests import make
from tests.conftest import PASSPHRASE

LONG = 20_000  # milliseconds: keys are derived for real


def shown(window: UnlockWindow, qtbot: QtBot) -> UnlockWindow:
    """The window on the screen, with the keyboard."""
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow)
    return window


def begin_to_open(window: UnlockWindow, words: str = PASSPHRASE) -> None:
    """Type a passphrase and press the button."""
    window._open.passphrase.setText(words)
    window._open.open.click()


def wait_for_mending(window: UnlockWindow, qtbot: QtBot) -> Mending:
    """Until the ways out of a damage are offered."""
    qtbot.wait_until(lambda: window.mending is not None and window.mending.form.isVisible(), timeout=LONG)
    assert window.mending
    return window.mending


def put_older_copy_in_place(vault: Vault) -> None:
    """Close a journal, and put an earlier state of it in its place."""
    older = vault.path.with_name("older.upward")
    vault.backup_to(older)
    with vault.write() as session:
        make.entry(session, "Newer words.")
    known.saw(vault)
    vault.close()
    older.replace(vault.path)


def is_closed(found: Found) -> bool:
    """Whether nobody can read any more in a journal that was opened."""
    try:
        with found.opened.vault.read():
            return False
    except JournalClosed:
        return True


def chooses(path: Path) -> Callable[..., Path]:
    """A dialog in which this file is chosen."""

    def choose(*_given: object, **_named: object) -> Path:
        return path

    return choose


def wait_for(form: UnlockForm, window: UnlockWindow, qtbot: QtBot) -> None:
    """Until this form is on and takes keys."""
    qtbot.wait_until(lambda: window.stage.current() is form and form.isVisible(), timeout=LONG)


def first_run(window: UnlockWindow) -> FirstRun:
    """The steps that make a journal, which must be on."""
    assert window.first_run
    return window.first_run


def type_groups(run: FirstRun, qtbot: QtBot, groups: list[str]) -> None:
    """Answer the question for two groups from the paper."""
    for line in run.sheet.check.lines:
        number = int(line.accessibleName().rsplit(" ", 1)[1])
        type_into(line, groups[number - 1], qtbot)


def type_into(line: LineField, text: str, qtbot: QtBot) -> None:
    """Type into a line that is empty."""
    line.clear()
    line.setFocus()
    qtbot.keyClicks(line, text)


def taken(heard: "list[object]") -> OpenJournal:
    """The journal that was handed over."""
    (journal,) = heard
    assert isinstance(journal, OpenJournal)
    return journal

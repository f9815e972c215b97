"""What the tests of the first window do again and again."""

from pytestqt.qtbot import QtBot

from journal.ui.first_run import FirstRun
from journal.ui.open_journal import OpenJournal
from journal.ui.unlock_window import UnlockWindow
from journal.ui.widgets.form import LineField
from journal.ui.widgets.unlock_forms import UnlockForm

LONG = 20_000  # milliseconds: keys are derived for real


def shown(window: UnlockWindow, qtbot: QtBot) -> UnlockWindow:
    """The window on the screen, with the keyboard."""
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow)
    return window


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

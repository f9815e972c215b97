"""While the first window is at something: nothing else can be begun, and what comes of it belongs to what was asked for."""

from collections.abc import Callable, Generator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from journal.errors import UpwardError
from journal.store import known, opening, rekey, sheet, shelf
from journal.store.vault import Vault
from journal.ui import background, dialogs, unlocking
from journal.ui.open_journal import OpenJournal
from journal.ui.unlock_window import UnlockWindow
from journal.ui.widgets.unlock_forms import UnlockForm
from tests import make
from tests.conftest import PASSPHRASE
from tests.ui.first_window import (
    LONG,
    begin_to_open,
    chooses,
    first_run,
    is_closed,
    put_older_copy_in_place,
    shown,
    type_into,
    wait_for,
    wait_for_mending,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PAGE = 4096


class Held:
    """Keeps a function from coming to its end until `go`; `results` holds what it gave."""

    def __init__(self, module: object, name: str, patch: pytest.MonkeyPatch) -> None:
        self._real: Callable[..., Any] = getattr(module, name)
        self._may_end = Event()
        self.results: list[Any] = []
        patch.setattr(module, name, self._work)

    def _work(self, *given: object, **named: object) -> object:
        try:
            result = self._real(*given, **named)
        finally:
            assert self._may_end.wait(LONG / 1000)
        self.results.append(result)
        return result

    def go(self) -> None:
        self._may_end.set()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Generator[Held]:
    """The opening of a file, held up at its end."""
    made = Held(unlocking, "open_file", monkeypatch)
    yield made
    made.go()


@pytest.fixture
def other(vault: Vault, tmp_path: Path) -> Path:
    """Another journal under the same passphrase, backed up before its last entry; the first one is closed and damaged."""
    second = Vault.create(tmp_path / "other.upward", PASSPHRASE, device="t")
    for each in (vault, second):
        shelf.make(each, "demand")
        known.saw(each)
    with second.write() as session:
        make.entry(session, "The newest words.")
    for each in (vault, second):
        each.close()
    data = bytearray(vault.path.read_bytes())
    data[6 * PAGE + 100] ^= 1
    vault.path.write_bytes(data)
    return second.path


def press(window: UnlockWindow, key: QKeySequence.StandardKey) -> None:
    """What a shortcut of the window does."""
    (shortcut,) = (each for each in window.findChildren(QShortcut) if each.key() == QKeySequence(key))
    shortcut.activated.emit()


def pressable(form: UnlockForm) -> list[str]:
    """What can be pressed or typed into on a form."""
    buttons = [each.text() or each.accessibleName() for each in form.findChildren(QAbstractButton) if each.isEnabled()]
    return buttons + [each.accessibleName() for each in form.findChildren(QLineEdit) if not each.isReadOnly()]


def test_damage_belongs_to_the_journal_that_was_asked_for_and_never_to_another(
    vault: Vault, other: Path, held: Held, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = other.read_bytes()
    monkeypatch.setattr(dialogs, "choose_file", chooses(other))
    window = shown(UnlockWindow(vault.path), qtbot)
    begin_to_open(window)
    press(window, QKeySequence.StandardKey.Open)
    assert window._open.journal == vault.path
    assert window.one.path == vault.path
    held.go()
    mending = wait_for_mending(window, qtbot)
    with qtbot.wait_signal(window.opened, timeout=LONG) as heard:
        mending.form.buttons["backup"].click()
    assert heard.args
    assert heard.args[0].path == vault.path
    heard.args[0].close()
    assert other.read_bytes() == before


def test_while_it_opens_nothing_else_can_be_begun_and_afterwards_all_of_it_can(
    vault: Vault, held: Held, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(*_given: object) -> None:
        asked.append("file")

    monkeypatch.setattr(dialogs, "choose_file", ask)
    window = shown(UnlockWindow(vault.path), qtbot)
    usual = pressable(window._open)
    assert {"Use the recovery sheet…", "Open another…", "Create a new one…", "Passphrase"} <= set(usual)
    begin_to_open(window, "not the passphrase of it")
    assert not pressable(window._open)
    for key in (QKeySequence.StandardKey.Open, QKeySequence.StandardKey.New):
        press(window, key)
    assert not asked
    assert window.stage.current() is window._open
    held.go()
    qtbot.wait_until(lambda: "does not fit" in window._open.passphrase.accessibleDescription(), timeout=LONG)
    assert pressable(window._open) == usual
    press(window, QKeySequence.StandardKey.Open)
    assert asked == ["file"]


def test_what_a_closed_window_had_asked_for_is_closed_too(vault: Vault, held: Held, qtbot: QtBot) -> None:
    vault.close()
    window = shown(UnlockWindow(vault.path), qtbot)
    begin_to_open(window)
    window.close()
    with qtbot.assert_not_emitted(window.opened):
        held.go()
        qtbot.wait_until(lambda: bool(held.results) and not background.is_busy(), timeout=LONG)
    assert is_closed(held.results[0])


def test_what_the_ending_program_had_asked_for_is_closed_too(vault: Vault, held: Held, qtbot: QtBot) -> None:
    vault.close()
    window = shown(UnlockWindow(vault.path), qtbot)
    begin_to_open(window)
    for job in list(background._RUNNING):
        job.forget()
    held.go()
    background.end_all()
    assert is_closed(held.results[0])


def test_a_file_that_is_chosen_when_a_journal_is_open_already_is_not_taken(
    vault: Vault, other: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shown(UnlockWindow(other), qtbot)
    opened: list[OpenJournal] = []
    window.opened.connect(opened.append)

    def choose_late(*_given: object) -> Path:
        begin_to_open(window)
        qtbot.wait_until(lambda: bool(opened), timeout=LONG)
        return vault.path

    monkeypatch.setattr(dialogs, "choose_file", choose_late)
    window._choose_other()
    assert opened[0].path == other
    assert window.one.path == other
    opened[0].close()


def test_an_older_file_that_was_asked_about_does_not_stay_open_when_another_is_chosen(
    vault: Vault, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_older_copy_in_place(vault)
    window = shown(UnlockWindow(vault.path), qtbot)
    found: list[Any] = []
    real = window._ask_about_older

    def ask(result: Any) -> None:
        found.append(result)
        real(result)

    monkeypatch.setattr(window, "_ask_about_older", ask)
    begin_to_open(window)
    qtbot.wait_until(lambda: bool(found), timeout=LONG)
    assert not is_closed(found[0])
    press(window, QKeySequence.StandardKey.New)
    assert is_closed(found[0])


def test_while_the_key_is_derived_no_other_words_can_be_had(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(unlocking, "new_key", monkeypatch)
    window = shown(UnlockWindow(), qtbot)
    run = first_run(window)
    run.place.on.click()
    words = run.passphrase.chosen()
    run.passphrase.on.click()
    assert not pressable(run.passphrase)
    run.passphrase.another.click()
    run.passphrase.switch.click()
    assert run.passphrase.chosen() == words
    held.go()
    wait_for(run.sheet.form, window, qtbot)
    run.sheet.form.back.click()
    assert "Another one" in pressable(run.passphrase)


def test_while_a_recovery_changes_the_passphrase_no_first_run_begins(
    vault: Vault, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.close()
    held = Held(rekey, "change_passphrase", monkeypatch)
    window = shown(UnlockWindow(vault.path), qtbot)
    window._recover()
    steps = window.recovering
    assert steps
    steps.form.field.insertPlainText(" ".join(sheet.groups(vault.key)))
    steps.form.on.click()
    assert steps.form.field.isReadOnly()
    wait_for(steps.passphrase, window, qtbot)
    words = steps.passphrase.chosen()
    steps.passphrase.on.click()
    type_into(steps.proof.passphrase, words, qtbot)
    steps.proof.on.click()
    assert not pressable(steps.proof)
    press(window, QKeySequence.StandardKey.New)
    assert window.stage.current() is steps.proof
    held.go()
    wait_for(steps.sheet.form, window, qtbot)
    with qtbot.wait_signal(window.opened, timeout=LONG) as heard:
        steps.sheet.form.later.click()
        steps.sheet.form.later.click()
    assert heard.args
    heard.args[0].close()
    assert opening.opens(vault.path, words)


def test_a_journal_that_does_not_open_after_its_recovery_can_be_tried_again(
    vault: Vault, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shown(UnlockWindow(vault.path), qtbot)
    window._recover()
    steps = window.recovering
    assert steps
    steps._key = vault.key
    vault.close()
    steps.sheet.show_groups(sheet.groups(vault.key), vault.path.name)
    with monkeypatch.context() as patch:

        def refuse(*_given: object, **_named: object) -> None:
            raise UpwardError("Not at this moment.")

        patch.setattr(unlocking, "open_file", refuse)
        steps.sheet.form.later.click()
        qtbot.wait_until(lambda: steps.sheet.form.complaint.text() == "Not at this moment.", timeout=LONG)
    with qtbot.wait_signal(window.opened, timeout=LONG) as heard:
        steps.sheet.form.later.click()
    assert heard.args
    heard.args[0].close()

"""Saving by itself: when it happens, what is said, and what a failure leaves behind."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from journal.errors import DiskFull, JournalBusy, UpwardError
from journal.ui import autosave
from journal.ui.autosave import Autosave, SaveState


class Editor(QObject):
    """Text that is written to a list, unless a fault is set."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.fault: Callable[[], UpwardError] | None = None
        self.written: list[str] = []
        self.save = Autosave(self._write, self)

    def type(self, text: str) -> None:
        self.text = text
        self.save.touch()

    def _write(self) -> None:
        if self.fault:
            raise self.fault()
        self.written.append(self.text)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits that a test can afford."""
    monkeypatch.setattr(autosave, "REST_MS", 40)
    monkeypatch.setattr(autosave, "RETRY_MS", 20)


def kinds(qtbot: QtBot, editor: Editor) -> list[str]:
    """What is said from now on, in order; grows while the test runs."""
    said: list[str] = []

    def note(state: SaveState) -> None:
        said.append(state.kind)

    editor.save.state.connect(note)
    return said


@pytest.mark.usefixtures("quick")
def test_it_saves_once_when_the_typing_rests_and_says_so_afterwards(qtbot: QtBot) -> None:
    editor = Editor()
    said = kinds(qtbot, editor)
    editor.type("a")
    editor.type("ab")
    assert editor.save.unsaved
    assert editor.written == []
    qtbot.waitUntil(lambda: editor.written == ["ab"])
    assert said == ["typing", "saved"]
    assert not editor.save.unsaved


def test_who_never_rests_is_saved_all_the_same(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "LONGEST_MS", 60)
    editor = Editor()
    editor.type("a")
    editor.type("ab")
    qtbot.waitUntil(lambda: editor.written == ["ab"])


@pytest.mark.usefixtures("quick")
def test_a_busy_journal_is_tried_again_and_never_called_saved_before(qtbot: QtBot) -> None:
    editor = Editor()
    said = kinds(qtbot, editor)
    editor.fault = JournalBusy
    editor.type("a")
    assert not editor.save.flush()
    assert editor.save.is_waiting
    editor.fault = None
    qtbot.waitUntil(lambda: editor.written == ["a"])
    assert said == ["typing", "saving", "saved"]


def test_a_full_disk_is_told_and_the_text_stays_unsaved_until_it_is_not(qtbot: QtBot) -> None:
    editor = Editor()
    editor.fault = DiskFull
    editor.type("a")
    assert not editor.save.flush(wait_ms=5_000), "waiting does not empty a disk, so it does not wait"
    assert editor.save.said == SaveState("failed", reason=str(DiskFull()))
    editor.type("ab")
    assert editor.save.said.kind == "failed", "typing on does not hide it"
    editor.fault = None
    assert editor.save.flush()
    assert editor.written == ["ab"]


def test_closing_waits_for_another_program(qtbot: QtBot) -> None:
    editor = Editor()
    attempts: list[str] = []

    def busy_twice() -> UpwardError:
        attempts.append("busy")
        if len(attempts) == 2:
            editor.fault = None
        return JournalBusy()

    editor.fault = busy_twice
    editor.type("a")
    assert editor.save.flush(autosave.CLOSING_MS)
    assert editor.written == ["a"]


def test_what_is_forgotten_is_not_written(qtbot: QtBot) -> None:
    editor = Editor()
    editor.type("a")
    editor.save.forget()
    assert editor.save.flush()
    assert editor.written == []
    assert editor.save.said.kind == "nothing"


def test_what_failed_is_tried_again_by_itself_at_growing_distances(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "FIRST_AGAIN_MS", 10)
    monkeypatch.setattr(autosave, "LAST_AGAIN_MS", 40)
    waits: list[int] = []
    editor = Editor()
    start = editor.save._retry.start

    def note(wait_ms: int) -> None:
        waits.append(wait_ms)
        start(wait_ms)

    monkeypatch.setattr(editor.save._retry, "start", note)
    editor.fault = DiskFull
    editor.type("a")
    editor.save.flush()
    qtbot.waitUntil(lambda: waits[:5] == [10, 20, 40, 40, 40])
    editor.fault = None
    qtbot.waitUntil(lambda: editor.written == ["a"])
    assert editor.save.said.kind == "saved"
    editor.fault = DiskFull
    editor.type("ab")
    editor.save.flush()
    assert waits[-1] == 10, "after a success it begins anew"


def test_what_can_only_be_a_draft_is_saved_and_says_why(qtbot: QtBot) -> None:
    parent = QObject()
    saving = Autosave(lambda: "It is too long.", parent)
    saving.touch()
    assert saving.flush()
    assert (saving.said.kind, saving.said.reason) == ("saved", "It is too long.")

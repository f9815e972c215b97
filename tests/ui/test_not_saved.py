"""When saving fails: it says so and why, the words stay, there is something to do, and it heals by itself."""

import os
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.practices import commitments, one_on_ones
from journal.store.key import Key
from journal.store.tables import Entry
from journal.store.vault import Vault
from journal.ui import autosave, preferences
from journal.ui.autosave import Autosave, SaveState
from journal.ui.not_saved import SaveBar
from journal.ui.notifications import Toast
from journal.ui.open_journal import ANYTHING, OpenJournal
from journal.ui.pages.commitments import CommitmentsPage
from journal.ui.pages.journal import JournalPage
from journal.ui.pages.one_on_ones import OneOnOnesPage
from journal.ui.pages.summary import SummaryPage
from journal.ui.places import Page
from journal.ui.quick_capture import QuickCapture
from journal.ui.widgets.button import Button
from tests import make
from tests.conftest import PASSPHRASE

resource = pytest.importorskip("resource", reason="limits on files are a matter of Unix")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WORDS = "Ada hesitated"


@contextmanager
def full_disk() -> Generator[None]:
    """No file of this process may grow: the database meets what it meets on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits that a test can afford."""
    monkeypatch.setattr(autosave, "FIRST_AGAIN_MS", 20)
    monkeypatch.setattr(autosave, "LAST_AGAIN_MS", 40)


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Generator[JournalPage]:
    """The Journal with words typed into a new entry and not saved yet."""
    shown = JournalPage(open_journal)
    open_journal.changed.connect(shown.refresh)
    qtbot.addWidget(shown)
    shown.resize(900, 600)
    with qtbot.waitActive(shown):
        shown.show()
    shown.new_record()
    qtbot.keyClicks(shown.editor.text, WORDS)
    yield shown
    shown.editor.autosave.forget()


def texts(path: Path) -> list[str]:
    """The entries as they stand in a file, opened with its passphrase."""
    vault = Vault.open(path, PASSPHRASE)
    with vault.read() as session:
        found = list(session.scalars(select(Entry.text).order_by(Entry.place)))
    vault.close()
    return found


def bar_of(page: QWidget) -> SaveBar:
    found = page.findChild(SaveBar)
    assert isinstance(found, SaveBar)
    return found


def test_a_full_disk_is_said_the_words_stay_and_it_heals_by_itself(
    page: JournalPage, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    bar = bar_of(page)
    with full_disk():
        assert not page.flush()
    assert bar.status.text().startswith("Not saved: The disk is full")
    assert bar.to_do.isVisible()
    assert "Saved" not in bar.status.text()
    assert page.editor.text.text() == WORDS
    qtbot.waitUntil(lambda: bar.status.text().startswith("Saved"))
    assert not bar.to_do.isVisible()
    assert texts(open_journal.path) == [WORDS]


def test_the_disk_may_stay_full_for_long_and_every_retry_is_told_apart_from_success(
    page: JournalPage, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    said: list[str] = []

    def note(state: SaveState) -> None:
        said.append(state.kind)

    page.editor.autosave.state.connect(note)
    with full_disk():
        page.flush()
        qtbot.keyClicks(page.editor.text, " and more")
        qtbot.wait(120)
        assert "saved" not in said
    qtbot.waitUntil(lambda: "saved" in said)
    assert texts(open_journal.path) == [WORDS + " and more"]


def test_the_three_ways_out_are_reached_by_tab_and_the_text_is_copied(page: JournalPage, qtbot: QtBot) -> None:
    with full_disk():
        page.flush()
        to_do = bar_of(page).to_do
        buttons = [each for each in to_do.findChildren(Button) if each.isVisible()]
        assert [each.text() for each in buttons] == ["Try again", "Copy the text", "Save the journal elsewhere…"]
        assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in buttons)
        qtbot.keyClick(to_do.copy, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == WORDS
    qtbot.keyClick(to_do.retry, Qt.Key.Key_Return)
    assert bar_of(page).status.text().startswith("Saved")


def choose(place: Path) -> Callable[..., Path]:
    """What the user answers to the question for a new place."""

    def answer(*_asked: object) -> Path:
        return place

    return answer


def deleted(path: Path) -> None:
    path.unlink()


def replaced(path: Path) -> None:
    shutil.copyfile(path, path.with_name("copy"))
    os.replace(path.with_name("copy"), path)  # noqa: PTH105 (as a sync client does it)


def moved(path: Path) -> None:
    path.rename(path.with_name("moved.upward"))


@pytest.mark.parametrize("happens", [deleted, replaced, moved])
def test_a_journal_whose_file_is_gone_goes_on_in_another_with_every_word(
    page: JournalPage,
    open_journal: OpenJournal,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    happens: Callable[[Path], None],
) -> None:
    assert page.flush()
    old, new = open_journal.path, tmp_path / "elsewhere.upward"
    happens(old)
    there = old.read_bytes() if old.exists() else b""
    qtbot.keyClicks(page.editor.text, ", then agreed")
    assert not page.flush()
    assert "replaced or moved" in bar_of(page).status.text()
    monkeypatch.setattr("journal.ui.dialogs.choose_new_file", choose(new))
    qtbot.keyClick(bar_of(page).to_do.elsewhere, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: open_journal.path == new)
    assert bar_of(page).status.text().startswith("Saved")
    assert texts(new) == [WORDS + ", then agreed"]
    assert (old.read_bytes() if old.exists() else b"") == there, "the file that took its place is not touched"
    assert preferences.current().last_journal == new
    assert not new.stat().st_mode & 0o077
    qtbot.keyClicks(page.editor.text, " twice")
    assert page.flush()
    assert texts(new) == [WORDS + ", then agreed twice"]


def test_what_is_saved_while_the_copy_is_made_is_in_the_copy_as_well(
    page: JournalPage, open_journal: OpenJournal, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "elsewhere.upward"
    monkeypatch.setattr("journal.ui.dialogs.choose_new_file", choose(new))
    copy = open_journal.vault.backup_to
    made: list[Path] = []

    def copy_and_write(target: Path, **more: int) -> None:
        copy(target, **more)
        made.append(target)
        if len(made) == 1:
            with open_journal.write_anywhere() as session:
                make.entry(session, "In between")

    monkeypatch.setattr(open_journal.vault, "backup_to", copy_and_write)
    bar_of(page).to_do.elsewhere.click()
    qtbot.waitUntil(lambda: open_journal.path == new)
    assert len(made) == 2
    qtbot.waitUntil(lambda: bar_of(page).status.text().startswith("Saved"))  # a list that reads may hold it up
    assert sorted(texts(new)) == [WORDS, "In between"]


def test_a_place_that_cannot_be_written_changes_nothing(
    page: JournalPage, open_journal: OpenJournal, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    old = open_journal.path
    monkeypatch.setattr("journal.ui.dialogs.choose_new_file", choose(tmp_path / "none" / "x.upward"))

    def note(_parent: QWidget, _title: str, text: str) -> None:
        told.append(text)

    monkeypatch.setattr("journal.ui.dialogs.show_message", note)
    bar_of(page).to_do.elsewhere.click()
    qtbot.waitUntil(lambda: bool(told))
    assert open_journal.path == old
    assert page.flush()
    assert texts(old) == [WORDS]


def test_a_file_that_comes_back_under_its_name_goes_on(
    page: JournalPage, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    away = open_journal.path.with_name("away.upward")
    open_journal.path.rename(away)
    open_journal.look_for_changes()
    assert bar_of(page).is_failed, "it says so at once, before the next save is due"
    away.rename(open_journal.path)
    open_journal.look_for_changes()
    qtbot.waitUntil(lambda: bar_of(page).status.text().startswith("Saved"))
    assert texts(open_journal.path) == [WORDS]


# ---------------------------------------------------------------------------------------------- every page the same way


def type_into_meeting(page: QWidget, qtbot: QtBot) -> None:
    assert isinstance(page, OneOnOnesPage)
    qtbot.keyClicks(page.pane.notes.private, WORDS)


def type_a_topic(page: QWidget, qtbot: QtBot) -> None:
    assert isinstance(page, OneOnOnesPage)
    qtbot.keyClicks(page.pane.topics.field, WORDS)


def type_a_promise(page: QWidget, qtbot: QtBot) -> None:
    assert isinstance(page, CommitmentsPage)
    qtbot.keyClicks(page.field.field, WORDS)


def type_a_reason(page: QWidget, qtbot: QtBot) -> None:
    assert isinstance(page, CommitmentsPage)
    page.detail.ask_for_reason()
    qtbot.keyClicks(page.detail.drop_form.reason, WORDS)


def type_a_line(page: QWidget, qtbot: QtBot) -> None:
    assert isinstance(page, SummaryPage)
    page.candidates.editor.line.selectAll()
    qtbot.keyClicks(page.candidates.editor.line, WORDS)


def type_an_entry(page: QWidget, qtbot: QtBot) -> None:
    assert isinstance(page, JournalPage)
    page.new_record()
    qtbot.keyClicks(page.editor.text, WORDS)


def type_quickly(page: QWidget, qtbot: QtBot) -> None:
    assert isinstance(page, QuickCapture)
    qtbot.keyClicks(page.text, WORDS)


PLACES = [
    (JournalPage, type_an_entry),
    (OneOnOnesPage, type_into_meeting),
    (OneOnOnesPage, type_a_topic),
    (CommitmentsPage, type_a_promise),
    (CommitmentsPage, type_a_reason),
    (SummaryPage, type_a_line),
    (QuickCapture, type_quickly),
]
Make = Callable[[OpenJournal, QWidget | None], QWidget]


@pytest.fixture
def filled(open_journal: OpenJournal) -> OpenJournal:
    """A journal with one record for every page."""
    with open_journal.write(ANYTHING) as session:
        make.entry(session, "A quiet week")
        make.promise(session, "Draft the plan", made_on=date.today())
        make.meeting(session, date.today() + timedelta(days=3), state="planned")
    return open_journal


@pytest.mark.parametrize(("kind", "type_words"), PLACES)
def test_wherever_one_types_the_same_is_said_and_nothing_is_lost(
    filled: OpenJournal, qtbot: QtBot, kind: Make, type_words: Callable[[QWidget, QtBot], None]
) -> None:
    shown = kind(filled, None)
    filled.changed.connect(getattr(shown, "refresh", shown.update))
    qtbot.addWidget(shown)
    shown.resize(1000, 700)
    shown.show()
    page: Page = shown  # type: ignore[reportAssignmentType]
    type_words(shown, qtbot)
    away = filled.path.with_name("away.upward")
    filled.path.rename(away)
    assert not page.flush()
    bar = bar_of(shown)
    assert "Not saved: The journal file was replaced or moved" in bar.status.text()
    assert bar.isVisible()
    assert bar.to_do.isVisible()
    bar.to_do.copy.click()
    assert WORDS in QGuiApplication.clipboard().text()
    away.rename(filled.path)
    assert page.flush(), "and as soon as the file is there, all of it is safe"
    assert not bar.to_do.isVisible()
    for each in shown.findChildren(Autosave):
        each.forget()


def test_an_act_that_could_not_be_done_offers_another_place(filled: OpenJournal, qtbot: QtBot) -> None:
    shown = CommitmentsPage(filled)
    qtbot.addWidget(shown)
    shown.show()
    filled.path.unlink()
    shown.detail.kept.click()
    toast = shown.findChild(Toast)
    assert isinstance(toast, Toast)
    assert toast.text.text().startswith("Not saved: The journal file was replaced")
    assert toast.button.text() == "Save the journal elsewhere…"


# -------------------------------------------------------------------------------------------------------- only looking


@pytest.mark.parametrize("kind", [JournalPage, OneOnOnesPage, CommitmentsPage, SummaryPage, QuickCapture])
def test_a_journal_that_is_only_looked_at_takes_no_words_and_holds_nothing_up(
    filled: OpenJournal, qtbot: QtBot, template: tuple[Path, Key], kind: Make
) -> None:
    before = filled.path.read_bytes()
    reading = OpenJournal(Vault.open_keyed(filled.path, template[1], read_only=True))
    window = QWidget()
    qtbot.addWidget(window)
    shown = kind(reading, window)
    window.resize(1000, 700)
    window.show()
    shown.show()
    page: Page = shown  # type: ignore[reportAssignmentType]
    editors = [each for each in shown.findChildren(QPlainTextEdit) if each.isVisible() and each.isEnabled()]
    assert all(each.isReadOnly() for each in editors)
    if hasattr(page, "new_record"):
        page.new_record()
    for editor in editors:
        qtbot.keyClicks(editor, WORDS)
    assert page.flush(), "a lock is never held up by it"
    reading.close()
    assert filled.path.read_bytes() == before


def test_an_act_on_a_journal_that_is_only_looked_at_says_so(
    filled: OpenJournal, qtbot: QtBot, template: tuple[Path, Key]
) -> None:
    reading = OpenJournal(Vault.open_keyed(filled.path, template[1], read_only=True))
    shown = CommitmentsPage(reading)
    qtbot.addWidget(shown)
    shown.show()
    shown._keep()  # as its key and its box do; the button is grey
    toast = shown.findChild(Toast)
    assert isinstance(toast, Toast)
    assert "read-only" in toast.text.text()
    with reading.read() as session:
        assert len(commitments.open_ones(session)) == 1
        assert one_on_ones.planned(session)
    reading.close()

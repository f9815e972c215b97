"""What can be taken back: earlier versions, the trash and Ctrl+Z, on every page, by keys."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal import trash
from journal.practices import commitments, entries
from journal.sharing import lines
from journal.store import history, records, shelf
from journal.store.tables import Commitment, Entry, Record, ShareableLine
from journal.ui import background, dialogs
from journal.ui.earlier_versions import VersionsDialog
from journal.ui.notifications import Toast
from journal.ui.open_journal import ANYTHING, OpenJournal
from journal.ui.pages.commitments import CommitmentsPage
from journal.ui.pages.journal import JournalPage
from journal.ui.pages.summary import SummaryPage
from journal.ui.trash import TrashDialog, show_trash
from journal.ui.widgets.form import LineField
from tests import make

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Shown = Callable[[type[QWidget]], QWidget]


@pytest.fixture
def shown(open_journal: OpenJournal, qtbot: QtBot) -> Shown:
    """Shows a page as the window does."""

    def show(kind: type[QWidget]) -> QWidget:
        page = kind(open_journal)  # type: ignore[reportCallIssue, reportArgumentType]
        open_journal.changed.connect(page.refresh)  # type: ignore[reportAttributeAccessIssue]
        qtbot.addWidget(page)
        page.resize(1000, 700)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return show


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused
    qtbot.keyClick(focused, key, modifier)


def said(page: QWidget) -> str:
    toast = page.findChild(Toast)
    return toast.text.text() if isinstance(toast, Toast) else ""


def dialog_of(qtbot: QtBot, page: QWidget) -> VersionsDialog:
    press(qtbot, Qt.Key.Key_H, ALT)
    qtbot.waitUntil(lambda: page.findChild(VersionsDialog) is not None)
    dialog = page.findChild(VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    qtbot.waitUntil(dialog.list.hasFocus)
    return dialog


def active(qtbot: QtBot, page: QWidget) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def test_a_commitment_says_who_wrote_what_and_comes_back_and_goes_again(
    open_journal: OpenJournal, shown: Shown, qtbot: QtBot
) -> None:
    with open_journal.write(ANYTHING) as session:
        session.info["device"] = "elsewhere"
        made_id = make.promise(session, "Draft the plan", due=date(2026, 5, 4)).id
    with open_journal.write(ANYTHING) as session:
        commitments.revise(session, made_id, what="Write it", due=None, owner="me")
    page = shown(CommitmentsPage)
    assert isinstance(page, CommitmentsPage)
    page.list.setFocus()
    dialog = dialog_of(qtbot, page)
    row = dialog.model.rows()[0]
    assert row.second.startswith("another computer · What was promised, Due")
    for told in ("What was promised", "Draft the plan", "Write it", "Due", "4 May 2026"):
        assert told in dialog.text.text()
    press(qtbot, Qt.Key.Key_Return)
    active(qtbot, page)

    def words() -> tuple[str, date | None]:
        with open_journal.read() as session:
            found = records.get(session, Commitment, made_id)
            return found.what, found.due

    assert words() == ("Draft the plan", date(2026, 5, 4))
    page.list.setFocus()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert words() == ("Write it", None)


def test_the_earlier_words_of_a_line_come_back(open_journal: OpenJournal, shown: Shown, qtbot: QtBot) -> None:
    with open_journal.write(ANYTHING) as session:
        made = make.line(session, "The pilot stands.", day=date.today()).id
    with open_journal.write(ANYTHING) as session:
        lines.revise(session, made, "It runs.")
    page = shown(SummaryPage)
    assert isinstance(page, SummaryPage)
    page.candidates.list.setFocus()
    dialog_of(qtbot, page)
    press(qtbot, Qt.Key.Key_Return)
    active(qtbot, page)
    assert page.candidates.editor.line.text() == "The pilot stands."
    with open_journal.read() as session:
        assert records.get(session, ShareableLine, made).text == "The pilot stands."
    page.preview.stop()


def test_a_deleted_line_leaves_the_summary_and_ctrl_z_brings_it_back(
    open_journal: OpenJournal, shown: Shown, qtbot: QtBot
) -> None:
    with open_journal.write(ANYTHING) as session:
        made = make.line(session, "The pilot stands.", day=date.today()).id
    page = shown(SummaryPage)
    assert isinstance(page, SummaryPage)

    def approved() -> list[str]:
        with open_journal.read() as session:
            return [line.id for line in lines.approved(session, date.min, date.max)]

    page.candidates.list.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    assert approved() == []
    assert said(page) == "The line was deleted."
    page.candidates._empty.button.setFocus()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert approved() == [made]
    page.preview.stop()


def test_in_a_field_ctrl_z_undoes_the_typing_first_and_then_the_last_act(
    open_journal: OpenJournal, shown: Shown, qtbot: QtBot
) -> None:
    with open_journal.write(ANYTHING) as session:
        make.promise(session, "Draft the plan")
    page = shown(CommitmentsPage)
    assert isinstance(page, CommitmentsPage)

    def is_open() -> bool:
        with open_journal.read() as session:
            return bool(commitments.open_ones(session))

    page.list.setFocus()
    press(qtbot, Qt.Key.Key_K)
    assert not is_open()
    field = page.field.field
    assert isinstance(field, LineField)
    field.setFocus()
    qtbot.keyClicks(field, "half")
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert field.text() == ""
    assert not is_open()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert is_open()


def test_in_the_text_of_an_entry_ctrl_z_undoes_the_typing_first_and_then_the_deletion(
    open_journal: OpenJournal, shown: Shown, qtbot: QtBot
) -> None:
    with open_journal.write(ANYTHING) as session:
        for words in ("First", "Second"):
            make.entry(session, words)
    page = shown(JournalPage)
    assert isinstance(page, JournalPage)
    page.editor.text.setFocus()
    page.editor.header.trash.click()
    page.editor.text.setFocus()
    qtbot.keyClicks(page.editor.text, "x")
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    with open_journal.read() as session:
        assert len(trash.trashed(session)) == 1
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    with open_journal.read() as session:
        assert trash.is_empty(session)
        assert sorted(session.scalars(select(Entry.text))) == ["First", "Second"]


def test_another_kind_and_a_restoring_are_taken_back_as_well(
    open_journal: OpenJournal, shown: Shown, qtbot: QtBot
) -> None:
    with open_journal.write(ANYTHING) as session:
        made = make.entry(session, "First").id
    page = shown(JournalPage)
    assert isinstance(page, JournalPage)

    def stored() -> Entry:
        with open_journal.read() as session:
            return records.get(session, Entry, made)

    page.list.view.setFocus()
    press(qtbot, Qt.Key.Key_2, ALT)
    qtbot.waitUntil(lambda: stored().kind == "feedback")
    page.list.view.setFocus()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert stored().kind == page.editor.values()["kind"] == "interaction"
    qtbot.waitUntil(lambda: not background.is_busy())  # what reads for long on a busy machine holds up a write
    press(qtbot, Qt.Key.Key_Delete)
    assert stored().deleted_at
    page.list.toggle_trash()
    qtbot.waitUntil(lambda: "goes for good" in page.editor.note.text.text())
    page.editor.note.first.click()
    assert stored().deleted_at is None
    page.list.view.setFocus()
    page._acts.undo()
    assert stored().deleted_at


# ---------------------------------------------------------------------------------------------------------- the trash


def thrown(open_journal: OpenJournal) -> None:
    with open_journal.write(ANYTHING) as session:
        entries.move_to_trash(session, make.entry(session, "A quiet week").id)
        commitments.move_to_trash(session, make.promise(session, "Draft the plan").id)
        lines.move_to_trash(session, make.line(session, "It runs.").id)


def open_trash(open_journal: OpenJournal, page: QWidget, qtbot: QtBot) -> TrashDialog:
    show_trash(open_journal, page)
    dialog = page.findChild(TrashDialog)
    assert isinstance(dialog, TrashDialog)
    qtbot.waitUntil(dialog.list.hasFocus)
    return dialog


def test_the_trash_shows_every_kind_with_its_last_day_and_restores_by_keys(
    open_journal: OpenJournal, shown: Shown, qtbot: QtBot
) -> None:
    thrown(open_journal)
    dialog = open_trash(open_journal, shown(CommitmentsPage), qtbot)
    assert [(row.section, row.title) for row in dialog.model.rows()] == [
        ("Entry", "A quiet week"),
        ("Commitment", "Draft the plan"),
        ("Line for a summary", "It runs."),
    ]
    last = date.today() + timedelta(days=history.TRASH_DAYS)
    assert all("deleted today" in row.second for row in dialog.model.rows())
    assert all(str(last.day) in row.second for row in dialog.model.rows())
    press(qtbot, Qt.Key.Key_Return)
    with open_journal.read() as session:
        assert [each.deleted_at for each in session.scalars(select(Entry))] == [None]
    assert len(dialog.model.rows()) == 2
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert len(dialog.model.rows()) == 3
    press(qtbot, Qt.Key.Key_Escape)


@pytest.mark.parametrize("answer", [True, False])
def test_the_trash_is_emptied_after_a_question_and_a_backup(
    open_journal: OpenJournal, shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    thrown(open_journal)
    dialog = open_trash(open_journal, shown(CommitmentsPage), qtbot)
    made: list[tuple[str, int]] = []
    make_backup = shelf.make

    def note(vault: object, reason: str) -> shelf.Made:
        with open_journal.read_anywhere() as session:
            made.append((reason, len(trash.trashed(session))))
        return make_backup(vault, reason)  # type: ignore[reportArgumentType]

    def say(*_asked: object, **_how: object) -> bool:
        return answer

    monkeypatch.setattr(shelf, "make", note)
    monkeypatch.setattr(dialogs, "confirm", say)
    dialog.empty_all.click()
    if answer:
        qtbot.waitUntil(lambda: dialog.model.rows() == [])
        assert made == [("deletion", 3)]
        assert not dialog.empty_all.isEnabled()
        active(qtbot, dialog)
        assert dialog.cancel.hasFocus(), "the keyboard is never nowhere"
    else:
        assert made == []
        assert len(dialog.model.rows()) == 3
    press(qtbot, Qt.Key.Key_Escape)


def test_one_record_is_deleted_for_good_after_a_question(
    open_journal: OpenJournal, shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    thrown(open_journal)
    dialog = open_trash(open_journal, shown(CommitmentsPage), qtbot)

    def say_yes(*_asked: object, **_how: object) -> bool:
        return True

    monkeypatch.setattr(dialogs, "confirm", say_yes)
    press(qtbot, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(dialog.model.rows()) == 2)

    def left() -> set[type[Record]]:
        with open_journal.read() as session:
            return {each.kind for each in trash.trashed(session)}

    assert left() == {Commitment, ShareableLine}
    press(qtbot, Qt.Key.Key_Escape)

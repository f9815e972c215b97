"""The first run, by its widgets: four steps, nothing written before the last, and a journal that opens by all that was shown."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from journal import paths
from journal.practices import managers
from journal.sharing import pdfium
from journal.store import known, location, opening, sheet, sheet_check, shelf
from journal.store.key import derive
from journal.ui import dialogs
from journal.ui.first_run import FirstRun
from journal.ui.printing import paint
from journal.ui.unlock_window import UnlockWindow
from tests.conftest import PASSPHRASE
from tests.ui import first_window
from tests.ui.first_window import LONG, shown, type_groups, type_into, wait_for

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot) -> UnlockWindow:
    """The first window where there is no journal yet."""
    return shown(UnlockWindow(), qtbot)


@pytest.fixture
def run(window: UnlockWindow) -> FirstRun:
    """Its steps."""
    return first_window.first_run(window)


def enter(window: UnlockWindow, qtbot: QtBot) -> None:
    """Press Enter where the keyboard is."""
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)


def to_sheet(window: UnlockWindow, run: FirstRun, qtbot: QtBot) -> list[str]:
    """Through the first two steps by Enter alone; the groups on the sheet."""
    enter(window, qtbot)
    wait_for(run.passphrase, window, qtbot)
    enter(window, qtbot)
    wait_for(run.sheet.form, window, qtbot)
    assert run._new
    return run._new.groups


def test_with_the_words_that_are_offered_and_the_keyboard_alone(
    window: UnlockWindow, run: FirstRun, qtbot: QtBot
) -> None:
    assert window.focusWidget() is run.place.manager
    qtbot.keyClicks(run.place.manager, "Ada")
    groups = to_sheet(window, run, qtbot)
    words = run.passphrase.chosen()
    assert len(words.split(" ")) == 6
    enter(window, qtbot)
    wait_for(run.sheet.check, window, qtbot)
    type_groups(run, qtbot, groups)
    enter(window, qtbot)
    wait_for(run.proof, window, qtbot)
    assert not paths.default_journal().exists()
    qtbot.keyClicks(run.proof.passphrase, words)
    with qtbot.wait_signal(window.opened, timeout=LONG) as heard:
        enter(window, qtbot)
    journal = first_window.taken(heard.args or [])
    assert journal.path == paths.default_journal()
    assert journal.path.stat().st_mode & 0o777 == 0o600
    assert sheet.groups(journal.vault.key) == groups
    assert not journal.notices
    with journal.read() as session:
        assert managers.current(session).name == "Ada"
        assert sheet_check.checked_on(session, journal.vault.key.salt)
        assert sheet_check.checked_on(session, bytes(16)) is None
    (backup,) = shelf.backups(known.of(journal.vault))
    assert (backup.reason, backup.is_verified) == ("first", True)
    journal.close()
    assert opening.opens(journal.path, words)
    assert opening.opens(journal.path, opening.key_of_sheet(journal.path, " ".join(groups)))


def test_with_a_passphrase_of_ones_own_and_the_sheet_left_for_later(
    window: UnlockWindow, run: FirstRun, qtbot: QtBot
) -> None:
    enter(window, qtbot)
    wait_for(run.passphrase, window, qtbot)
    run.passphrase.switch.click()
    qtbot.keyClicks(run.passphrase.passphrase, PASSPHRASE)
    enter(window, qtbot)
    assert run.passphrase.again.hasFocus()
    qtbot.keyClicks(run.passphrase.again, PASSPHRASE)
    enter(window, qtbot)
    wait_for(run.sheet.form, window, qtbot)
    run.sheet.form.later.click()
    wait_for(run.proof, window, qtbot)
    qtbot.keyClicks(run.proof.passphrase, PASSPHRASE)
    with qtbot.wait_signal(window.opened, timeout=LONG) as heard:
        enter(window, qtbot)
    journal = first_window.taken(heard.args or [])
    assert [notice.kind for notice in journal.notices] == ["sheet"]
    assert journal.vault.key == derive(PASSPHRASE, journal.vault.key.salt)
    journal.close()
    assert not run.passphrase.passphrase.text() + run.passphrase.chosen() + run.proof.passphrase.text()
    assert run._new is None


def test_every_step_can_be_gone_back_to_and_leaves_nothing_behind(
    window: UnlockWindow, run: FirstRun, qtbot: QtBot
) -> None:
    groups = to_sheet(window, run, qtbot)
    words = run.passphrase.chosen()
    run.sheet.form.on.click()
    run.sheet.check.back.click()
    wait_for(run.sheet.form, window, qtbot)
    run.sheet.form.back.click()
    wait_for(run.passphrase, window, qtbot)
    assert run.passphrase.chosen() == words
    run.passphrase.on.click()
    wait_for(run.sheet.form, window, qtbot)
    assert run._new
    assert run._new.groups == groups
    run.sheet.form.back.click()
    run.passphrase.another.click()
    assert run.passphrase.chosen() != words
    run.passphrase.on.click()
    qtbot.wait_until(lambda: run._new is not None and run._new.groups != groups, timeout=LONG)
    run.sheet.form.back.click()
    run.passphrase.back.click()
    wait_for(run.place, window, qtbot)
    window.close()
    assert [path.name for path in paths.data_folder().iterdir()] == [".journal.upward.lock"]
    window.one.release()
    assert not list(paths.data_folder().iterdir())


def test_the_journal_is_made_only_when_the_passphrase_is_known(
    window: UnlockWindow, run: FirstRun, qtbot: QtBot
) -> None:
    to_sheet(window, run, qtbot)
    run.sheet.form.later.click()
    wait_for(run.proof, window, qtbot)
    qtbot.keyClicks(run.proof.passphrase, "not these six words at all")
    with qtbot.assert_not_emitted(run.proof.submitted):
        enter(window, qtbot)
    assert "not the passphrase" in run.proof.passphrase.accessibleDescription()
    assert run.proof.passphrase.selectedText()
    assert not paths.default_journal().exists()


def test_wrong_groups_are_refused_and_those_on_paper_are_read_as_people_write(
    window: UnlockWindow, run: FirstRun, qtbot: QtBot
) -> None:
    groups = to_sheet(window, run, qtbot)
    enter(window, qtbot)
    check = run.sheet.check
    type_groups(run, qtbot, ["0000"] * len(groups))
    check.on.click()
    assert window.stage.current() is check
    assert "does not match the sheet" in check.lines[0].accessibleDescription()
    type_groups(
        run, qtbot, [f"{group[:2].lower()} {group[2:].replace('0', 'o').replace('1', 'l')}" for group in groups]
    )
    check.on.click()
    assert window.stage.current() is run.proof


def test_a_short_or_mistyped_passphrase_is_refused(window: UnlockWindow, run: FirstRun, qtbot: QtBot) -> None:
    enter(window, qtbot)
    form = run.passphrase
    form.switch.click()
    qtbot.keyClicks(form.passphrase, "eleven char")
    enter(window, qtbot)
    assert "12 characters" in form.passphrase.accessibleDescription()
    type_into(form.passphrase, PASSPHRASE, qtbot)
    type_into(form.again, "something else altogether", qtbot)
    enter(window, qtbot)
    assert "not the same" in form.again.accessibleDescription()
    assert form.again.hasFocus()
    for field in (form.passphrase, form.again):
        type_into(field, "x" * 14, qtbot)
    enter(window, qtbot)
    qtbot.wait_until(lambda: "repeated" in form.passphrase.accessibleDescription(), timeout=LONG)
    assert window.stage.current() is form


def test_the_strength_of_ones_own_passphrase_is_said_while_one_types(
    window: UnlockWindow, run: FirstRun, qtbot: QtBot
) -> None:
    enter(window, qtbot)
    form = run.passphrase
    form.switch.click()
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


def test_a_folder_that_is_carried_elsewhere_is_warned_of_and_left_by_one_click(
    window: UnlockWindow, run: FirstRun, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = tmp_path / "Nextcloud" / "journal.upward"
    synced.parent.mkdir()

    def choose(*_given: object, **_named: object) -> Path:
        return synced

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    assert not run.place.warning
    run._choose_place()
    qtbot.wait_until(lambda: "Nextcloud" in run.place.warning, timeout=LONG)
    assert run.place.place == synced
    run.place.own_place.click()
    assert run.place.place == paths.default_journal()
    assert not run.place.warning
    run._choose_place()
    qtbot.wait_until(lambda: bool(run.place.warning), timeout=LONG)
    run.place.on.click()  # who insists goes on
    wait_for(run.passphrase, window, qtbot)


def test_where_the_usual_place_is_carried_too_it_is_not_offered(
    window: UnlockWindow, run: FirstRun, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def everywhere(_folder: Path) -> location.Risk:
        return location.Risk("network")

    monkeypatch.setattr(location, "risk", everywhere)
    run.begin(can_go_back=False)
    qtbot.wait_until(lambda: bool(run.place.warning), timeout=LONG)
    assert run.place.own_place.isHidden()


def test_a_second_new_journal_gets_a_name_of_its_own(qtbot: QtBot) -> None:
    paths.default_journal().write_bytes(b"taken")
    window = shown(UnlockWindow(), qtbot)
    window.show_create()
    assert first_window.first_run(window).place.place.name == "journal-2.upward"


def test_a_file_that_came_in_between_is_never_written_over(window: UnlockWindow, run: FirstRun, qtbot: QtBot) -> None:
    to_sheet(window, run, qtbot)
    run.sheet.form.later.click()
    wait_for(run.proof, window, qtbot)
    paths.default_journal().write_bytes(b"somebody's")
    qtbot.keyClicks(run.proof.passphrase, run.proof.wanted)
    enter(window, qtbot)
    qtbot.wait_until(lambda: "exists already" in run.proof.complaint.text(), timeout=LONG)
    assert paths.default_journal().read_bytes() == b"somebody's"


def test_the_sheet_is_saved_for_its_owner_alone_and_said_to_be_unencrypted(
    window: UnlockWindow, run: FirstRun, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "sheet.pdf"

    def choose(*_given: object, **_named: object) -> tuple[str, str]:
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    groups = to_sheet(window, run, qtbot)
    run.sheet._save()
    qtbot.wait_until(lambda: "not encrypted" in run.sheet.form.said.text(), timeout=LONG)
    assert target.stat().st_mode & 0o777 == 0o600
    text = "".join(pdfium.texts(target.read_bytes())[0].split())
    assert all(group in text for group in groups)


def test_the_sheet_is_printed_on_one_page_that_can_be_read(tmp_path: Path, qtbot: QtBot) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from journal.sharing import pdf_sheet

    groups = ["ABCD"] * sheet.GROUPS
    (picture,) = pdfium.pictures(pdf_sheet.render(groups, date(2026, 11, 20)), 1200)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    paint(printer, picture)
    (printed,) = pdfium.pictures((tmp_path / "printed.pdf").read_bytes(), 600)
    dark = sum(1 for place in range(0, len(printed.pixels), 3) if printed.pixels[place] < 100)
    assert dark > 600  # there is ink on it

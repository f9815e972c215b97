"""A damaged or missing journal in the first window: what is offered, and that nothing is erased."""

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from journal.errors import JournalDamaged, JournalReadOnly
from journal.store import known, rekey, restoring, shelf
from journal.store.key import Key
from journal.store.tables import Entry
from journal.store.vault import Vault
from journal.ui import dialogs, unlocking
from journal.ui.mending import BACKUP, LISTED, LOOK, MERGE, OPEN, RESCUE, Mending
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.unlock_window import UnlockWindow
from journal.ui.unlocking import Hurt
from journal.ui.widgets.choice_form import ChoiceForm
from journal.ui.widgets.label import Label
from tests import make
from tests.conftest import PASSPHRASE
from tests.ui.first_window import LONG, begin_to_open, shown, taken, wait_for, wait_for_mending

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PAGE = 4096
ENTRIES = 60


@pytest.fixture
def backed_up(vault: Vault) -> Path:
    """A closed journal of some entries, with a backup on the shelf."""
    with vault.write() as session:
        for number in range(ENTRIES):
            make.entry(session, f"Entry {number}: " + "a quiet week " * 40)
    shelf.make(vault, "demand")
    known.saw(vault)
    vault.close()
    return vault.path


def spoil(path: Path, page: int) -> bytes:
    """Flip bytes of one page; gives the whole damaged file."""
    data = bytearray(path.read_bytes())
    start = page * PAGE
    data[start + 64 : start + 96] = bytes(byte ^ 0xFF for byte in data[start + 64 : start + 96])
    path.write_bytes(data)
    return bytes(data)


def met(path: Path, qtbot: QtBot) -> tuple[UnlockWindow, Mending]:
    """The window after the right passphrase, where the ways out are offered."""
    window = shown(UnlockWindow(path), qtbot)
    begin_to_open(window)
    mending = wait_for_mending(window, qtbot)
    assert not window._open.passphrase.text()
    return window, mending


def opened_by(window: UnlockWindow, mending: Mending, way: str, qtbot: QtBot) -> OpenJournal:
    heard: list[object] = []
    window.opened.connect(heard.append)
    form = mending.report if way == OPEN else mending.form
    form.buttons[way].click()
    qtbot.wait_until(lambda: bool(heard), timeout=LONG)
    return taken(heard)


def entries(journal: OpenJournal) -> int:
    with journal.read() as session:
        return session.scalar(select(func.count()).select_from(Entry)) or 0


def test_the_backup_that_is_offered_was_proved_once(backed_up: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proved: list[Path] = []
    prove = shelf.prove

    def noted(found: shelf.Backup, key: Key, *, is_sure: bool = False) -> shelf.Backup:
        proved.append(found.path)
        return prove(found, key, is_sure=is_sure)

    monkeypatch.setattr(shelf, "prove", noted)
    spoil(backed_up, 5)
    hurt = unlocking.open_or_tell(backed_up, PASSPHRASE)
    assert isinstance(hurt, Hurt)
    assert hurt.backup
    assert hurt.backup.is_verified
    assert proved == [hurt.backup.path]


def test_the_newest_backup_is_offered_by_its_date_and_brought_back_and_the_damaged_file_is_kept(
    backed_up: Path, qtbot: QtBot
) -> None:
    damaged = spoil(backed_up, 0)
    window, mending = met(backed_up, qtbot)
    assert list(mending.form.buttons) == [BACKUP, LOOK, RESCUE, "leave"]
    journal = opened_by(window, mending, BACKUP, qtbot)
    assert entries(journal) == ENTRIES
    (aside,) = restoring.set_asides(backed_up)
    assert aside.read_bytes() == damaged
    journal.close()


def test_a_damaged_journal_is_looked_at_without_changing_a_byte(backed_up: Path, qtbot: QtBot) -> None:
    damaged = spoil(backed_up, backed_up.stat().st_size // PAGE - 2)
    window, mending = met(backed_up, qtbot)
    journal = opened_by(window, mending, LOOK, qtbot)
    assert journal.is_read_only
    with pytest.raises(JournalReadOnly), journal.write(Changed.ENTRIES) as session:
        make.entry(session)
    journal.close()
    assert backed_up.read_bytes() == damaged


def test_what_can_be_read_is_rescued_with_a_list_of_the_rest_and_takes_the_name(
    backed_up: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beside(_parent: object, _title: str, proposed: Path, _kinds: str) -> Path:
        return proposed

    monkeypatch.setattr(dialogs, "choose_new_file", beside)
    damaged = spoil(backed_up, backed_up.stat().st_size // PAGE // 2)
    window, mending = met(backed_up, qtbot)
    mending.form.buttons[RESCUE].click()
    wait_for(mending.report, window, qtbot)
    assert "records are in the new journal" in mending.report.subtitle.text()
    journal = opened_by(window, mending, OPEN, qtbot)
    assert journal.path == backed_up
    assert not journal.is_read_only
    assert entries(journal) > 0
    journal.close()
    (aside,) = restoring.set_asides(backed_up)
    assert aside.read_bytes() == damaged


def test_a_journal_that_is_gone_is_brought_back_from_its_backup(backed_up: Path, qtbot: QtBot) -> None:
    backed_up.unlink()
    window, mending = met(backed_up, qtbot)
    assert list(mending.form.buttons) == [BACKUP, "leave"]
    journal = opened_by(window, mending, BACKUP, qtbot)
    assert entries(journal) == ENTRIES
    journal.close()


def test_a_wrong_passphrase_is_not_taken_for_damage(backed_up: Path, qtbot: QtBot) -> None:
    spoil(backed_up, 0)
    window = shown(UnlockWindow(backed_up), qtbot)
    begin_to_open(window, "not the passphrase of it")
    qtbot.wait_until(lambda: "does not fit" in window._open.passphrase.accessibleDescription(), timeout=LONG)
    assert window.mending is None


def test_one_can_go_back_and_nothing_was_done(backed_up: Path, qtbot: QtBot) -> None:
    damaged = spoil(backed_up, 0)
    window, mending = met(backed_up, qtbot)
    mending.form.buttons["leave"].click()
    wait_for(window._open, window, qtbot)
    assert backed_up.read_bytes() == damaged
    assert not restoring.set_asides(backed_up)


def test_the_backup_is_the_bright_way_where_there_is_one_and_its_words_stand_below(
    backed_up: Path, qtbot: QtBot
) -> None:
    spoil(backed_up, 0)
    _window, mending = met(backed_up, qtbot)
    form = mending.form
    bright = [name for name, button in form.buttons.items() if button.property("kind") == "primary"]
    assert bright == [BACKUP]
    assert form.focusWidget() is form.buttons[BACKUP]
    assert not re.search(r"\d{4}-\d\d-\d\d", form.subtitle.text())
    for name in (BACKUP, LOOK, RESCUE):
        button = form.buttons[name]
        place = button.parentWidget()
        assert place
        (about,) = (each for each in place.findChildren(Label) if each.text())
        assert about.mapTo(form, QPoint()).y() >= button.mapTo(form, QPoint()).y() + button.height()


def test_without_a_backup_to_rescue_is_the_bright_way(backed_up: Path, qtbot: QtBot) -> None:
    hurt = Hurt(JournalDamaged(path=backed_up), backed_up, PASSPHRASE, None)
    window = shown(UnlockWindow(backed_up), qtbot)
    window._mend(hurt)
    assert window.mending
    assert list(window.mending.form.buttons) == [RESCUE, LOOK, "leave"]


def test_what_is_too_damaged_to_look_at_is_said_so(backed_up: Path, qtbot: QtBot) -> None:
    for page in range(1, backed_up.stat().st_size // PAGE, 2):
        spoil(backed_up, page)
    window, mending = met(backed_up, qtbot)
    before = mending.form.subtitle.text()
    mending.form.buttons[LOOK].click()
    qtbot.wait_until(lambda: bool(mending.form.complaint.text()), timeout=LONG)
    assert mending.form.complaint.text() == "Too damaged to look at. Bring back the backup, or rescue what can be read."
    assert mending.form.complaint.text() not in before
    assert window.stage.current() is mending.form


def test_a_changed_passphrase_is_asked_for_and_the_old_backup_can_be_had(
    backed_up: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.upward"
    shutil.copyfile(backed_up, elsewhere)
    with pytest.MonkeyPatch.context() as other_computer:
        other_computer.setenv("XDG_DATA_HOME", str(tmp_path / "data of another computer"))
        vault = Vault.open(elsewhere, PASSPHRASE, device="t")
        vault.close()
        rekey.change_passphrase(elsewhere, vault.key, "another passphrase entirely")
    elsewhere.replace(backed_up)
    window, mending = met(backed_up, qtbot)
    assert mending.form.title.text() == "The passphrase was changed"
    assert list(mending.form.buttons) == ["leave", BACKUP]
    mending.form.buttons["leave"].click()
    wait_for(window._open, window, qtbot)
    assert window._open.passphrase.hasFocus()


def test_the_newest_backup_is_merged_into_what_was_rescued(
    backed_up: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beside(_parent: object, _title: str, proposed: Path, _kinds: str) -> Path:
        return proposed

    monkeypatch.setattr(dialogs, "choose_new_file", beside)
    for page in range(20, backed_up.stat().st_size // PAGE, 3):
        spoil(backed_up, page)
    window, mending = met(backed_up, qtbot)
    mending.form.buttons[RESCUE].click()
    wait_for(mending.report, window, qtbot)
    report = mending.report
    listed = report.lines.text().splitlines()
    assert len(listed) <= LISTED + 1
    assert any(re.search(r"\d+ entr(y|ies) of .*[A-Z][a-z]+.*: ", line) for line in listed)
    assert "-" not in listed[0]
    report.copy.click()
    assert QGuiApplication.clipboard().text().splitlines()[:2] == listed[:2]
    rescued = OpenJournal.open_vault(backed_up.with_name("journal rescued.upward"), PASSPHRASE)
    with rescued.read() as session:
        assert (session.scalar(select(func.count()).select_from(Entry)) or 0) < ENTRIES
    rescued.close()
    heard: list[object] = []
    window.opened.connect(heard.append)
    report.buttons[MERGE].click()
    qtbot.wait_until(lambda: bool(heard), timeout=LONG)
    journal = taken(heard)
    assert journal.path == backed_up
    assert entries(journal) == ENTRIES
    journal.close()
    assert QGuiApplication.clipboard().text().splitlines()[:2] == listed[:2]


def test_of_a_long_list_some_lines_are_shown_and_all_of_them_are_copied(qtbot: QtBot) -> None:
    form = ChoiceForm("A list")
    qtbot.addWidget(form)
    form.list_lines([f"line {number}" for number in range(20)], shown=8)
    assert form.lines.text().splitlines()[-2:] == ["line 7", "and 12 more"]
    form.copy.click()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 20
    form.list_lines(["one", "two"], shown=8)
    assert form.lines.text() == "one\ntwo"

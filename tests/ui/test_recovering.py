"""The recovery sheet in the first window: it opens the journal, asks for a new passphrase, and is of no use afterwards."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from journal.errors import BadSheet
from journal.store import opening, sheet, sheet_check
from journal.store.vault import Vault
from journal.ui.recovering import Recovering
from journal.ui.unlock_window import UnlockWindow
from tests import make
from tests.conftest import PASSPHRASE
from tests.ui.first_window import LONG, shown, taken, type_into, wait_for

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NEW = "six noisy geese under the old bridge"


@pytest.fixture
def groups(vault: Vault) -> list[str]:
    """The sheet of a journal that holds one entry and is closed."""
    with vault.write() as session:
        make.entry(session, "A quiet week.")
    vault.close()
    return sheet.groups(vault.key)


@pytest.fixture
def window(vault: Vault, groups: list[str], qtbot: QtBot) -> UnlockWindow:
    """The first window on that journal, asking for its sheet."""
    made = shown(UnlockWindow(vault.path), qtbot)
    made._recover()
    return made


def flow(window: UnlockWindow) -> Recovering:
    assert window.recovering
    return window.recovering


def read_in(window: UnlockWindow, typed: str) -> None:
    field = flow(window).form.field
    field.insertPlainText(typed)
    flow(window).form.on.click()


def test_a_sheet_typed_as_people_write_opens_the_journal_and_its_passphrase_is_renewed(
    vault: Vault, groups: list[str], window: UnlockWindow, qtbot: QtBot
) -> None:
    steps = flow(window)
    read_in(window, "".join(groups).lower().replace("0", "o").replace("1", "l"))
    wait_for(steps.passphrase, window, qtbot)
    steps.passphrase.switch.click()
    for field in (steps.passphrase.passphrase, steps.passphrase.again):
        type_into(field, NEW, qtbot)
    steps.passphrase.on.click()
    wait_for(steps.sheet.form, window, qtbot)
    new_groups = list(steps.sheet._groups)
    assert new_groups != groups
    heard: list[object] = []
    window.opened.connect(heard.append)
    steps.sheet.form.on.click()
    for line in steps.sheet.check.lines:
        type_into(line, new_groups[int(line.accessibleName().split()[-1]) - 1], qtbot)
    steps.sheet.check.on.click()
    qtbot.wait_until(lambda: bool(heard), timeout=LONG)
    journal = taken(heard)
    assert not journal.notices
    with journal.read() as session:
        assert sheet_check.checked_on(session, journal.vault.key.salt)
    journal.close()
    assert opening.opens(vault.path, NEW)
    assert opening.opens(vault.path, opening.key_of_sheet(vault.path, "-".join(new_groups)))
    assert not opening.opens(vault.path, PASSPHRASE)
    with pytest.raises(BadSheet):
        opening.key_of_sheet(vault.path, "-".join(groups))
    assert not steps.form.typed() + steps.passphrase.chosen() + "".join(steps.sheet._groups)


def test_words_that_were_offered_are_typed_before_the_old_passphrase_goes(
    vault: Vault, groups: list[str], window: UnlockWindow, qtbot: QtBot
) -> None:
    steps = flow(window)
    read_in(window, " ".join(groups))
    wait_for(steps.passphrase, window, qtbot)
    words = steps.passphrase.chosen()
    steps.passphrase.on.click()
    wait_for(steps.proof, window, qtbot)
    assert opening.opens(vault.path, PASSPHRASE)
    type_into(steps.proof.passphrase, words, qtbot)
    steps.proof.on.click()
    wait_for(steps.sheet.form, window, qtbot)
    assert opening.opens(vault.path, words)
    heard: list[object] = []
    window.opened.connect(heard.append)
    steps.sheet.form.later.click()
    qtbot.wait_until(lambda: bool(heard), timeout=LONG)
    journal = taken(heard)
    assert [notice.kind for notice in journal.notices] == ["sheet"]
    journal.close()


def one_slip(groups: list[str]) -> list[str]:
    typed = groups[4]
    return [*groups[:4], typed[:-1] + ("4" if typed[-1] == "3" else "3"), *groups[5:]]


def one_too_few(groups: list[str]) -> list[str]:
    return groups[:-1]


def one_strange(groups: list[str]) -> list[str]:
    return [*groups[:-1], "U" + groups[-1][1:]]


@pytest.mark.parametrize(
    ("spoil", "said"), [(one_slip, "Group 5"), (one_too_few, "56 in all"), (one_strange, "Group 14")]
)
def test_what_is_wrong_with_a_sheet_is_said_below_it_and_nothing_is_changed(
    vault: Vault,
    groups: list[str],
    window: UnlockWindow,
    qtbot: QtBot,
    spoil: Callable[[list[str]], list[str]],
    said: str,
) -> None:
    before, form = vault.path.read_bytes(), flow(window).form
    read_in(window, " ".join(spoil(groups)))
    qtbot.wait_until(lambda: said in form.field.accessibleDescription(), timeout=LONG)
    assert form.on.isEnabled()
    assert vault.path.read_bytes() == before
    form.back.click()
    wait_for(window._open, window, qtbot)
    assert not form.typed()


def test_groups_stand_apart_as_they_are_typed_wherever_one_mends_them(window: UnlockWindow, qtbot: QtBot) -> None:
    field = flow(window).form.field
    qtbot.keyClicks(field, "abcd1efgh2")
    assert field.text() == "ABCD  1EFG  H2"
    cursor = field.textCursor()
    cursor.setPosition(2)
    field.setTextCursor(cursor)
    qtbot.keyClicks(field, "xy")
    assert field.text() == "ABXY  CD1E  FGH2"
    assert field.textCursor().position() == 4
    qtbot.keyClicks(field, "z")
    assert field.text() == "ABXY  ZCD1  EFGH  2"
    assert field.text()[: field.textCursor().position()].replace(" ", "") == "ABXYZ"

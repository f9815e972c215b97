"""The main job in a real window, with the keyboard alone: write it down, promise, find it, share one page, lock."""

import subprocess
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from journal.store.key import Key, derive
from journal.store.tables import Commitment, Entry, Receipt, ShareableLine
from journal.store.vault import Vault
from tests.desktop import Desktop, until

WORDS = "seven quiet herons over"
PRIVATE = "He looked at the door twice while I spoke"
SHARED = "The spare parts list is in use in all four workshops."


@pytest.fixture
def desktop(tmp_path: Path) -> Generator[Desktop]:
    """A display with nothing on it yet."""
    made = Desktop(tmp_path)
    try:
        made.start()
        yield made
    finally:
        made.close()


class Beside:
    """Looks into the journal from another process, as the command line would."""

    def __init__(self, path: Path) -> None:
        until("the journal's file", lambda: path.exists() and path.stat().st_size > 0)
        self._path = path
        self._key: Key | None = None

    def all(self, kind: type[Any]) -> list[Any]:
        """Every record of a kind that is committed by now."""
        self._key = self._key or derive(WORDS, self._path.read_bytes()[:16])
        vault = Vault.open_keyed(self._path, self._key)
        try:
            with vault.read() as session:
                return list(session.scalars(select(kind)))
        finally:
            vault.close()

    def wait(self, what: str, kind: type[Any], holds: Callable[[Any], bool]) -> None:
        """Wait until a record of a kind is as wanted."""
        until(what, lambda: any(holds(found) for found in self.all(kind)))


def test_from_the_first_run_to_the_exported_page_with_the_keyboard_alone(desktop: Desktop, tmp_path: Path) -> None:
    upward = desktop.upward()
    desktop.wait_for_window(wide=False)
    _make_a_journal(desktop)
    desktop.wait_for_window(wide=True)
    beside = Beside(tmp_path / "xdg_data_home" / "Upward" / "journal.upward")
    desktop.picture(tmp_path / "1-today.png")

    _write_a_win(desktop, beside)
    _make_a_commitment(desktop, beside)
    _share_one_line(desktop, beside, tmp_path / "page.pdf")
    assert set(desktop.titles()) & {"Upward"}
    assert not [title for title in desktop.titles() if "herons" in title or "door" in title]

    desktop.key("ctrl+l")
    desktop.wait_for_window(wide=False)
    desktop.type(WORDS)
    desktop.key("Return")
    desktop.wait_for_window(wide=True)
    desktop.picture(tmp_path / "6-again.png")
    desktop.key("ctrl+q")
    _out, err = upward.communicate(timeout=30)
    assert upward.returncode == 0
    assert err.strip() == ""


def _make_a_journal(desktop: Desktop) -> None:
    """The four steps: the place, a passphrase of one's own in place of the offered one, the sheet later, and once more."""
    desktop.picture(desktop.home / "0-place.png")
    desktop.key("Return", "shift+Tab", "Return")
    low = desktop.height()
    for _time in range(2):
        desktop.type(WORDS)
        desktop.key("Return")
    until("the sheet, which needs a higher window", lambda: desktop.height() > low)
    desktop.picture(desktop.home / "0-sheet.png")
    desktop.key("shift+Tab", "Return")
    desktop.type(WORDS)
    desktop.key("Return")


def _write_a_win(desktop: Desktop, beside: Beside) -> None:
    desktop.key("ctrl+n")
    desktop.key("alt+4")
    desktop.type("Parts list adopted everywhere @parts")
    desktop.key("Return")
    desktop.type(PRIVATE)
    desktop.key("ctrl+Return")
    beside.wait("the win", Entry, lambda entry: entry.kind == "win" and entry.text.endswith(PRIVATE))
    desktop.picture(desktop.home / "2-journal.png")


def _make_a_commitment(desktop: Desktop, beside: Beside) -> None:
    desktop.key("ctrl+4")
    desktop.key("n")
    desktop.type("manager: introduce me to the finance team by 2027-01-15")
    desktop.key("Return")
    beside.wait("the promise", Commitment, lambda made: made.owner == "manager" and str(made.due) == "2027-01-15")
    desktop.picture(desktop.home / "3-commitments.png")


def _share_one_line(desktop: Desktop, beside: Beside, target: Path) -> None:
    desktop.key("ctrl+7")
    desktop.key("Home", "Return", "ctrl+a")
    desktop.type(SHARED)
    desktop.key("ctrl+Return")
    beside.wait("the approved line", ShareableLine, lambda line: line.text == SHARED)
    desktop.picture(desktop.home / "4-summary.png")
    until("the export's dialog", lambda: _asked_for_a_file(desktop))
    desktop.key("ctrl+a")
    desktop.type(str(target))
    desktop.key("Return")
    until("the PDF", target.exists)
    beside.wait("the receipt", Receipt, lambda receipt: [line["text"] for line in receipt.lines] == [SHARED])
    desktop.picture(desktop.home / "5-exported.png")
    text = subprocess.run(["pdftotext", "-layout", str(target), "-"], capture_output=True, text=True, check=True).stdout
    assert SHARED in " ".join(text.split())
    assert "door" not in text
    assert "Parts list adopted" not in text


def _asked_for_a_file(desktop: Desktop) -> bool:
    """Ctrl+E does nothing until the page on the screen is the present one."""
    desktop.key("ctrl+e")
    return "Export the summary" in desktop.titles()

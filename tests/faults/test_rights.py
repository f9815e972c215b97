"""Every file that Upward makes is for its owner alone, whatever the habits of the system, and so is every folder."""

import os
import shutil
from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest

from journal import paths
from journal.exchange import csv_export, journal_json, markdown
from journal.sharing import summary
from journal.sharing.choices import Choices
from journal.sharing.collect import collect
from journal.store import known, restoring, shelf
from journal.store.vault import Vault
from journal.ui.one_window import OneWindow
from journal.ui.preferences import Preferences
from tests import make
from tests.conftest import PASSPHRASE


@pytest.fixture(autouse=True)
def generous() -> Generator[None]:
    """A system that gives everybody every right, as some do."""
    before = os.umask(0)
    yield
    os.umask(before)


def _for_others(folder: Path) -> list[str]:
    found = [each for each in folder.rglob("*") if not each.is_symlink()]
    return [f"{each} {each.stat().st_mode & 0o777:o}" for each in found if each.stat().st_mode & 0o077]


def test_no_file_and_no_folder_that_is_made_is_for_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    for folder in (home, home / "data", home / "config"):
        folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    vault = Vault.create(home / "journal.upward", PASSPHRASE, device=paths.device())
    with vault.write() as session:
        make.line(session, day=date(2026, 3, 3))
        session.flush()
        assert _for_others(home) == []
    window, preferences = OneWindow(), Preferences(paths.preferences_file())
    os.umask(0o077)  # as every program of ours begins: Qt makes the lock's file as the system has it
    assert window.take(vault.path)
    os.umask(0)
    preferences.save()
    known.saw(vault)
    backup = shelf.make(vault, "demand").backup
    with vault.snapshot() as copy, copy.read() as session:
        assert _for_others(home) == []
        journal_json.export_json(session, home / "json")
        csv_export.export_csv(session, home / "csv")
        markdown.export_markdown(session, home / "markdown")
        content = collect(session, Choices(date(2026, 1, 1), date(2026, 6, 30)))
    summary.hand_over(vault.write, summary.draw(content), home / "summary.pdf")
    assert _for_others(home) == []
    vault.close()
    window.release()
    assert restoring.restore(backup.path, vault.key, vault.path)
    names = {each.name for each in home.rglob("*")}
    assert {"summary.pdf", "preferences.json", "device.json", backup.path.name} <= names
    assert _for_others(home) == []


def test_this_test_finds_a_file_that_is_made_without_care(tmp_path: Path) -> None:
    (tmp_path / "careless").mkdir()
    (tmp_path / "careless" / "note").write_text("for everybody", encoding="utf-8")
    assert len(_for_others(tmp_path)) >= 2
    shutil.rmtree(tmp_path / "careless")

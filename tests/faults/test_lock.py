"""A lock that comes by itself finds the window in any state: it saves, shows nothing any more, and forgets all."""

import os
import sys
from collections.abc import Generator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from journal.store.key import Key
from journal.store.tables import Entry, Setting
from journal.store.vault import Vault
from tests import make
from tests.buses import Buses
from tests.locking import Life

WORDS = "the heron at the weir knows"


@pytest.fixture(scope="module")
def buses() -> Generator[Buses]:
    made = Buses()
    yield made
    made.close()


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc and speaks on a bus of its own")


@pytest.mark.parametrize(
    ("opened", "event", "reason"),
    [
        ("capture", "idle", "idle-5"),
        ("question", "sleep", "sleep"),
        ("export", "gnome", "screen+stopped"),
        ("menu", "Active=false", "user"),
        ("file", "jump", "sleep"),
    ],
)
def test_the_lock_waits_for_nothing_and_loses_no_letter(
    opened: str, event: str, reason: str, vault: Vault, template: tuple[Path, Key], buses: Buses, tmp_path: Path
) -> None:
    with vault.write() as session:
        make.entry(session, "A quiet week.")
    vault.close()
    buses.say("Active=true")
    life = Life(vault.path, opened, WORDS, {**buses.environment, **_folders()})
    try:
        assert buses.heard() == "inhibited"
        if event in {"idle", "jump"}:
            life.tell(event)
        else:
            buses.say(event)
        again = partial(buses.say, event) if event == "Active=false" else None
        assert life.wait_for_the_lock(again) == reason
        assert buses.heard() == "released"  # the computer may sleep: nothing is left to lock
    finally:
        life.close()
    _assert_all_is_there(vault.path, template[1], opened)
    assert not (tmp_path / "export").exists()


def _folders() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("XDG_")}


def _assert_all_is_there(path: Path, key: Key, opened: str) -> None:
    again = Vault.open_keyed(path, key)
    with again.read() as session:
        texts = [entry.text for entry in session.scalars(select(Entry))]
        drafts = [str(setting.value) for setting in session.scalars(select(Setting))]
    again.close()
    assert WORDS in texts
    if opened == "capture":
        assert any(f"{WORDS} in haste" in draft for draft in drafts) or f"{WORDS} in haste" in texts

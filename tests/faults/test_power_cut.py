"""Whatever the moment at which the power goes: what was acknowledged is there, and the journal is whole.

A life of saves is recorded once, call by call; then the power is cut at as many moments of it as one likes, on a disk
that keeps no more than what was synced.
"""

import contextlib
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from journal.errors import UpwardError
from journal.store.connection import DatabaseError, connect
from journal.store.key import Key
from tests.conftest import PASSPHRASE
from tests.faults import power, saver
from tests.tracing import Call, calls, tracer

ROOT = Path(__file__).resolve().parents[2]
SAVES = 40


def _recorded(folder: Path, trace: Path, *habits: str) -> list[Call]:
    """Every call of a life of saves in the journal of this folder."""
    subprocess.run(
        [*tracer(trace, power.CALLS), sys.executable, "-m", "tests.faults.saver", folder / "journal.upward", *habits],
        cwd=ROOT, input=f"{PASSPHRASE}\nonce {SAVES}\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    return list(calls(trace))


def _has_only_spoilt_what_is_unused(driver: Any, key: Key, healed: Path) -> bool:
    """Whether every page is whole but for unused ones, which a new file does without.

    The database does not keep what stood in an unused page, so a write into one that the power cut short stays there:
    `cipher_integrity_check` finds it (in 1 of some 2,700 cuts), `quick_check` has no reason to read it, nothing is lost.
    """
    spoilt = len(driver.execute("PRAGMA cipher_integrity_check").fetchall())
    if not spoilt or spoilt > driver.execute("PRAGMA freelist_count").fetchone()[0]:
        return not spoilt
    driver.execute("VACUUM INTO ?", (str(healed),))
    with contextlib.closing(connect(healed, key)) as new:
        return new.execute("PRAGMA cipher_integrity_check").fetchall() == []


def _found(folder: Path, left: dict[str, bytes], key: Key, acknowledged: int) -> str:
    """What is wrong with what a power cut has left; nothing when all is well."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in left.items():
        (folder / name).write_bytes(data)
    try:
        with contextlib.closing(connect(folder / "journal.upward", key)) as driver:
            wrong = saver.whats_wrong(driver, acknowledged)
            whole = driver.execute("PRAGMA quick_check").fetchall() == [("ok",)] and _has_only_spoilt_what_is_unused(
                driver, key, folder / "healed.upward"
            )
            driver.execute("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")
            return wrong if whole else "damaged"
    except (DatabaseError, UpwardError):
        return "unreadable"


def _after_power_cuts(template: tuple[Path, Key], place: Path, number: int, *habits: str) -> "Counter[str]":
    """What is found after so many power cuts, and how often."""
    before, folder = place / "before", place / "journal"
    for each in (before, folder):
        each.mkdir()
        shutil.copy(template[0], each / "journal.upward")
    done = _recorded(folder, place / "trace", *habits)
    shutil.copy(before / "journal.upward", folder)
    chance = random.Random(20261122)
    cut_off = power.cuts(folder, done, number, chance)
    return Counter(_found(place / "after", left, template[1], acknowledged) for acknowledged, left in cut_off)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with a short path."""
    (tmp_path / "disk").mkdir()
    return tmp_path / "disk"


def test_no_power_cut_costs_an_acknowledged_save(template: tuple[Path, Key], shelf: Path, long: bool) -> None:
    number = 1500 if long else 250
    assert _after_power_cuts(template, shelf, number) == {"": number}


def test_these_power_cuts_damage_what_does_not_wait_for_the_disk(template: tuple[Path, Key], shelf: Path) -> None:
    found = _after_power_cuts(template, shelf, 30, "synchronous=OFF")
    assert found["damaged"] + found["unreadable"] > 10, found


def test_these_power_cuts_take_the_last_save_of_who_waits_for_the_file_alone(
    template: tuple[Path, Key], shelf: Path, long: bool
) -> None:
    found = _after_power_cuts(template, shelf, 1500 if long else 60, "synchronous=FULL")
    assert sum(times for wrong, times in found.items() if "acknowledged" in wrong) > 2, found

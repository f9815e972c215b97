"""Somebody who saves without a pause, to be killed or cut off: a program of its own, started by the tests of faults.

Its first line of input is the passphrase; then `go` begins a life in a process of its own, and `wait` waits for its end.
A life says its process id, then the number of every save after it was acknowledged. Each save is an entry with a tag,
and every third time a change of the entry before. `once N` is a life of N saves in this very process.

`careless` and `synchronous=…`, as a further argument, are what Upward must never be: one says a number before it is saved,
the other does not wait for the disk as long as it should. The tests must find them out.
"""

import os
import sys
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from journal.practices import entries, managers
from journal.store import connection
from journal.store.connection import read_salt
from journal.store.key import Key, derive
from journal.store.vault import Vault

DAY = date(2026, 3, 2)


def say(word: object) -> None:
    """Say a word at once, in one write."""
    os.write(1, f"{word}\n".encode())


def live(path: Path, key: Key, most: int | None = None, *, careless: bool = False) -> None:
    """Save until the end comes, or so many times."""
    vault = Vault.open_keyed(path, key, device="saver")
    with vault.write() as session:
        manager = managers.current(session)
        first = len(entries.places(session, entries.EntryFilter()))
    before = ""
    for number in count(first) if most is None else range(first, first + most):
        with vault.write() as session:
            day = DAY + timedelta(number % 28)
            made = entries.write(session, "win", f"saved {number} @n{number}", day, manager_id=manager.id)
            if before and number % 3 == 0:
                entries.revise(session, before, starred=True)
            if careless:
                say(number)
        if not careless:
            say(number)
        before = made.id


def whats_wrong(driver: Any, acknowledged: int) -> str:
    """What is missing or half in a journal whose last acknowledged save has this number; nothing when all is well.

    driver: an open connection. One save more than was acknowledged may be there, and none may be half.
    """
    saved = dict(driver.execute("SELECT e.text, t.name FROM entry e LEFT JOIN entry_tag t ON t.entry_id = e.id"))
    if saved != {f"saved {number} @n{number}": f"@n{number}" for number in range(len(saved))}:
        return "half a save"
    if not acknowledged < len(saved) <= acknowledged + 2:
        return f"{acknowledged + 1} were acknowledged, {len(saved)} are there"
    [changed] = driver.execute("SELECT count(*) FROM entry WHERE starred").fetchone()
    [versions] = driver.execute("SELECT count(*) FROM history").fetchone()
    return "" if changed == versions else "a change without its earlier version"


def main() -> None:
    """Begin lives as told; nothing is open here when they begin."""
    path, *habits = Path(sys.argv[1]), *sys.argv[2:]
    careless = "careless" in habits
    for habit in (each for each in habits if each.startswith("synchronous=")):
        changed = tuple(habit if each.startswith("synchronous=") else each for each in connection.PRAGMAS)
        setattr(connection, "PRAGMAS", changed)  # noqa: B010 (it is final, for all who are not here to be caught)
    key = derive(sys.stdin.readline().rstrip("\n"), read_salt(path))
    for line in sys.stdin:
        if line.startswith("once "):
            live(path, key, int(line.split()[1]), careless=careless)
        elif line == "go\n" and not os.fork():
            say(os.getpid())
            live(path, key, careless=careless)
        elif line == "wait\n":
            os.wait()
            say("dead")


if __name__ == "__main__":
    main()

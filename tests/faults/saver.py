"""Somebody who saves without a pause, to be killed: a program of its own, started by the test of kills.

Its first line of input is the passphrase; then `go` begins a life in a process of its own, and `wait` waits for its end.
A life says its process id, then the number of every save after it was acknowledged. Each save is an entry with a tag,
and every third time a change of the entry before.
"""

import os
import sys
from datetime import date, timedelta
from pathlib import Path

from journal.practices import entries, managers
from journal.store.connection import read_salt
from journal.store.key import Key, derive
from journal.store.vault import Vault

DAY = date(2026, 3, 2)


def say(word: object) -> None:
    """Say a word at once, in one write."""
    os.write(1, f"{word}\n".encode())


def live(path: Path, key: Key) -> None:
    """Save until the end comes."""
    say(os.getpid())
    vault = Vault.open_keyed(path, key, device="saver")
    with vault.write() as session:
        manager = managers.current(session)
        number = len(entries.places(session, entries.EntryFilter()))
    before = ""
    while True:
        with vault.write() as session:
            day = DAY + timedelta(number % 28)
            made = entries.write(session, "win", f"saved {number} @n{number}", day, manager_id=manager.id)
            if before and number % 3 == 0:
                entries.revise(session, before, starred=True)
        say(number)
        before = made.id
        number += 1


def main() -> None:
    """Begin lives as told; nothing is open here when they begin."""
    path = Path(sys.argv[1])
    key = derive(sys.stdin.readline().rstrip("\n"), read_salt(path))
    for line in sys.stdin:
        if line == "go\n" and not os.fork():
            live(path, key)
        elif line == "wait\n":
            os.wait()
            say("dead")


if __name__ == "__main__":
    main()

"""Somebody who merges two copies of a journal, to be killed: a program of its own, started by the test of kills.

Its first line of input is the passphrase; then `go` begins a merge in a process of its own, and `wait` waits for its end.
It says its process id, `begun`, `written` before it commits and `merged` after; then it waits to be killed.
"""

import os
import signal
import sys
from pathlib import Path

from journal.store import merge
from journal.store.connection import read_salt
from journal.store.key import Key, derive
from journal.store.vault import Vault


def say(word: object) -> None:
    """Say a word at once, in one write."""
    os.write(1, f"{word}\n".encode())


def live(path: Path, other: Path, key: Key) -> None:
    """Merge, and wait for the end."""
    say(os.getpid())
    ours, theirs = Vault.open_keyed(path, key), Vault.open_keyed(other, key)
    with theirs.read() as there, ours.write() as session:
        say("begun")
        merge.merge(session, merge.rows_of(there))
        say("written")
    say("merged")
    while True:
        signal.pause()


def main() -> None:
    """Begin merges as told; nothing is open here when they begin."""
    path, other = Path(sys.argv[1]), Path(sys.argv[2])
    key = derive(sys.stdin.readline().rstrip("\n"), read_salt(path))
    for line in sys.stdin:
        if line == "go\n" and not os.fork():
            live(path, other, key)
        elif line == "wait\n":
            os.wait()
            say("dead")


if __name__ == "__main__":
    main()

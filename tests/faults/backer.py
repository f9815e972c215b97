"""Somebody who backs up, or brings backups back, without a pause, to be killed: a program of its own.

Its arguments are what it does and the journal, its first line of input the key; then `go` begins a life in a process of
its own, and `wait` waits for its end. A life says its process id, then what it has done each time.

`back` saves an entry and makes a backup, in turn. `bring` brings back one of the two backups on the shelf, in turn.
`careless` brings them back as a program would that writes into the file itself.
"""

import itertools
import os
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from journal.store import known, restoring, shelf
from journal.store.key import Key
from journal.store.vault import Vault
from tests import make
from tests.faults.saver import say


def back(path: Path, key: Key) -> None:
    """Save and back up until the end comes."""
    with closing(Vault.open_keyed(path, key, device="saver")) as vault:
        known.saw(vault)
        start = vault.last_change().changes
        for number in itertools.count(start):
            with vault.write() as session:
                make.entry(session, f"saved {number} " + "over the weir " * 300)
            say(f"saved {number}")
            say(f"backup {shelf.make(vault, 'demand').backup.path.name}")


def bring(path: Path, key: Key) -> None:
    """Bring backups back until the end comes; what was set aside before the last time is cleared away."""
    for source in itertools.cycle(_sources(path)):
        for each in restoring.set_asides(path)[2:]:
            each.unlink()
        say(f"aside {restoring.restore(source, key, path)}")


def careless(path: Path, _key: Key) -> None:
    """Write backups into the journal's file until the end comes."""
    for source in itertools.cycle(_sources(path)):
        data = source.read_bytes()
        with path.open("r+b") as file:
            for start in range(0, len(data), 4096):
                file.seek(start)
                file.write(data[start : start + 4096])
                file.flush()
                time.sleep(0.001)
        say("written")


def _sources(path: Path) -> list[Path]:
    found = known.by_path(path)
    assert found
    return sorted(each.path for each in shelf.backups(found))


LIVES: dict[str, Callable[[Path, Key], None]] = {"back": back, "bring": bring, "careless": careless}


def main() -> None:
    """Begin lives as told; nothing is open here when they begin."""
    life, path = LIVES[sys.argv[1]], Path(sys.argv[2])
    raw, salt = (bytes.fromhex(each) for each in sys.stdin.readline().split())
    for line in sys.stdin:
        if line == "go\n" and not os.fork():
            say(os.getpid())
            life(path, Key(raw, salt))
        elif line == "wait\n":
            os.wait()
            say("dead")


if __name__ == "__main__":
    main()

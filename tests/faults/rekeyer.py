"""Somebody who changes the passphrase of a journal, to be killed: a program of its own, started by the test of kills.

Its arguments are how it works (`well` or `in place`) and the journal; its first line of input is the old key, the second
the new one: both were derived before, so that the kills fall into the work on the files. Then `go` begins a life in a
process of its own, `go 3` one that ends by itself when three files have got their names, and `wait` waits for its end. A
life says its process id when it is about to begin.
"""

import os
import signal
import sys
from pathlib import Path

from journal import paths
from journal.store import rekey
from journal.store.key import Key
from tests.faults.saver import say

NEW = "nine patient owls in a barn"


def _key(line: str) -> Key:
    raw, salt = line.split()
    return Key(bytes.fromhex(raw), bytes.fromhex(salt))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _half_in_place(made: Path, path: Path) -> None:
    """What must not be done: to write over the only copy; the end comes in the middle of it."""
    whole = made.read_bytes()
    with path.open("wb") as target:
        target.write(whole[: len(whole) // 8192 * 4096])
    _die()


def _die_at_name(number: int) -> None:
    """Let the end come when so many files have got their names: one of them the journal, the others backups."""
    settle = paths.settle_folder
    named: list[Path] = []

    def settle_or_die(folder: Path) -> None:
        named.append(folder)
        if len(named) == number:
            _die()
        settle(folder)

    paths.settle_folder = settle_or_die


def main() -> None:
    """Begin lives as told; nothing is open here when they begin."""
    how, path = sys.argv[1], Path(sys.argv[2])
    old, new = _key(sys.stdin.readline()), _key(sys.stdin.readline())

    def new_salt() -> bytes:
        return new.salt

    def derive(_passphrase: str, salt: bytes) -> Key:
        return new if salt == new.salt else Key(bytes(32), salt)

    rekey.new_salt, rekey.derive = new_salt, derive
    if how == "in place":
        rekey._take_place = _half_in_place
    for line in sys.stdin:
        order, _, number = line.strip().partition(" ")
        if order == "go" and not os.fork():
            if number:
                _die_at_name(int(number))
            say(os.getpid())
            rekey.change_passphrase(path, old, NEW)
            say("done")
            os._exit(0)
        elif order == "wait":
            os.wait()
            say("dead")


if __name__ == "__main__":
    main()

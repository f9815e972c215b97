"""Somebody who writes until the disk is full: a program of its own, because the disk is full for a whole process.

Its first line of input is the passphrase, its arguments a journal to begin with, an empty folder to work in, and how the disk
is full: `limit`, a limit on the size of files, or `disk`, a small disk that is mounted there. It says in JSON what it met.
"""

import contextlib
import json
import os
import resource
import shutil
import signal
import sys
from pathlib import Path

from journal.errors import DiskFull, UpwardError
from journal.practices import entries
from journal.store.connection import read_salt
from journal.store.key import Key, derive
from journal.store.vault import Vault
from tests import make

TEXT = "a quiet heron " * 700
SPARE = 300_000


class Room:
    """How much room there is for the files of a folder."""

    def __init__(self, folder: Path, kind: str) -> None:
        """There is plenty before `take`."""
        self._ballast = folder / "ballast" if kind == "disk" else None
        self._plenty = resource.getrlimit(resource.RLIMIT_FSIZE)

    def take(self, size: int, spare: int = SPARE) -> None:
        """Leave little room: files of this size may grow by `spare` bytes, or so many bytes are free on the disk."""
        if not self._ballast:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + spare, self._plenty[1]))
        elif not self._ballast.exists():
            free = os.statvfs(self._ballast.parent)
            with self._ballast.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize - spare)

    def give(self) -> None:
        """Make room again."""
        resource.setrlimit(resource.RLIMIT_FSIZE, self._plenty)
        if self._ballast:
            self._ballast.unlink(missing_ok=True)


def fill(vault: Vault) -> list[str]:
    """Save long entries until one is refused; the UUIDs of those acknowledged."""
    saved: list[str] = []
    try:
        while True:
            with vault.write() as session:
                made = make.entry(session, f"{len(saved)} {TEXT}")
            saved.append(made.id)
    except DiskFull:
        return saved


def refused(vault: Vault) -> dict[str, bool]:
    """Whether a copy and a new journal are refused as well while the disk is full, and leave nothing."""
    copy, new = vault.path.with_name("copy.upward"), vault.path.with_name("new.upward")
    found: dict[str, bool] = {}
    for target, attempt in ((copy, vault.backup_to), (new, _create)):
        try:
            attempt(target)
        except DiskFull:
            found[target.stem] = not target.exists()
    return found


def _create(target: Path) -> None:
    Vault.create(target, "nine patient owls in a barn")


def killed_while_full(path: Path, key: Key) -> list[str]:
    """Have somebody killed who goes on trying to save on the full disk; the UUIDs of those acknowledged."""
    read, write = os.pipe()
    life = os.fork()
    if not life:
        os.close(read)
        _go_on_trying(path, key, write)
    os.close(write)
    acknowledged: list[str] = []
    with os.fdopen(read) as said:
        for line in said:
            acknowledged += [] if line == "refused\n" else [line.strip()]
            if line == "refused\n" and life:
                os.kill(life, signal.SIGKILL)
                os.waitpid(life, 0)
                life = 0
    return acknowledged


def _go_on_trying(path: Path, key: Key, say: int) -> None:
    vault = Vault.open_keyed(path, key)
    number = 0
    while True:
        number += 1
        try:
            with vault.write() as session:
                made = make.entry(session, TEXT[: 9000 // number])
            os.write(say, f"{made.id}\n".encode())
        except UpwardError:
            os.write(say, b"refused\n")


def loses_what_is_written_in_place(folder: Path, room: Room) -> bool:
    """Whether this full disk costs an old text that is written over in place, as no journal is."""
    text = folder / "text"
    text.write_text("before", encoding="utf-8")
    room.take(0, 4096)
    with contextlib.suppress(OSError):
        text.write_text(TEXT * 50, encoding="utf-8")
    lost = text.read_bytes() != b"before" and text.stat().st_size < len(TEXT) * 50
    room.give()
    text.unlink()
    return lost


def _lived(vault: Vault, room: Room) -> dict[str, object]:
    """Fill, look whether reading goes on, make room, and save once more with the same connections."""
    with vault.write() as session:
        make.entry(session, "before")
    size = vault.path.stat().st_size
    room.take(size)
    saved = fill(vault)
    with vault.read() as session:
        readable = len(entries.places(session, entries.EntryFilter()))
    room.take(size // 2, 0)
    said: dict[str, object] = {"saved": len(saved), "readable": readable, "refused": refused(vault)}
    said["faults"] = vault.integrity_faults()
    room.give()
    with vault.write() as session:
        make.entry(session, "after")
    return {**said, "lost": _lost(vault, saved)}


def _lost(vault: Vault, saved: list[str]) -> int:
    with vault.read() as session:
        return sum(entries.place_of(session, each) is None for each in saved)


def main() -> None:
    """Live on a full disk, have somebody killed on it, and look at what is left."""
    template, folder, kind = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    room, path = Room(folder, kind), folder / "journal.upward"
    shutil.copy(template, path)
    key = derive(sys.stdin.readline().rstrip("\n"), read_salt(path))
    vault = Vault.open_keyed(path, key)
    said = _lived(vault, room)
    vault.close()
    room.take(path.stat().st_size, SPARE // 3)
    killed = killed_while_full(path, key)
    again = Vault.open_keyed(path, key)
    said["killed"] = {"saved": len(killed), "lost": _lost(again, killed)}
    room.give()
    with again.write() as session:
        make.entry(session, "once more")
    said["faults at the end"] = again.integrity_faults()
    again.close()
    said["files"] = sorted(each.name for each in folder.iterdir())
    said["control"] = loses_what_is_written_in_place(folder, room)
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()

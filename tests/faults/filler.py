"""Somebody who writes until the disk is full: a program of its own, because a limit on files holds for a whole process.

Its first line of input is the passphrase, its argument the journal. It says in JSON what it met.
"""

import json
import resource
import sys
from pathlib import Path

from journal.errors import DiskFull
from journal.practices import entries
from journal.store.connection import read_salt
from journal.store.key import derive
from journal.store.vault import Vault
from tests import make

TEXT = "a quiet heron " * 700


def fill(vault: Vault, limit: int) -> list[str]:
    """Save long entries under a limit on the size of files until one is refused; the UUIDs of those acknowledged."""
    saved: list[str] = []
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
    try:
        while True:
            with vault.write() as session:
                made = make.entry(session, f"{len(saved)} {TEXT}")
            saved.append(made.id)
    except DiskFull:
        return saved
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def refused(vault: Vault, limit: int) -> dict[str, bool]:
    """Whether a copy and a new journal are refused as well while the disk is full, and leave nothing."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
    copy, new = vault.path.with_name("copy.upward"), vault.path.with_name("new.upward")
    found: dict[str, bool] = {}
    for name, attempt in (("copy", vault.backup_to), ("new", _create)):
        target = copy if name == "copy" else new
        try:
            attempt(target)
        except DiskFull:
            found[name] = not target.exists()
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    return found


def _create(target: Path) -> None:
    Vault.create(target, "nine patient owls in a barn")


def main() -> None:
    """Fill, look whether reading goes on, make room, and save once more."""
    path = Path(sys.argv[1])
    vault = Vault.open_keyed(path, derive(sys.stdin.readline().rstrip("\n"), read_salt(path)))
    with vault.write() as session:
        make.entry(session, "before")
    size = path.stat().st_size
    said: dict[str, object] = {"saved": fill(vault, size + 300_000)}
    with vault.read() as session:
        said["readable"] = len(entries.places(session, entries.EntryFilter()))
    said["refused"] = refused(vault, size // 2)
    said["faults"] = vault.integrity_faults()
    with vault.write() as session:
        make.entry(session, "after")
    vault.close()
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()

"""All that is done to a journal in its life, stage by stage, with a canary in every note: a program of its own, to be recorded.

Its first line of input is the passphrase, its arguments a journal to begin with, a folder to work in, and the number of notes.
It says each stage when it is through, and is killed by itself in the last. `spilling`, as a further argument, is what Upward must
never be: it lets the database sort in a file.
"""

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import text

from journal.practices import entries
from journal.store import merge, migrations, search, shelf, vault
from journal.store.connection import read_salt, settle
from journal.store.key import derive
from journal.store.tables import Entry
from journal.store.vault import Vault
from tests import make
from tests.canaries import canary
from tests.faults import migrator

WORDS = f"{canary('note')} {canary('ünde')} {canary('note').upper()} " * 15

LONGER = "SELECT replace(hex(zeroblob(14)), '00', text) FROM entry ORDER BY substr(text, 9) DESC, id"


def write(journal: Vault, notes: int) -> None:
    """Write notes in one go, and change every tenth of them one by one."""
    with journal.write() as session:
        manager = make.manager(session)
        made = [
            Entry(kind="win", text=f"{number} {WORDS}", day=make.DAY, manager_id=manager.id) for number in range(notes)
        ]
        session.add_all(made)
    for each in made[::10]:
        with journal.write() as session:
            entries.revise(session, each.id, text=f"{canary('edited')} {WORDS}")


def look(journal: Vault) -> None:
    """Search for a word, newest first and best first."""
    with journal.read() as session:
        assert search.find(session, canary("edited"))
        assert search.find(session, canary("note")[:9], order="best", complete=False)


def sort(journal: Vault) -> None:
    """Have more sorted than a small cache holds."""
    with journal.read() as session:
        session.execute(text("PRAGMA cache_size=10"))
        rows = session.execute(text(LONGER))
        assert len(rows.all()) > 100
        session.execute(text(f"PRAGMA cache_size={search.USUAL_CACHE}"))


def vacuum(journal: Vault, notes: int) -> None:
    """Delete for good, and have the file written anew."""
    with journal.write() as session:
        session.execute(text("DELETE FROM entry WHERE place IN (SELECT place FROM entry LIMIT :n)"), {"n": notes // 4})
        search.purge(session.connection())
    driver: Any = journal._engine.raw_connection()
    driver.driver_connection.execute("VACUUM")
    driver.close()


def join(journal: Vault, other: Path, notes: int) -> None:
    """Take in what was written into another copy."""
    theirs = Vault.open_keyed(other, journal.key, device="there")
    write(theirs, notes)
    with theirs.read() as read, journal.write() as session:
        report = merge.merge(session, merge.rows_of(read))
    assert report.count("added") >= notes
    theirs.close()


def main() -> None:
    """Go through every stage."""
    template, folder, notes = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    if "spilling" in sys.argv[4:]:
        vault.settle = _settle_spilling
    path = Path(shutil.copy(template, folder / "journal.upward"))
    key = derive(sys.stdin.readline().rstrip("\n"), read_salt(path))
    journal = Vault.open_keyed(path, key)
    journal.backup_to(folder / "other.upward")
    done = {
        "write": lambda: write(journal, notes),
        "search": lambda: look(journal),
        "sort": lambda: sort(journal),
        "vacuum": lambda: vacuum(journal, notes),
        "backup": lambda: shelf.make(journal, "demand"),
        "merge": lambda: join(journal, folder / "other.upward", notes // 10),
        "migrate": lambda: _migrate(journal),
    }
    for stage, act in done.items():
        act()
        os.write(1, f"{stage}\n".encode())
    os.write(1, b"kill\n")
    again = Vault.open_keyed(path, key)
    with again.write() as session:
        session.execute(text("UPDATE entry SET text = text || text"))
        os.kill(os.getpid(), signal.SIGKILL)


def _migrate(journal: Vault) -> None:
    journal.close()
    migrations.CURRENT += 1  # type: ignore[misc]
    migrations._run_alembic = migrator.run_alembic
    Vault.open_keyed(journal.path, journal.key).close()


def _settle_spilling(driver: Any) -> None:
    settle(driver)
    driver.execute("PRAGMA temp_store=FILE")


if __name__ == "__main__":
    main()

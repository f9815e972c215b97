"""Somebody who opens older journals with a newer Upward, to be killed: a program of its own, started by the test of kills.

Its first line of input is the passphrase. After that every line is the path of a journal, which a process of its own
opens; it says its process id, and then `done` when it was not killed, and `dead` in any case.

`untransacted`, as an argument, is what Upward must never be: it leaves transactions to the driver, which begins none before
a change of tables.
"""

import os
import sys
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from journal.store import connection, migrations, vault
from journal.store.connection import read_salt
from journal.store.key import Key, derive

NEXT = Path(__file__).parent / "next_schema"


def run_alembic(connection: Connection) -> None:
    """What `migrations` does, with one migration more."""
    config = Config()
    config.set_main_option("script_location", "journal.store:migrations")
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", f"{Path(migrations.__file__).parent / 'versions'}\n{NEXT}")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def leave_transactions_to_the_driver() -> None:
    """The driver's own way: it begins before a change of rows, and never before a change of tables."""

    def keyed(path: Path, key: Key, **options: Any) -> Any:
        made = connection.keyed(path, key, **options)
        connection.settle(made)
        made.isolation_level = "DEFERRED"
        return made

    def begin(_connection: Connection) -> None:
        pass

    vault.keyed, vault._begin = keyed, begin


def main() -> None:
    """Open what is named, each in a process that knows nothing of the others."""
    migrations.CURRENT += 1  # type: ignore[misc]
    migrations._run_alembic = run_alembic
    if "untransacted" in sys.argv[1:]:
        leave_transactions_to_the_driver()
    passphrase = sys.stdin.readline().rstrip("\n")
    key = None
    for line in sys.stdin:
        path = Path(line.rstrip("\n"))
        key = key or derive(passphrase, read_salt(path))
        life = os.fork()
        if not life:
            os.write(1, f"{os.getpid()}\n".encode())
            vault.Vault.open_keyed(path, key).close()
            os.write(1, b"done\n")
            os._exit(0)
        os.waitpid(life, 0)
        os.write(1, b"dead\n")


if __name__ == "__main__":
    main()

"""Bringing an older journal up to today's schema: alembic, run from here, in one transaction.

`PRAGMA user_version` holds the number of the schema, so that a journal that is up to date never loads alembic. The
migrations own their copies of the tables; the search index is not theirs: it is made anew from the tables' declarations.
"""

from typing import Final

from sqlalchemy import Connection, Engine

from journal.errors import JournalDamaged, JournalTooNew
from journal.text import _

#: The number of the newest file in `versions`.
CURRENT: Final = 4
#: Says in the file that it is a journal of Upward: `PRAGMA application_id`, the letters `Upwd`.
APPLICATION_ID: Final = 0x55707764


def version_of(engine: Engine) -> int:
    """The number of the schema in the file; 0 for a new file, and for one of another program."""
    with engine.connect() as connection:
        owner = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        return version if owner == APPLICATION_ID else 0


def refuse_newer(version: int) -> None:
    """Raise JournalTooNew for a schema that this program does not know; nothing else of the file is read then."""
    if version > CURRENT:
        raise JournalTooNew


def upgrade(engine: Engine) -> None:
    """Run every migration that the file has not seen, then define the search index; all of it or nothing."""
    from journal.store import identity, search

    with engine.execution_options(migrates=True).begin() as connection:
        search.undefine(connection)
        _run_alembic(connection)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise JournalDamaged(_("Records of this journal do not fit together, so it was left as it was."))
        search.redefine(connection)
        identity.begin(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {CURRENT}")


def _run_alembic(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "journal.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

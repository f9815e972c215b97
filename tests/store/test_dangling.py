"""What names a record that is lost: nothing that holds words goes, and a link with one end does."""

from typing import Any

import pytest
from sqlalchemy import select

from journal.store import dangling
from journal.store.tables import Criterion, Entry, Evidence, Goal, RoleCase, Statement, Surprise
from journal.store.vault import Vault
from tests import make


def _lose(vault: Vault, table: str) -> None:
    """Take all rows of a table away, as damage does: without what hangs on them."""
    with vault._writer.connect() as connection:  # foreign keys are switched outside a transaction alone
        driver: Any = connection.connection.driver_connection
        driver.execute("ROLLBACK") if driver.in_transaction else None
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute(f"DELETE FROM {table}")  # noqa: S608 (one of ours)
        driver.execute("PRAGMA foreign_keys=ON")


@pytest.mark.parametrize("table", ["goal", "role_case", "criterion", "entry", "statement"])
def test_every_new_table_may_be_lost_and_what_named_it_stands(vault: Vault, table: str) -> None:
    with vault.write() as session:
        boss = make.manager(session).id
        goal = Goal(begun_on=make.DAY, what="Speak up", manager_id=boss)
        case = RoleCase(begun_on=make.DAY, role="Head", manager_id=boss)
        rule = Statement(side="manager", topic="channel", text="Call", said_on=make.DAY, manager_id=boss)
        session.add_all([goal, case, rule])
        session.flush()
        must = Criterion(role_case_id=case.id, what="Lead two sites")
        session.add_all([must, Surprise(day=make.DAY, what_happened="A freeze", statement_id=rule.id, manager_id=boss)])
        session.flush()
        shown = make.entry(session, "Closed the audit.").id
        session.add_all([Evidence(entry_id=shown, goal_id=goal.id), Evidence(entry_id=shown, criterion_id=must.id)])
    _lose(vault, table)
    with vault.write() as session:
        made = [each.table for each in dangling.mend(session, {})]
    with vault.read() as session:
        links = list(session.scalars(select(Evidence)))
        assert all(link.goal_id or link.criterion_id for link in links)
        assert len(links) == (1 if table in {"goal", "criterion"} else 2)
        assert session.scalars(select(Surprise.what_happened)).one() == "A freeze"
        assert len(session.scalars(select(Criterion.id)).all()) == (0 if table == "criterion" else 1)
        assert session.scalars(select(Entry.id)).one() == shown
    assert made == ([table] if table in {"role_case", "entry"} else [])
    assert vault.integrity_faults() == []

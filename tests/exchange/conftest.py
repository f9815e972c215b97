"""What the tests of the formats share: the sample input, bringing files in, and looking at every row of a journal."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from journal.exchange import sources, writing
from journal.exchange.incoming import ImportPlan
from journal.store.vault import Vault
from tests.conftest import DATA

TODAY = date(2026, 11, 21)
DUBLIN = ZoneInfo("Europe/Dublin")
INPUT = DATA / "input"


@dataclass
class Importer:
    """Brings files into one journal, as the command line does."""

    vault: Vault
    folder: Path

    def path(self, source: Path, *, today: date = TODAY, skip_bad: bool = False) -> ImportPlan:
        found = sources.read(source, today, zone=DUBLIN, skip_bad=skip_bad)
        with self.vault.write() as session:
            return writing.bring_in(session, found)

    def data(self, name: str, data: bytes | str, *, today: date = TODAY, skip_bad: bool = False) -> ImportPlan:
        file = self.folder / name
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return self.path(file, today=today, skip_bad=skip_bad)

    def value(self, query: str) -> object:
        """The first value of a query."""
        with self.vault.read() as session:
            return session.execute(text(query)).scalar()

    def counts(self, query: str) -> dict[str, object]:
        """The rows of a query of two columns, the second by the first."""
        return {str(name): count for name, count in self.rows(query)}

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with self.vault.read() as session:
            return [tuple(row) for row in session.execute(text(query))]


@pytest.fixture
def into(vault: Vault, tmp_path: Path) -> Importer:
    """Bringing files into a fresh journal."""
    (tmp_path / "source").mkdir()
    return Importer(vault, tmp_path / "source")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample input that may be changed."""
    return Path(shutil.copytree(INPUT, tmp_path / "input"))


@pytest.fixture
def importer_for(tmp_path: Path) -> Callable[[Vault], Importer]:
    """Bringing files into a journal of one's own."""

    def make(vault: Vault) -> Importer:
        return Importer(vault, tmp_path)

    return make


def everything(vault: Vault) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table with the storage class of every value.

    But for the search index, which is derived, and the journal's identity, which says which file this is.
    """
    with vault.read() as session:
        names = session.execute(text("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'search%'"))
        found: dict[str, list[tuple[object, ...]]] = {}
        for name in {name for (name,) in names.all()} - {"identity"}:
            columns = [row[1] for row in session.execute(text(f"PRAGMA table_info({name})"))]
            wanted = ", ".join(f'"{column}", typeof("{column}")' for column in columns)
            rows = session.execute(text(f"SELECT {wanted} FROM {name}"))  # noqa: S608 (names of our own tables)
            found[name] = sorted((tuple(row) for row in rows), key=repr)
        return found

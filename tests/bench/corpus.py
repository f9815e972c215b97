"""A journal of many invented entries, made the way an import of that size is made."""

import random
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from journal.practices import managers
from journal.store import search
from journal.store.tables import Entry
from journal.store.tables.base import first_place, new_id, now
from journal.store.vault import Vault

PASSPHRASE = "benchmarks know no secrets"
FIRST_DAY = date(1999, 1, 1)
WORDS = 40_000


def journal_of(entries: int, folder: Path) -> Path:
    """The path of a journal with so many entries; made once a folder."""
    path = folder / f"bench-{entries}.upward"
    if not path.exists():
        draft = path.with_suffix(".part")
        draft.unlink(missing_ok=True)
        _make(draft, entries)
        shutil.move(draft, path)
    return path


def vocabulary(seed: int = 7) -> list[str]:
    """Invented words, the frequent ones first."""
    chance = random.Random(seed)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "en", "ar", "ol")]
    words = {"".join(chance.choices(syllables, k=chance.randint(1, 4))) for _each in range(WORDS * 2)}
    return sorted(words, key=len)[:WORDS]


def _make(path: Path, entries: int) -> None:
    vault = Vault.create(path, PASSPHRASE)
    with vault.write() as session:
        manager = managers.begin(session, "Bench", FIRST_DAY)
        with search.rebuilt_at_end(session):
            rows = _rows(entries, manager.id)
            for start in range(0, entries, 2000):
                session.execute(insert(Entry), rows[start : start + 2000])
    vault.close()


def _rows(entries: int, manager_id: str) -> list[dict[str, Any]]:
    chance = random.Random(11)
    words = vocabulary()
    weights = [1 / (rank + 2) ** 1.05 for rank in range(len(words))]
    total = 0.0
    cumulated = [total := total + weight for weight in weights]
    kinds = ("interaction", "interaction", "interaction", "reflection", "win")
    rows: list[dict[str, Any]] = []
    for number in range(entries):
        day = FIRST_DAY + timedelta(days=number * 10_000 // max(entries, 1))
        length = min(2000, max(8, round(chance.lognormvariate(4.3, 0.8))))
        text = chance.choices(words, cum_weights=cumulated, k=length)
        rows.append(
            {
                "place": first_place(Entry.table_code, day, "09:00") + number,
                "id": new_id(),
                "kind": kinds[number % len(kinds)],
                "day": day,
                "time": "09:00",
                "text": " ".join(text[:6]) + "\n" + " ".join(text[6:]),
                "starred": False,
                "manager_id": manager_id,
                "created_at": now(),
                "changed_at": now(),
                "revision": new_id(),
                "parents": [],
                "device": "bench",
                "deleted_at": None,
            }
        )
    return rows

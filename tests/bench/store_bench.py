"""Searching and saving, over the same statements on the bare driver."""

import contextlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from journal.practices import entries
from journal.store import search
from journal.store.connection import connect, read_salt
from journal.store.key import derive
from journal.store.tables.entries import HEADLINE
from journal.store.vault import Vault
from tests.bench.corpus import PASSPHRASE, vocabulary
from tests.bench.paired import Ratio, p95, ratio_of, timed

ROUNDS = 9
#: The same query as `search.find` sends for the newest hits, written out once more on purpose.
SQL = (
    "SELECT rowid, snippet(search, -1, '\x02', '\x03', '…', 16) FROM search WHERE search MATCH ?"
    " ORDER BY rowid DESC LIMIT 50"
)
HEADS = f"SELECT place, id, kind, {HEADLINE} FROM entry t WHERE place IN ({{}})"


def run(path: Path) -> Iterator[Ratio]:
    """The ratios of one journal."""
    key = derive(PASSPHRASE, read_salt(path))
    vault = Vault.open_keyed(path, key)
    with contextlib.closing(vault), contextlib.closing(connect(path, key)) as raw:
        yield from _searches(vault, raw)
        yield _save(vault, raw)


def _searches(vault: Vault, raw: Any) -> Iterator[Ratio]:
    words, chance = vocabulary(), random.Random(3)
    picked = [words[chance.choice((5, 40, 300, 3000, 20000)) + chance.randrange(5)] for _each in range(24)]
    pairs = [f"{one} {other}" for one, other in zip(picked[:12], words[10:22], strict=True)]
    kinds = {"one word": picked, "two words": pairs, "a prefix": [word[:3] + "*" for word in picked[:16]]}
    for name, queries in kinds.items():
        yield _searched(name, queries, vault, raw)


def _searched(name: str, queries: list[str], vault: Vault, raw: Any) -> Ratio:
    """The ratio of the 95th percentiles over all queries, round by round."""

    def ours(query: str) -> None:
        with vault.read() as session:
            search.find(session, query)

    def floor(query: str) -> None:
        rows = raw.execute(SQL, (search.match_of(query),)).fetchall()
        raw.execute(HEADS.format(",".join(str(row[0]) for row in rows))).fetchall()

    rounds: list[tuple[float, float]] = []
    for _round in range(ROUNDS + 1):
        measured = [
            (timed(lambda query=query: ours(query)), timed(lambda query=query: floor(query))) for query in queries
        ]
        rounds.append((p95([one for one, _other in measured]), p95([other for _one, other in measured])))
    return ratio_of(f"search, {name}, newest first, p95 over raw sqlcipher3", rounds[1:], goal=1.5)


def _save(vault: Vault, raw: Any) -> Ratio:
    """One save of the editor: text, tags, earlier version, index; over one raw commit of text and index."""
    with vault.read() as session:
        ids = [row.id for row in entries.first_rows(session, entries.EntryFilter(), 200)]
    for record_id in ids:  # so that both ways replace texts of one length
        raw.execute("UPDATE entry SET text = ? WHERE id = ?", (_text("before", 0), record_id))
    numbers = iter(range(1_000_000))

    def ours() -> None:
        number = next(numbers)
        with vault.write() as session:
            entries.revise(session, ids[number % 100], text=_text("editor", number))

    def floor() -> None:
        number = next(numbers)
        raw.execute("BEGIN IMMEDIATE")
        row = (_text("driver", number), ids[100 + number % 100])
        raw.execute("UPDATE entry SET text = ? WHERE id = ?", row)
        raw.execute("COMMIT")

    pairs = [(timed(ours), timed(floor)) for _round in range(61)][1:]
    return ratio_of("one save over one raw commit, same pragmas", pairs, goal=2.0)


def _text(who: str, number: int) -> str:
    return f"Saved by the {who} {number}\n" + "words and more " * 40

"""Reading the lines of a summary as the manager would, in a journal of many entries and in one of few."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from journal.practices import managers
from journal.sharing.quotations import Quotations
from journal.sharing.reading import Reading
from journal.store.tables import ShareableLine
from journal.store.vault import Vault
from tests.bench.corpus import PASSPHRASE, vocabulary
from tests.bench.paired import Duration, Ratio, compare, p95, timed

LINES, WORDS = 20, 20


def run(many: Path, few: Path) -> Iterator[Ratio | Duration]:
    """The private words of twenty lines among many entries over the same among few; and the longest read of a reading."""
    texts = _texts()
    with (
        closing(Vault.open(many, PASSPHRASE)) as large,
        closing(Vault.open(few, PASSPHRASE)) as small,
        large.read() as in_many,
        small.read() as in_few,
    ):
        yield compare(
            "private words of 20 lines, 10,000 entries over 100",
            lambda: _quotations(in_many, texts),
            lambda: _quotations(in_few, texts),
            goal=10.0,
            note="a hundred times the entries",
        )
        reads = [each for _round in range(5) for each in _reads(in_many, texts)]
    yield Duration("longest read of a reading, of 100 reads 95 (a line each)", p95(reads), 20)


def _texts() -> list[str]:
    chance, words = random.Random(3), vocabulary()
    weights = [1 / (rank + 2) ** 1.05 for rank in range(len(words))]
    return [" ".join(chance.choices(words, weights=weights, k=WORDS)).capitalize() + "." for _line in range(LINES)]


def _quotations(session: Session, texts: list[str]) -> None:
    finder = Quotations()
    for text in texts:
        finder.of(session, text)


def _reads(session: Session, texts: list[str]) -> list[float]:
    of = [
        ShareableLine(id=text, section="progress", text=text, source_day=date.today(), let_stand=[]) for text in texts
    ]
    for line in of:
        line.source_kind = ""
    reading = Reading(of, manager_id=managers.current(session).id)
    return [timed(lambda step=step: step(session)) for step in reading.steps()]

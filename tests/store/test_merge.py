"""Two copies of one journal become one, whatever happened in either: nothing lost, in either order, once and again."""

import random
from collections.abc import Generator
from pathlib import Path

import pytest

from journal.store.key import Key
from journal.store.vault import Vault
from tests.exchange.conftest import everything
from tests.store import divergence
from tests.store.divergence import Author, Copies


@pytest.fixture
def copies(template: tuple[Path, Key], tmp_path: Path) -> Generator[Copies]:
    """Journals that part and meet."""
    made = Copies(template, tmp_path)
    yield made
    made.close()


def parted(
    copies: Copies, seed: int, number: int = 40, sides: int = 2, *, deletes: bool = True
) -> tuple[list[Vault], int]:
    """Copies of one journal after each went on by itself; and in how many places they diverge."""
    chance = random.Random(seed)
    start = copies.new()
    with start.write() as session:
        Author("start", chance).begin(session, number)
    with start.write() as session:
        Author("early", chance).go_on(session, 0.2)
    made = [copies.new(start) for _each in range(sides)]
    done = 0
    for name, vault in zip("abc", made, strict=False):
        author = Author(name, chance, deletes=deletes)
        for _session in range(2):
            with vault.write() as session:
                done += author.go_on(session, 0.3)
    return made, done


def same(one: Vault, other: Vault) -> None:
    """Assert that two journals hold the same, row by row."""
    ours, theirs = everything(one), everything(other)
    for table in ours:
        assert ours[table] == theirs[table], table


def sound(vault: Vault) -> None:
    """Assert that a file and its index are whole."""
    assert vault.integrity_faults() == []


def test_random_divergences_merge_without_loss_in_either_order_and_again(copies: Copies, long: bool) -> None:
    done, seed = 0, 0
    while done < (3000 if long else 200):
        seed += 1
        (one, other), diverged = parted(copies, seed)
        done += diverged
        ours, theirs = copies.merged(one, other), copies.merged(other, one)
        assert divergence.lost(ours, one, other) == set(), seed
        assert divergence.brought_back(ours, one, other) == set(), seed
        same(ours, theirs)
        sound(ours)
        sound(theirs)
        before = everything(ours)
        for again in (one, other, theirs):
            changes = ours.last_change()
            assert copies.merge(ours, again).is_empty, seed
            assert everything(ours) == before, seed
            assert ours.last_change() == changes
        copies.close()

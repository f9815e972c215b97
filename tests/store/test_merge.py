"""Two copies of one journal become one, whatever happened in either: nothing lost, in either order, once and again."""

import random
from pathlib import Path

import pytest

from journal.errors import NotACopy
from journal.store import merge
from journal.store.vault import Vault
from tests import make
from tests.exchange.conftest import everything
from tests.store import divergence
from tests.store.divergence import Author, Copies


def parted(
    copies: Copies, seed: int, number: int = 25, sides: int = 2, *, deletes: bool = True
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
    while done < (3000 if long else 40):
        seed += 1
        (one, other), diverged = parted(copies, seed, 25 if long else 12)
        done += diverged
        ours, theirs = copies.merged(one, other), copies.merged(other, one)
        assert divergence.lost(ours, one, other) == set(), seed
        assert divergence.lost_drafts(ours, one, other) == set(), seed
        assert divergence.brought_back(ours, one, other) == set(), seed
        same(ours, theirs)
        sound(ours)
        sound(theirs)
        before = everything(ours)
        for again in (other, theirs):
            changes = ours.last_change()
            assert copies.merge(ours, again).is_empty, seed
            assert everything(ours) == before, seed
            assert ours.last_change() == changes
        earlier, came = everything(one), copies.merge(one, ours)
        assert everything(one) == before, seed
        assert came.is_empty == (earlier == before), seed
        copies.close()


def test_a_merge_in_which_the_later_version_wins_is_found_out(copies: Copies) -> None:
    (one, other), _done = parted(copies, 1)
    made = copies.new(one)
    divergence.naive(made, other)
    assert len(divergence.lost(made, one, other)) > 5
    assert divergence.lost(copies.merged(one, other), one, other) == set()


def test_a_merge_that_takes_the_whole_history_of_both_is_found_out(copies: Copies) -> None:
    for seed in range(2, 12):  # whether a deletion for good can be found out depends on what else was done to it
        (one, other), _done = parted(copies, seed)
        is_found_out = bool(divergence.brought_back(one, one, other))
        assert divergence.brought_back(copies.merged(one, other), one, other) == set()
        if is_found_out:
            return
    pytest.fail("no divergence in which the control is found out")


def test_three_copies_lose_nothing_whatever_the_order(copies: Copies, long: bool) -> None:
    for seed in range(20 if long else 1):
        deletes = seed % 2 == 1
        (one, two, three), _done = parted(copies, seed, 40 if long else 6, 3, deletes=deletes)
        made = [
            copies.merged(one, two, three),
            copies.merged(three, copies.merged(two, one)),
            copies.merged(two, three, one),
        ]
        for each in made:
            assert divergence.lost(each, one, two, three) == set()
            assert divergence.brought_back(each, one, two, three) == set()
            assert divergence.drafts(each) == divergence.drafts(made[0])
            assert divergence.lost_drafts(each, one, two, three) == set()
            sound(each)
        if not deletes:  # a deletion for good can take away the version by which others would have been joined
            assert divergence.contents(made[0]) == divergence.contents(made[1]) == divergence.contents(made[2])
        same(copies.merged(made[0], made[1]), copies.merged(made[1], made[0]))
        copies.close()


def test_the_preview_counts_what_the_merge_then_does_and_changes_nothing(copies: Copies) -> None:
    (one, other), _done = parted(copies, 3)
    before, theirs = everything(one), everything(other)
    with one.read() as session, other.read() as there:
        foreseen = merge.preview(session, merge.rows_of(there))
    assert everything(one) == before
    assert copies.merge(one, other) == foreseen
    assert everything(other) == theirs
    assert {outcome for counts in foreseen.counts.values() for outcome in counts} >= {
        "added",
        "updated",
        "joined",
        "kept",
    }
    assert any("changed in both copies" in line for line in merge.report_lines(foreseen))


def test_another_journal_is_no_copy_and_nothing_is_changed(copies: Copies, vault: Vault, tmp_path: Path) -> None:
    with vault.write() as session:
        make.entry(session, "of another journal")
    stranger = Vault.create(tmp_path / "stranger.upward", "seven quiet herons over the weir")
    with stranger.write() as session:
        make.entry(session, "strange")
    before = everything(vault)
    with pytest.raises(NotACopy):
        copies.merge(vault, stranger)
    assert everything(vault) == before
    stranger.close()


def test_a_merge_that_is_cancelled_leaves_the_journal_as_it_was(copies: Copies) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Stopped

    (one, other), _done = parted(copies, 4, 6)
    before = everything(one)
    with pytest.raises(Stopped), other.read() as theirs, one.write() as session:
        merge.merge(session, merge.rows_of(theirs), step=stop)
    assert everything(one) == before
    sound(one)

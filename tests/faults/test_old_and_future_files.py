"""Files of other times and other programs, and files that are not what they seem: opened with every word, or refused politely."""

import contextlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlcipher3 import dbapi2

from journal.errors import JournalDamaged, JournalTooNew, NotAJournal, WrongPassphrase
from journal.practices import commitments, one_on_ones
from journal.store import known, merge, opening, search, shelf
from journal.store.connection import LEAST_BYTES, read_salt
from journal.store.key import Key, derive
from journal.store.migrations import CURRENT
from journal.store.tables import AgendaItem, Base, Commitment, Entry, Feedback, OneOnOne, Request, ShareableLine
from journal.store.vault import Vault
from tests import make
from tests.conftest import DATA, PASSPHRASE

KEPT = DATA / "journals"
#: What the kept journals open with: they hold nothing but the words below.
KEPT_PASSPHRASE = "a fixed and invented phrase"
WORDS = ["The otter came first.", "The otter came back.", "be an otter", "Fund the otter", "Count the otters", "Otter notes",
         "The otter pilot", "The otters stand."]  # fmt: skip


def keep_one_of_each(path: Path) -> None:
    """Make the journal that is kept in `tests/data/journals`, as `schema-N.sqlcipher`, when the schema becomes another.

    `python -c "from tests.faults.test_old_and_future_files import *; keep_one_of_each(KEPT / f'schema-{CURRENT}.sqlcipher')"`
    """
    vault = Vault.create(path, KEPT_PASSPHRASE)
    with vault.write() as session:
        make.manager(session).name = "Ada Otter"
        changed = make.entry(session, WORDS[0])
        make.feedback(session, WORDS[2])
        make.request(session, WORDS[3])
        commitments.renegotiate(session, make.promise(session, WORDS[4]).id, make.DAY, make.DAY)
        meeting = make.meeting(session)
        one_on_ones.revise(session, meeting.id, notes=WORDS[5])
        make.topic(session, meeting, WORDS[6])
        make.line(session, WORDS[7])
    with vault.write() as session:
        make.entries.revise(session, changed.id, text=WORDS[1])
    vault.close()


def _words(vault: Vault) -> list[str]:
    columns = (Entry.text, Feedback.exact_words, Request.ask, Commitment.what, OneOnOne.notes, AgendaItem.text,
               ShareableLine.text)  # fmt: skip
    with vault.read() as session:
        found = {words for column in columns for words in session.scalars(select(column)) if words}
        assert len(search.find(session, "otter*")) >= 6
        earlier = (
            session.connection().exec_driver_sql('SELECT "values" FROM history WHERE "values" IS NOT NULL').scalars()
        )
        found |= {WORDS[0] for values in earlier if WORDS[0] in values}
    return sorted(found)


def _definition(path: Path, passphrase: str) -> set[str]:
    with contextlib.closing(dbapi2.connect(str(path))) as driver:
        driver.execute(f"PRAGMA key='{passphrase}'").fetchall()
        return {row[0] for row in driver.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}


@pytest.mark.parametrize("kept", sorted(KEPT.glob("schema-*")), ids=lambda kept: kept.stem)
def test_a_journal_of_every_schema_so_far_opens_with_every_word(tmp_path: Path, kept: Path) -> None:
    path = Path(shutil.copy(kept, tmp_path / "journal.upward"))
    opened = opening.open_journal(path, KEPT_PASSPHRASE)
    assert (opened.is_behind, opened.faults) == (False, [])
    assert _words(opened.vault) == sorted(WORDS)
    assert opened.vault.integrity_faults() == []
    opened.vault.close()


def test_a_copy_of_an_older_schema_merges_into_the_journal_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """The other computer has not been updated: what was written there comes in, and no byte changes there."""
    old = Path(shutil.copy(KEPT / "schema-1.sqlcipher", tmp_path / "other computer.upward"))
    mine = Vault.open(Path(shutil.copy(old, tmp_path / "journal.upward")), KEPT_PASSPHRASE)
    with mine.write() as session:
        gone = session.scalars(select(Commitment).where(Commitment.status == "renegotiated")).one()
        commitments.move_to_trash(session, gone.id)
        make.coaching(session, make.meeting(session))
    found = known.by_id(mine.journal_id)
    assert found
    before, backups = old.read_bytes(), shelf.backups(found)
    with opening.copied(old, mine.key, mine.path) as other, other.read() as theirs, mine.write() as session:
        assert merge.merge(session, merge.rows_of(theirs)).is_empty
    with opening.copied(old, mine.key, mine.path) as other:
        with other.write() as theirs:
            make.entry(theirs, "An otter on the other computer.")
        with other.read() as theirs, mine.write() as session:
            assert merge.merge(session, merge.rows_of(theirs)).count("added") == 1
    with mine.read() as session:
        assert session.scalars(select(Commitment).where(Commitment.id == gone.id)).one().deleted_at
    mine.close()
    assert old.read_bytes() == before
    assert shelf.backups(found) == backups
    assert {each.name for each in tmp_path.iterdir() if each.suffix == ".upward"} == {
        "other computer.upward",
        "journal.upward",
    }


def test_a_backup_of_an_older_schema_is_looked_at_in_a_copy_that_goes(tmp_path: Path) -> None:
    old = Path(shutil.copy(KEPT / "schema-1.sqlcipher", tmp_path / "backup.upward"))
    before, key = old.read_bytes(), derive(KEPT_PASSPHRASE, read_salt(old))
    opened = opening.open_to_look(old, key, tmp_path / "journal.upward")
    assert opened.vault.is_read_only
    assert _words(opened.vault) == sorted(WORDS)
    [passing] = (each for each in tmp_path.iterdir() if each.is_file() and each != old)
    opened.vault.close()
    assert not passing.exists()
    assert old.read_bytes() == before


def test_whoever_changes_the_tables_writes_a_migration_and_keeps_a_journal_of_the_new_schema(
    template: tuple[Path, Key],
) -> None:
    kept = KEPT / f"schema-{CURRENT}.sqlcipher"
    assert kept.exists(), keep_one_of_each.__doc__
    assert _definition(kept, KEPT_PASSPHRASE) == _definition(template[0], PASSPHRASE)
    assert len(Base.metadata.tables) > 10


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_file_of_an_earlier_sqlcipher_is_refused_and_not_touched(tmp_path: Path, version: int) -> None:
    path = tmp_path / "earlier.upward"
    with contextlib.closing(dbapi2.connect(str(path))) as driver:
        driver.execute(f"PRAGMA key='{PASSPHRASE}'").fetchall()
        driver.execute(f"PRAGMA cipher_compatibility={version}").fetchall()
        driver.execute("CREATE TABLE entry (text)")
        driver.executemany("INSERT INTO entry VALUES (?)", [("heron " * 90,) for _each in range(100)])
        driver.commit()
    before = path.read_bytes()
    with pytest.raises((NotAJournal, WrongPassphrase)):
        opening.open_journal(path, PASSPHRASE)
    assert path.read_bytes() == before


def test_a_file_of_today_s_sqlcipher_that_is_no_journal_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "other.upward"
    with contextlib.closing(dbapi2.connect(str(path))) as driver:
        driver.execute(f"PRAGMA key='{PASSPHRASE}'").fetchall()
        driver.execute("CREATE TABLE entry (text)")
        driver.commit()
    before = path.read_bytes()
    with pytest.raises(NotAJournal, match="another program"):
        opening.open_journal(path, PASSPHRASE)
    assert path.read_bytes() == before


def _newer(path: Path) -> None:
    with contextlib.closing(dbapi2.connect(str(path))) as driver:
        driver.execute(f"PRAGMA key='{PASSPHRASE}'").fetchall()
        driver.execute(f"PRAGMA user_version={CURRENT + 1}").fetchall()


def _bytes(data: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


STRANGE: dict[str, tuple[Callable[[Path], None], type[Exception]]] = {
    "nothing": (_bytes(b""), NotAJournal),
    "a hundred bytes": (_bytes(bytes(range(100))), NotAJournal),
    "zeros": (_bytes(bytes(10 * LEAST_BYTES)), WrongPassphrase),
    "garbage": (_bytes(random.Random(1).randbytes(10 * LEAST_BYTES)), WrongPassphrase),
    "a newer schema": (_newer, JournalTooNew),
}


@pytest.mark.parametrize("strange", STRANGE)
def test_a_file_that_is_not_what_it_seems_is_refused_and_not_touched(
    template: tuple[Path, Key], tmp_path: Path, strange: str
) -> None:
    path = Path(shutil.copy(template[0], tmp_path / "journal.upward"))
    make_strange, error = STRANGE[strange]
    make_strange(path)
    before = path.read_bytes()
    with pytest.raises(error) as refused:
        opening.open_journal(path, PASSPHRASE)
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == [path.name]


def test_a_copy_that_was_cut_off_never_opens_as_if_it_were_whole(
    template: tuple[Path, Key], tmp_path: Path, long: bool
) -> None:
    data = template[0].read_bytes()
    die = random.Random(20261122)
    whole_pages = [number * LEAST_BYTES for number in range(1, len(data) // LEAST_BYTES)]
    lengths = whole_pages + [die.randrange(len(data)) for _each in range(200 if long else 20)]
    path = tmp_path / "half.upward"
    for length in lengths if long else lengths[::3]:
        path.write_bytes(data[:length])
        with pytest.raises((NotAJournal, WrongPassphrase, JournalDamaged)):
            opening.open_journal(path, template[1])
        assert path.read_bytes() == data[:length]
    path.write_bytes(data)
    opening.open_journal(path, template[1]).vault.close()


def test_an_older_genuine_copy_in_the_journals_place_is_noticed_every_time(
    vault: Vault, tmp_path: Path, long: bool
) -> None:
    number = 60 if long else 8
    for each in range(number):
        vault.backup_to(tmp_path / f"state-{each}.upward")
        with vault.write() as session:
            make.entry(session, f"otter {each}")
    vault.close()
    newest = Path(shutil.copy(vault.path, tmp_path / "newest.upward"))
    said: list[bool] = []
    for each in range(number):
        for state in (newest, tmp_path / f"state-{each}.upward"):
            shutil.copy(state, vault.path)
            opened = opening.open_journal(vault.path, vault.key)
            said.append(opened.is_behind)
            opened.vault.close()
    assert said == [False, True] * number

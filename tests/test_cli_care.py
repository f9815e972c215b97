"""The commands that care for the file: check, backup, restore, merge, passwd, recover."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import select

from journal import cli
from journal.store import known, sheet, shelf
from journal.store.key import derive
from journal.store.tables import Entry
from journal.store.vault import Vault
from journal.ui.one_window import OneWindow
from tests import make
from tests.conftest import PASSPHRASE

NEW = "another seven herons over the weir"


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


Upward = Callable[..., Said]


@pytest.fixture
def upward(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Upward:
    """Run a command; `secrets` are options and the words that their files hold."""

    def run(*given: object, **secrets: str) -> Said:
        arguments = [str(each) for each in given]
        for number, (name, words) in enumerate(({"passphrase": PASSPHRASE} | secrets).items()):
            if words:
                file = tmp_path / f"secret-{number}"
                file.write_text(words + "\n", encoding="utf-8")
                arguments += [f"--{name.replace('_', '-')}-file", str(file)]
        code = cli.main(arguments)
        said = capfd.readouterr()
        return Said(code, said.out, said.err)

    return run


def write(path: Path, text: str, passphrase: str = PASSPHRASE) -> None:
    """One more entry."""
    vault = Vault.open(path, passphrase, device="desk")
    with vault.write() as session:
        make.entry(session, text)
    vault.close()


def texts(path: Path, passphrase: str = PASSPHRASE) -> list[str]:
    """The texts of all entries."""
    vault = Vault.open(path, passphrase)
    with vault.read() as session:
        found = sorted(session.scalars(select(Entry.text)))
    vault.close()
    return found


@pytest.fixture
def journal(vault: Vault) -> Path:
    """A closed journal with one entry."""
    vault.close()
    write(vault.path, "The first note.")
    return vault.path


def test_check_finds_a_whole_journal_whole_and_changes_no_byte(journal: Path, upward: Upward) -> None:
    before = journal.read_bytes()
    said = upward("check", journal)
    assert (said.code, said.err) == (0, "")
    assert "1 entry" in said.out
    assert "There is no backup yet" in said.out
    upward("backup", journal)
    assert "The newest backup" in (said := upward("check", journal)).out
    assert "is whole" in said.out.splitlines()[1]
    assert journal.read_bytes() == before
    assert not [each for each in journal.parent.iterdir() if each.name.startswith(f".{journal.name}")]


@pytest.mark.parametrize("offset", [5000, -2000])
def test_check_says_that_a_damaged_journal_is_damaged(journal: Path, upward: Upward, offset: int) -> None:
    data = bytearray(journal.read_bytes())
    data[offset] ^= 1
    journal.write_bytes(data)
    said = upward("check", journal)
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "damaged" in said.err
    assert journal.read_bytes() == bytes(data)


def test_check_says_that_the_newest_backup_is_damaged(journal: Path, upward: Upward) -> None:
    upward("backup", journal)
    found = known.by_path(journal)
    assert found
    newest = shelf.backups(found)[0].path
    data = bytearray(newest.read_bytes())
    data[-3000] ^= 1
    newest.write_bytes(data)
    said = upward("check", journal)
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert str(newest) in said.err


def test_a_wrong_passphrase_and_a_damaged_journal_are_told_apart(journal: Path, upward: Upward) -> None:
    upward("backup", journal)
    assert "passphrase does not fit" in upward("search", journal, "note", passphrase=NEW).err
    data = bytearray(journal.read_bytes())
    data[100:2000] = bytes(1900)
    journal.write_bytes(data)
    assert "passphrase does not fit" in upward("search", journal, "note", passphrase=NEW).err
    assert "The passphrase fits, and the file is damaged" in upward("search", journal, "note").err


def test_a_backup_is_brought_back_and_what_was_there_is_set_aside(journal: Path, upward: Upward) -> None:
    made = upward("backup", journal).out
    assert made.startswith("Backed up to ")
    backup = Path(made.removeprefix("Backed up to ").split(" and verified")[0])
    write(journal, "The second note.")
    said = upward("restore", backup, "--into", journal)
    assert said.code == 0
    assert texts(journal) == ["The first note."]
    aside = Path(said.out.splitlines()[1].split("set aside as ")[1].removesuffix("."))
    assert texts(aside) == ["The first note.", "The second note."]


def test_a_copy_that_was_named_opens_and_never_takes_the_place_of_a_file(journal: Path, upward: Upward) -> None:
    copy = journal.with_name("copy.upward")
    assert upward("backup", journal, "--to", copy).code == 0
    assert texts(copy) == ["The first note."]
    before = copy.read_bytes()
    assert upward("backup", journal, "--to", copy).code == 1
    assert copy.read_bytes() == before


def test_two_copies_become_one_and_a_backup_was_made_before(journal: Path, upward: Upward) -> None:
    other = journal.with_name("journal (conflicted copy).upward")
    other.write_bytes(journal.read_bytes())
    write(journal, "Written here.")
    write(other, "Written there.")
    before = other.read_bytes()
    assert upward("merge", other, "--into", journal).code == 0
    assert texts(journal) == ["The first note.", "Written here.", "Written there."]
    assert other.read_bytes() == before
    found = known.by_path(journal)
    assert found
    assert [(each.reason, each.entries) for each in shelf.backups(found)] == [("merge", 2)]


def test_a_copy_under_an_earlier_passphrase_is_merged_with_that_one(journal: Path, upward: Upward) -> None:
    other = journal.with_name("stick.upward")
    other.write_bytes(journal.read_bytes())
    write(other, "Written on the stick.")
    aside = journal.parent / "stick"
    aside.mkdir()
    other = other.rename(aside / other.name)
    upward("passwd", journal, new_passphrase=NEW)
    refused = upward("merge", other, "--into", journal, passphrase=NEW)
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    said = upward("merge", other, "--into", journal, passphrase=NEW, other_passphrase=PASSPHRASE)
    assert said.code == 0, said.err
    assert texts(journal, NEW) == ["The first note.", "Written on the stick."]


def test_another_journal_is_not_merged(journal: Path, upward: Upward, tmp_path: Path) -> None:
    other = tmp_path / "other.upward"
    Vault.create(other, PASSPHRASE).close()
    write(other, "Of somebody else.")
    before = journal.read_bytes()
    said = upward("merge", other, "--into", journal, other_passphrase=PASSPHRASE)
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "two different journals" in said.err
    assert journal.read_bytes() == before


def test_after_a_change_the_old_passphrase_and_the_old_sheet_open_nothing(journal: Path, upward: Upward) -> None:
    old = sheet.text(derive(PASSPHRASE, journal.read_bytes()[:16]), journal="j", made_on=make.DAY)
    upward("backup", journal)
    new_sheet = journal.with_name("sheet.txt")
    said = upward("passwd", journal, "--sheet", new_sheet, new_passphrase=NEW)
    assert said.code == 0, said.err
    assert upward("search", journal, "note").code == 1
    assert texts(journal, NEW) == ["The first note."]
    found = known.by_path(journal)
    assert found
    assert all(texts(each.path, NEW) for each in shelf.backups(found))
    assert upward("recover", journal, passphrase="", recovery=old, new_passphrase=PASSPHRASE).code == 1
    again = upward("recover", journal, passphrase="", recovery=new_sheet.read_text(), new_passphrase=PASSPHRASE)
    assert again.code == 0, again.err
    assert texts(journal) == ["The first note."]


@pytest.mark.parametrize("new", ["short", PASSPHRASE])
def test_a_refused_new_passphrase_changes_no_byte(journal: Path, upward: Upward, new: str) -> None:
    before = journal.read_bytes()
    said = upward("passwd", journal, new_passphrase=new)
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert journal.read_bytes() == before


def test_a_sheet_never_takes_the_place_of_a_file(journal: Path, upward: Upward) -> None:
    file = journal.with_name("sheet.txt")
    file.write_text("of another journal")
    assert upward("passwd", journal, "--sheet", file, new_passphrase=NEW).code == 1
    assert file.read_text() == "of another journal"
    assert texts(journal) == ["The first note."]


def test_a_sheet_as_a_page_is_for_its_owner_alone(upward: Upward, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    assert upward("new", tmp_path / "new.upward", "--sheet", file).code == 0
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("command", ["passwd", "recover", "restore"])
def test_a_file_that_a_window_has_open_is_not_swapped(
    journal: Path, upward: Upward, qapp: object, command: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy" / "backup.upward"
    copy.parent.mkdir()
    copy.write_bytes(journal.read_bytes())
    window = OneWindow()
    assert window.take(journal)
    before = journal.read_bytes()
    try:
        key = sheet.text(derive(PASSPHRASE, before[:16]), journal="j", made_on=make.DAY)
        given: dict[str, str] = {"passwd": {"new_passphrase": NEW}, "restore": {}}.get(
            command, {"passphrase": "", "recovery": key, "new_passphrase": NEW}
        )
        said = upward(command, *((copy, "--into", journal) if command == "restore" else (journal,)), **given)
    finally:
        window.release()
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "open in a window" in said.err
    assert journal.read_bytes() == before


def test_two_secrets_never_come_from_one_input(journal: Path, capfd: pytest.CaptureFixture[str]) -> None:
    given = ["passwd", str(journal), "--passphrase-file", "-", "--new-passphrase-file", "-"]
    assert cli.main(given) == 1
    assert "Only one secret" in capfd.readouterr().err

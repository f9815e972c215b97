"""Bad files and missing rights, by the command line: exit 1, one clear line, no traceback, and not a byte changed."""

import io
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from journal import cli
from journal.store.key import Key
from journal.store.migrations import CURRENT
from journal.store.vault import Vault
from tests import make
from tests.conftest import DATA, PASSPHRASE
from tests.store import other_program

INPUT = DATA / "input"
NOBODY = 65534
MEGABYTES = 50
QUARTER = ("--from", "2026-07-01", "--to", "2026-09-30")


@dataclass
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    def refusal(self) -> str:
        """The one line of a refused command."""
        assert (self.code, self.out, self.err.count("\n")) == (1, "", 1), self
        assert "Traceback" not in self.err
        assert "a fault of Upward itself" not in self.err
        assert self.err.startswith("upward: ")
        return self.err


Command = Callable[..., Said]


@pytest.fixture
def upward(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """The command `upward`, with a passphrase on standard input."""

    def run(*arguments: object, passphrase: str = PASSPHRASE) -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(passphrase.encode())))
        capfd.readouterr()
        code = cli.main([*map(str, arguments), "--passphrase-file", "-"])
        said = capfd.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture(scope="module")
def noise(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """50 MB of random bytes."""
    path = tmp_path_factory.mktemp("noise") / "noise"
    path.write_bytes(random.Random(50).randbytes(MEGABYTES * 1024 * 1024))
    return path


@pytest.fixture
def journal(template: tuple[Path, object], tmp_path: Path) -> Path:
    """A journal that nobody has open."""
    return Path(shutil.copy(template[0], tmp_path / "journal.upward"))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("Dear diary, " * 1000, encoding="utf-8")


def _plain_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE entry (text)")
    connection.close()


def _half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 + 1)


def _newer(path: Path) -> None:
    connection = other_program.opened(path, PASSPHRASE)
    connection.execute(f"PRAGMA user_version = {CURRENT + 1}").fetchall()
    connection.close()


def _missing(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


COMMANDS: dict[str, tuple[str, ...]] = {
    "search": ("search", "JOURNAL", "heron"),
    "review": ("review", "JOURNAL", *QUARTER, "--json"),
    "summary": ("summary", "JOURNAL", *QUARTER, "-o", "OUT.pdf"),
    "import": ("import", "INPUT", "--into", "JOURNAL"),
    "export": ("export", "JOURNAL", "--to", "OUT"),
}


def _run(upward: Command, command: str, journal: Path, passphrase: str = PASSPHRASE) -> Said:
    beside = journal.parent.parent / "input"  # where those without rights may read it, wherever the tests lie
    known = {
        "JOURNAL": journal,
        "INPUT": beside if beside.exists() else INPUT,
        "OUT": journal.parent / "out",
        "OUT.pdf": journal.parent / "out.pdf",
    }
    return upward(*(known.get(word, word) for word in COMMANDS[command]), passphrase=passphrase)


@contextmanager
def _unchanged(*files: Path) -> Generator[None]:
    """Not a byte of these files may change, and nothing may appear beside the first."""
    before = [file.read_bytes() if file.is_file() else None for file in files]
    beside = sorted(each.name for each in files[0].parent.iterdir())
    yield
    assert [file.read_bytes() if file.is_file() else None for file in files] == before
    assert sorted(each.name for each in files[0].parent.iterdir() if not each.name.startswith("xdg_")) == [
        name for name in beside if not name.startswith("xdg_")
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_wrong_passphrase_is_said_in_one_line(upward: Command, journal: Path, command: str) -> None:
    with _unchanged(journal):
        assert "passphrase does not fit" in _run(upward, command, journal, "a wrong passphrase").refusal()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_missing, "There is no journal at"),
        (_plain_database, "database without encryption"),
        (_text, "not a journal"),
        (_empty, "is empty"),
        (_half, "only a part"),
        (_newer, "newer version"),
        (_folder, "is not a file"),
    ],
)
@pytest.mark.parametrize("command", ["search", "import", "summary"])
def test_what_is_no_journal_is_said_in_one_line(
    upward: Command, journal: Path, spoil: Callable[[Path], None], words: str, command: str
) -> None:
    if spoil is _plain_database:
        journal.unlink()
    spoil(journal)
    with _unchanged(journal):
        assert words in _run(upward, command, journal).refusal()


def test_random_bytes_are_no_journal(upward: Command, noise: Path) -> None:
    with _unchanged(noise):
        assert "passphrase does not fit" in _run(upward, "search", noise).refusal()


@pytest.mark.parametrize("name", ["notes.jrnl.txt", "notes.jrnl.json", "commitments.csv", "calendar.ics"])
def test_random_bytes_are_nothing_to_import(upward: Command, journal: Path, noise: Path, name: str) -> None:
    source = Path(shutil.copy(noise, journal.parent / name))
    with _unchanged(journal):
        assert name in upward("import", source, "--into", journal).refusal()
    source.unlink()


def _spoilt(name: str, change: Callable[[str], str], folder: Path) -> Path:
    target = folder / name
    target.write_text(change((INPUT / name).read_text(encoding="utf-8")), encoding="utf-8")
    return target


def _wrong_date(text: str) -> str:
    rows = text.splitlines(keepends=True)
    rows[16] = "2026-13-45" + rows[16][10:]
    return "".join(rows)


def _in_half(text: str) -> str:
    return text[: len(text) // 2]


def _unclosed(text: str) -> str:
    return text.rstrip()[:-1]


def _deep(_text: str) -> str:
    return '{"entries": ' + "[" * 100_000


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("commitments.csv", _wrong_date, "commitments.csv, line 17"),
        ("notes.jrnl.json", _unclosed, "notes.jrnl.json"),
        ("notes.jrnl.json", _deep, "notes.jrnl.json"),
        ("calendar.ics", _in_half, "calendar.ics"),
    ],
)
@pytest.mark.parametrize("whole", [True, False], ids=["folder", "file"])
def test_a_bad_source_is_named_and_nothing_of_it_is_taken(
    upward: Command,
    journal: Path,
    name: str,
    change: Callable[[str], str],
    words: str,
    whole: bool,
) -> None:
    folder = journal.parent / "source"
    if whole:
        shutil.copytree(INPUT, folder)
    else:
        folder.mkdir()
    source = _spoilt(name, change, folder)
    with _unchanged(journal):
        said = upward("import", folder if whole else source, "--into", journal).refusal()
    assert words in said


def test_a_passphrase_that_cannot_be_read_is_said_in_one_line(journal: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with _unchanged(journal):
        code = cli.main(["search", str(journal), "heron", "--passphrase-file", str(journal.parent / "gone")])
    said = capfd.readouterr()
    assert "gone" in Said(code, said.out, said.err).refusal()


@pytest.fixture
def open_folder() -> Generator[Path]:
    """A folder that everybody may use, unlike the folders of tests, with the sample input in it."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(INPUT, Path(name, "input"), copy_function=shutil.copyfile)
        for each in (Path(name), Path(name, "input"), *Path(name, "input").iterdir()):
            each.chmod(0o777)
        yield Path(name)


@contextmanager
def _as_nobody(home: Path, patch: pytest.MonkeyPatch) -> Generator[None]:
    """Without the rights of root, which no folder keeps out; for everybody else as oneself."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        patch.setenv(name, str(home / name.lower()))
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture(scope="module")
def furnished(template: tuple[Path, Key], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal with a line to share; every command has worked on it once, so that all that it needs is loaded."""
    folder = tmp_path_factory.mktemp("furnished")
    journal = Path(shutil.copy(template[0], folder / "journal.upward"))
    vault = Vault.open_keyed(journal, template[1])
    with vault.write() as session:
        make.line(session, day=date(2026, 8, 1))
    vault.close()
    whole = Path(shutil.copy(journal, folder / "whole.upward"))
    (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    known = {"JOURNAL": journal, "INPUT": INPUT, "OUT": folder / "out", "OUT.pdf": folder / "out.pdf"}
    for words in COMMANDS.values():
        given = [str(known.get(word, word)) for word in words]
        assert cli.main([*given, "--passphrase-file", str(folder / "passphrase")]) == 0
    return whole


@pytest.fixture
def guarded(open_folder: Path, furnished: Path) -> Path:
    """A journal that everybody may read, in a folder that nobody may write to."""
    folder = open_folder / "guarded"
    folder.mkdir()
    shutil.copy(furnished, folder / "journal.upward")
    (folder / "journal.upward").chmod(0o444)
    folder.chmod(0o555)
    return folder / "journal.upward"


def test_a_folder_without_rights_takes_no_new_journal(
    upward: Command, guarded: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _unchanged(guarded), _as_nobody(open_folder, monkeypatch):
        said = upward("new", guarded.with_name("new.upward"))
    assert "Permission denied" in said.refusal()


def test_a_journal_in_a_folder_without_rights_can_be_read(
    upward: Command, guarded: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _unchanged(guarded), _as_nobody(open_folder, monkeypatch):
        said = _run(upward, "review", guarded)
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize("command", ["import", "summary", "export"])
def test_nothing_is_written_into_a_folder_without_rights(
    upward: Command, guarded: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    with _unchanged(guarded), _as_nobody(open_folder, monkeypatch):
        said = _run(upward, command, guarded).refusal()
    expected = {"import": "may not be changed here", "summary": "Nothing may be written to", "export": "guarded"}
    assert expected[command] in said


@pytest.fixture
def read_only(open_folder: Path, furnished: Path) -> Path:
    """A journal that everybody may read and nobody may change, in a folder that everybody may write to."""
    folder = open_folder / "open"
    folder.mkdir()
    folder.chmod(0o777)
    journal = Path(shutil.copy(furnished, folder / "journal.upward"))
    journal.chmod(0o444)
    return journal


@pytest.mark.parametrize("command", ["search", "review", "export"])
def test_a_journal_that_is_read_only_can_be_read(
    upward: Command, read_only: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    before = read_only.read_bytes()
    with _as_nobody(open_folder, monkeypatch):
        said = _run(upward, command, read_only)
    assert said.code == 0, said
    assert read_only.read_bytes() == before


def test_a_journal_in_a_folder_without_rights_can_be_taken_out_of_it(
    upward: Command, guarded: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _unchanged(guarded), _as_nobody(open_folder, monkeypatch):
        said = upward("export", guarded, "--to", open_folder / "out")
    assert (said.code, said.err) == (0, "")
    assert (open_folder / "out").is_dir()


@pytest.mark.parametrize("command", ["import", "summary"])
def test_a_journal_that_is_read_only_is_not_said_to_have_been_replaced(
    upward: Command, read_only: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    before = read_only.read_bytes()
    with _as_nobody(open_folder, monkeypatch):
        said = _run(upward, command, read_only).refusal()
    assert "may not be changed here" in said
    assert read_only.read_bytes() == before
    assert not read_only.with_name("out.pdf").exists()


@pytest.mark.parametrize("closed", ["input", "input/commitments.csv"])
@pytest.mark.parametrize("rights", [0o000, 0o444])
@pytest.mark.parametrize("given", ["input", "input/commitments.csv"])
def test_a_source_that_may_not_be_read_is_named(
    upward: Command,
    guarded: Path,
    open_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    closed: str,
    rights: int,
    given: str,
) -> None:
    if (closed, rights) == ("input/commitments.csv", 0o444):
        rights = 0o222
    (open_folder / closed).chmod(rights)
    with _unchanged(guarded), _as_nobody(open_folder, monkeypatch):
        said = upward("import", open_folder / given, "--into", guarded).refusal()
    assert "cannot be read (Permission denied)" in said
    assert Path(closed).name in said or Path(given).name in said
    assert "heck" in said


def test_a_new_journal_below_a_closed_folder_is_refused(
    upward: Command, guarded: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded.parent.chmod(0o000)
    with _as_nobody(open_folder, monkeypatch):
        said = upward("new", guarded.parent / "new.upward")
    assert "Permission denied" in said.refusal()


def test_a_journal_that_may_not_be_read_is_said_in_one_line(
    upward: Command, guarded: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded.parent.chmod(0o755)
    guarded.chmod(0o000)
    guarded.parent.chmod(0o555)
    with _as_nobody(open_folder, monkeypatch):
        said = _run(upward, "search", guarded)
    assert "Permission denied" in said.refusal()


def test_a_home_that_may_not_be_written_to_is_no_reason_not_to_read(
    upward: Command, guarded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _as_nobody(guarded.parent / "home", monkeypatch):
        said = _run(upward, "review", guarded)
    assert (said.code, said.err) == (0, "")

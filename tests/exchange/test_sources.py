"""What a path is taken for, and that bad input is refused in one clear line before anything is changed."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.errors import SourceRefused
from journal.exchange import sources
from journal.store.vault import Vault
from tests import make
from tests.exchange.conftest import INPUT, TODAY, Importer, everything

NOTE = "[2026-01-02 10:00] Title\nbody\n"
HEAD = "made_on,owner,what,due,status,closed_on,one_on_one\n"


def refused(path: Path) -> str:
    with pytest.raises(SourceRefused) as error:
        sources.read(path, TODAY)
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("n.json", b'{"entries": [{"title": "x",', "n.json, line 1: this is not JSON"),
        ("n.json", b"[" * 200_000, "n.json: this is nested too deeply"),
        ("n.json", b"{}", "n.json: this is no file that Upward can import"),
        (
            "c.csv",
            (HEAD + "2026-01-02,me,a,,open,,\n2026-02-31,me,b,,open,,\n").encode(),
            "c.csv, line 3: made_on is a date",
        ),
        (
            "c.csv",
            (HEAD + "2026-01-02,me,Jos\xe9,,open,,\n").encode("latin-1"),
            "c.csv, line 2: this is not UTF-8 text",
        ),
        ("c.csv", b"a,b\n1,2\n", "c.csv: this is no file that Upward can import"),
        ("c.ics", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "c.ics, line 2: this calendar is cut off"),
        ("c.ics", b"words", "c.ics, line 1: this is not a calendar"),
        ("n.txt", b"words", "n.txt: this is no file that Upward can import"),
        ("n.txt", NOTE.encode() + b"\xff\n", "n.txt, line 3: this is not UTF-8 text"),
        ("n.txt", NOTE.encode() + b"\x00\n", "n.txt, line 3: this is not text: it holds a zero byte"),
        ("n.txt", b"", "n.txt: this is no file that Upward can import"),
        ("n.bin", bytes(range(256)), "n.bin, line 2: this is not UTF-8 text"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_one_clear_line(
    into: Importer, name: str, data: bytes, reason: str
) -> None:
    before = everything(into.vault)
    with pytest.raises(SourceRefused) as error:
        into.data(name, data)
    assert str(error.value).startswith(reason)
    assert "\n" not in str(error.value)
    assert everything(into.vault) == before


def test_fifty_megabytes_of_random_bytes_are_refused(tmp_path: Path) -> None:
    noise = os.urandom(1024 * 1024)
    with (tmp_path / "noise.json").open("wb") as file:
        for _number in range(50):
            file.write(noise)
    assert refused(tmp_path / "noise.json").startswith("noise.json, line ")


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(40 * 1024**3)
    assert refused(tmp_path / "huge.csv") == "huge.csv: this file is larger than 50 MB. Nothing was imported."


def test_what_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "none.csv").startswith("There is nothing at ")
    assert refused(tmp_path / "pipe").endswith("is neither a file nor a folder.")
    (tmp_path / "empty").mkdir()
    assert refused(tmp_path / "empty").startswith("There is no file in ")


def test_other_files_of_a_folder_are_listed_as_ignored(tmp_path: Path) -> None:
    for name in ("notes.txt", "other.txt", "picture.png", ".hidden.csv", "odd.csv", "odd.json", "huge.bin"):
        (tmp_path / name).write_text("{}" if name == "odd.json" else NOTE if name == "notes.txt" else "words")
    (tmp_path / "latin.md").write_bytes(b"caf\xe9")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "notes.txt").write_text(NOTE)
    with (tmp_path / "huge.bin").open("ab") as file:
        file.truncate(10**11)
    os.mkfifo(tmp_path / "pipe")
    found = sources.read(tmp_path, TODAY)
    assert len(found.rows) == 1
    assert found.ignored == (
        ".hidden.csv",
        "below",
        "huge.bin",
        "latin.md",
        "odd.csv",
        "odd.json",
        "other.txt",
        "picture.png",
        "pipe",
    )


def test_a_source_that_cannot_be_read_is_no_ignored_file(sample: Path) -> None:
    (sample / "broken.json").write_text('{"entries": [')
    (sample / "half.ics").write_bytes((INPUT / "calendar.ics").read_bytes()[:900])
    (sample / "notes.jrnl.txt").write_bytes((INPUT / "notes.jrnl.txt").read_bytes() + b"\xff")
    with pytest.raises(sources.Refused) as error:
        sources.read(sample, TODAY)
    assert [problem.place.file for problem in error.value.problems] == [
        "broken.json",
        "half.ics",
        "notes.jrnl.txt",
    ]
    assert str(error.value).startswith("broken.json, line 1: this is not JSON (and 2 more). Nothing was imported.")
    assert len(sources.read(sample, TODAY, skip_bad=True).problems) == 3


def _vanish(file: Path) -> None:
    file.unlink()


def _become_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    ("change", "why"), [(_vanish, "No such file or directory"), (_become_a_folder, "Is a directory")]
)
def test_a_file_that_goes_while_its_folder_is_read_is_named(
    sample: Path, change: Callable[[Path], None], why: str
) -> None:
    def go(done: int, _total: int) -> None:
        if not done:
            change(sample / "feedback.csv")

    with pytest.raises(SourceRefused) as error:
        sources.read(sample, TODAY, step=go)
    assert str(error.value) == (
        f"feedback.csv: this file cannot be read ({why}); check its rights. Nothing was imported."
    )


def test_a_format_is_known_by_its_content_where_the_name_does_not_say(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes((INPUT / "calendar.ics").read_bytes())
    (tmp_path / "b").write_bytes((INPUT / "commitments.csv").read_bytes())
    (tmp_path / "c").write_bytes((INPUT / "notes.jrnl.json").read_bytes())
    assert len(sources.read(tmp_path / "a", TODAY).series) == 2
    assert len(sources.read(tmp_path / "b", TODAY).rows) == 70
    assert len(sources.read(tmp_path / "c", TODAY).rows) == 160


def test_no_reason_and_no_error_repeats_a_private_word(into: Importer) -> None:
    canary = "professor"
    for name, data in (
        ("n.json", f'{{"entries": [{{"title": "{canary}", "date": "{canary}", "time": ""}}]}}'),
        ("n2.json", f'{{"entries": ["{canary}"'),
        ("c.csv", HEAD + f"{canary},{canary},{canary},{canary},{canary},{canary},{canary}\n"),
        ("h.csv", HEAD.strip() + f",{canary}\n"),
        ("n.txt", f"{canary}\n{NOTE}[2026-99-99 10:00] {canary}\n"),
        (
            "c.ics",
            f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:{canary}\nRRULE:{canary}\nDTSTART:{canary}\nEND:VEVENT\nEND:VCALENDAR\n",
        ),
    ):
        with pytest.raises(SourceRefused) as error:
            into.data(name, data)
        assert canary not in str(error.value)


def _opened_files(journal: Path, read: Callable[[], object]) -> list[str]:
    """The names under which files of the journal's folder were opened meanwhile, as Python itself reports it."""
    seen: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and watching and str(arguments[0]).startswith(str(journal.parent)):
            seen.append(Path(str(arguments[0])).name)

    watching = [True]
    sys.addaudithook(watch)
    try:
        read()
    finally:
        watching.clear()
    return seen


def test_a_folder_that_holds_the_journal_leaves_it_alone_under_any_name(tmp_path: Path) -> None:
    journal = tmp_path / "mine.db"
    journal.write_bytes(os.urandom(4096))
    (tmp_path / "hard.txt").hardlink_to(journal)
    (tmp_path / "soft.txt").symlink_to(journal)
    for name in ("other.upward", "other.upward-journal", ".mine.db.0123abcd.copy"):
        (tmp_path / name).write_bytes(os.urandom(64))
    (tmp_path / "notes.txt").write_text(NOTE, encoding="utf-8")
    found: list[sources.Source] = []
    opened = _opened_files(journal, lambda: found.append(sources.read(tmp_path, TODAY, leave=journal)))
    assert opened == ["notes.txt"]
    assert len(found[0].rows) == 1
    left = (".mine.db.0123abcd.copy", "hard.txt", "mine.db", "other.upward", "other.upward-journal", "soft.txt")
    assert found[0].ignored == left


def test_the_journal_as_its_own_source_is_refused_unopened(tmp_path: Path) -> None:
    journal = tmp_path / "mine.upward"
    journal.write_bytes(os.urandom(4096))

    def read() -> None:
        with pytest.raises(SourceRefused, match="is the journal itself"):
            sources.read(journal, TODAY, leave=journal)

    assert _opened_files(journal, read) == []


def test_a_lock_on_the_journal_outlives_an_import_of_its_folder(vault: Vault) -> None:
    """Closing a second handle of a file drops every lock that this process has on it."""
    (vault.path.parent / "notes.txt").write_text(NOTE, encoding="utf-8")
    with vault.write() as session:
        make.entry(session)
        sources.read(vault.path.parent, TODAY, leave=vault.path)
        other = subprocess.run([sys.executable, "-c", _TAKE_LOCK, str(vault.path)], check=False)
    assert other.returncode == 1


_TAKE_LOCK = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 0x40000001)
    except OSError:
        sys.exit(1)
"""

"""No private word outside the encrypted file: in no file, no open file, no output, no error, no window title."""

import os
import shutil
import sqlite3
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import text
from sqlalchemy.orm import Session

from journal.practices import commitments, entries, importance, one_on_ones, requests
from journal.sharing import lines
from journal.store import history, records, search
from journal.store.tables import Entry, EntryTag, Setting
from journal.store.vault import Vault
from tests import make
from tests.canaries import canary, files_with_canaries, fill_every_private_column, is_in, private_columns
from tests.conftest import PASSPHRASE
from tests.store import other_program

ROOT = Path(__file__).resolve().parents[1]
QUARTER = ("--from", "2026-01-01", "--to", "2026-03-31")

# ------------------------------------------------------------------------------------------- every column


def test_the_search_for_canaries_finds_what_an_unencrypted_file_holds(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "plain.db")
    connection.execute("CREATE TABLE entry (text)")
    connection.execute("INSERT INTO entry VALUES (?)", (canary("control"),))
    connection.commit()
    connection.close()
    for encoding in ("utf-8", "utf-16"):
        (tmp_path / encoding).write_text(canary("control").upper(), encoding=encoding)
    (tmp_path / canary("name")).touch()
    (tmp_path / "clean").write_text("nothing", encoding="utf-8")
    found = {file.name for file in files_with_canaries([tmp_path])}
    assert found == {"plain.db", "utf-8", "utf-16", canary("name")}


def test_no_private_column_is_readable_in_any_file(vault: Vault, tmp_path: Path) -> None:
    with vault.write() as session:
        fill_every_private_column(session)
    with vault.write() as session:
        for words in ("first", "second"):
            make.entry(session, f"{canary('note')} {words} @{canary('tag')}")
        search.rebuild(session.connection())
    with vault.write() as session:
        for row in entries.first_rows(session, entries.EntryFilter(tag=f"@{canary('tag')}"), 10):
            entries.revise(session, row.id, text=canary("edited"))
    with vault.read() as session:
        assert search.find(session, canary("edited"))
        session.execute(text("SELECT * FROM entry, history ORDER BY entry.text || history.record DESC")).all()
    vault.backup_to(tmp_path / "copy.upward")
    assert files_with_canaries([tmp_path]) == []
    vault.close()
    assert files_with_canaries([tmp_path]) == []
    clear = b"".join(other_program.pages(vault.path, PASSPHRASE))
    places = [f"{column.table}.{column.name}" for column in private_columns()]
    assert [place for place in places if canary(place).encode() not in clear] == []


IN_THE_MIDDLE = """
import sys
from pathlib import Path
from sqlalchemy import text
from journal.store.vault import Vault
from tests import make
from tests.canaries import canary

vault = Vault.open(Path(sys.argv[1]), sys.stdin.readline().rstrip())
with vault.write() as session:
    for number in range(1200):
        session.add(make.Entry(kind="win", text=f"{canary('middle')} {number} " * 180, day=make.DAY,
                               manager_id=make.manager(session).id))
    session.flush()
    rows = session.execute(text("SELECT e.text FROM entry e ORDER BY substr(e.text, 20) DESC, e.id"))
    rows.fetchmany(10)
    print("middle", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks into /proc")
def test_nothing_is_readable_in_the_middle_of_a_large_write_or_after_being_killed_in_it(
    vault: Vault, tmp_path: Path
) -> None:
    vault.close()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", IN_THE_MIDDLE, vault.path],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary), "SQLITE_TMPDIR": str(temporary)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin
        assert program.stdout
        print(PASSPHRASE, file=program.stdin, flush=True)
        assert program.stdout.readline() == "middle\n"
        assert vault.path.with_name(vault.path.name + "-journal").exists()
        opened = [handle for handle in Path(f"/proc/{program.pid}/fd").iterdir() if _is_a_file(handle)]
        assert len(opened) >= 2
        assert [handle.readlink() for handle in opened if is_in(handle.read_bytes())] == []
        program.kill()
    assert files_with_canaries([tmp_path]) == []
    again = Vault.open(vault.path, PASSPHRASE)
    assert again.integrity_faults() == []
    again.close()


def _is_a_file(handle: Path) -> bool:
    target = str(handle.readlink()).removesuffix(" (deleted)")
    return target.startswith("/") and not target.startswith("/dev/") and not target.endswith((".py", ".so"))


# ------------------------------------------------------------------------------- a life by command and window


@dataclass
class Life:
    """What the program left behind: its folders, and what each command said."""

    home: Path
    said: dict[str, "subprocess.CompletedProcess[str]"] = field(default_factory=dict)
    traces: list[Path] = field(default_factory=list)

    @property
    def journal(self) -> Path:
        """Where the journal lies."""
        return self.home / "work" / "journal.upward"


def _environment(home: Path) -> dict[str, str]:
    folders = {"HOME": "home", "TMPDIR": "tmp", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config",
               "XDG_STATE_HOME": "state", "XDG_CACHE_HOME": "cache", "XDG_RUNTIME_DIR": "run"}  # fmt: skip
    for folder in (*folders.values(), "work"):
        (home / folder).mkdir(mode=0o700)
    own = {name: str(home / folder) for name, folder in folders.items()}
    return {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"}


def _write_sources(folder: Path) -> None:
    """What an import takes in, with a canary in every private field."""
    folder.mkdir()
    tables = {
        "commitments.csv": ["made_on,owner,what,due,status,closed_on,one_on_one",
                            f"2026-02-02,me,{canary('what')},2026-02-09,kept,2026-02-08,2026-02-02"],
        "feedback.csv": ["received_on,from,exact_words,kind,situation,behaviour,impact,what_i_will_do,ask_again_on,clarity",
                         (f"2026-02-03,{canary('from')},{canary('words')},coaching,{canary('situation')},{canary('behaviour')},"
                         f"{canary('impact')},{canary('will')},,label")],
        "one-on-ones.csv": ["date,start,minutes,agenda,notes,next_topics",
                            f"2026-02-02,10:00,30,{canary('agenda')},{canary('notes')},{canary('topics')}"],
        "requests.csv": ["asked_on,kind,ask,by_when,why_it_helps_them,status,answered_on,outcome",
                         f"2026-02-02,advice,{canary('ask')},,{canary('why')},declined,2026-02-05,{canary('outcome')}"],
        "shareable.csv": ["section,text,source", "progress,The pilot stands in three countries.,notes:2026-02-04"],
        "notes.jrnl.txt": [f"[2026-02-04 09:00] {canary('title')} @{canary('tag')}", canary("body")],
    }  # fmt: skip
    for name, rows in tables.items():
        (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")


def _traced(home: Path, name: str) -> list[str]:
    """What comes before a command so that its sockets are written down; nothing where that is not possible."""
    tracer = ["strace", "-f", "--seccomp-bpf"]
    if not shutil.which("strace") or subprocess.run([*tracer, "true"], capture_output=True, check=False).returncode:
        return []
    return [*tracer, "-e", "trace=socket,connect,bind,sendto", "-o", str(home / f"{name}.trace")]


COMMANDS: dict[str, tuple[str, ...]] = {
    "new": ("new", "journal.upward"),
    "import": ("import", "../source", "--into", "journal.upward"),
    "import again": ("import", "../source", "--into", "journal.upward"),
    "review": ("review", "journal.upward", *QUARTER),
    "summary": ("summary", "journal.upward", *QUARTER, "-o", "summary.pdf"),
    "search": ("search", "journal.upward", canary("title")),
    "refused": ("summary", "journal.upward", "--from", "2020-01-01", "--to", "2020-03-31", "-o", "none.pdf"),
    "bad import": ("import", "../bad/commitments.csv", "--into", "journal.upward"),
}


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    """A journal made, filled, searched, shared and written in by the window, each by a program of its own."""
    home = tmp_path_factory.mktemp("life")
    environment = _environment(home)
    _write_sources(home / "source")
    (home / "bad").mkdir()
    bad = f"made_on,owner,what,due,status,closed_on,one_on_one\n{canary('moved')},{canary('by')},one,{canary('column')},open,,\n"
    (home / "bad" / "commitments.csv").write_text(bad, encoding="utf-8")
    found = Life(home)
    programs = {name: ["-m", "journal", *words, "--passphrase-file", "-"] for name, words in COMMANDS.items()}
    programs["window"] = ["-m", "tests.window_life", "journal.upward"]
    for name, words in programs.items():
        trace = _traced(home, name) if name in {"import", "summary", "window"} else []
        given = f"{PASSPHRASE}\n{canary('window')} typed\n" if name == "window" else PASSPHRASE
        found.said[name] = subprocess.run(
            [*trace, sys.executable, *words],
            cwd=home / "work", env=environment, input=given, capture_output=True, text=True, check=False,
        )  # fmt: skip
        found.traces += [home / f"{name}.trace"] if trace else []
    return found


def test_every_command_did_what_it_should(life: Life) -> None:
    codes = {name: said.returncode for name, said in life.said.items()}
    assert codes == {name: int(name in {"refused", "bad import"}) for name in codes}, life.said
    vault = Vault.open(life.journal, PASSPHRASE)
    with vault.read() as session:
        for place in ("title", "body", "words", "outcome", "agenda", "topics", "what"):
            assert search.find(session, canary(place)), place
        assert len(search.find(session, canary("window"))) == 2
        assert any(is_in(str(setting.value)) for setting in session.query(Setting))
    assert vault.integrity_faults() == []
    vault.close()


def test_no_private_word_is_in_any_file_that_the_program_made(life: Life) -> None:
    made = [folder for folder in life.home.iterdir() if folder.is_dir() and folder.name not in {"source", "bad"}]
    assert life.journal.exists()
    assert files_with_canaries(made) == []


def test_no_file_that_the_program_made_is_for_others(life: Life) -> None:
    others = [
        file for folder in ("data", "config", "state", "cache", "work") for file in (life.home / folder).rglob("*")
        if file.is_file() and file.stat().st_mode & 0o077
    ]  # fmt: skip
    assert others == []


def test_no_private_word_is_said_by_a_command_that_shows_none(life: Life) -> None:
    for name, said in life.said.items():
        assert not is_in(said.stderr), name
        assert name == "search" or not is_in(said.stdout), name
    assert is_in(life.said["search"].stdout)


def test_no_private_word_is_in_a_window_title(life: Life) -> None:
    assert life.said["window"].stdout.strip(), life.said["window"]
    assert life.said["window"].stdout.strip() == '["", "Upward"]'


def test_the_summary_holds_the_approved_line_and_no_private_word(life: Life) -> None:
    reader = PdfReader(life.home / "work" / "summary.pdf")
    shown = "".join(page.extract_text() for page in reader.pages)
    assert "The pilot stands in three countries." in " ".join(shown.split())
    assert not is_in(shown.replace("\n", ""))
    assert not (life.home / "work" / "none.pdf").exists()


def test_no_command_and_no_window_opens_a_connection_to_the_network(life: Life) -> None:
    if not life.traces:
        pytest.skip("strace is missing, or not allowed")
    for trace in life.traces:
        said = trace.read_text(encoding="utf-8", errors="replace")
        assert "exited with 0" in said
        assert [line for line in said.splitlines() if "AF_INET" in line] == [], trace.name


# ---------------------------------------------------------------------------------------------------- errors


def _flushed(session: Session, record: Any) -> None:
    session.add(record)
    session.flush()


def _mistakes(session: Session) -> Iterator[Callable[[], object]]:
    """Whatever can go wrong with private words in hand."""
    words, manager = canary("mistake"), make.manager(session).id
    made = make.entry(session, words)
    promise = make.promise(session, words)
    commitments.keep(session, promise.id, make.DAY)
    yield lambda: make.entry(session, words, words)
    yield lambda: _flushed(session, Entry(kind=words, text=words, day=make.DAY, manager_id=manager))
    yield lambda: _flushed(session, Entry(kind="win", text=words, day=make.DAY, manager_id=words))
    yield lambda: _flushed(session, Entry(kind="win", text=words, day=words, manager_id=manager))
    yield lambda: _flushed(session, Entry(kind="win", text=words, day=make.DAY, time=words, manager_id=manager))
    yield lambda: _flushed(session, Entry(kind="win", text=(words,), day=make.DAY, manager_id=manager))
    yield lambda: _flushed(session, Entry(id=made.id, kind="win", text=words, day=make.DAY, manager_id=manager))
    yield lambda: _flushed(session, EntryTag(entry_id=words, name=words))
    yield lambda: _flushed(session, Setting(key="draft", value={words: {words}}))
    yield lambda: session.execute(text("SELECT text FROM entry WHERE nothing = :words"), {"words": words}).all()
    yield lambda: session.execute(
        text("SELECT rowid FROM search WHERE search MATCH :words"), {"words": f'"{words}'}
    ).all()
    yield lambda: session.execute(text("INSERT INTO history VALUES (:words)"), {"words": words})
    yield lambda: entries.revise(session, made.id, nothing=words)
    yield lambda: commitments.make(session, words, words, make.DAY, manager_id=manager)
    yield lambda: commitments.keep(session, promise.id, date(2020, 1, 1))
    yield lambda: requests.move(session, made.id, words, make.DAY)
    yield lambda: importance.play(session, words, [words], make.DAY, manager_id=manager)
    yield lambda: one_on_ones.revise(session, words, notes=words)
    yield lambda: lines.checked(words * 100)
    yield lambda: make.line(session, words, section=words)
    yield lambda: history.delete_for_good(session, Entry(text=words))
    yield lambda: records.get(session, Entry, words)


def test_no_error_says_a_private_word(vault: Vault) -> None:
    with vault.write() as session:
        number = sum(1 for _each in _mistakes(session))
        session.rollback()
    assert number > 20
    for which in range(number):
        said = _met(vault, which)
        assert said, which
        assert not is_in(said), (which, said)


def _met(vault: Vault, which: int) -> str:
    """Everything that a log could hold of one mistake, warnings included."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            with vault.write() as session:
                list(_mistakes(session))[which]()
        except Exception as error:  # noqa: BLE001 (any of them)
            told = [str(error), repr(error), *traceback.format_exception(error)]
            return "\n".join([*told, *(str(each.message) for each in warned)])
    return ""

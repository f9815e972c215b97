"""No private word outside the encrypted file: in no file, no open file, no output, no error, no window title."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from journal.practices import entries
from journal.store import search
from journal.store.tables import Setting
from journal.store.vault import Vault
from tests import make
from tests.canaries import (
    DATA,
    PHRASES,
    canary,
    files_with_canaries,
    fill_every_private_column,
    is_in,
    phrases_in,
    private_columns,
)
from tests.conftest import PASSPHRASE
from tests.store import other_program
from tests.tracing import calls, is_allowed, tracer

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
        (tmp_path / f"all in {encoding}").write_text(" ".join(PHRASES).upper(), encoding=encoding)
        (tmp_path / f"one in {encoding}").write_text(PHRASES[-1], encoding=encoding)
    (tmp_path / canary("name")).touch()
    (tmp_path / "clean").write_text("nothing", encoding="utf-8")
    found = {file.name for file in files_with_canaries([tmp_path])}
    written = {f"{how}{encoding}" for how in ("", "all in ", "one in ") for encoding in ("utf-8", "utf-16")}
    assert found == {"plain.db", canary("name"), *written}
    assert len(phrases_in((tmp_path / "all in utf-16").read_bytes())) >= 55  # capitals of other scripts are other bytes
    assert len(PHRASES) == 60


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

    def run(self, name: str, environment: dict[str, str], *words: str, more: str = "") -> None:
        """Run a program with the passphrase, and keep what it said; some are traced where that is possible."""
        trace = tracer(self.home / f"{name}.trace", "network") if name in TRACED and is_allowed() else []
        self.said[name] = subprocess.run(
            [*trace, sys.executable, *words],
            cwd=self.home / "work", env=environment, input=f"{PASSPHRASE}\n{more}", capture_output=True, text=True, check=False,
        )  # fmt: skip
        self.traces += [self.home / f"{name}.trace"] if trace else []


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


COMMANDS: dict[str, tuple[str, ...]] = {
    "new": ("new", "journal.upward"),
    "import": ("import", "../source", "--into", "journal.upward"),
    "import the sample": ("import", "../sample", "--into", "journal.upward"),
    "review": ("review", "journal.upward", *QUARTER),
    "summary": ("summary", "journal.upward", *QUARTER, "-o", "summary.pdf"),
    "search": ("search", "journal.upward", canary("title")),
    "refused": ("summary", "journal.upward", "--from", "2020-01-01", "--to", "2020-03-31", "-o", "none.pdf"),
    "bad import": ("import", "../bad/commitments.csv", "--into", "journal.upward"),
    "copy": ("backup", "journal.upward", "--to", "copy.upward"),
}
#: What is done after the window was closed, each with the passphrase that is right by then.
CARE: dict[str, tuple[str, ...]] = {
    "merge": ("merge", "copy.upward", "--into", "journal.upward"),
    "check": ("check", "journal.upward"),
    "restore": ("restore", "BACKUP", "--into", "journal.upward"),
    "passwd": ("passwd", "journal.upward", "--new-passphrase-file", "../secrets/new", "--sheet", "sheet.txt"),
    "recover": (
        "recover",
        "journal.upward",
        "--recovery-file",
        "sheet.txt",
        "--new-passphrase-file",
        "../secrets/newer",
    ),
}
SECRETS = {"new": "nine patient owls in a barn", "newer": "ten restless owls in a barn"}


TRACED = {"import", "summary", "search"}


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    """A journal made, filled, searched, shared and written in by the window, each by a program of its own."""
    home = tmp_path_factory.mktemp("life")
    environment = _environment(home)
    _write_sources(home / "source")
    (home / "bad").mkdir()
    bad = f"made_on,owner,what,due,status,closed_on,one_on_one\n{canary('moved')},{canary('by')},one,{canary('column')},open,,\n"
    (home / "bad" / "commitments.csv").write_text(bad, encoding="utf-8")
    shutil.copytree(DATA, home / "sample")
    (home / "secrets").mkdir(mode=0o700)
    for name, words in SECRETS.items():
        (home / "secrets" / name).write_text(words, encoding="utf-8")
    found = Life(home)
    for name, words in COMMANDS.items():
        found.run(name, environment, "-m", "journal", *words, "--passphrase-file", "-")
    found.run("window", environment, "-m", "tests.window_life", "journal.upward", more=f"{canary('window')} typed\n")
    for name, words in CARE.items():
        newest = max((home / "data").rglob("journal-*Z.upward"), default=home)
        given = [str(newest) if word == "BACKUP" else word for word in words]
        found.run(
            name, environment, "-m", "journal", *given, *(() if name == "recover" else ("--passphrase-file", "-"))
        )
    return found


def test_every_command_did_what_it_should(life: Life) -> None:
    codes = {name: said.returncode for name, said in life.said.items()}
    assert codes == {name: int(name in {"refused", "bad import"}) for name in codes}, life.said
    vault = Vault.open(life.journal, SECRETS["newer"])
    with vault.read() as session:
        for place in ("title", "body", "words", "outcome", "agenda", "topics", "what"):
            assert search.find(session, canary(place)), place
        assert len(search.find(session, canary("window"))) == 2
        assert any(is_in(str(setting.value)) for setting in session.query(Setting))
    assert vault.integrity_faults() == []
    vault.close()


def test_the_sample_and_its_sixty_phrases_are_in_the_journal(life: Life) -> None:
    with contextlib.closing(other_program.opened(life.journal, SECRETS["newer"])) as driver:
        texts = driver.execute(
            "SELECT text FROM entry UNION ALL SELECT coalesce(notes, '') || coalesce(next_topics, '') FROM one_on_one UNION ALL"
            " SELECT exact_words || ' ' || situation || ' ' || behaviour || ' ' || impact || ' ' || what_i_will_do FROM feedback"
        )
        assert phrases_in("\n".join(row[0] or "" for row in texts)) == PHRASES


def test_no_private_word_is_in_any_file_that_the_program_made(life: Life) -> None:
    made = [
        folder
        for folder in life.home.iterdir()
        if folder.is_dir() and folder.name not in {"source", "sample", "bad", "secrets"}
    ]
    kinds = {file.name.split(".", 1)[-1] for folder in made for file in folder.rglob("*") if file.is_file()}
    assert {"upward", "pdf", "txt", "json"} <= kinds, kinds
    assert len(list((life.home / "data").rglob("journal-*Z.upward"))) >= 2
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
        assert phrases_in(said.stderr + said.stdout) == [], name
        assert name == "search" or not is_in(said.stdout), name
    assert is_in(life.said["search"].stdout)


def test_no_private_word_is_in_a_window_title(life: Life) -> None:
    assert json.loads(life.said["window"].stdout) == {"titles": ["", "Upward"], "for others": []}, life.said["window"]


def test_the_summary_holds_the_approved_line_and_no_private_word(life: Life) -> None:
    reader = PdfReader(life.home / "work" / "summary.pdf")
    shown = "".join(page.extract_text() for page in reader.pages)
    assert "The pilot stands in three countries." in " ".join(shown.split())
    assert not is_in(shown.replace("\n", ""))
    assert not (life.home / "work" / "none.pdf").exists()


def test_no_command_asks_for_the_network(life: Life) -> None:
    if not life.traces:
        pytest.skip("strace is missing, or not allowed")
    for trace in life.traces:
        assert "exited with 0" in trace.read_text(encoding="utf-8", errors="replace")
        assert [call.arguments for call in calls(trace)] == [], trace.name

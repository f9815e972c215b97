"""Two programs that write to one journal: both wait for each other, and neither loses a word of its own or of the other's."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import select

from journal import cli
from journal.store.tables import Entry
from journal.store.vault import Vault
from tests import make
from tests.conftest import DATA, PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from pathlib import Path
from journal.errors import JournalBusy
from journal.store.vault import Vault
from tests import make

path, name, number, patience = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
vault = Vault.open(path, sys.stdin.readline().strip())
print("ready", flush=True)
sys.stdin.readline()
refused = 0
for each in range(number):
    try:
        with vault.write(patience) as session:
            make.entry(session, f"{name} {each}")
    except JournalBusy:
        refused += 1
vault.close()
print(refused, flush=True)
"""


def _at_once(path: Path, number: int, patience: int) -> int:
    """Have two programs write so many entries each at the same time; how many saves were refused."""
    with contextlib.ExitStack() as running:
        writers = [
            running.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", WRITER, path, name, str(number), str(patience)],
                    cwd=ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for name in ("one", "two")
        ]
        for writer in writers:
            assert writer.stdin
            assert writer.stdout
            print(PASSPHRASE, file=writer.stdin, flush=True)
            assert writer.stdout.readline() == "ready\n"
        for writer in writers:
            print(file=writer.stdin, flush=True)
        return sum(int(writer.stdout.readline()) for writer in writers if writer.stdout)


def _texts(vault: Vault) -> list[str]:
    with vault.read() as session:
        return sorted(session.scalars(select(Entry.text)))


def test_two_programs_that_write_at_once_lose_nothing(vault: Vault, long: bool) -> None:
    number = 500 if long else 40
    assert _at_once(vault.path, number, 5000) == 0
    assert _texts(vault) == sorted(f"{name} {each}" for name in ("one", "two") for each in range(number))
    assert vault.integrity_faults() == []


def test_who_does_not_wait_is_refused_and_never_told_that_it_was_saved(vault: Vault) -> None:
    refused = _at_once(vault.path, 100, 0)
    assert refused > 0, "they did meet"
    assert len(_texts(vault)) == 200 - refused
    assert vault.integrity_faults() == []


@contextlib.contextmanager
def _held(vault: Vault) -> Generator[threading.Event]:
    """Somebody who has begun to write, and ends it when told to."""
    release = threading.Event()
    begun = threading.Event()

    def hold() -> None:
        with vault.write() as session:
            make.entry(session, "held")
            session.flush()
            begun.set()
            release.wait()

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait()
    try:
        yield release
    finally:
        release.set()
        holder.join()


@pytest.fixture
def arguments(vault: Vault, tmp_path: Path) -> list[str]:
    """An import by the command line."""
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    words = (
        "import",
        DATA / "input" / "commitments.csv",
        "--into",
        vault.path,
        "--passphrase-file",
        tmp_path / "passphrase",
    )
    return [str(word) for word in words]


def test_a_command_waits_for_who_is_writing(
    vault: Vault, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse = Vault._refuse_exchanged_file
    with _held(vault) as release:

        def about_to_write(self: Vault) -> None:
            refuse(self)
            release.set()

        monkeypatch.setattr(Vault, "_refuse_exchanged_file", about_to_write)
        assert cli.main(arguments) == 0
    assert _texts(vault) == ["held"]
    with vault.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM commitment").scalar_one() > 10


def test_a_command_that_waited_in_vain_says_so_and_changes_nothing(
    vault: Vault, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with _held(vault):
        monkeypatch.setattr(Vault.write.__wrapped__, "__defaults__", (20,))  # type: ignore[attr-defined]
        assert cli.main(arguments) == 1
        said = capfd.readouterr()
    assert (said.out, said.err) == ("", "upward: Another program is writing to this journal. Try again in a moment.\n")
    with vault.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM commitment").scalar_one() == 0

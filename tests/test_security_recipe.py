"""SECURITY.md says how to read a journal without Upward: whoever follows it word for word reads every word."""

import contextlib
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from journal.store import sheet
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE
from tests.store import other_program

ROOT = Path(__file__).resolve().parents[1]
SAID = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
TEXTS = [f"Žofia said it {number} times 🦉\n" + "over the weir " * number * 3 for number in range(40)]


def _block(language: str) -> str:
    [found] = re.findall(rf"^```{language}\n(.*?)^```$", SAID, re.MULTILINE | re.DOTALL)
    return found


@pytest.fixture
def journal(vault: Vault) -> Vault:
    """A journal with long and short texts and a promise, closed."""
    with vault.write() as session:
        for text in TEXTS:
            make.entry(session, text)
        make.promise(session, "Draft the weir")
    vault.close()
    return vault


def _decrypted(journal: Path, plain: Path, secret: str) -> "subprocess.CompletedProcess[str]":
    script = plain.with_name("decrypt.py")
    script.write_text(_block("python"), encoding="utf-8")
    return subprocess.run(  # -I and -S: nothing but Python's own library can be found
        [sys.executable, "-I", "-S", script, journal, plain], input=secret, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("secret", ["passphrase", "sheet"])
def test_nothing_but_python_reads_a_journal_by_the_published_script(
    journal: Vault, tmp_path: Path, secret: str
) -> None:
    typed = PASSPHRASE if secret == "passphrase" else "-".join(sheet.groups(journal.key)).lower()
    plain = tmp_path / "plain.sqlite"
    done = _decrypted(journal.path, plain, typed + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    with contextlib.closing(sqlite3.connect(plain)) as opened:
        assert sorted(row[0] for row in opened.execute("SELECT text FROM entry")) == sorted(TEXTS)
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    clear = list(other_program.pages(journal.path, PASSPHRASE))
    written = plain.read_bytes()
    assert len(written) == other_program.PAGE * len(clear)
    assert all(page in written for page in clear)


def test_the_published_script_refuses_another_passphrase_and_a_changed_page(journal: Vault, tmp_path: Path) -> None:
    wrong = _decrypted(journal.path, tmp_path / "plain.sqlite", "six other words of no use\n")
    assert (wrong.returncode, wrong.stderr) == (1, "Page 1 does not fit: another passphrase, or a damaged file.\n")
    data = bytearray(journal.path.read_bytes())
    data[7 * other_program.PAGE + 99] ^= 1
    journal.path.write_bytes(data)
    damaged = _decrypted(journal.path, tmp_path / "plain.sqlite", PASSPHRASE + "\n")
    assert (damaged.returncode, damaged.stderr) == (1, "Page 8 does not fit: another passphrase, or a damaged file.\n")
    assert not (tmp_path / "plain.sqlite").exists()


def test_any_sqlcipher_tool_reads_a_journal_by_the_published_lines(journal: Vault) -> None:
    key, notes, promises = _block("sql").strip().splitlines()
    with contextlib.closing(dbapi2.connect(str(journal.path))) as opened:
        opened.execute(key.replace("the passphrase", PASSPHRASE.replace("'", "''"))).fetchall()
        assert sorted(row[2] for row in opened.execute(notes)) == sorted(TEXTS)
        assert [row[2] for row in opened.execute(promises)] == ["Draft the weir"]
    with contextlib.closing(dbapi2.connect(str(journal.path))) as opened:
        opened.execute(f"""PRAGMA key = "x'{journal.key.raw.hex()}'";""").fetchall()
        assert len(opened.execute(notes).fetchall()) == len(TEXTS)


def test_every_test_that_is_named_is_there() -> None:
    named = re.findall(r"`(tests/[\w*/.]*)`", SAID)
    assert len(named) > 20
    assert [name for name in named if not list(ROOT.glob(name))] == []

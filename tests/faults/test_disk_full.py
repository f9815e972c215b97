"""A full disk costs the save that did not fit, and says so; nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from journal.store.vault import Vault
from tests.conftest import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
pytest.importorskip("resource", reason="limits on files are a matter of Unix")


def test_a_full_disk_loses_nothing_that_was_saved(vault: Vault) -> None:
    vault.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.filler", vault.path],
        cwd=ROOT,
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert len(said["saved"]) > 5
    assert said["readable"] == len(said["saved"]) + 1
    assert said["refused"] == {"copy": True, "new": True}
    assert said["faults"] == []
    again = Vault.open(vault.path, PASSPHRASE)
    assert again.integrity_faults() == []
    with again.read() as session:
        found = set(session.execute(text("SELECT id FROM entry")).scalars())
        ends = session.execute(text("SELECT text FROM entry WHERE text IN ('before', 'after')")).scalars().all()
    assert set(said["saved"]) < found
    assert len(found) == len(said["saved"]) + 2
    assert sorted(ends) == ["after", "before"]
    again.close()
    assert [each.name for each in vault.path.parent.iterdir() if each.is_file()] == [vault.path.name]

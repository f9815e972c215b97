"""A full disk costs the save that did not fit, and says so; nothing else. There is no need to begin anew once there is room."""

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from journal.store.key import Key
from tests.conftest import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
pytest.importorskip("resource", reason="limits on files are a matter of Unix")
#: A disk of 3 MiB that only what runs below it sees, and that is gone with it.
SMALL_DISK: Final = ("unshare", "--mount", "sh", "-c", 'mount -t tmpfs -o size=3m none "$0" && exec "$@"')


@cache
def _kinds() -> list[str]:
    """The ways in which a disk can be full here: to mount a small one, one must be root and allowed to."""
    tried = shutil.which("unshare") and subprocess.run(
        [*SMALL_DISK, ROOT / "tests" / "faults", "true"], capture_output=True, check=False
    )
    return ["limit", "disk"] if tried and tried.returncode == 0 else ["limit"]


@pytest.mark.parametrize("kind", _kinds())
def test_a_full_disk_loses_nothing_that_was_saved(template: tuple[Path, Key], tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "small"
    folder.mkdir(mode=0o700)
    disk = [*SMALL_DISK, folder] if kind == "disk" else []
    done = subprocess.run(
        [*disk, sys.executable, "-m", "tests.faults.filler", template[0], folder, kind],
        cwd=ROOT,
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert said["control"], "what is written over in place is lost on this disk"
    assert said["saved"] > 5
    assert said["readable"] == said["saved"] + 1
    assert said["lost"] == 0
    assert said["refused"] == {"copy": True, "new": True}
    assert said["faults"] == []
    assert said["killed"]["saved"] > 1
    assert said["killed"]["lost"] == 0
    assert said["faults at the end"] == []
    assert said["files"] == ["journal.upward"]

"""Whatever is done to a journal: no byte that is ever written, to whatever file, however short its life, can be read."""

import os
import subprocess
import sys
from pathlib import Path

from journal.store.key import Key
from tests.canaries import files_with_canaries, is_in
from tests.conftest import PASSPHRASE
from tests.tracing import calls, tracer

ROOT = Path(__file__).resolve().parents[2]
WRITING = "write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendfile,copy_file_range"
STAGES = ["write", "search", "sort", "vacuum", "backup", "merge", "migrate", "kill"]


def _lived(template: Path, place: Path, notes: int, *habits: str) -> list[bytes]:
    """Live through every stage, and say which files a canary or the passphrase was written to, gone ones included."""
    folders = {name: place / name for name in ("work", "temporary", "home")}
    for folder in folders.values():
        folder.mkdir(parents=True)
    trace = place / "trace"
    own = {"TMPDIR": folders["temporary"], "SQLITE_TMPDIR": folders["temporary"], "HOME": folders["home"]}
    done = subprocess.run(
        [
            *tracer(trace, WRITING),
            *(sys.executable, "-m", "tests.faults.stages", template, folders["work"], str(notes), *habits),
        ],
        cwd=ROOT,
        env={**os.environ, **{name: str(folder) for name, folder in own.items()}},
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.split(), done.stderr) == (STAGES, "")
    assert (folders["work"] / "journal.upward-journal").exists(), "it was killed in the middle of a write"
    assert files_with_canaries(folders.values()) == []
    written = [call for call in calls(trace) if call.name.startswith(("write", "pwrite", "send"))]
    assert sum(len(call.texts[0]) for call in written if call.texts) > notes * 500
    return [call.file for call in written for said in call.texts if is_in(said) or PASSPHRASE.encode() in said]


def test_nothing_that_is_written_can_be_read_at_any_stage(
    template: tuple[Path, Key], tmp_path: Path, long: bool
) -> None:
    assert _lived(template[0], tmp_path / "life", 2000 if long else 200) == []


def test_this_test_sees_what_is_sorted_in_a_file_that_has_no_name(template: tuple[Path, Key], tmp_path: Path) -> None:
    assert len(_lived(template[0], tmp_path / "life", 200, "spilling")) > 20

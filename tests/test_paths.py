"""Where files go, and what a killed program may leave there."""

import os
import time
from pathlib import Path

from journal import paths


def test_a_draft_that_a_killed_program_left_is_gone_after_the_next_writing_and_nothing_else_is(tmp_path: Path) -> None:
    old, young = tmp_path / f".upward-{'a' * 16}.part", tmp_path / f".upward-{'b' * 16}.part"
    others = [tmp_path / ".upward-notes.part", tmp_path / "report.part"]
    for file in (old, young, *others):
        file.write_bytes(b"left")
    for file in (old, *others):
        os.utime(file, (0, time.time() - 7200))
    paths.write_private(tmp_path / "sheet.txt", b"SHPR-QMFK")
    assert {each.name for each in tmp_path.iterdir() if each.is_file()} == {
        "sheet.txt",
        young.name,
        *(each.name for each in others),
    }

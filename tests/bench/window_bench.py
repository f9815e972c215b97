"""Starting, opening and the first paint of the list, over a bare PySide6 window in the same round."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.corpus import PASSPHRASE
from tests.bench.paired import Ratio, ratio_of

ROUNDS = 9
ROOT = Path(__file__).parents[2]


def run(many: Path, few: Path) -> Iterator[Ratio]:
    """Every child is a fresh process; each says on its last line what it measured, in milliseconds and MiB."""
    started: list[tuple[float, float]] = []
    opened: list[tuple[float, float]] = []
    memory: list[tuple[float, float]] = []
    for round_ in range(ROUNDS + 1):
        bare, unlock, main = _child("bare"), _child("unlock"), _child("open", many)
        if round_:  # the first round warms up
            started.append((unlock["painted"], bare["painted"]))
            opened.append((main["listed"], main["derived"] + 2 * bare["painted"]))
            memory.append((main["memory"], bare["memory"]))
    yield ratio_of("start to the unlock window painted, over a bare window", started, goal=1.35)
    derived = "over key derivation + 2 bare windows"
    yield ratio_of(f"passphrase to the list of 100,000 painted, {derived}", opened, goal=1.0)
    yield ratio_of("resident memory unlocked (MiB for ms), over a bare window", memory, goal=2.5)
    yield _first_paint(many, few)


def _first_paint(many: Path, few: Path) -> Ratio:
    turns = _child("list", many, few)["turns"]
    return ratio_of("first paint of the list, 100,000 over 100 entries", [(a, b) for a, b in turns], goal=1.2)


def _child(what: str, *journals: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.child", what, PASSPHRASE]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed Upward is byte-compiled
    start = time.monotonic_ns()
    done = subprocess.run(
        [*command, str(start), *map(str, journals)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found

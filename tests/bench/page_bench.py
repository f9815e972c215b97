"""How long each page and each of its tabs takes to show in a journal of a lifetime, and how long the window stands still."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.corpus import PASSPHRASE
from tests.bench.paired import Duration

WALKS = 3
ROOT = Path(__file__).parents[2]
SHOWN_MS, STEP_MS = 100.0, 50.0
NAMES = {
    "first": ("the first time, with the making of it", SHOWN_MS),
    "again": ("shown again", SHOWN_MS),
    "first stall": ("longest event-loop step, the first time", STEP_MS),
    "again stall": ("longest event-loop step, shown again", STEP_MS),
}


def run(path: Path) -> Iterator[Duration]:
    """The slowest view of each measure, then every view that misses a goal; the best of three walks each."""
    walks = [_walk(path) for _each in range(WALKS)]
    for measure, (name, goal) in NAMES.items():
        best = {view: min(walk[measure].get(view, 0.0) for walk in walks) for view in walks[0][measure]}
        slowest = max(best, key=best.__getitem__)
        yield Duration(f"pages and tabs, {name}", best[slowest], goal, f"slowest: {slowest}, of {len(best)}")
        for view, took in sorted(best.items(), key=_took, reverse=True):
            if took > goal and view != slowest:
                yield Duration(f"  {view}", took, goal)


def _took(item: tuple[str, float]) -> float:
    return item[1]


def _walk(path: Path) -> dict[str, dict[str, float]]:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed Upward is byte-compiled
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.walking", str(path), PASSPHRASE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return found

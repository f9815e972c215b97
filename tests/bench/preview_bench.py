"""From a key stroke in a line to the page on the screen: how long one waits, and how long the window stands still."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.paired import Duration, Ratio, p95, ratio_of, timed
from tests.bench.paper_bench import LINES, raw_page

ROOT = Path(__file__).parents[2]
KEYS = 40
SHOWN_MS, STEP_MS, READ_MS = 150.0, 50.0, 20.0


def run() -> Iterator[Ratio | Duration]:
    """One page of 18 lines, typed in letter by letter, each after the page with the last one stands."""
    found = _child()
    yield Duration("preview after a key stroke, median", median(found["shown"]), SHOWN_MS)
    yield Duration("preview after a key stroke, 95 of 100", p95(found["shown"]), SHOWN_MS)
    yield Duration("longest event-loop step while one types", max(found["steps"]), STEP_MS)
    yield Duration("the journal is read for it, 95 of 100", p95(found["reads"]), READ_MS)
    pairs = list(zip(found["shown"], found["floor"], strict=False))
    yield ratio_of("preview after a key over the same page in raw reportlab", pairs, goal=5.0)


def _child() -> dict[str, list[float]]:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            environment[name] = str(Path(folder) / name.lower())
        command = [sys.executable, "-m", "tests.bench.preview_bench", folder]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120
        )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _type(folder: Path) -> dict[str, list[float]]:
    """Runs in a process of its own: a window, a journal, and a hand."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from journal.practices import managers
    from journal.sharing.collect import collect
    from journal.store.vault import Vault
    from journal.text import SECTIONS
    from journal.ui import theme
    from journal.ui.open_journal import OpenJournal
    from journal.ui.pages.summary import SummaryPage
    from tests import make

    app = QApplication([])
    theme.theme()
    vault = Vault.create(folder / "bench.upward", "seven quiet herons over the weir")
    with vault.write() as session:
        managers.begin(session, "Ada")
        for section in SECTIONS:
            for text in LINES:
                make.line(session, text, day=date.today(), section=section)
    journal = OpenJournal(vault)
    page = SummaryPage(journal)
    page.resize(1280, 800)
    page.show()
    _until(app, lambda: page.preview.paper is not None and not page.preview.is_under_way)
    page.candidates.list.choose_row(1)
    page.candidates.editor.begin()
    found: dict[str, list[float]] = {"shown": [], "steps": [], "reads": [], "floor": []}
    for _key in range(KEYS):
        before = page.preview.view.images()
        start = time.perf_counter()
        QTest.keyClick(page.candidates.editor.line, Qt.Key.Key_X)
        found["steps"].append((time.perf_counter() - start) * 1000)
        found["steps"].append(_until(app, partial(_is_other, page.preview.view, before)))
        found["shown"].append((time.perf_counter() - start) * 1000)
        _until(app, lambda: not page.preview.is_under_way)
        with vault.read() as session:
            began = time.perf_counter()
            content = collect(session, page.candidates.choices, words=page.candidates.unsaved_words())
            found["reads"].append((time.perf_counter() - began) * 1000)
        found["floor"].append(timed(partial(raw_page, content.document)))
    page.preview.stop()
    page.findings.stop()
    journal.close()
    return {name: values[len(values) // KEYS :] for name, values in found.items()}  # the first key warms up


def _is_other(view: Any, before: object) -> bool:
    return view.images() is not before


def _until(app: Any, reached: Any) -> float:
    """Let the window work until then; gives its longest step in milliseconds."""
    longest = 0.0
    while not reached():
        start = time.perf_counter()
        app.processEvents()
        longest = max(longest, (time.perf_counter() - start) * 1000)
        time.sleep(0.0005)
    return longest


if __name__ == "__main__":
    print(json.dumps(_type(Path(sys.argv[1]))))

"""File › Import and Export in the window: look first, then all of it or nothing."""

import json
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.errors import DiskFull
from journal.practices import commitments, entries
from journal.store import known, shelf
from journal.store.vault import Vault
from journal.ui import dialogs
from journal.ui.exporting import Exporting, free_folder
from journal.ui.importing import Importing
from journal.ui.long_job import LongJob
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.label import Label
from journal.ui.widgets.text_editor import TextEditor
from tests import make
from tests.conftest import DATA

INPUT = DATA / "input"
Answer = Callable[..., list[str]]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the dialogs stand on."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def answer(qtbot: QtBot) -> Generator[Answer]:
    """Answers every dialog that comes, with its main button or with Escape; keeps the words that it showed."""
    timer = QTimer()

    def prepare(accept: bool, meanwhile: Callable[[], object] = list[str]) -> list[str]:
        said: list[str] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, dialogs.Dialog) and not isinstance(dialog, dialogs.ProgressDialog):
                said.extend(label.text() for label in dialog.findChildren(Label))
                said.extend(report.text() for report in dialog.findChildren(TextEditor))
                meanwhile()
                (dialog.accept if accept else dialog.reject)()

        timer.timeout.connect(look)
        timer.start(20)
        return said

    yield prepare
    timer.stop()


def _promises(journal: OpenJournal) -> int:
    with journal.read() as session:
        return len(commitments.ledger(session))


def test_an_import_shows_what_would_come_and_then_takes_all_of_it(
    open_journal: OpenJournal, window: QWidget, answer: Answer, qtbot: QtBot
) -> None:
    said = answer(True)
    flow = Importing(open_journal, window)
    with qtbot.waitSignal(open_journal.changed, timeout=30_000), qtbot.waitSignal(flow.ended, timeout=30_000):
        flow.look_at(INPUT)
    assert any("Commitments: 70 to add" in words for words in said)
    assert _promises(open_journal) == 70


def test_leaving_the_preview_changes_nothing(
    open_journal: OpenJournal, window: QWidget, answer: Answer, qtbot: QtBot
) -> None:
    answer(False)
    flow = Importing(open_journal, window)
    with qtbot.waitSignal(flow.ended, timeout=30_000):
        flow.look_at(INPUT / "commitments.csv")
    assert _promises(open_journal) == 0


def test_a_bad_row_is_named_and_can_be_left_out(
    open_journal: OpenJournal, window: QWidget, answer: Answer, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = (INPUT / "commitments.csv").read_text(encoding="utf-8").splitlines()
    rows[3] = "2025-99-09" + rows[3][10:]
    (tmp_path / "commitments.csv").write_text("\n".join(rows), encoding="utf-8")
    said = answer(True)
    flow = Importing(open_journal, window)
    with qtbot.waitSignal(flow.ended, timeout=30_000):
        flow.look_at(tmp_path / "commitments.csv")
    assert any("commitments.csv" in words and "4" in words for words in said)
    assert _promises(open_journal) == 69


def test_the_whole_report_can_be_read_before_and_after(
    open_journal: OpenJournal, window: QWidget, answer: Answer, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = (INPUT / "commitments.csv").read_text(encoding="utf-8").splitlines()
    for number in range(3, 43):
        rows[number] = "2025-99-09" + rows[number][10:]
    (tmp_path / "commitments.csv").write_text("\n".join(rows), encoding="utf-8")
    said = answer(True)
    flow = Importing(open_journal, window)
    with qtbot.waitSignal(flow.ended, timeout=30_000):
        flow.look_at(tmp_path / "commitments.csv")
    before, after = (words for words in said if "Skipped:" in words)
    assert "Commitments: 30 to add" in before
    assert "Commitments: 30 added" in after
    for words in (before, after):
        assert [f"line {number}:" in words for number in range(4, 44)] == [True] * 40


def test_what_was_shown_is_what_comes_in(
    open_journal: OpenJournal, window: QWidget, answer: Answer, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "commitments.csv"
    file.write_bytes((INPUT / "commitments.csv").read_bytes())
    said = answer(True, partial(file.write_text, "overwritten meanwhile", "utf-8"))
    flow = Importing(open_journal, window)
    with qtbot.waitSignal(flow.ended, timeout=30_000):
        flow.look_at(file)
    assert any("Commitments: 70 to add" in words for words in said)
    assert _promises(open_journal) == 70


def test_an_import_that_ends_when_the_journal_is_locked_says_nothing(
    open_journal: OpenJournal, window: QWidget, answer: Answer, qtbot: QtBot
) -> None:
    flow = Importing(open_journal, window)
    job_ended = flow._done  # what the job calls when it is through; pyright: ignore[reportPrivateUsage]
    open_journal.close()
    said = answer(True)
    with qtbot.assertNotEmitted(open_journal.changed), qtbot.waitSignal(flow.ended, timeout=5_000):
        job_ended((["Commitments: 1 added", "Ignored: private.pdf"], True))
    assert said == []


def test_a_cancelled_import_leaves_nothing(open_journal: OpenJournal, window: QWidget, qtbot: QtBot) -> None:
    from journal.exchange import sources, writing
    from journal.ui import background

    def work(progress: background.Progress) -> None:
        source = sources.read(INPUT, make.DAY)
        with open_journal.write_anywhere() as session:
            writing.bring_in(session, source, step=lambda done, total: (job.cancel(), progress.step(done, total))[1])

    job = LongJob(window, "Importing", work)
    with qtbot.waitSignal(job.failed, timeout=30_000) as failed:
        job.start()
    assert isinstance((failed.args or [None])[0], background.Cancelled)
    assert _promises(open_journal) == 0


def test_an_export_writes_everything_into_a_new_folder(
    open_journal: OpenJournal, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    with open_journal.write(Changed.ENTRIES) as session:
        entries.write(session, "win", "Kept for later", make.DAY, manager_id=make.manager(session).id)
    flow = Exporting(open_journal, window)
    with qtbot.waitSignal(flow.ended, timeout=30_000):
        flow.write("json", tmp_path / "out")
    exported = json.loads((tmp_path / "out" / "journal.json").read_text(encoding="utf-8"))
    assert [row["text"] for row in exported["tables"]["entry"]] == ["Kept for later"]
    assert not list(open_journal.path.parent.glob("*.copy"))


def test_a_second_export_into_the_same_place_takes_a_name_of_its_own(tmp_path: Path) -> None:
    names: list[str] = []
    for _time in range(3):
        folder = free_folder(tmp_path)
        folder.mkdir()
        names.append(folder.name)
    assert names == ["Upward export", "Upward export 2", "Upward export 3"]


def test_a_backup_of_the_journal_as_it_was_is_made_before_anything_comes_in(
    open_journal: OpenJournal, window: QWidget, answer: Answer, qtbot: QtBot
) -> None:
    answer(True)
    flow = Importing(open_journal, window)
    with qtbot.waitSignal(flow.ended, timeout=30_000):
        flow.look_at(INPUT / "commitments.csv")
    (made,) = shelf.backups(known.of(open_journal.vault))
    assert made.reason == "import"
    before = Vault.open_keyed(made.path, open_journal.vault.key, read_only=True)
    with before.read() as session:
        assert commitments.ledger(session) == []
    before.close()
    assert _promises(open_journal) == 70


def test_without_room_for_that_backup_nothing_comes_in(
    open_journal: OpenJournal, window: QWidget, answer: Answer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_more: object) -> None:
        raise DiskFull

    monkeypatch.setattr(shelf, "put", refuse)
    said = answer(True)
    flow = Importing(open_journal, window)
    with qtbot.waitSignal(flow.ended, timeout=30_000):
        flow.look_at(INPUT / "commitments.csv")
    assert str(DiskFull()) in said
    assert _promises(open_journal) == 0

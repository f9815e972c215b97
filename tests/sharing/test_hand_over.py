"""A summary is saved and its receipt kept: both, or neither, whatever fails on the way."""

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from journal.errors import BadInput, DiskFull, JournalBusy, WeakPassphrase
from journal.sharing import lines, pdf, receipts, summary
from journal.sharing.choices import Choices
from journal.sharing.collect import collect
from journal.sharing.summary import Paper
from journal.store.tables import Receipt
from journal.store.vault import Vault
from tests import make

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


@pytest.fixture
def paper(vault: Vault) -> Paper:
    """A paper with one line; what its bytes are does not matter here."""
    with vault.write() as session:
        make.line(session)
    with vault.read() as session:
        return Paper(collect(session, Choices(FIRST, LAST)), b"%PDF new")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where an earlier summary lies."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "summary.pdf").write_bytes(b"%PDF old")
    return folder / "summary.pdf"


def _kept(vault: Vault) -> int:
    with vault.read() as session:
        return session.scalar(select(func.count()).select_from(Receipt)) or 0


def _stands_as_before(target: Path) -> bool:
    return target.read_bytes() == b"%PDF old" and list(target.parent.iterdir()) == [target]


def test_a_summary_is_saved_and_its_receipt_kept(vault: Vault, paper: Paper, target: Path) -> None:
    made = summary.hand_over(vault.write, paper, target)
    assert target.read_bytes() == b"%PDF new"
    assert list(target.parent.iterdir()) == [target]
    with vault.read() as session:
        assert [each.id for each in receipts.kept(session)] == [made.id]


def test_a_journal_that_is_read_meanwhile_keeps_the_earlier_file_and_no_receipt(
    vault: Vault, paper: Paper, target: Path
) -> None:
    with vault.read() as reader:
        reader.scalar(select(func.count()).select_from(Receipt))
        with pytest.raises(JournalBusy):
            summary.hand_over(partial(vault.write, 100), paper, target)
    assert _stands_as_before(target)
    assert _kept(vault) == 0


@pytest.mark.parametrize("change", ["withdraw", "trash", "revise"])
def test_a_line_that_is_approved_no_longer_goes_nowhere(vault: Vault, paper: Paper, target: Path, change: str) -> None:
    """Another program has done it since the page was made; a control is in the test of what is saved."""
    with vault.write() as session:
        match change:
            case "withdraw":
                lines.withdraw(session, paper.content.lines[0].id)
            case "trash":
                lines.move_to_trash(session, paper.content.lines[0].id)
            case _:
                lines.revise(session, paper.content.lines[0].id, "Other words.")
    with pytest.raises(BadInput, match="changed or taken out"):
        summary.hand_over(vault.write, paper, target)
    assert _stands_as_before(target)
    assert _kept(vault) == 0


def _refuse_the_name(patch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    patch.setattr(Path, "replace", refuse)


def test_a_file_that_cannot_get_its_name_takes_its_receipt_back(
    vault: Vault, paper: Paper, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refuse_the_name(monkeypatch, errno.ENOSPC)
    with pytest.raises(DiskFull):
        summary.hand_over(vault.write, paper, target)
    assert _stands_as_before(target)
    assert _kept(vault) == 0


def test_a_receipt_that_cannot_be_taken_back_is_said(
    vault: Vault, paper: Paper, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bool] = []

    @contextmanager
    def write_once() -> Generator[Session]:
        if written:
            raise JournalBusy
        with vault.write() as session:
            yield session
        written.append(True)

    _refuse_the_name(monkeypatch, errno.EACCES)
    with pytest.raises(BadInput, match="keeps the receipt of a summary that was not saved"):
        summary.hand_over(write_once, paper, target)
    assert _stands_as_before(target)


def test_a_folder_that_is_missing_is_noticed_before_a_receipt_is_written(vault: Vault, paper: Paper) -> None:
    with pytest.raises(BadInput, match="There is no folder"):
        summary.hand_over(vault.write, paper, vault.path.parent / "nowhere" / "summary.pdf")
    assert _kept(vault) == 0


def test_a_file_under_a_passphrase_leaves_the_receipt_of_the_paper_itself(
    vault: Vault, paper: Paper, target: Path
) -> None:
    whole = Paper(paper.content, pdf.render(paper.content.document))
    made = summary.hand_over(vault.write, whole, target, "four herons over the weir")
    assert target.read_bytes() != whole.data
    with PdfDocument(target, password="four herons over the weir") as opened:
        assert len(opened) == 1
    with vault.read() as session:
        assert receipts.data_of(session, made.id) == whole.data


def test_a_passphrase_that_is_refused_leaves_the_earlier_file_and_no_receipt(
    vault: Vault, paper: Paper, target: Path
) -> None:
    with pytest.raises(WeakPassphrase):
        summary.hand_over(vault.write, paper, target, "short")
    assert _stands_as_before(target)
    assert _kept(vault) == 0


def test_a_printed_paper_leaves_its_receipt_too(vault: Vault, paper: Paper) -> None:
    made = summary.printed(vault.write, paper)
    with vault.read() as session:
        assert receipts.data_of(session, made.id) == paper.data
        assert [line["text"] for line in made.lines] == [line.text for line in paper.content.lines]

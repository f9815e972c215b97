"""A paper reaches its folder whole, for its owner alone, or not at all."""

import errno
import os
import resource
import stat
from pathlib import Path

import pytest

from journal import paths
from journal.errors import BadInput, DiskFull
from journal.sharing.saving import save_pdf


def test_the_file_holds_the_bytes_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    target = tmp_path / "summary.pdf"
    previous = os.umask(0)
    try:
        save_pdf(b"%PDF whole", target)
    finally:
        os.umask(previous)
    assert target.read_bytes() == b"%PDF whole"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_a_summary_may_replace_an_earlier_one_that_anybody_could_read(tmp_path: Path) -> None:
    target = tmp_path / "summary.pdf"
    target.write_bytes(b"old")
    target.chmod(0o644)
    save_pdf(b"new", target)
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_link_is_replaced_and_what_it_led_to_stays_as_it_was(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_bytes(b"mine")
    target = tmp_path / "summary.pdf"
    target.symlink_to(elsewhere)
    save_pdf(b"new", target)
    assert elsewhere.read_bytes() == b"mine"
    assert not target.is_symlink()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"There is no folder .*nowhere"):
        save_pdf(b"x", tmp_path / "nowhere" / "summary.pdf")


def test_a_folder_in_the_place_of_the_file_is_named_and_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "summary.pdf"
    target.mkdir()
    with pytest.raises(BadInput, match="is a folder"):
        save_pdf(b"x", target)
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    with pytest.raises(BadInput, match="There is no folder"):
        save_pdf(b"x", tmp_path / "plain" / "summary.pdf")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_earlier_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, step: str
) -> None:
    target = tmp_path / "summary.pdf"
    target.write_bytes(b"old")
    _fail(monkeypatch, step, code)
    with pytest.raises(DiskFull):
        save_pdf(b"new", target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_really_finds_no_room_leaves_nothing(tmp_path: Path) -> None:
    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, allowed[1]))
    try:
        with pytest.raises(DiskFull):
            save_pdf(bytes(100_000), tmp_path / "summary.pdf")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, allowed)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_folder_without_rights_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    _fail(monkeypatch, "open", code)
    with pytest.raises(BadInput, match="Nothing may be written"):
        save_pdf(b"new", tmp_path / "summary.pdf")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_save_leaves_no_half_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save_pdf(b"new", tmp_path / "summary.pdf")
    assert list(tmp_path.iterdir()) == []


def test_the_bytes_are_on_the_disk_before_they_get_their_name_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "summary.pdf"
    steps: list[tuple[bool, bool]] = []
    fsync = os.fsync

    def note(handle: int) -> None:
        steps.append((stat.S_ISDIR(os.fstat(handle).st_mode), target.exists()))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", note)
    save_pdf(b"new", target)
    assert steps == [(False, False), (True, True)]


def test_the_journal_itself_is_never_replaced_by_a_summary(tmp_path: Path) -> None:
    target = tmp_path / "mine.upward"
    target.write_bytes(b"years of notes")
    with pytest.raises(BadInput):
        save_pdf(b"%PDF whole", target)
    assert target.read_bytes() == b"years of notes"
    assert list(tmp_path.iterdir()) == [target]


def _fail(monkeypatch: pytest.MonkeyPatch, step: str, code: int) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(*((Path, "replace") if step == "replace" else (paths.os, step)), fail)

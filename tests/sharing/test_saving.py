"""A paper reaches its folder whole, for its owner alone, or not at all."""

import errno
import os
import resource
import stat
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from journal import paths
from journal.errors import BadInput, DiskFull, WeakPassphrase
from journal.sharing import pdf
from journal.sharing.document import compose
from journal.sharing.saving import protected, save_pdf
from journal.text import SECTIONS

WORDS = "four herons over the weir"


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


# ------------------------------------------------------------------------------------------- under a passphrase


@pytest.fixture(scope="module")
def paper() -> bytes:
    """A real page."""
    return pdf.render(compose("Progress summary", "July", [(key, "The pilot stands.") for key in SECTIONS]))


def test_a_paper_under_a_passphrase_opens_with_it_alone_on_the_same_page(paper: bytes) -> None:
    made = protected(paper, WORDS)
    for wrong in ("", WORDS[:-1], WORDS.upper()):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.Pdf.open(BytesIO(made), password=wrong)
    with PdfDocument(made, password=WORDS) as opened:  # a reader that has no part in the writing
        assert "The pilot stands." in opened[0].get_textpage().get_text_range()
        shown = bytes(opened[0].render().buffer)
    with PdfDocument(paper) as plain:
        assert shown == bytes(plain[0].render().buffer)


def test_it_is_encrypted_as_strongly_as_a_pdf_can_be_and_holds_nothing_in_the_clear(paper: bytes) -> None:
    made = protected(paper, WORDS)
    with pikepdf.Pdf.open(BytesIO(made), password=WORDS) as opened:
        assert (opened.encryption.R, opened.encryption.bits) == (6, 256)
        assert {each.name for each in (opened.encryption.stream_method, opened.encryption.string_method)} == {"aesv3"}
        assert set(opened.docinfo) == {"/Title"}
    assert b"Progress summary" in paper
    assert b"Progress summary" not in made


def test_a_passphrase_is_taken_in_whatever_form_its_letters_are_typed(paper: bytes) -> None:
    made = protected(paper, "acht mu\u0308de Reiher am Wehr")
    with pikepdf.Pdf.open(BytesIO(made), password="acht m\u00fcde Reiher am Wehr"):
        pass


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaaa", "a line\nand another", "weir " * 26])
def test_a_passphrase_that_would_not_hold_is_refused(paper: bytes, weak: str) -> None:
    with pytest.raises(WeakPassphrase):
        protected(paper, weak)


def test_what_does_not_open_again_is_not_handed_out(paper: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_the_clear(*_given: object, **_named: object) -> None:
        return None

    monkeypatch.setattr(pikepdf, "Encryption", in_the_clear)
    with pytest.raises(BadInput):
        protected(paper, WORDS)


def _fail(monkeypatch: pytest.MonkeyPatch, step: str, code: int) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(*((Path, "replace") if step == "replace" else (paths.os, step)), fail)

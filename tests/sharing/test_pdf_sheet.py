"""The recovery sheet on paper: it can be read back, says what it is for, and tells nothing that it need not."""

import subprocess
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest

from journal.errors import LeakFound
from journal.sharing import pdf, pdf_sheet, pdfium
from journal.sharing.document import PageSize, SummaryDocument
from journal.store import sheet
from journal.store.key import Key
from tests.sharing.papers import Planter, shown
from tests.sharing.plants import write

DAY = date(2026, 11, 20)
LATER = date(2026, 11, 21)
KEY = Key(bytes(range(32)), bytes(16))


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_every_group_stands_on_the_page_in_its_order(page: PageSize) -> None:
    groups = sheet.groups(KEY)
    (text,) = pdfium.texts(pdf_sheet.render(groups, DAY, page=page))
    places = [letters(text).index(group) for group in groups]
    assert places == sorted(places)
    assert "20 November 2026" in text


def test_another_reader_finds_the_groups_too(tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf_sheet.render(sheet.groups(KEY), DAY))
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert all(group in letters(text) for group in sheet.groups(KEY))
    assert not any(group in letters(text) for group in sheet.groups(Key(bytes(32), bytes(16))))


def test_the_journals_name_is_there_only_when_it_is_wanted_and_cannot_break_the_page() -> None:
    plain = pdf_sheet.render(sheet.groups(KEY), DAY)
    named = pdf_sheet.render(sheet.groups(KEY), DAY, journal="<b>my & journal</b> 日記.upward" + "x" * 900)
    assert "journal</b>" not in pdfium.texts(plain)[0]
    assert "<b>my & journal</b>" in pdfium.texts(named)[0]
    assert len(pdfium.texts(named)) == 1


def test_the_file_says_nothing_of_key_author_or_program() -> None:
    one = pdf_sheet.render(sheet.groups(KEY), DAY)
    other = pdf_sheet.render(sheet.groups(Key(bytes(32), bytes(16))), DAY)
    reader = pypdf.PdfReader(BytesIO(one))
    assert dict(reader.metadata or {}) == {"/Title": "Recovery sheet"}
    assert reader.trailer["/ID"] == pypdf.PdfReader(BytesIO(other)).trailer["/ID"]
    assert reader.trailer["/ID"] != pypdf.PdfReader(BytesIO(pdf_sheet.render(sheet.groups(KEY), LATER))).trailer["/ID"]
    assert b"reportlab" not in one.lower()


def test_a_sheet_goes_through_the_same_check_as_every_paper(planted: Planter, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = pdf_sheet.document(sheet.groups(KEY), DAY)
    spoilt = planted(paper, write)

    def draw(_document: SummaryDocument) -> bytes:
        return spoilt

    monkeypatch.setattr(pdf, "render", draw)
    with pytest.raises(LeakFound):
        pdf_sheet.render(sheet.groups(KEY), DAY)


def test_every_character_of_a_group_has_the_same_room() -> None:
    places = [line.x for line in shown(pdf_sheet.render(["1111"] * 14, DAY)) if line.size > 20]
    steps = {round(right - left, 1) for left, right in pairwise(places) if 0 < right - left < 30}
    assert len(steps) == 1

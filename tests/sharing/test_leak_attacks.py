"""What a forger who knows the check would try is refused: words that only the eye reads, and room for what nobody sees."""

import pytest

from journal.errors import LeakFound
from journal.sharing import pdf, pdfium
from journal.sharing.leak_check import verify
from tests.sharing import papers
from tests.sharing.attacks import BYTES, REDRAWINGS, redraw


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A paper in which nothing was changed."""
    return pdf.render(papers.quarter())


@pytest.mark.parametrize("name", REDRAWINGS)
def test_a_page_that_is_drawn_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch, whole: bytes, name: str) -> None:
    document = papers.quarter()
    with monkeypatch.context() as patch:
        redraw(patch, pdf, REDRAWINGS[name])
        data = pdf.render(document)
    verify(whole, document)
    assert data != whole
    with pytest.raises(LeakFound):
        verify(data, document)


def test_a_page_that_is_packed_by_the_forger_but_not_changed_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A control: it is the change that is refused."""
    document = papers.quarter()
    with monkeypatch.context() as patch:
        redraw(patch, pdf, str)
        verify(pdf.render(document), document)


@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_say_the_same_in_another_way_are_refused(whole: bytes, name: str) -> None:
    data = BYTES[name](whole)
    assert data != whole
    told, truth = map(pdfium.texts, (data, whole))
    assert told == truth
    with pytest.raises(LeakFound):
        verify(data, papers.quarter())

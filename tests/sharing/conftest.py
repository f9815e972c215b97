"""What the tests of sharing share."""

from collections.abc import Generator

import pytest

from journal.sharing import pdf
from journal.sharing.document import SummaryDocument
from journal.sharing.pdf import render
from journal.sharing.pdf_file import QuietCanvas
from journal.sharing.pdf_text import look_in
from tests.sharing.papers import Plant, Planter
from tests.sharing.setting import FONTS


@pytest.fixture(autouse=True, scope="package")
def _small_fonts() -> Generator[None]:
    """Only the small fonts of the tests are installed, so that every machine sets the same."""
    look_in(FONTS)
    yield
    look_in()


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Planter:
    """Draws a paper with something planted on its first page, so that the file is otherwise whole and our own."""

    def draw(document: SummaryDocument, plant: Plant) -> bytes:
        class Tampered(QuietCanvas):
            def showPage(self) -> None:  # noqa: N802 - the typesetter's name
                if self.getPageNumber() == 1:
                    plant(self)
                super().showPage()

        with monkeypatch.context() as patch:
            patch.setattr(pdf, "QuietCanvas", Tampered)
            return render(document)

    return draw

"""Papers for the tests of sharing: the approved lines of the sample input, as a summary of a period."""

import csv
import re
import subprocess
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

from pypdf import PdfReader

from journal.sharing.document import MonthChart, MonthFigure, PageSize, SummaryDocument, compose
from journal.sharing.pdf_faces import bundled

_TEXT: Final = re.compile(r"BT 1 0 0 1 (\S+) (\S+) Tm /\w+ (\S+) Tf (.*?) ET", re.DOTALL)
Plant = Callable[[Any], None]
Planter = Callable[[SummaryDocument, Plant], bytes]

INPUT = Path(__file__).parent.parent / "data" / "input"
QUARTER = (("Jul", 1, 2), ("Aug", 1, 0), ("Sep", 0, 2))
_NAMES = ("Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct")
YEAR = tuple((name, place % 4, place % 3) for place, name in enumerate(_NAMES))


def approved(first: str = "2025-09-01", last: str = "2026-12-31") -> list[tuple[str, str]]:
    """Section and text of each approved line whose source lies in the period."""
    with (INPUT / "shareable.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["section"], row["text"]) for row in rows if first <= row["source"].split(":")[1] <= last]


def kept_by_month(figures: Iterable[tuple[str, int, int]]) -> MonthChart:
    """The chart of my commitments: for each month its name, how many were kept, and how many made."""
    months = tuple(MonthFigure(name, (kept, made)) for name, kept, made in figures)
    return MonthChart(months, "My commitments kept, by month", ("kept", "made"))


def quarter(*, page: PageSize = "A4", chart: bool = True, byline: str = "") -> SummaryDocument:
    """The third quarter of 2026: a short paper."""
    lines = approved("2026-07-01", "2026-09-30")
    months = kept_by_month(QUARTER) if chart else None
    return compose("Progress summary", "1 July – 30 September 2026", lines, chart=months, page=page, byline=byline)


def whole_year(*, page: PageSize = "A4", chart: bool = True) -> SummaryDocument:
    """All 25 approved lines: as much as one page should hold."""
    months = kept_by_month(YEAR) if chart else None
    return compose("Progress summary", "1 November 2025 – 31 October 2026", approved(), chart=months, page=page)


def one_line(text: str, section: str = "progress") -> SummaryDocument:
    """A paper of a single approved line."""
    return compose("Progress summary", "Spring", [(section, text)])


def pdftotext(data: bytes) -> str:
    """What the third, independent reader finds."""
    return _poppler("pdftotext", "-enc", "UTF-8", "-", "-", data=data)


def pdfinfo(data: bytes) -> str:
    """What a curious reader sees of a file without opening it."""
    return _poppler("pdfinfo", "-", data=data)


def pdffonts(data: bytes) -> str:
    """The faces in a file, as an independent reader lists them."""
    return _poppler("pdffonts", "-", data=data)


def bundled_letters() -> list[str]:
    """Every character that the bundled faces have, in order."""
    plain, strong = (set(bundled(one).covered) for one in (False, True))
    return [chr(code) for code in sorted(plain & strong) if code > ord("\x1f")]


class Shown(NamedTuple):
    """A piece of text on a page, as the file places it."""

    page: int
    x: float
    y: float
    size: float
    codes: str


def shown(data: bytes) -> list[Shown]:
    """Every line of text of a file, in the order in which it is drawn."""
    pages = PdfReader(BytesIO(data)).pages
    return [
        Shown(number, float(match[1]), float(match[2]), float(match[3]), match[4])
        for number, page in enumerate(pages)
        if (contents := page.get_contents()) is not None
        for match in _TEXT.finditer(contents.get_data().decode("ascii"))
    ]


def _poppler(*command: str, data: bytes) -> str:
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return done.stdout.decode()

"""What a summary would be, without writing it: its lines by section, whether it can be drawn, and what to look at before."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from journal.errors import BadInput
from journal.sharing.document import MonthChart, Section, SummaryDocument
from journal.sharing.labels import LANGUAGES
from journal.text import LINE_SECTIONS, _, n_

if TYPE_CHECKING:
    from journal.cli.asking import Asked
    from journal.sharing.reading import Finding


@dataclass(frozen=True, slots=True)
class Lacking:
    """A character that no font here has, the text in which it stands, and what to install."""

    text: str
    character: str
    name: str
    hint: str


@dataclass(frozen=True, slots=True)
class Look:
    """What came of drawing it: so many pages, or 0 and the `problem` why not."""

    asked: "Asked"
    pages: int
    problem: str
    lacking: tuple[Lacking, ...]


def look(asked: "Asked") -> Look:
    """Draw the paper for nobody. Raises LeakFound when it must not leave."""
    document = asked.content.document
    lacking = tuple(_lacking(document))
    if lacking:
        return Look(asked, 0, _("Not every character can be printed."), lacking)
    try:
        return Look(asked, _pages(asked, document), "", ())
    except BadInput as fault:
        return Look(asked, 0, str(fault), ())


def _pages(asked: "Asked", document: SummaryDocument) -> int:
    from journal.sharing import pdfium, summary

    paper = summary.draw(replace(asked.content, document=document))
    return len(pdfium.texts(paper.data))


def _lacking(document: SummaryDocument) -> Iterator[Lacking]:
    from journal.sharing import pdf_text
    from journal.sharing.pdf_file import ONE_AT_A_TIME

    with ONE_AT_A_TIME:
        for text in document.texts():
            found = pdf_text.missing(text)
            if found:
                yield Lacking(text, found.character, found.name, found.hint)


# ---------------------------------------------------------------------------------------------------------------- text


def as_text(look: Look) -> Iterator[str]:
    """All of it as lines of text."""
    document = look.asked.content.document
    yield document.title
    yield " · ".join(part for part in (document.period, document.byline) if part)
    yield " · ".join((look.asked.manager, document.page, document.design, LANGUAGES[document.language], _room(look)))
    yield from _titled(LINE_SECTIONS["opening"], document.opening)
    for part in document.parts():
        yield from ("", part.heading)
        yield from _chart(part) if isinstance(part, MonthChart) else _section(part)
    yield from _titled(LINE_SECTIONS["closing"], document.closing)
    if look.asked.left_out:
        yield from ("", _("Not among the points"))
        yield from (f"  – {line.text}" for line in look.asked.left_out)
    yield from _problems(look)
    yield from _findings(look.asked)


def _room(look: Look) -> str:
    return n_("{n} page", "{n} pages", look.pages).format(n=look.pages) if look.pages else _("cannot be written yet")


def _titled(heading: str, text: str) -> Iterator[str]:
    if text:
        yield from ("", heading, f"  {text}")


def _section(section: Section) -> Iterator[str]:
    for line in section.lines:
        first, *others = line.split("\n")
        yield f"  – {first}"
        yield from (f"    {other}" for other in others)


def _chart(chart: MonthChart) -> Iterator[str]:
    if chart.about:
        yield f"  {chart.about}"
    yield f"  {' / '.join(chart.labels)}"
    yield from (f"  {month.label:<6} {' / '.join(map(str, month.figures))}" for month in chart.months)


def _problems(look: Look) -> Iterator[str]:
    if look.problem:
        yield from ("", _("It cannot be written yet"), f"  {look.problem}")
    for each in look.lacking:
        yield f"  {each.character} ({each.name}): {each.text}"
        if each.hint:
            yield f"    {each.hint}"


def _findings(asked: "Asked") -> Iterator[str]:
    from journal.sharing.reading import KINDS

    number = len(asked.findings)
    yield ""
    if not number:
        yield _("Read as your manager: nothing to look at.")
        return
    yield n_(
        "Read as your manager: {n} thing to look at", "Read as your manager: {n} things to look at", number
    ).format(n=number)
    lines = {line.id: line for line in asked.content.lines}
    last = ""
    for place, found in enumerate(asked.findings):
        line = lines.get(found.line_id)
        if place == 0 or found.line_id != last:
            heading = LINE_SECTIONS[line.section] if line else _("The whole summary")
            yield f"  {heading}: {line.text}" if line else f"  {heading}"
        last = found.line_id
        words = f"“{found.words}” · " if found.words else ""
        yield f"    {words}{KINDS[found.kind]}. {found.why}"
        if found.offer:
            yield f"    {_('Instead: {offer}').format(offer=found.offer)}"


# ---------------------------------------------------------------------------------------------------------------- JSON


def as_json(look: Look) -> dict[str, Any]:
    """All of it as data; the names in it stay the same from version to version."""
    content, document = look.asked.content, look.asked.content.document
    return {
        "title": document.title,
        "manager": look.asked.manager,
        "from": content.first.isoformat(),
        "to": content.last.isoformat(),
        "period": document.period,
        "page": document.page,
        "design": document.design,
        "language": document.language,
        "pages": look.pages,
        "most_pages": document.most_pages,
        "problem": look.problem,
        "lacking": [asdict(each) for each in look.lacking],
        "opening": document.opening,
        "sections": [_part(section) for section in document.sections],
        "closing": document.closing,
        "chart": asdict(document.chart) if document.chart else None,
        "lines": [{"id": line.id, "section": line.section, "text": line.text} for line in content.lines],
        "left_out": [{"id": line.id, "section": line.section, "text": line.text} for line in look.asked.left_out],
        "findings": [_finding(each) for each in look.asked.findings],
    }


def _part(section: Section) -> dict[str, Any]:
    return {"key": section.key, "heading": section.heading, "lines": list(section.lines)}


def _finding(found: "Finding") -> dict[str, Any]:
    data = asdict(found)
    data["line"] = data.pop("line_id")
    return data

"""Papers other than the summary: what stands on them, that they are drawn and pass the last look, and stay on a page."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from journal.errors import BadInput, LeakFound
from journal.sharing import leak_check, papers, pdf
from journal.sharing.document import SummaryDocument
from journal.sharing.papers import CribCard

DAY = date(2026, 11, 26)
CARDS = [
    CribCard("The analytics budget", (("How I open", "Thank you."), ("Key points", "It paid back.\nTwo teams wait."))),
    CribCard("Nothing yet", (("Key points", " \n "),)),
    CribCard("More visibility", (("The outcome I want", "A slot in March."),)),
]


def drawn(document: SummaryDocument) -> list[str]:
    """The text of each page of a finished paper that has passed the last look."""
    data = pdf.render(document)
    leak_check.verify(data, document)
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


def sizes(document: SummaryDocument) -> set[float]:
    """The sizes of type on the first page."""
    found: set[float] = set()

    def note(_text: str, _now: object, _matrix: object, _font: object, size: float) -> None:
        found.add(round(size, 2))

    PdfReader(BytesIO(pdf.render(document))).pages[0].extract_text(visitor_text=note)
    return found


def test_a_crib_holds_each_part_under_its_heading_on_one_page_in_large_type_and_says_that_it_is_private() -> None:
    document = papers.crib(CARDS, "Thursday 26 November")
    (page,) = drawn(document)
    assert page.count("Private: for my eyes only") == 2
    for words in ("The analytics budget", "How I open", "Two teams wait.", "A slot in March."):
        assert words in page
    assert "Nothing yet" not in page
    assert max(size for size in sizes(document) if size < 20) >= 17


def test_a_long_crib_is_set_smaller_before_it_takes_a_second_page_marked_like_the_first() -> None:
    long = [CribCard(f"Issue {n}", tuple((f"Part {m}", "Some words more. " * 5) for m in range(5))) for n in range(3)]
    (page,) = drawn(papers.crib(long, "Thursday"))
    assert "Part 4" in page
    pages = drawn(papers.crib([*long, *long], "Thursday"))
    assert len(pages) == 2
    assert all("Private: for my eyes only" in page for page in pages)


def test_a_crib_that_is_too_long_for_two_pages_says_so() -> None:
    endless = [CribCard("Issue", (("Part", "word " * 9000),))]
    with pytest.raises(BadInput, match="2 pages"):
        pdf.render(papers.crib(endless, "Thursday"))


def test_an_agreement_stands_under_its_headings_in_their_order_with_room_to_write() -> None:
    lines = [
        ("How to reach each other", "Call me."),
        ("Expectations", "No surprises."),
        ("How to reach each other", "Mail."),
    ]
    document = papers.agreement(lines, "Ana Prior", DAY)
    (page,) = drawn(document)
    assert page.index("Call me.") < page.index("Mail.") < page.index("No surprises.")
    assert "with Ana Prior" in page
    assert "26 November 2026" in page
    assert document.sections[-1].rules
    assert "with" not in drawn(papers.agreement(lines, "", DAY))[0]


def test_a_blank_has_a_box_for_each_of_sixteen_competencies_on_one_page() -> None:
    competencies = [(f"Group {number // 4}", f"Competency {number}") for number in range(16)]
    document = papers.importance_blank(competencies)
    (page,) = drawn(document)
    assert all(f"Competency {number}" in page for number in range(16))
    content = PdfReader(BytesIO(pdf.render(document))).pages[0].get_contents()
    assert content is not None
    assert content.get_data().split().count(b"re") == 16


def test_the_last_look_refuses_a_paper_with_a_word_or_a_box_more_than_it_should_have() -> None:
    document = papers.importance_blank([("Group", "One"), ("Group", "Two")])
    with pytest.raises(LeakFound):
        leak_check.verify(pdf.render(document), papers.importance_blank([("Group", "One")]))
    plain = papers.agreement([("Group", "One")], "", DAY)
    leak_check.verify(pdf.render(plain), plain)
    with pytest.raises(LeakFound):
        leak_check.verify(pdf.render(document), plain)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text("ab <&\n\u202e'", max_size=30), st.text("cd <&\n\u202e'", max_size=200)), max_size=8))
def test_whatever_is_typed_is_drawn_and_passes_the_last_look(parts: list[tuple[str, str]]) -> None:
    document = papers.crib([CribCard(heading, ((heading or "Part", text),)) for heading, text in parts], "Thursday")
    assert drawn(document)


def test_the_marks_of_a_typewriter_become_real_ones_on_every_paper() -> None:
    (card,) = papers.crib(
        [papers.CribCard('The "pilot"', (("How I open", "It's early - I know..."),))], "Friday"
    ).sections
    assert (card.above, card.lines) == ("The “pilot”", ("It’s early – I know…",))
    first = papers.agreement([("Wanted", "Don't wait")], "", date(2026, 3, 2)).sections[0]
    assert first.lines == ("Don’t wait",)

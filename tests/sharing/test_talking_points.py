"""Talking points: the approved lines of a summary, one thought a line, at most so many of each section, in large type."""

import pytest

from journal.sharing import leak_check, pdf, receipts
from journal.sharing.choices import Choices
from journal.sharing.collect import Collected, collect
from journal.sharing.collect_papers import left_out, talking_points
from journal.sharing.papers import MOST_POINTS, thoughts
from journal.store.vault import Vault
from tests import make
from tests.make import DAY
from tests.sharing.papers import pdftotext


def collected(vault: Vault, *texts: str, language: str = "en-GB") -> Collected:
    with vault.write() as session:
        for text in texts:
            make.line(session, text)
        make.line(session, "It was a good spring. Thank you.", "opening")
        make.line(session, "May I have the budget?", "requests")
        return collect(session, Choices(DAY, DAY, language=language, chart="kept"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We won it. Then it grew! Did it last?", ["We won it.", "Then it grew!", "Did it last?"]),
        ("Dr. Pell agreed, and J. Ward too.", ["Dr. Pell agreed, and J. Ward too."]),
        ("It grew by 3.5 per cent. 40 people came.", ["It grew by 3.5 per cent. 40 people came."]),
        ("The old plan vs. Acme's. e.g. this.", ["The old plan vs. Acme's. e.g. this."]),
        ("Done in Q3. “Well done,” they said.", ["Done in Q3.", "“Well done,” they said."]),
        ("計画は終わった。次は春です。", ["計画は終わった。", "次は春です。"]),
        ("One line\nand another", ["One line\nand another"]),
        ("", []),
    ],
)
def test_a_thought_ends_where_a_sentence_surely_does(text: str, expected: list[str]) -> None:
    assert thoughts(text) == expected


def test_points_are_the_approved_lines_one_thought_a_line_without_a_chart(vault: Vault) -> None:
    points = talking_points(collected(vault, "We won it. Then it grew.", language="de"))
    document = points.document
    assert document.title == "Gesprächspunkte"
    assert [section.lines for section in document.sections] == [
        ("We won it.", "Then it grew."),
        ("May I have the budget?",),
    ]
    assert document.opening == "It was a good spring. Thank you."
    assert (document.look, document.chart, document.language) == ("large", None, "de")


def test_of_a_section_no_more_lines_than_one_keeps_in_mind_and_none_before_its_turn(vault: Vault) -> None:
    texts = ["Alpha. Bravo. Charlie.", "Delta. Echo. Foxtrot.", "Golf.", *(f"Line {number}" for number in range(3))]
    content = collected(vault, *texts)
    points = talking_points(content)
    assert points.document.sections[0].lines == ("Alpha.", "Bravo.", "Charlie.")
    assert [line.text for line in left_out(content, points)] == texts[1:]
    assert len(talking_points(content, 100).lines) == len(content.lines)
    assert MOST_POINTS == 5


def test_a_line_of_many_thoughts_alone_is_never_cut(vault: Vault) -> None:
    content = collected(vault, "Alpha. Bravo. Charlie. Delta. Echo. Foxtrot. Golf.")
    assert len(talking_points(content, 2).document.sections[0].lines) == 7


def test_points_are_drawn_and_checked_and_their_receipt_has_the_lines_on_it_alone(vault: Vault) -> None:
    points = talking_points(collected(vault, "Alpha.", "Bravo.", "Charlie."), 2)
    data = pdf.render(points.document)
    leak_check.verify(data, points.document)
    words = pdftotext(data)
    assert "Bravo." in words
    assert "Charlie." not in words
    with vault.write() as session:
        receipt = receipts.keep(session, points, data)
    assert "Charlie." not in [line["text"] for line in receipt.lines]
    assert "Bravo." in [line["text"] for line in receipt.lines]

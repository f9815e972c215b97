"""Whatever a file can carry besides its words is found, and so are bytes that are not just our paper."""

import traceback
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from journal.errors import LeakFound
from journal.sharing.leak_check import verify
from journal.sharing.pdf import render
from tests.sharing import papers, plants
from tests.sharing.forgeries import CAREFUL, FORGERIES
from tests.sharing.papers import Plant, Planter


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A paper in which nothing was planted."""
    return render(papers.quarter())


@pytest.mark.parametrize(("plant", "place"), plants.BESIDE)
def test_whatever_a_file_can_carry_besides_its_words_is_found_and_its_place_is_named(
    planted: Planter, plant: Plant, place: str
) -> None:
    document = papers.quarter()
    data = planted(document, plant)
    with pytest.raises(LeakFound, match=f"({place})"):
        verify(data, document)


@pytest.mark.parametrize("name", FORGERIES)
def test_bytes_that_are_not_just_our_paper_are_refused(whole: bytes, name: str) -> None:
    forged = FORGERIES[name](whole)
    assert forged != whole
    with pytest.raises(LeakFound):
        verify(forged, papers.quarter())


def test_the_paper_that_nobody_forged_passes(whole: bytes) -> None:
    verify(whole, papers.quarter())


@pytest.mark.parametrize("name", CAREFUL)
def test_the_forger_s_tools_leave_a_file_that_a_reader_takes_for_the_paper(whole: bytes, name: str) -> None:
    forged = FORGERIES[name](whole)
    pages = (PdfReader(BytesIO(each)).pages[0].extract_text() for each in (whole, forged))
    assert next(pages) == next(pages)


def test_a_refusal_never_repeats_what_it_found(planted: Planter) -> None:
    document = papers.quarter()
    planting = (plants.plain_words, plants.one_more_bookmark, plants.a_script, plants.another_title)
    forgeries = [planted(document, plant) for plant in planting]
    forgeries += [FORGERIES[name](render(document)) for name in ("words at the end", "an entry that nothing shows")]
    for forged in forgeries:
        with pytest.raises(LeakFound) as refusal:
            verify(forged, document)
        told = "".join(traceback.format_exception(refusal.value))
        assert "liar" not in told
        assert "maeve" not in told
        assert refusal.value.__context__ is None


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_damage_anywhere_is_answered_with_a_refusal_or_leaves_the_paper_readable(
    whole: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(whole)
    place = data.draw(st.integers(0, len(damaged) - 1))
    damaged[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        verify(bytes(damaged), papers.quarter())
    except LeakFound:
        return

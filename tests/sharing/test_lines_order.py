from datetime import date, timedelta

import pytest

from journal.errors import BadInput
from journal.sharing import lines
from journal.sharing.lines import Candidate, Place, Source
from journal.store.tables import ShareableLine
from journal.store.vault import Vault
from tests import make

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
NEXT = (date(2026, 4, 1), date(2026, 6, 30))
DAY = make.DAY


def _approved(vault: Vault, first: date = FIRST, last: date = LAST) -> list[str]:
    with vault.read() as session:
        return [line.text for line in lines.approved(session, first, last)]


def _place(vault: Vault, line: ShareableLine, section: str, before: ShareableLine | None = None) -> Place:
    with vault.write() as session:
        return lines.place(session, line.id, Place(section, before.id if before else ""), FIRST, LAST)


def _back(vault: Vault, line: ShareableLine, stood: Place) -> None:
    with vault.write() as session:
        lines.place(session, line.id, stood, FIRST, LAST)


# --------------------------------------------------------------------------------------------------- on the page


def test_a_line_is_put_before_another_and_back_again(vault: Vault) -> None:
    with vault.write() as session:
        a, b, c = (make.line(session, text) for text in "abc")
    stood = _place(vault, c, "progress", a)
    assert (_approved(vault), stood) == (["c", "a", "b"], Place("progress"))
    _back(vault, c, stood)
    assert _approved(vault) == ["a", "b", "c"]
    stood = _place(vault, a, "progress")
    assert (_approved(vault), stood) == (["b", "c", "a"], Place("progress", b.id))
    _back(vault, a, stood)
    assert _approved(vault) == ["a", "b", "c"]


def test_a_line_is_put_under_another_heading_and_back_to_its_very_place(vault: Vault) -> None:
    with vault.write() as session:
        a, b, c, d = (*(make.line(session, text) for text in "abc"), make.line(session, "d", "next"))
    stood = _place(vault, b, "next", d)
    assert _approved(vault) == ["a", "c", "b", "d"]
    _back(vault, b, stood)
    assert (_approved(vault), stood) == (["a", "b", "c", "d"], Place("progress", c.id))
    with pytest.raises(BadInput), vault.write() as session:
        lines.place(session, a.id, Place("gossip"), FIRST, LAST)


def test_the_order_of_another_period_stays(vault: Vault) -> None:
    with vault.write() as session:
        first = [make.line(session, text) for text in "ab"]
        for text in "xyz":
            make.line(session, text, day=NEXT[0])
        last = make.line(session, "c")
    _place(vault, last, "progress", first[0])
    assert (_approved(vault), _approved(vault, *NEXT)) == (["c", "a", "b"], ["x", "y", "z"])


def test_lines_that_share_a_position_are_numbered_anew(vault: Vault) -> None:
    with vault.write() as session:
        made = [make.line(session, text) for text in "abc"]
        for line in made:
            line.position = 4
    stands = _approved(vault)
    last = next(line for line in made if line.text == stands[2])
    first = next(line for line in made if line.text == stands[0])
    _place(vault, last, "progress", first)
    assert _approved(vault) == [stands[2], stands[0], stands[1]]


# --------------------------------------------------------------------------------------------------- in the list


def _row(key: str, age: int, position: int | None = None, section: str = "progress") -> Candidate:
    day = DAY - timedelta(days=age)
    line = None
    if position is not None:
        line = ShareableLine(id=key, section=section, text=key, source_day=day, position=position, approved_at="")
    return Candidate(key, section, Source("entry", key, day), key, "", line)


def test_candidates_stand_newest_first_and_ticked_ones_among_them_as_on_the_page() -> None:
    rows = [_row("old", 9, 0), _row("new", 0), _row("newer ticked", 2, 7), _row("older ticked", 4, 3), _row("mid", 3)]
    assert [each.key for each in lines.in_page_order(rows)] == ["new", "old", "mid", "older ticked", "newer ticked"]


def test_ticking_from_the_top_to_the_bottom_moves_no_row() -> None:
    rows = [_row(str(age), age) for age in range(4)]
    ticked = [_row(str(age), age, age) for age in range(4)]
    for number in range(5):
        shown = lines.in_page_order([*ticked[:number], *rows[number:]])
        assert [each.key for each in shown] == ["0", "1", "2", "3"]


# ------------------------------------------------------------------------------------------- opening and closing


def _write(vault: Vault, section: str, words: str, last: date = LAST) -> str:
    with vault.write() as session:
        boss = make.manager(session).id
        return lines.approve(session, section, words, Source("", None, last), manager_id=boss).id


def _sentences(vault: Vault, first: date = FIRST, last: date = LAST) -> tuple[Candidate, Candidate]:
    with vault.read() as session:
        return lines.opening_and_closing(session, first, last)


def test_there_is_one_opening_and_one_closing_sentence_a_period(vault: Vault) -> None:
    opening, closing = _sentences(vault)
    assert (opening.key, opening.source.day, closing.key) == ("opening", LAST, "closing")
    assert (opening.line, opening.is_ticked, opening.wording) == (None, False, "")
    _write(vault, "progress", "The pilot stands.", DAY)
    first = _write(vault, "opening", "A good quarter.")
    assert _write(vault, "opening", "A very good quarter.") == first
    _write(vault, "closing", "Thank you.")
    assert _approved(vault) == ["A very good quarter.", "The pilot stands.", "Thank you."]
    opening, closing = _sentences(vault)
    assert (opening.is_ticked, closing.is_ticked, opening.key) == (True, True, "opening")
    with vault.read() as session:
        assert "opening" not in [each.section for each in lines.candidates(session, FIRST, LAST)]


def test_of_periods_that_overlap_the_sentence_of_the_later_days_stands(vault: Vault) -> None:
    _write(vault, "opening", "Half way.", LAST - timedelta(days=20))
    _write(vault, "opening", "All done.")
    assert _approved(vault) == ["All done."]
    assert _approved(vault, FIRST, LAST - timedelta(days=5)) == ["Half way."]
    opening, _closing = _sentences(vault)
    assert opening.line
    with vault.write() as session:
        lines.withdraw(session, opening.line.id)
    assert _approved(vault) == ["Half way."]
    opening, _closing = _sentences(vault)
    assert opening.line
    assert (opening.line.text, opening.is_ticked) == ("Half way.", True)


def test_the_sentence_of_the_period_before_is_a_first_wording(vault: Vault) -> None:
    _write(vault, "closing", "Thank you for the room.")
    _opening, closing = _sentences(vault, *NEXT)
    assert (closing.wording, closing.is_ticked) == ("Thank you for the room.", False)

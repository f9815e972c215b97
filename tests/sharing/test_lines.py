from datetime import date, timedelta

import pytest

from journal.errors import BadInput, RecordGone
from journal.practices import commitments, entries, managers, one_on_ones, requests
from journal.sharing import lines
from journal.sharing.lines import Candidate, Source
from journal.store.vault import Vault
from journal.text import SECTIONS
from tests import make

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
NEXT = (date(2026, 4, 1), date(2026, 6, 30))
DAY = make.DAY


def _offered(vault: Vault, first: date = FIRST, last: date = LAST) -> list[Candidate]:
    with vault.read() as session:
        return lines.candidates(session, first, last)


def _approved(vault: Vault, first: date = FIRST, last: date = LAST) -> list[str]:
    with vault.read() as session:
        return [line.text for line in lines.approved(session, first, last)]


def _approve(vault: Vault, candidate: Candidate, words: str) -> str:
    with vault.write() as session:
        manager = make.manager(session)
        return lines.approve(session, candidate.section, words, candidate.source, manager_id=manager.id).id


def test_nothing_is_ticked_to_begin_with_and_nothing_is_shared(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "The pilot was praised", "win")
        make.promise(session)
    assert [each.is_ticked for each in _offered(vault)] == [False, False]
    assert _approved(vault) == []


def test_every_kind_of_thing_is_offered_in_its_section(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "a win", "win")
        make.entry(session, "a starred note", starred=True)
        make.entry(session, "a plain note")
        make.feedback(session, "heard words")
        make.promise(session, "mine, open")
        commitments.keep(session, make.promise(session, "mine, kept").id, DAY)
        commitments.keep(session, make.promise(session, "theirs, kept", "manager").id, DAY)
        make.promise(session, "theirs, open", "manager")
        commitments.drop(session, make.promise(session, "mine, dropped").id, DAY)
        make.request(session, "asked", status="asked", asked_on=DAY)
        requests.move(session, make.request(session, "delivered").entry_id, "delivered", DAY)
        requests.move(session, make.request(session, "declined").entry_id, "declined", DAY)
        one_on_ones.revise(session, make.meeting(session).id, next_topics="the budget\nmore")
    found: dict[str, set[str]] = {}
    for each in _offered(vault):
        found.setdefault(each.section, set()).add(each.about)
    assert found == {
        "progress": {"a win", "a starred note"},
        "feedback": {"heard words"},
        "commitments": {"mine, open", "mine, kept", "theirs, open"},
        "support": {"theirs, kept", "delivered"},
        "requests": {"asked"},
        "next": {"the budget"},
    }
    assert [each.section for each in _offered(vault)] == sorted(
        (each.section for each in _offered(vault)), key=list(SECTIONS).index
    )


def test_a_first_wording_never_comes_from_private_words(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "private win", "win")
        make.feedback(session, "private words", situation="private")
        make.promise(session, "private thought about them", "manager")
        one_on_ones.revise(session, make.meeting(session).id, notes="private", next_topics="private topic")
        make.promise(session, "my promise")
        make.request(session, "my ask", status="asked", asked_on=DAY)
    assert {each.wording for each in _offered(vault)} == {"", "my promise", "my ask"}


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_a_period_includes_its_first_and_its_last_day(vault: Vault, day: date) -> None:
    with vault.write() as session:
        make.entry(session, "in", "win", day)
        make.entry(session, "before", "win", FIRST - timedelta(1))
        make.entry(session, "after", "win", LAST + timedelta(1))
    assert [each.about for each in _offered(vault)] == ["in"]


def test_what_is_in_the_trash_is_not_offered(vault: Vault) -> None:
    with vault.write() as session:
        entries.move_to_trash(session, make.entry(session, "gone", "win").id)
        commitments.move_to_trash(session, make.promise(session, "gone").id)
        entries.move_to_trash(session, make.feedback(session, "gone").entry_id)
        one_on_ones.move_to_trash(session, make.meeting(session).id)
    assert _offered(vault) == []


def test_an_approved_line_is_what_was_written_and_ticks_its_candidate(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "He said the pilot saved him. @private", "win")
    [candidate] = _offered(vault)
    _approve(vault, candidate, "  The pilot\n stands. ")
    [ticked] = _offered(vault)
    assert (ticked.is_ticked, ticked.key) == (True, candidate.key)
    assert _approved(vault) == ["The pilot stands."]


def test_a_withdrawn_line_is_not_in_the_next_summary_and_keeps_its_words(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "a win", "win")
    [candidate] = _offered(vault)
    line_id = _approve(vault, candidate, "The pilot stands.")
    with vault.write() as session:
        lines.withdraw(session, line_id)
    [withdrawn] = _offered(vault)
    assert (withdrawn.is_ticked, withdrawn.line and withdrawn.line.text) == (False, "The pilot stands.")
    assert _approved(vault) == []
    with vault.write() as session:
        lines.approve_again(session, line_id, "The pilot stands.")
    assert _approved(vault) == ["The pilot stands."]


def test_approving_again_changes_the_line_instead_of_adding_one(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "a win", "win")
    [candidate] = _offered(vault)
    first = _approve(vault, candidate, "One.")
    with vault.write() as session:
        lines.withdraw(session, first)
    assert _approve(vault, candidate, "Two.") == first
    assert _approved(vault) == ["Two."]


def test_a_promise_that_stays_open_can_be_approved_in_every_period(vault: Vault) -> None:
    with vault.write() as session:
        make.promise(session, "Draft the plan", made_on=DAY)
    for period, words in (((FIRST, LAST), "It is begun."), (NEXT, "It is half done.")):
        [candidate] = _offered(vault, *period)
        assert not candidate.is_ticked
        _approve(vault, candidate, words)
        [ticked] = _offered(vault, *period)
        assert ticked.is_ticked
    assert (_approved(vault), _approved(vault, *NEXT)) == (["It is begun."], ["It is half done."])


def test_the_earlier_words_are_offered_for_what_is_still_open(vault: Vault) -> None:
    with vault.write() as session:
        make.promise(session, "Draft the plan", made_on=DAY)
    [candidate] = _offered(vault)
    _approve(vault, candidate, "The plan is on its way.")
    [later] = _offered(vault, *NEXT)
    assert (later.wording, later.is_ticked) == ("The plan is on its way.", False)


def test_a_line_whose_note_is_gone_stays_until_it_is_withdrawn(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "a win", "win")
    _approve(vault, _offered(vault)[0], "The pilot stands.")
    with vault.write() as session:
        entries.move_to_trash(session, made.id)
    [candidate] = _offered(vault)
    assert (candidate.about, candidate.is_ticked) == ("", True)
    assert candidate.line is not None
    with vault.write() as session:
        lines.withdraw(session, candidate.line.id)
    assert _approved(vault) == []


def test_changing_a_note_never_changes_its_approved_line(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "a win", "win")
    _approve(vault, _offered(vault)[0], "The pilot stands.")
    with vault.write() as session:
        entries.revise(session, made.id, text="private afterthought")
    assert _approved(vault) == ["The pilot stands."]


@pytest.mark.parametrize("words", ["", " \n ", "x" * 401, "\u200b\u202e", "\x00"])
def test_a_line_without_words_or_with_too_many_is_refused(vault: Vault, words: str) -> None:
    with vault.write() as session:
        made = make.line(session)
        with pytest.raises(BadInput):
            lines.revise(session, made.id, words)
        with pytest.raises(BadInput):
            make.line(session, words)
    assert _approved(vault) == ["The pilot stands."]


def test_another_section_is_refused(vault: Vault) -> None:
    with vault.write() as session:
        made = make.line(session)
        with pytest.raises(BadInput):
            make.line(session, section="gossip")
        with pytest.raises(BadInput):
            lines.put_under(session, made.id, "gossip")
        with pytest.raises(RecordGone):
            lines.withdraw(session, "no such id")


def test_lines_stand_in_the_order_of_sections_and_as_they_were_approved(vault: Vault) -> None:
    with vault.write() as session:
        for section in reversed(SECTIONS):
            make.line(session, f"{section} 1", section)
            make.line(session, f"{section} 2", section)
    assert _approved(vault) == [f"{section} {number}" for section in SECTIONS for number in (1, 2)]


def test_a_line_moves_among_those_that_one_sees(vault: Vault) -> None:
    with vault.write() as session:
        a, _other, b, hidden, c = (
            make.line(session, "a"),
            make.line(session, "of another period", day=NEXT[0]),
            make.line(session, "b"),
            make.line(session, "hidden"),
            make.line(session, "c"),
        )
        lines.withdraw(session, hidden.id)

    def move(line_id: str, steps: int) -> bool:
        with vault.write() as session:
            return lines.move(session, line_id, steps, FIRST, LAST)

    assert move(c.id, -1)
    assert _approved(vault) == ["a", "c", "b"]
    assert move(a.id, 1)
    assert _approved(vault) == ["c", "a", "b"]
    assert move(b.id, -2)
    assert _approved(vault) == ["b", "c", "a"]
    assert not move(b.id, -1)
    assert not move(a.id, 1)
    assert _approved(vault) == ["b", "c", "a"]


def test_lines_that_stand_at_the_same_position_can_be_moved_too(vault: Vault) -> None:
    with vault.write() as session:
        made = [make.line(session, text) for text in "abc"]
        for line in made:
            line.position = 0
    with vault.write() as session:
        before = [line.text for line in lines.approved(session, FIRST, LAST)]
        last = next(line for line in made if line.text == before[-1])
        assert lines.move(session, last.id, -1, FIRST, LAST)
    assert _approved(vault) == [before[0], before[2], before[1]]


def test_a_line_put_under_another_section_stands_at_its_end(vault: Vault) -> None:
    with vault.write() as session:
        moved = make.line(session, "moved")
        make.line(session, "there", "next")
        lines.put_under(session, moved.id, "next")
    assert _approved(vault) == ["there", "moved"]


def test_a_draft_is_approved_by_nothing_but_its_approval(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "The pilot was praised", "win")
    candidate = _offered(vault)[0]
    with vault.write() as session:
        manager = make.manager(session).id
        drafted = lines.draft(session, candidate.section, " Half a ", candidate.source, manager_id=manager).id
        assert (
            lines.draft(session, candidate.section, "Half a line", candidate.source, manager_id=manager).id == drafted
        )
        lines.revise(session, drafted, "Half a line.")
    assert _approved(vault) == []
    again = _offered(vault)[0]
    assert (again.is_ticked, again.line and again.line.text) == (False, "Half a line.")
    assert [each.wording for each in _offered(vault, *NEXT)] == []
    with vault.write() as session:
        lines.approve_words(session, drafted, "A whole line.")
    assert _approved(vault) == ["A whole line."]


def test_an_approved_line_that_is_drafted_anew_leaves_the_summary(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "The pilot was praised", "win")
    candidate = _offered(vault)[0]
    _approve(vault, candidate, "The pilot stands.")
    with vault.write() as session:
        manager = make.manager(session).id
        lines.draft(session, candidate.section, "Other words.", candidate.source, manager_id=manager)
    assert _approved(vault) == []


def test_a_draft_without_words_is_none(vault: Vault) -> None:
    with vault.write() as session, pytest.raises(BadInput, match="empty"):
        lines.draft(session, "next", " ", Source("", None, DAY), manager_id=make.manager(session).id)


def test_a_draft_may_be_longer_than_a_line_and_is_refused_when_it_is_approved(vault: Vault) -> None:
    words = ("word " * 100).strip()
    with vault.write() as session:
        made = lines.draft(session, "next", words, Source("", None, DAY), manager_id=make.manager(session).id)
    assert [each.line.text for each in _offered(vault) if each.line] == [words]
    with vault.write() as session, pytest.raises(BadInput, match="400"):
        lines.approve_words(session, made.id, words)
    assert _approved(vault) == []


def test_a_line_of_my_own_needs_no_note(vault: Vault) -> None:
    with vault.write() as session:
        manager = make.manager(session)
        for words in ("One.", "Two."):
            lines.approve(session, "next", words, Source("", None, DAY), manager_id=manager.id)
    assert _approved(vault) == ["One.", "Two."]
    assert [(each.about, each.is_ticked) for each in _offered(vault)] == [("", True), ("", True)]
    assert len({each.key for each in _offered(vault)}) == 2


def test_a_line_approved_for_one_manager_is_in_no_summary_for_the_next(vault: Vault) -> None:
    with vault.write() as session:
        before = managers.begin(session, "Ada", date(2025, 1, 1))
        lines.approve(session, "progress", "For Ada alone.", Source("", None, FIRST), manager_id=before.id)
        managers.begin(session, "Ben", date(2026, 1, 1))
    assert _approved(vault) == []
    with vault.read() as session:
        assert lines.candidates(session, FIRST, LAST) == []

"""Undo approves no words that were written since; of two lines about one statement the page shows and takes the same one."""

import pytest

from journal.errors import BadInput
from journal.practices import agreement
from journal.sharing import lines
from journal.sharing.collect_papers import collect_agreement
from journal.sharing.lines import Source
from journal.store.vault import Vault
from tests import make
from tests.make import DAY


def test_undoing_a_withdrawal_never_approves_words_that_were_written_since(vault: Vault) -> None:
    with vault.write() as session:
        line = make.line(session)
        words = line.text
        lines.withdraw(session, line.id)
        lines.revise(session, line.id, "Herons, half a thought")
        with pytest.raises(BadInput):
            lines.approve_again(session, line.id, words)
        assert line.withdrawn_at is not None
        lines.revise(session, line.id, words)
        lines.approve_again(session, line.id, words)
        assert line.withdrawn_at is None, "the same words are what was approved"


def test_of_two_lines_about_one_statement_the_page_takes_the_one_that_the_window_shows(vault: Vault) -> None:
    """Two copies of a journal that each worded it leave two when they are merged."""
    with vault.write() as session:
        whose = make.manager(session).id
        stated = agreement.state(session, "manager", "working", "private", "told", DAY, manager_id=whose)
        other = agreement.state(session, "manager", "working", "another", "told", DAY, manager_id=whose)
        lines.approve(session, lines.AGREEMENT, "In one copy.", Source("statement", stated.id, DAY), manager_id=whose)
        late = Source("statement", stated.id, DAY.replace(day=9))
        shown = lines.approve(session, lines.AGREEMENT, "In the other copy.", late, manager_id=whose)
        lines.approve(session, lines.AGREEMENT, "Another.", Source("statement", other.id, DAY), manager_id=whose)
        assert [line.text for line in lines.of_paper(session, lines.AGREEMENT, whose)] == [
            "In the other copy.",
            "Another.",
        ]
        lines.withdraw(session, shown.id)
        content = collect_agreement(session, whose, DAY)
        assert [line.text for line in content.lines] == ["Another."], "what was taken off the page is off it"

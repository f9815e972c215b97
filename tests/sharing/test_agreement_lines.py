"""The page to discuss together takes its approved lines alone; the summary never does; each manager gets their own."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices import agreement, commitments, managers
from journal.sharing import lines, receipts, summary
from journal.sharing.choices import KEPT_BY_MONTH, Choices
from journal.sharing.collect import collect
from journal.sharing.collect_papers import collect_agreement
from journal.sharing.lines import Source
from journal.store.tables import ShareableLine, Statement
from journal.store.vault import Vault
from tests import make
from tests.make import DAY

FIRST, LAST = DAY - timedelta(days=10), DAY + timedelta(days=10)


def stated(session: Session, text: str, topic: str = "working") -> Statement:
    return agreement.state(session, "manager", topic, text, "told", DAY, manager_id=make.manager(session).id)


def line_of(session: Session, statement: Statement, words: str, *, approved: bool = True) -> ShareableLine:
    source = Source("statement", statement.id, DAY)
    write = lines.approve if approved else lines.draft
    return write(session, lines.AGREEMENT, words, source, manager_id=statement.manager_id)


def test_only_approved_lines_stand_on_the_page_under_their_topics(vault: Vault) -> None:
    with vault.write() as session:
        line_of(session, stated(session, "private herons", "hot-buttons"), "No surprises, please.")
        line_of(session, stated(session, "private weir"), "Early drafts help.")
        line_of(session, stated(session, "private reeds"), "A draft that nobody approved.", approved=False)
        stated(session, "private otters")
        content = collect_agreement(session, make.manager(session).id, DAY)
    words = "\n".join(content.document.texts())
    assert [line.text for line in content.lines] == ["Early drafts help.", "No surprises, please."]
    assert "Early drafts help." in words
    assert "Ways of working" in words
    assert "private" not in words
    assert "nobody approved" not in words


def test_a_page_without_an_approved_line_is_refused(vault: Vault) -> None:
    with vault.write() as session:
        made = line_of(session, stated(session, "private"), "Early drafts help.")
        lines.withdraw(session, made.id)
        with pytest.raises(BadInput):
            collect_agreement(session, make.manager(session).id, DAY)


def test_a_line_of_a_statement_that_was_deleted_is_not_on_the_page(vault: Vault) -> None:
    with vault.write() as session:
        gone = stated(session, "private")
        line_of(session, gone, "Early drafts help.")
        line_of(session, stated(session, "other"), "No surprises.")
        agreement.move_to_trash(session, gone.id)
        content = collect_agreement(session, make.manager(session).id, DAY)
    assert [line.text for line in content.lines] == ["No surprises."]


def test_the_summary_knows_nothing_of_the_page(vault: Vault) -> None:
    with vault.write() as session:
        line_of(session, stated(session, "private"), "Early drafts help.")
        make.line(session, "The pilot stands.")
        assert [line.text for line in lines.approved(session, FIRST, LAST)] == ["The pilot stands."]
        assert "Early drafts help." not in [each.wording for each in lines.candidates(session, FIRST, LAST)]
        assert "Early drafts help." not in "\n".join(collect(session, Choices(FIRST, LAST)).document.texts())


def test_the_page_is_drawn_checked_and_saved_with_its_receipt(vault: Vault, tmp_path: Path) -> None:
    with vault.write() as session:
        line_of(session, stated(session, "private herons"), "Early drafts help.")
        content = collect_agreement(session, make.manager(session).id, DAY)
    receipt = summary.hand_over(vault.write, summary.draw(content), tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    assert [line["text"] for line in receipt.lines] == ["Early drafts help."]
    with vault.read() as session:
        assert [each.id for each in receipts.kept(session)] == [receipt.id]
        assert receipts.since_the_last(session, date.max) is None, "it tells of no days, as a summary does"


def test_two_managers_each_get_what_was_approved_for_them(vault: Vault) -> None:
    with vault.write() as session:
        ada = managers.begin(session, "Ada", DAY - timedelta(days=90))
        grace = managers.begin(session, "Grace", DAY - timedelta(days=30))
        for manager in (ada, grace):
            source = Source("", None, DAY)
            lines.approve(session, "progress", f"For {manager.name}.", source, manager_id=manager.id)
            commitments.make(session, "me", f"Promised to {manager.name}", DAY, manager_id=manager.id)
        for manager, other in ((ada, grace), (grace, ada)):
            content = collect(session, Choices(FIRST, LAST, chart=KEPT_BY_MONTH), manager_id=manager.id)
            assert content.manager_id == manager.id
            words = "\n".join(content.document.texts())
            assert f"For {manager.name}." in words
            assert other.name not in words
            assert content.document.chart is not None
            assert sum(month.figures[1] for month in content.document.chart.months) == 1
            offered = [each.about for each in lines.candidates(session, FIRST, LAST, manager_id=manager.id)]
            assert f"Promised to {manager.name}" in offered
            assert f"Promised to {other.name}" not in offered


def test_the_receipts_of_two_managers_are_told_apart(vault: Vault) -> None:
    with vault.write() as session:
        ada = managers.begin(session, "Ada", DAY)
        grace = managers.begin(session, "Grace", DAY)
        lines.approve(session, "progress", "For Ada.", Source("", None, DAY), manager_id=ada.id)
        receipts.keep(session, collect(session, Choices(FIRST, LAST), manager_id=ada.id), b"")
        assert len(receipts.kept(session)) == len(receipts.kept(session, manager_id=ada.id)) == 1
        assert receipts.kept(session, manager_id=grace.id) == []
        assert receipts.shared(session, manager_id=grace.id) == {}
        assert receipts.since_the_last(session, date.max, manager_id=grace.id) is None
        assert receipts.since_the_last(session, date.max, manager_id=ada.id) is not None

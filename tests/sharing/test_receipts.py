import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from journal.errors import BadInput
from journal.sharing import lines, receipts
from journal.sharing.choices import Choices
from journal.sharing.collect import collect
from journal.store.tables import ReceiptFile
from journal.store.vault import Vault
from tests import make

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


def _handed_over(vault: Vault, data: bytes, at: datetime, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(receipts, "now", lambda: at.isoformat(timespec="milliseconds"))
    with vault.write() as session:
        receipts.keep(session, collect(session, Choices(FIRST, LAST)), data)


@pytest.fixture
def twice(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Two papers: `always` was in both, in other words in the second, `once` in the first only; the lines' UUIDs."""
    with vault.write() as session:
        always, once = make.line(session, "Always."), make.line(session, "Once.")
    _handed_over(vault, b"first", datetime(2026, 4, 1, 12, tzinfo=UTC), monkeypatch)
    with vault.write() as session:
        lines.withdraw(session, once.id)
        lines.revise(session, always.id, "Always, better.")
    _handed_over(vault, b"second", datetime(2026, 5, 1, 12, tzinfo=UTC), monkeypatch)
    return {"always": always.id, "once": once.id}


def test_a_receipt_keeps_the_lines_as_they_were_handed_over(vault: Vault, twice: dict[str, str]) -> None:
    with vault.write() as session:
        lines.revise(session, twice["always"], "Changed afterwards.")
    with vault.read() as session:
        second, first = receipts.kept(session)
    assert [[line["text"] for line in each.lines] for each in (first, second)] == [
        ["Always.", "Once."],
        ["Always, better."],
    ]
    assert (first.period_from, first.period_to, first.title) == (FIRST, LAST, "Progress summary")
    assert first.sha256 == hashlib.sha256(b"first").hexdigest()


def test_what_the_manager_knows_is_the_last_that_they_were_told(vault: Vault, twice: dict[str, str]) -> None:
    with vault.read() as session:
        shared = receipts.shared(session)
    assert {key: shared[twice[key]].text for key in twice} == {"always": "Always, better.", "once": "Once."}
    assert abs(shared[twice["once"]].day - date(2026, 4, 1)) <= timedelta(1)


def test_the_very_bytes_that_were_handed_over_stay_in_the_journal(vault: Vault, twice: dict[str, str]) -> None:
    with vault.write() as session:
        second, first = receipts.kept(session)
        assert [receipts.data_of(session, each.id) for each in (first, second)] == [b"first", b"second"]
        session.scalars(select(ReceiptFile).where(ReceiptFile.receipt_id == first.id)).one().data = "b3RoZXI="
        with pytest.raises(BadInput, match="damaged"):
            receipts.data_of(session, first.id)
        receipts.take_back(session, second.id)
        assert session.scalars(select(ReceiptFile.receipt_id)).all() == [first.id]


def test_a_line_that_was_withdrawn_or_changed_since_is_marked(vault: Vault, twice: dict[str, str]) -> None:
    with vault.write() as session:
        lines.revise(session, twice["always"], "Quite another thing.")
    with vault.read() as session:
        known = {each.text: (each.state, each.now, len(each.days)) for each in receipts.known(session)}
        assert [each.text for each in receipts.known(session, "BETTER always")] == ["Always, better."]
    assert known == {
        "Always.": ("changed", "Quite another thing.", 1),
        "Once.": ("withdrawn", "", 1),
        "Always, better.": ("changed", "Quite another thing.", 1),
    }
    with vault.write() as session:
        lines.move_to_trash(session, twice["once"])
        assert {each.state for each in receipts.known(session, "once")} == {"gone"}


def test_nothing_is_known_before_the_first_paper(vault: Vault) -> None:
    with vault.read() as session:
        assert receipts.kept(session) == []
        assert receipts.shared(session) == {}


def test_a_paper_whose_bytes_are_no_bytes_any_more_is_said_to_be_damaged(vault: Vault, twice: dict[str, str]) -> None:
    with vault.write() as session:
        found = session.scalars(select(ReceiptFile)).first()
        assert found
        for data in ("Zmlyc3", "no base64 é", ""):
            found.data = data
            session.flush()
            with pytest.raises(BadInput, match="damaged"):
                receipts.data_of(session, found.receipt_id)


def test_a_summary_of_earlier_days_takes_back_none_that_were_told(
    vault: Vault, twice: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever prints the summary of last year once more has still told of this year's first quarter."""
    with vault.write() as session:
        make.line(session, "Long ago.", day=date(2025, 12, 1))
        monkeypatch.setattr(receipts, "now", lambda: "2026-06-01T12:00:00.000+00:00")
        earlier = Choices(date(2025, 10, 1), date(2025, 12, 31))
        receipts.keep(session, collect(session, earlier), b"third")
        assert receipts.kept(session)[0].period_to == date(2025, 12, 31)
        assert receipts.since_the_last(session, date(2026, 5, 2)) == date(2026, 4, 1)
        assert receipts.since_the_last(session, date(2026, 4, 1)) == date(2026, 4, 1)
        assert receipts.since_the_last(session, LAST) is None

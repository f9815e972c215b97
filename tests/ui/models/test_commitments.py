"""The ledger's words and its model."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from journal.practices import commitments
from journal.store.vault import Vault
from journal.ui.models import ledger, promise_words
from journal.ui.models.commitments import LedgerModel
from journal.ui.widgets.list_row import RowRole
from tests import make

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 18), "3 days late"),
        (date(2026, 11, 20), "1 day late"),
        (date(2026, 11, 21), "today"),
        (date(2026, 11, 22), "tomorrow"),
        (date(2026, 11, 27), "Fri 27 Nov"),
        (date(2027, 1, 8), "Fri 8 Jan 2027"),
        (None, ""),
    ],
)
def test_a_due_day_is_told_in_plain_words(due: date | None, words: str) -> None:
    assert promise_words.due_text(due, TODAY).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_line_is_read_as_owner_words_and_day() -> None:
    read = promise_words.reading("ada: talk to sales by Friday", TODAY, "Ada Lind").replace("\N{NO-BREAK SPACE}", " ")
    assert read == "Ada Lind · Talk to sales · due Fri 27 Nov"
    assert promise_words.reading("draft the plan", TODAY, "Ada Lind") == "Me · Draft the plan · no date"
    assert "such as" in promise_words.reading("me:  ", TODAY, "Ada Lind")


def test_the_model_keeps_qts_rules_and_heads_each_group_once(vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        for number, due in enumerate(
            [None, date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 25), date(2027, 3, 1)]
        ):
            make.promise(session, f"Promise {number}", made_on=date(2026, 10, 1), due=due)
    model = LedgerModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with vault.read() as session:
        model.show(ledger.read_open(session), TODAY)
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    assert [row.data(RowRole.SECTION) for row in rows] == ["Overdue", "", "Next seven days", "Later", "Without a date"]
    assert [row.data(RowRole.TONE) for row in rows] == ["alert", "alert", "", "", ""]
    assert Qt.CheckState(rows[0].data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Unchecked
    assert tester.model() is model


def test_a_moved_promise_keeps_its_earlier_dates_and_reasons(vault: Vault) -> None:
    with vault.write() as session:
        first = make.promise(session, "Draft", made_on=date(2026, 10, 1), due=date(2026, 10, 9))
        second = commitments.renegotiate(session, first.id, date(2026, 10, 8), date(2026, 10, 30), "no figures yet")
        commitments.renegotiate(session, second.id, date(2026, 10, 29), date(2026, 11, 27))
    with vault.read() as session:
        (row,) = ledger.read_open(session)
        closed = ledger.read_closed(session)
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in promise_words.move_lines(row, TODAY)]
    assert lines == [
        "Was due Fri 9 Oct · moved Thu 8 Oct: no figures yet",
        "Was due Fri 30 Oct · moved Thu 29 Oct",
    ]
    assert [each.successor for each in closed] == [row.id, closed[0].id]
    assert [len(each.moves) for each in closed] == [1, 0]

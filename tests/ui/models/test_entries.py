"""The Journal's list shows every entry, however many there are, and reads only what is looked at."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from journal.practices import entries
from journal.practices.entries import EntryFilter
from journal.store.tables.base import first_place, new_id, now
from journal.store.vault import Vault
from journal.ui.models.entries import MOST_ROWS, PAGE, EntriesModel
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.list_view import ListView
from tests import make

LATEST = date(2026, 11, 20)


def fill(vault: Vault, count: int) -> None:
    """So many entries at once, four a day, named by their number from the newest on."""
    with vault.write() as session:
        manager_id = make.manager(session).id
        moment = now()
        rows = []
        for number in range(count):
            day, clock = LATEST - timedelta(days=number // 4), f"{18 - number % 4}:30"
            place = first_place(1, day, clock)
            kind = "win" if number % 10 == 0 else "interaction"
            rows.append((place, new_id(), kind, day.isoformat(), clock, f"Entry {number}", manager_id, moment, moment))
        columns = "place, id, kind, day, time, text, manager_id, created_at, changed_at"
        session.connection().exec_driver_sql(
            f"INSERT INTO entry ({columns}, starred, revision, parents, device)"  # noqa: S608 (our own words)
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, lower(hex(randomblob(16))), '[]', '')",
            rows,
        )


def titles(model: EntriesModel) -> list[str]:
    return [model.index(row, 0).data(RowRole.TITLE) for row in range(model.rowCount())]


@pytest.fixture
def model(open_journal: OpenJournal, qtbot: QtBot) -> EntriesModel:
    model = EntriesModel(open_journal)
    model.__dict__["tester"] = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    return model


def look_at_everything(model: EntriesModel, qtbot: QtBot) -> None:
    if not model.is_complete:
        with qtbot.waitSignal(model.all_known):
            model.index(0, 0).data(RowRole.TITLE)


def test_a_row_says_what_stands_in_the_entry(open_journal: OpenJournal, vault: Vault, model: EntriesModel) -> None:
    with vault.write() as session:
        make.entry(session, "A call @Budget\nmore", "win", time="14:05", starred=True)
    model.show_filter(EntryFilter())
    index = model.index(0, 0)
    assert index.data(RowRole.TITLE) == "A call @Budget"
    assert "@budget" in index.data(RowRole.SECOND)
    assert "Win" in index.data(RowRole.SECOND)
    assert index.data(RowRole.ICON) == "win"
    assert index.data(RowRole.MARK) == "star-on"
    assert index.data(RowRole.DAY) == make.DAY
    assert "starred" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_first_page_is_there_at_once_and_the_rest_after_it_was_looked_at(
    vault: Vault, model: EntriesModel, qtbot: QtBot
) -> None:
    fill(vault, 300)
    model.show_filter(EntryFilter())
    assert model.rowCount() == PAGE
    assert not model.is_complete
    look_at_everything(model, qtbot)
    assert titles(model) == [f"Entry {number}" for number in range(300)]


def test_a_list_of_twenty_thousand_is_scrolled_to_its_end_and_keeps_few_rows(
    vault: Vault, model: EntriesModel, qtbot: QtBot
) -> None:
    fill(vault, 20_000)
    view = ListView("Entries", days=True)
    qtbot.addWidget(view)
    view.resize(360, 600)
    view.setModel(model)
    model.show_filter(EntryFilter())
    with qtbot.waitSignal(model.all_known):
        view.show()
    view.scrollToBottom()
    view.grab()
    assert model.rowCount() == 20_000
    assert model.index(19_999, 0).data(RowRole.TITLE) == "Entry 19999"
    assert len(model._rows) < 6 * PAGE
    for row in range(0, 20_000, PAGE):
        model.index(row, 0).data(RowRole.TITLE)
    assert len(model._rows) <= MOST_ROWS


def test_what_another_program_adds_leaves_the_chosen_entry_chosen_and_in_its_place(
    vault: Vault, model: EntriesModel, qtbot: QtBot
) -> None:
    fill(vault, 500)
    view = ListView("Entries", days=True)
    qtbot.addWidget(view)
    view.resize(360, 600)
    view.setModel(model)
    model.show_filter(EntryFilter())
    with qtbot.waitSignal(model.all_known):
        view.show()
    view.choose_row(250)
    at = view.verticalScrollBar().value()
    with vault.write() as session:
        make.entry(session, "From long ago", day=date(2020, 1, 1))
    with qtbot.waitSignal(model.all_known):
        model.refresh()
    assert view.currentIndex().data(RowRole.TITLE) == "Entry 250"
    assert view.verticalScrollBar().value() == at
    assert titles(model)[-1] == "From long ago"


def test_a_save_touches_only_its_own_row(vault: Vault, model: EntriesModel, qtbot: QtBot) -> None:
    fill(vault, 200)
    model.show_filter(EntryFilter())
    look_at_everything(model, qtbot)
    other = QPersistentModelIndex(model.index(100, 0))
    with vault.write() as session:
        made = make.entry(session, "In the middle", day=LATEST - timedelta(days=10), time="12:00")
    with qtbot.waitSignals([model.rowsInserted]), qtbot.assertNotEmitted(model.modelReset):
        model.move(None, made.place)
    assert titles(model)[44] == "In the middle"
    assert other.row() == 101
    with vault.write() as session:
        moved = entries.revise(session, made.id, day=LATEST, time="23:00")
    model.move(made.place if made.place != moved.place else None, moved.place)
    assert titles(model)[0] == "In the middle"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EntryFilter(), ["win", "feedback", "talk"]),
        (EntryFilter(kinds=frozenset({"win", "feedback"})), ["win", "feedback"]),
        (EntryFilter(tag="@Budget"), ["talk"]),
        (EntryFilter(starred=True), ["win"]),
        (EntryFilter(first=date(2026, 3, 3)), ["win"]),
        (EntryFilter(last=date(2026, 3, 2)), ["feedback", "talk"]),
        (EntryFilter(trashed=True), ["thrown away"]),
        (EntryFilter(tag="@nothing"), []),
    ],
)
def test_a_filter_lets_through_what_it_names(
    vault: Vault, model: EntriesModel, qtbot: QtBot, wanted: EntryFilter, found: list[str]
) -> None:
    with vault.write() as session:
        make.entry(session, "talk @budget", time="09:00")
        make.entry(session, "feedback", "feedback", time="10:00")
        make.entry(session, "win", "win", day=date(2026, 3, 3), starred=True)
        entries.move_to_trash(session, make.entry(session, "thrown away").id)
    model.show_filter(wanted)
    if not model.is_complete:
        with qtbot.waitSignal(model.all_known):
            pass
    assert [title.split(" @")[0] for title in titles(model)] == found

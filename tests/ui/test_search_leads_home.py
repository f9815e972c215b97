"""Whatever a search finds, opening it shows the record on the page that it belongs to."""

import json
from collections.abc import Generator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from journal import cli
from journal.practices import managers
from journal.store import search
from journal.store.tables import (
    Authority,
    DevelopmentTalk,
    Experience,
    Goal,
    Placed,
    Pulse,
    RoleCase,
    Statement,
    Surprise,
)
from journal.store.vault import Vault
from journal.text import HIT_KINDS
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.places import HOMES, PLACES
from journal.ui.widgets.list_row import RowRole
from tests import make
from tests.conftest import PASSPHRASE

_TEXT_ROLES = (0, int(RowRole.TITLE), int(RowRole.SECOND), int(RowRole.ID))


def word(kind: str) -> str:
    """The one word by which the record of a kind is found."""
    return "otter" + kind.replace("_", "")


def write_one_of_each(session: Session, manager_id: str) -> None:
    """A record of every kind of hit, each with its own word, and others around it."""
    about: dict[str, Any] = {"manager_id": manager_id}
    for number in range(3):
        around = number != 1

        def said(kind: str, around: bool = around, number: int = number) -> str:
            return f"Something else {number}" if around else word(kind)

        day = make.DAY + timedelta(days=number)
        for kind in ("interaction", "win", "reflection"):
            make.entry(session, said(kind), kind, day)
        make.feedback(session, said("feedback"), day)
        make.request(session, said("request"), day)
        make.promise(session, said("commitment"), made_on=day)
        make.topic(session, make.meeting(session, day), said("one_on_one"))
        told: dict[str, Any] = {"said_on": day, "basis": "told", **about}
        records: list[Placed] = [
            Statement(side="manager", topic="channel", text=said("statement"), **told),
            Authority(decision=said("authority"), degree=3, **told),
            Surprise(day=day, what_happened=said("surprise"), **about),
            Experience(what_they_did=said("experience"), known_on=day, **about),
            Goal(what=said("goal"), begun_on=day, **about),
            RoleCase(role=said("role_case"), begun_on=day, **about),
            DevelopmentTalk(day=day, strengths=said("development_talk"), **about),
            Pulse(rated_on=day, trust=3, note=said("pulse"), **about),
        ]
        session.add_all(records)
        session.flush()


@pytest.fixture
def window(open_journal: OpenJournal, qtbot: QtBot) -> Generator[MainWindow]:
    """The main window with every page, on a journal with a record of each kind."""
    with open_journal.write(Changed.ENTRIES) as session:
        write_one_of_each(session, managers.current(session).id)
    window = MainWindow(open_journal, PLACES)
    window.resize(1280, 800)
    window.show()
    yield window
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    window.close()
    window.deleteLater()


def texts(page: QWidget) -> Iterator[str]:
    """What can be read on a page: labels, fields, and the chosen rows of its lists with their identities."""
    for widget in page.findChildren(QWidget):
        if not widget.isVisible():
            continue
        match widget:
            case QLabel() | QLineEdit():
                yield widget.text()
            case QPlainTextEdit():
                yield widget.toPlainText()
            case QAbstractItemView() if widget.currentIndex().isValid():
                row = widget.currentIndex()
                for column in range(row.model().columnCount()):
                    yield from (str(row.siblingAtColumn(column).data(role) or "") for role in _TEXT_ROLES)
            case _:
                pass


@pytest.mark.parametrize("kind", HIT_KINDS)
def test_a_hit_of_every_kind_leads_to_its_record(window: MainWindow, qtbot: QtBot, kind: str) -> None:
    window.search.start()
    with qtbot.wait_signal(window._results.arrived):
        qtbot.keyClicks(window.search, word(kind))
    assert window._results.rowCount() == 1
    row = window._results.index(0, 0)
    assert row.data(window._results.KIND) == kind
    assert row.data(int(RowRole.ICON))
    assert HIT_KINDS[kind] in str(row.data(11) or row.data(int(RowRole.TRAILING)))
    hit_id = row.data(int(RowRole.ID))
    window._open_hit(row)
    assert window._name == HOMES.get(kind, "journal")

    def is_shown() -> bool:
        return any(word(kind) in said or said == hit_id for said in texts(window.page))

    qtbot.wait_until(is_shown)


def test_the_command_line_names_the_kind_of_every_hit(
    vault: Vault, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with vault.write() as session:
        write_one_of_each(session, make.manager(session).id)
    with vault.read() as session:
        assert {hit.kind for hit in search.find(session, "otter*", limit=100)} == set(HIT_KINDS)
    vault.close()
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    secret = ["--passphrase-file", str(tmp_path / "passphrase")]
    assert cli.main(["search", str(vault.path), "otter*", "--json", *secret]) == 0
    hits = json.loads(capsys.readouterr().out)
    assert {hit["kind"] for hit in hits} == set(HIT_KINDS)

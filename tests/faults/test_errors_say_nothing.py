"""Whatever goes wrong with private words in hand: no error, traceback or warning says one of them."""

import traceback
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from journal.exchange import csv_export, journal_json, sources, writing
from journal.practices import commitments, entries, importance, one_on_ones, requests
from journal.sharing import lines
from journal.sharing.choices import Choices
from journal.sharing.collect import collect
from journal.sharing.document import compose
from journal.sharing.leak_check import verify
from journal.sharing.pdf import render
from journal.store import history, records, search
from journal.store.tables import Entry, EntryTag, Setting
from journal.store.vault import Vault
from tests import make
from tests.canaries import canary, is_in


def _flushed(session: Session, record: Any) -> None:
    session.add(record)
    session.flush()


def _table(folder: Path, words: str) -> Path:
    """A source that cannot be taken, with the words in every cell."""
    rows = ["made_on,owner,what,due,status,closed_on,one_on_one", ",".join([words] * 7)]
    (folder / "commitments.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder / "commitments.csv"


def _full(session: Session, words: str) -> None:
    """The disk is full in the middle of a save."""
    session.execute(text("PRAGMA max_page_count=1"))
    for _each in range(100):
        make.entry(session, words * 200)
        session.flush()


def _mistakes(vault: Vault, session: Session) -> Iterator[Callable[[], object]]:
    """Whatever can go wrong with private words in hand."""
    words, manager = canary("mistake"), make.manager(session).id
    made = make.entry(session, words)
    promise = make.promise(session, words)
    commitments.keep(session, promise.id, make.DAY)
    yield lambda: make.entry(session, words, words)
    yield lambda: _flushed(session, Entry(kind=words, text=words, day=make.DAY, manager_id=manager))
    yield lambda: _flushed(session, Entry(kind="win", text=words, day=make.DAY, manager_id=words))
    yield lambda: _flushed(session, Entry(kind="win", text=words, day=words, manager_id=manager))
    yield lambda: _flushed(session, Entry(kind="win", text=words, day=make.DAY, time=words, manager_id=manager))
    yield lambda: _flushed(session, Entry(kind="win", text=(words,), day=make.DAY, manager_id=manager))
    yield lambda: _flushed(session, Entry(id=made.id, kind="win", text=words, day=make.DAY, manager_id=manager))
    yield lambda: _flushed(session, EntryTag(entry_id=words, name=words))
    yield lambda: _flushed(session, Setting(key="draft", value={words: {words}}))
    yield lambda: session.execute(text("SELECT text FROM entry WHERE nothing = :words"), {"words": words}).all()
    yield lambda: session.execute(
        text("SELECT rowid FROM search WHERE search MATCH :words"), {"words": f'"{words}'}
    ).all()
    yield lambda: session.execute(text("INSERT INTO history VALUES (:words)"), {"words": words})
    yield lambda: entries.revise(session, made.id, nothing=words)
    yield lambda: commitments.make(session, words, words, make.DAY, manager_id=manager)
    yield lambda: commitments.keep(session, promise.id, date(2020, 1, 1))
    yield lambda: requests.move(session, made.id, words, make.DAY)
    yield lambda: importance.play(session, words, [words], make.DAY, manager_id=manager)
    yield lambda: one_on_ones.revise(session, words, notes=words)
    yield lambda: lines.checked(words * 100)
    yield lambda: make.line(session, words, section=words)
    yield lambda: history.delete_for_good(session, Entry(text=words))
    yield lambda: records.get(session, Entry, words)
    yield lambda: writing.bring_in(session, sources.read(_table(vault.path.parent, words), make.DAY))
    yield lambda: verify(
        render(compose(words, words, [("progress", words)])), compose("T", "P", [("progress", "Else.")])
    )
    yield lambda: render(compose(words, "P", [("progress", f"{words} \U0003fffd")]))
    yield lambda: collect(session, Choices(make.DAY, make.DAY))
    yield lambda: search.find(session, words, order=words, limit=words)  # type: ignore[arg-type]
    yield lambda: journal_json.export_json(session, Path(__file__))
    yield lambda: csv_export.export_csv(session, Path(__file__) / words)
    yield lambda: _full(session, words)


def _met(vault: Vault, which: int) -> str:
    """Everything that a log could hold of one mistake, warnings included."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            with vault.write() as session:
                list(_mistakes(vault, session))[which]()
        except Exception as error:  # noqa: BLE001 (any of them)
            told = [str(error), repr(error), *traceback.format_exception(error)]
            return "\n".join([*told, *(str(each.message) for each in warned)])
    return ""


def _number(vault: Vault) -> int:
    with vault.write() as session:
        number = sum(1 for _each in _mistakes(vault, session))
        session.rollback()
    return number


def test_no_error_says_a_private_word(vault: Vault) -> None:
    number = _number(vault)
    assert number >= 30
    for which in range(number):
        said = _met(vault, which)
        assert said, which
        assert not is_in(said), (which, said)


def test_an_error_would_say_it_if_the_library_had_its_way(vault: Vault) -> None:
    vault._engine.hide_parameters = vault._reader.hide_parameters = vault._writer.hide_parameters = False
    assert sum(is_in(_met(vault, which)) for which in range(_number(vault))) >= 5

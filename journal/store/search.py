"""The search index: words to hits, over whatever the tables declare.

One FTS5 index with external content covers every placed table. Its row numbers are the records' places, so the newest
hits are read first without sorting. Triggers keep it true in the same transaction as the change itself, whoever makes it.
"""

import json
import re
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from journal.store.connection import USUAL_CACHE
from journal.store.tables import Base, Placed
from journal.store.tables.base import day_of
from journal.text import HIT_KINDS, _, first_line

MARK: Final = "\x02"
UNMARK: Final = "\x03"
_SPACE: Final = re.compile(r"\s{2,}|[^\S ]")
RANKED: Final = 2000
EXCERPT_WORDS: Final = 16
MOST_WORDS: Final = 50
BULK_CACHE: Final = -65536
Order = Literal["newest", "best"]


class Hit(NamedTuple):
    """One record that holds the words. In `excerpt` the found words stand between `MARK` and `UNMARK`.

    kind: one of `text.HIT_KINDS`; id: its UUID.
    """

    kind: str
    id: str
    day: date
    title: str
    excerpt: str


def plain(marked: str) -> str:
    """An excerpt without the marks of the found words."""
    return marked.replace(MARK, "").replace(UNMARK, "")


@cache
def placed_tables() -> list[type[Placed]]:
    """Every class that is searched, in the order of their codes."""
    classes = (mapper.class_ for mapper in Base.registry.mappers)
    return sorted((found for found in classes if issubclass(found, Placed)), key=_code)


def _code(found: type[Placed]) -> int:
    return found.table_code


def definition() -> list[str]:
    """The statements that make the index, the view of what it holds, and the triggers that keep it true."""
    tables = placed_tables()
    views = [
        f"CREATE VIEW searchable_{table.__tablename__} AS SELECT t.place AS place, {table.searched.text} AS text,"
        f" {table.searched.more} AS more FROM {table.__tablename__} t WHERE t.deleted_at IS NULL"
        for table in tables
    ]
    union = " UNION ALL ".join(f"SELECT place, text, more FROM searchable_{table.__tablename__}" for table in tables)
    index = [
        f"CREATE VIEW searchable AS {union}",
        "CREATE VIRTUAL TABLE search USING fts5(text, more, content='searchable', content_rowid='place',"
        " tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3', detail='full')",
    ]
    return views + index + triggers()


def triggers() -> list[str]:
    """The triggers: before a change the old words leave the index, after it the new ones enter."""
    return [
        f"CREATE TRIGGER {name} {moment} ON {table} BEGIN {' '.join(bodies)} END"
        for name, moment, table, bodies in _trigger_parts()
    ]


def _trigger_parts() -> Generator[tuple[str, str, str, list[str]]]:
    for placed in placed_tables():
        own = placed.__tablename__
        yield f"search_{own}_new", "AFTER INSERT", own, [_enters(own, "new.place")]
        yield f"search_{own}_old", "BEFORE DELETE", own, [_leaves(own, "old.place")]
        yield f"search_{own}_before", "BEFORE UPDATE", own, [_leaves(own, "old.place")]
        yield f"search_{own}_after", "AFTER UPDATE", own, [_enters(own, "new.place")]
        for detail in placed.searched.details:
            yield from _detail_parts(own, detail)


def _detail_parts(own: str, detail: str) -> Generator[tuple[str, str, str, list[str]]]:
    old = f"(SELECT place FROM {own} WHERE id = old.{own}_id)"
    new = f"(SELECT place FROM {own} WHERE id = new.{own}_id)"
    yield f"search_{detail}_new_before", "BEFORE INSERT", detail, [_leaves(own, new)]
    yield f"search_{detail}_new_after", "AFTER INSERT", detail, [_enters(own, new)]
    both = f"{old}, {new}"  # a detail can move from one record to another, and then both change
    yield f"search_{detail}_before", "BEFORE UPDATE", detail, [_leaves(own, both)]
    yield f"search_{detail}_after", "AFTER UPDATE", detail, [_enters(own, both)]
    yield f"search_{detail}_old_before", "BEFORE DELETE", detail, [_leaves(own, old)]
    yield f"search_{detail}_old_after", "AFTER DELETE", detail, [_enters(own, old)]


def _leaves(own: str, places: str) -> str:
    return (
        "INSERT INTO search(search, rowid, text, more)"
        f" SELECT 'delete', place, text, more FROM searchable_{own} WHERE place IN ({places});"
    )


def _enters(own: str, places: str) -> str:
    return (
        "INSERT INTO search(rowid, text, more)"
        f" SELECT place, text, more FROM searchable_{own} WHERE place IN ({places});"
    )


@contextmanager
def rebuilt_at_end(session: Session) -> Generator[None]:
    """For thousands of new records at once: the index is made anew at the end, in the same transaction."""
    connection = session.connection()
    connection.exec_driver_sql(f"PRAGMA cache_size={BULK_CACHE}")
    for name, _moment, _table, _bodies in _trigger_parts():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    session.flush()
    rebuild(connection)
    for statement in triggers():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA cache_size={USUAL_CACHE}")


def rebuild(connection: Connection) -> None:
    """Make the contents of the index anew from the records."""
    connection.exec_driver_sql("INSERT INTO search(search) VALUES('rebuild')")


def purge(connection: Connection) -> None:
    """Remove what the index still holds of words that no record has any more (1.5 to 2 s at 100,000 records).

    FTS5's own `secure-delete` would do it at once, but it loses its way in long texts: *measured* with SQLite 3.53.4, in
    7 of 10 runs of some sixty edits the index kept words that were gone, or no longer agreed with the records.
    """
    connection.exec_driver_sql("INSERT INTO search(search) VALUES('optimize')")


def redefine(connection: Connection) -> None:
    """Drop the index and whatever belongs to it, and make it as the tables declare it now."""
    undefine(connection)
    for statement in definition():
        connection.exec_driver_sql(statement)
    rebuild(connection)


def undefine(connection: Connection) -> None:
    """Drop the index and the views and triggers over the tables, which else could not be made anew."""
    found = connection.exec_driver_sql(
        "SELECT type, name FROM sqlite_master WHERE name LIKE 'search%' AND type IN ('view','trigger')"
    )
    for kind, name in found.all():
        connection.exec_driver_sql(f"DROP {kind} {name}")
    connection.exec_driver_sql("DROP TABLE IF EXISTS search")


def index_faults(connection: Connection) -> list[str]:
    """What FTS5's own test says when the index does not agree with the records; empty when it does. Changes nothing."""
    try:
        connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")
    except DatabaseError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != dbapi2.SQLITE_CORRUPT:
            raise
        return [_("The search index does not agree with the records.")]
    return []


_COLUMNS: Final = "SELECT rowid, snippet(search, -1, :mark, :unmark, '…', :words) FROM search WHERE search MATCH :match"
_NEWEST: Final = f"{_COLUMNS} ORDER BY rowid DESC LIMIT :limit"
_BEST: Final = (
    f"{_COLUMNS} AND rowid >= coalesce((SELECT min(rowid) FROM"
    " (SELECT rowid FROM search WHERE search MATCH :match ORDER BY rowid DESC LIMIT :ranked)), 0) ORDER BY rank LIMIT :limit"
)

_ANY: Final = "SELECT rowid FROM search WHERE search MATCH :match LIMIT :limit"


def match_of(words: str, *, complete: bool = True) -> str:
    """The FTS5 expression of what a user typed: every word quoted, the last one a prefix while it is still being typed.

    A word that ends in `*` is a prefix. No character has a meaning beyond that; text without a word gives ''. Of a pasted
    page the first 50 different words count: 3,000 would take half a minute.
    """
    quoted: list[str] = []
    for word in words.split():
        bare = word.rstrip("*").replace("\x00", " ").encode("utf-8", "ignore").decode("utf-8")
        if re.search(r"\w", bare):
            quoted.append('"' + bare.replace('"', '""') + '"' + ("*" if word.endswith("*") else ""))
    if quoted and not complete and not quoted[-1].endswith("*") and not words[-1:].isspace():
        quoted[-1] += "*"
    return " ".join(list(dict.fromkeys(quoted))[:MOST_WORDS])


def find(session: Session, words: str, *, order: Order = "newest", limit: int = 50, complete: bool = True) -> list[Hit]:
    """The records that hold all the words, newest first or best first (among the newest 2,000).

    Case and diacritics do not matter. `complete=False` while the last word is still being typed.
    """
    match = match_of(words, complete=complete)
    if not match:
        return []
    values = {"match": match, "limit": limit, "mark": MARK, "unmark": UNMARK, "words": EXCERPT_WORDS, "ranked": RANKED}
    rows = _rows(session, _BEST if order == "best" else _NEWEST, values)
    found = _rows(session, _heads(), {"places": json.dumps([row[0] for row in rows])})
    heads = {place: (kind, record_id, headline) for place, record_id, kind, headline in found}
    return [_hit(place, excerpt, *heads[place]) for place, excerpt in rows if place in heads]


def places_with(session: Session, phrase: str, limit: int) -> list[int]:
    """Where these words stand one after the other, whatever their case and diacritics: at most so many places, unordered."""
    plain_words = phrase.replace("\x00", " ").encode("utf-8", "ignore").decode("utf-8")
    quoted = '"' + plain_words.replace('"', '""') + '"'
    return [row[0] for row in _rows(session, _ANY, {"match": quoted, "limit": limit})]


def texts_at(session: Session, places: list[int]) -> list[str]:
    """Everything that the index holds of the records at some places, a text each."""
    return [row[0] for row in _rows(session, _texts(), {"places": json.dumps(places)})]


def _rows(session: Session, statement: str, values: dict[str, Any]) -> list[Any]:
    """The rows of a statement, straight from the driver: one that is typed for is read with every key."""
    driver: Any = session.connection().connection.driver_connection
    return driver.execute(statement, values).fetchall()


def _hit(place: int, excerpt: str, kind: str, record_id: str, headline: str | None) -> Hit:
    title = first_line(headline or "") or HIT_KINDS[kind]
    return Hit(kind, record_id, day_of(place), title, _SPACE.sub(" ", excerpt).strip())


@cache
def _heads() -> str:
    """The statement for identity, kind and headline of the records at some places."""
    return " UNION ALL ".join(
        f"SELECT place, id, {table.searched.kind}, {table.searched.headline} FROM {table.__tablename__} t"
        " WHERE place IN (SELECT value FROM json_each(:places))"
        for table in placed_tables()
    )


@cache
def _texts() -> str:
    """The statement for the words of the records at some places."""
    return " UNION ALL ".join(
        f"SELECT concat_ws(char(10), text, more) FROM searchable_{table.__tablename__}"
        " WHERE place IN (SELECT value FROM json_each(:places))"
        for table in placed_tables()
    )

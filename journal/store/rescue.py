"""Rescue: every record that can still be read of a damaged journal goes into a new one, with a list of what could not.

The new journal is under the same key, so that the passphrase and the recovery sheet stay; it is the same journal to this
computer, so that merging the newest backup into it brings back what the damage took and the backup has. The damaged file
is only read.
"""

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import Table, update
from sqlalchemy.orm import Session

from journal.errors import JournalDamaged, JournalExists, UpwardError, not_written
from journal.store import backup, history, known, migrations, restoring, search, shelf
from journal.store.damaged import ROWID, Damaged
from journal.store.dangling import Made, mend
from journal.store.key import Key
from journal.store.stray_pages import Values
from journal.store.tables import IDENTITY, Base, Placed, Record
from journal.store.tables.base import day_of
from journal.store.vault import Vault
from journal.store.working_copy import readable
from journal.text import RECORDS, _, n_

#: What became of a record that could not be read: gone, brought back as it was before its last changes, or kept without
#: its text because something else belongs to it.
Fate = Literal["lost", "earlier", "emptied"]
ID: Final = 36
_Group = tuple[str, Fate, date | None]  # kind, what became of it, day
_DAYS: Final = ("source_day", "rated_on", "raised_on", "made_on", "day")


@dataclass(frozen=True)
class Lost:
    """One record that could not be read as it was. kind: its table; id and day as far as the file still tells them."""

    kind: str
    id: str
    day: date | None
    fate: Fate


@dataclass(frozen=True)
class Report:
    """What a rescue brought.

    rescued: by table, how many records are in the new journal. lost: what could not be read as it was. unsure: the tables
    of which more may be lost than the list says.
    """

    rescued: Counter[str] = field(default_factory=Counter[str])
    lost: list[Lost] = field(default_factory=list[Lost])
    unsure: list[str] = field(default_factory=list[str])

    def lines(self, day_words: Callable[[date], str] = date.isoformat) -> list[str]:
        """What could not be read, a line each kind and day, with how many there were: never a text.

        day_words: writes a day as people read it.
        """
        found: Counter[_Group] = Counter((each.kind, each.fate, each.day) for each in self.lost)
        more = _("{kind}: more may be lost than is listed here.")
        return [
            *(
                _line(kind, fate, day_words(day) if day else _("an unknown day"), n)
                for (kind, fate, day), n in _in_order(found)
            ),
            *(more.format(kind=_name(table)) for table in self.unsure),
        ]


def rescue(
    path: Path,
    secret: str | Key,
    into: Path,
    *,
    backups: Iterable[Path] = (),
    device: str = "",
    step: Callable[[int, int], None] | None = None,
) -> Report:
    """Make a new journal at `into` of what can be read of the damaged one at `path`, which nobody has open.

    secret: the passphrase or the key of the damaged journal; the new one opens with the same. backups: further files that
    may help where the first pages are damaged, beside those that this computer knows. step: told the parts done and all.
    Raises JournalMissing, NotAJournal, WrongPassphrase, JournalDamaged when nothing can be read, JournalTooNew,
    JournalExists, JournalUnreachable, DiskFull; then no file is left.
    """
    path = path.resolve()
    if os.path.lexists(into):
        raise JournalExists(into)
    for each in (path, into):
        backup.sweep(each)
    here = known.by_path(path)
    shelved = [each.path for each in shelf.backups(here)] if here else []
    with readable(path, secret, into, [*backups, *shelved]) as (damaged, key):
        version = damaged.fetched("PRAGMA user_version")
        migrations.refuse_newer(int(version[0][0]) if version else 0)
        made = backup.passing_name(into)
        try:
            with closing(Vault.create_keyed(made, key, device=device)) as vault:
                report = _fill(vault, damaged, here.journal_id if here else "", step)
                _refuse_faults(vault)
            backup.verify(made, key)
            backup.settle_file(made)
            backup.give_name(made, into)
        except OSError as error:
            raise not_written(error, into) from None
        finally:
            backup.discard(made)
    return report


def take_place(rescued: Path, path: Path, key: Key | None = None) -> Path | None:
    """Set the damaged journal aside, as `NAME.damaged-<moment>.upward`, and give the rescued one its name, in one step.

    Nobody of us has either open. key: that of both, by which others are kept from saving meanwhile where it still fits.
    Returns where the damaged file is now. Raises DiskFull, BadInput, JournalBusy, JournalReplaced; then all is as it was.
    """
    path = path.resolve()
    try:
        aside = restoring.take_place(rescued, path, "damaged", key=key)
    except OSError as error:
        raise not_written(error, path) from None
    found = known.by_path(path)
    if found and found.last_written:
        with contextlib.suppress(UpwardError):  # then a later opening says that the file is another one, which is so
            known.remember(replace(found, last_written=""))
    return aside


def _fill(vault: Vault, damaged: Damaged, journal_id: str, step: Callable[[int, int], None] | None) -> Report:
    report = Report()
    tables = _tables()
    with vault.write() as session, search.rebuilt_at_end(session):
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for done, table in enumerate(tables):
            if step:
                step(done, len(tables))
            report.rescued[table.name] = _copy_rows(session, damaged, table)
        _keep_identity(session, damaged, journal_id)
        for kind, said in _lost_records(damaged):
            report.lost.append(_bring_back(session, kind, said))
        session.flush()
        for made in mend(session, damaged.lost):
            _note_emptied(report, made)
        for each in report.lost:
            report.rescued[each.kind] += each.fate != "lost"
    report.unsure.extend(sorted(damaged.unsure))
    return report


def _refuse_faults(vault: Vault) -> None:
    if vault.integrity_faults():
        raise JournalDamaged(_("The rescued journal is not whole, so it was not kept."))


def _tables() -> list[Table]:
    """Every table that holds something of the user's; the earlier versions last, because records lead to them."""
    found = [table for table in Base.metadata.sorted_tables if table.name not in {IDENTITY.name, "history"}]
    return [*found, Base.metadata.tables["history"]]


def _copy_rows(session: Session, damaged: Damaged, table: Table) -> int:
    """Copy the rows of a table that can be read, as they stand in the file; how many there were."""
    driver: Any = session.connection().connection.driver_connection
    there = damaged.columns(table.name)
    columns = [column.name for column in table.columns if column.name in there]
    if not columns:
        damaged.unsure.add(table.name)
        return 0
    quoted, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
    insert = f'INSERT OR IGNORE INTO "{table.name}" ({quoted}) VALUES ({marks})'  # noqa: S608 (names of ours)
    has_rowid = table.dialect_options["sqlite"]["with_rowid"]
    order = ROWID if has_rowid else tuple(column.name for column in table.primary_key)
    near = () if has_rowid else _records(driver)
    before = driver.total_changes
    is_one = None if has_rowid else _is_version
    driver.executemany(insert, damaged.rows(table.name, columns, order, near, is_one))
    _copy_from_indexes(driver, insert, columns, damaged.lost.get(table.name, []))
    return int(driver.total_changes - before)


def _copy_from_indexes(driver: Any, insert: str, columns: list[str], lost: list[dict[str, Any]]) -> None:
    """A lost row of which the indexes hold every column, such as a tag, is not lost."""
    for said in list(lost):
        if said.keys() >= set(columns):
            driver.execute(insert, [said[column] for column in columns])
            lost.remove(said)


def _records(driver: Any) -> Iterator[Values]:
    """The ids of all rescued records: their earlier versions stand side by side."""
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Record):
            yield from driver.execute(f"SELECT id FROM {mapper.class_.__tablename__}").fetchall()  # noqa: S608


def _is_version(row: dict[str, Any]) -> bool:
    """Whether this can be a row of the history: what another tree of the file holds has other things in these places."""
    ids = (row["record"], row["revision"])
    return row["table"] in Base.metadata.tables and all(isinstance(each, str) and len(each) == ID for each in ids)


def _keep_identity(session: Session, damaged: Damaged, journal_id: str) -> None:
    """It stays the same journal; where the file does not say which, the one that this computer knows at its place."""
    rows = (
        damaged.fetched("SELECT journal, changes, changed_at FROM identity") if damaged.columns(IDENTITY.name) else None
    )
    if rows:
        session.execute(update(IDENTITY).values(journal=rows[0][0], changes=rows[0][1], changed_at=rows[0][2]))
    elif journal_id:
        session.execute(update(IDENTITY).values(journal=journal_id))


def _lost_records(damaged: Damaged) -> Iterator[tuple[type[Record], dict[str, Any]]]:
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Record):
            for said in damaged.lost.get(mapper.class_.__tablename__, ()):
                yield mapper.class_, said


def _bring_back(session: Session, kind: type[Record], said: dict[str, Any]) -> Lost:
    """Make the newest earlier version of a lost record the present one, if there is any that has its text."""
    table = kind.__tablename__
    record_id = str(said.get("id") or "")
    lost = Lost(table, record_id, _day_of(kind, said), "lost")
    versions = history.versions(session, record_id) if record_id else []
    if not versions:
        return lost
    newest = versions[0]
    session.add(kind(**history.from_json(kind, newest.values or {}), parents=[newest.revision]))
    return replace(lost, fate="earlier")


def _day_of(kind: type[Record], said: dict[str, Any]) -> date | None:
    """The day of a lost record, as far as the indexes tell it: a placed one's number is its moment."""
    if issubclass(kind, Placed):
        return day_of(said["rowid"])
    found = next((str(said[name]) for name in _DAYS if said.get(name)), "")
    return date.fromisoformat(found) if found else None


def _note_emptied(report: Report, made: Made) -> None:
    """Say of a record that was made again without its text that it was, in the place of its loss where that is known."""
    emptied = Lost(made.table, made.id, made.day, "emptied")
    for place, each in enumerate(report.lost):
        if each.id == made.id:
            report.lost[place] = emptied
            return
    report.lost.append(emptied)


def _in_order(found: Counter[_Group]) -> list[tuple[_Group, int]]:
    """By kind, then by day, the unknown one last."""
    return sorted(found.items(), key=lambda each: (each[0][0], each[0][2] or date.max, each[0][1]))


def _line(table: str, fate: Fate, day: str, number: int) -> str:
    of = {"records": _counted(table, number), "day": day}
    if fate == "earlier":
        return _("{records} of {day}: only an earlier version could be read.").format(**of)
    if fate == "emptied":
        return _("{records} of {day}: the text could not be read; what belongs to it is kept.").format(**of)
    return _("{records} of {day}: could not be read.").format(**of)


def _counted(table: str, n: int) -> str:
    """So many records of a kind."""
    words = {
        "agenda_item": n_("{n} topic of an agenda", "{n} topics of an agenda", n),
        "commitment": n_("{n} commitment", "{n} commitments", n),
        "entry": n_("{n} entry", "{n} entries", n),
        "feedback": n_("The details of {n} feedback", "The details of {n} feedbacks", n),
        "importance_hand": n_("{n} hand of the importance board", "{n} hands of the importance board", n),
        "manager": n_("{n} manager", "{n} managers", n),
        "one_on_one": n_("{n} one-on-one", "{n} one-on-ones", n),
        "request": n_("The details of {n} request", "The details of {n} requests", n),
        "shareable_line": n_("{n} shareable line", "{n} shareable lines", n),
    }.get(table)
    return words.format(n=n) if words else _("{kind} ({n})").format(kind=_name(table), n=n)


def _name(table: str) -> str:
    """What the rows of a table are, in the singular."""
    parts = {
        "entry_tag": _("Tags of entries"),
        "feedback": _("Details of a feedback"),
        "history": _("Earlier versions"),
        "imported": _("Notes about what was imported"),
        "request": _("Details of a request"),
        "setting": _("Setting"),
    }
    return parts.get(table) or RECORDS.get(table, table)

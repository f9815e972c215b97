"""A path to what it holds: one file, or a folder of files. Nothing is taken from below the folder.

The journal that is open is never opened here as a file: closing it again would drop the database's lock on it. What it is
called does not matter, `stat` knows it. Sizes are looked at before a byte is read. In a folder, files that are no source are listed as ignored; a file that is one
and cannot be read is a problem, and any problem refuses the whole import unless bad rows are to be skipped.
"""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path
from typing import Final

from journal.errors import SourceRefused
from journal.exchange import calendar_ics, csv_tables, journal_json, jrnl_json, jrnl_text
from journal.exchange.json_text import loaded
from journal.exchange.plain_text import Unreadable, decoded, unreadable
from journal.exchange.rows import Parsed, Place, Problem, Row, Series
from journal.text import _, n_

LARGEST_FILE: Final = 50 * 1024 * 1024
MOST_FILES: Final = 5000
_JSON_START: Final = ("{",)
#: Journals and the database's journals beside them; copies that Upward makes in passing have hidden names.
_OF_JOURNALS: Final = (".upward", ".upward-journal", ".copy", ".copy-journal")


class Refused(SourceRefused):
    """The source holds what cannot be taken. `str` is one line, for the first; `problems` has them all."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        more = len(problems) - 1
        text = str(problems[0])
        if more:
            text = n_("{first} (and {n} more)", "{first} (and {n} more)", more).format(first=text, n=more)
        super().__init__(_("{reason}. Nothing was imported.").format(reason=text))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Source:
    """What a file or a folder holds, ready to be compared with a journal."""

    rows: tuple[Row, ...]
    series: tuple[Series, ...]
    full: "journal_json.FullExport | None"
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]
    today: date
    cancelled: tuple[Series, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    format: str
    data: bytes


def read(
    path: Path,
    today: date,
    *,
    zone: tzinfo | None = None,
    skip_bad: bool = False,
    leave: Path | None = None,
    step: Callable[[int, int], None] | None = None,
) -> Source:
    """Read a file or a folder. `zone` is where calendar times are told (None: this computer's zone).

    `leave` is the journal that the source is for: it is not touched, by whatever name the source holds it.
    `step(done, total)` is called between the files; what it raises goes through. Raises Refused where there is a
    problem, unless `skip_bad` leaves bad rows out; SourceRefused where there is nothing to read at all.
    """
    found = _found(path)
    if stat.S_ISDIR(found.st_mode):
        names, ignored = _names(path, leave)
        return _read_folder(path, names, ignored, today, zone, skip_bad=skip_bad, step=step)
    if leave and _is_same(found, leave):
        raise SourceRefused(
            _("{path} is the journal itself. Name the file or folder that should come into it.").format(path=path)
        )
    if not stat.S_ISREG(found.st_mode):
        raise SourceRefused(_("{path} is neither a file nor a folder.").format(path=path))
    try:
        file = _opened(path)
        if not file.format:
            raise unreadable(file.name, 0, _("this is no file that Upward can import"))
        source = _joined([_parsed(file, today, zone)], (), today)
    except Unreadable as error:
        raise Refused((error.problem,)) from None
    return _accepted(source, skip_bad=skip_bad)


def _found(path: Path) -> os.stat_result:
    """What lies at a path, as `stat` says it. Raises SourceRefused."""
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise SourceRefused(_("There is nothing at {path}. Check the name.").format(path=path)) from None
    except OSError as error:
        raise _closed(path, error) from None


def _closed(path: Path, error: OSError) -> SourceRefused:
    sentence = _("{path} cannot be read ({why}). Check the rights of the file and its folder. Nothing was imported.")
    return SourceRefused(sentence.format(path=path, why=error.strerror))


def _is_same(found: os.stat_result, journal: Path) -> bool:
    try:
        return os.path.samestat(found, journal.stat())
    except OSError:
        return False  # there is no journal: opening it will say so


def _read_folder(
    folder: Path,
    names: list[str],
    ignored: list[str],
    today: date,
    zone: tzinfo | None,
    *,
    skip_bad: bool,
    step: Callable[[int, int], None] | None,
) -> Source:
    parsed: list[Parsed | journal_json.Part] = []
    for number, name in enumerate(names):
        if step:
            step(number, len(names))
        try:
            file = _opened(folder / name, alone=False)
            if file.format:
                parsed.append(_parsed(file, today, zone))
            else:
                ignored.append(name)
        except Unreadable as error:
            parsed.append(Parsed(problems=(error.problem,)))
    if not parsed:
        raise SourceRefused(_("There is no file in {folder} that Upward can import.").format(folder=folder))
    return _accepted(_joined(parsed, tuple(sorted(ignored)), today), skip_bad=skip_bad)


def _names(folder: Path, leave: Path | None) -> tuple[list[str], list[str]]:
    """The names of the files in a folder that may be read, text before JSON; and of those that are left alone."""
    try:
        found = list(folder.iterdir())
        if len(found) > MOST_FILES:
            raise SourceRefused(_("{folder} holds more than {most} files.").format(folder=folder, most=MOST_FILES))
        files = [entry for entry in found if entry.is_file() and not _is_left(entry, leave)]
    except OSError as error:
        raise _closed(folder, error) from None
    chosen = set(files)
    ignored = [entry.name for entry in found if entry not in chosen]
    return [entry.name for entry in sorted(files, key=_text_first)], ignored


def _is_left(file: Path, leave: Path | None) -> bool:
    """Whether a file is hidden, or a journal or what belongs to one; decided without opening it."""
    if file.name.startswith(".") or file.name.lower().endswith(_OF_JOURNALS):
        return True
    return leave is not None and _is_same(file.stat(), leave)


def _text_first(file: Path) -> tuple[bool, str]:
    return file.suffix.lower() == ".json", file.name


def _opened(path: Path, *, alone: bool = True) -> _File:
    """A file's bytes and format; '' as format where it is no source. Raises Unreadable."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            if not alone and path.suffix.lower() not in _FORMATS:
                return _File(path.name, "", b"")
            raise unreadable(path.name, 0, _("this file is larger than 50 MB"))
        data = path.read_bytes()
    except OSError as error:
        reason = _("this file cannot be read ({why}); check its rights").format(why=error.strerror)
        raise unreadable(path.name, 0, reason) from None
    return _File(path.name, _format(path, data, alone=alone), data)


_FORMATS: Final = {".ics": "calendar", ".json": "json", ".csv": "table"}


def _format(path: Path, data: bytes, *, alone: bool) -> str:
    """`calendar`, `table`, `jrnl`, `jrnl-json`, `full`, or '' for what is no source. Raises Unreadable."""
    by_name = _FORMATS.get(path.suffix.lower(), "")
    if not by_name and not alone and not jrnl_text.might_be(data):
        return ""
    text = decoded(data, path.name)
    if by_name == "json" or (not by_name and text.lstrip().startswith(_JSON_START)):
        return _json_format(data, path.name)
    if by_name == "calendar" or calendar_ics.looks_like(text):
        return "calendar"
    if csv_tables.table_of(text):
        return "table"
    return "jrnl" if jrnl_text.looks_like(text) else ""


def _json_format(data: bytes, name: str) -> str:
    value = loaded(data, name)
    if journal_json.looks_like(value):
        return "full"
    return "jrnl-json" if jrnl_json.looks_like(value) else ""


def _parsed(file: _File, today: date, zone: tzinfo | None) -> "Parsed | journal_json.Part":
    match file.format:
        case "calendar":
            return calendar_ics.parse(file.data, file.name, today, zone)
        case "table":
            return csv_tables.parse(file.data, file.name)
        case "full":
            return journal_json.parse(file.data, file.name)
        case "jrnl-json":
            return jrnl_json.parse(file.data, file.name)
        case _:
            return jrnl_text.parse(file.data, file.name)


def _joined(parsed: "list[Parsed | journal_json.Part]", ignored: tuple[str, ...], today: date) -> Source:
    tables = [found for found in parsed if isinstance(found, Parsed)]
    parts = [found for found in parsed if not isinstance(found, Parsed)]
    return Source(
        rows=tuple(row for found in tables for row in found.rows),
        series=tuple(series for found in tables for series in found.series),
        full=journal_json.joined(parts) if parts else None,
        problems=tuple(problem for found in tables for problem in found.problems),
        ignored=ignored,
        today=today,
        cancelled=tuple(series for found in tables for series in found.cancelled),
    )


def _accepted(source: Source, *, skip_bad: bool) -> Source:
    if source.problems and not skip_bad:
        raise Refused(tuple(sorted(source.problems, key=_line)))
    return source


def _line(problem: Problem) -> Place:
    return problem.place

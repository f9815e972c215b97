"""The parts of the Markdown export that hold what the journal keeps beside its records: tags, settings, drafts, trash."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import func, select

from journal.exchange.markdown_parts import Part, Parts
from journal.exchange.markdown_signs import escaped, fact, facts
from journal.store.tables import EntryTag, History, Record, Setting
from journal.text import RECORDS, _, first_line
from journal.versions import label_of


class KeptParts:
    """Reads them from the session of the other parts."""

    def __init__(self, parts: Parts) -> None:
        self._session = parts.session

    def single(self) -> list[Callable[[], Part]]:
        """The parts, one file each."""
        return [self._tags, self._settings, self._trash, self._earlier_versions]

    def _tags(self) -> Part:
        query = select(EntryTag.name, func.count()).group_by(EntryTag.name).order_by(EntryTag.name)
        lines = [f"- {escaped(name)} ({number})" for name, number in self._session.execute(query)]
        return "tags", ["# " + _("Tags, and how many entries have them"), "\n".join(lines)]

    def _settings(self) -> Part:
        blocks = ["# " + _("Settings of this journal, and what was typed and not finished")]
        for found in self._session.scalars(select(Setting).order_by(Setting.key)):
            blocks += [f"## {escaped(found.key)}", facts(*_flat("", found.value))]
        return "settings-and-drafts", blocks

    def _trash(self) -> Part:
        blocks = ["# " + _("Trash")]
        for mapper in Record.registry.mappers:
            kind = mapper.class_
            if issubclass(kind, Record):
                for found in self._session.scalars(select(kind).where(kind.deleted_at.is_not(None))):
                    blocks += _version(kind.__tablename__, str(found.deleted_at), found.content())
        return "trash", blocks

    def _earlier_versions(self) -> Part:
        blocks = ["# " + _("Earlier versions")]
        for found in self._session.scalars(select(History).order_by(History.record, History.at)):
            if found.values is not None:
                blocks += _version(found.table, found.at, found.values)
        return "earlier-versions", blocks


def _version(table: str, at: str, values: dict[str, Any]) -> list[str]:
    told = [
        fact(label_of(table, name) or escaped(name), _plain(value) if isinstance(value, (list, dict)) else value)
        for name, value in values.items()
    ]
    title = first_line(str(values.get("text") or values.get("what") or values.get("notes") or ""))
    return [f"## {escaped(RECORDS.get(table, table))} · {at} {escaped(title)}".rstrip(), facts(*told)]


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _flat(name: str, value: Any) -> Iterator[str]:
    """Nested values as facts, each with the names that lead to it."""
    match value:
        case dict():
            for key, part in value.items():  # type: ignore[reportUnknownVariableType]
                yield from _flat(f"{name} {key}".strip(), part)
        case list() if not any(isinstance(part, (list, dict)) for part in value):  # type: ignore[reportUnknownVariableType]
            yield from _flat(name, "\n".join(map(str, value)))  # type: ignore[reportUnknownArgumentType]
        case list():
            for part in value:  # type: ignore[reportUnknownVariableType]
                yield from _flat(name, part)
        case _:
            yield fact(escaped(name) or "·", value)

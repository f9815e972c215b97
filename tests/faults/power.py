"""A disk whose power can be cut: it keeps what was synced, and of all the rest whatever chance leaves.

It is fed with the calls that a program made, and follows the rules that a program may count on, no kinder ones: written
bytes are safe once their file was synced, a name once its folder was. Before that a write may be there, be missing, or be
there in part, in sectors of 512 bytes and in no order; a new name, a changed or a removed one may or may not have come.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.tracing import Call

CALLS: Final = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,unlinkat,rename"
SECTOR: Final = 512
Change = tuple[int, bytes | None]  # an offset and what is written there; or a length to cut the file to, and None


@dataclass
class File:
    """What is safe of a file, and what was done to it since it was synced."""

    safe: bytearray = field(default_factory=bytearray)
    changes: list[Change] = field(default_factory=list)

    def sync(self) -> None:
        """Make everything safe."""
        for change in self.changes:
            _apply(self.safe, change)
        self.changes.clear()

    def left(self, chance: random.Random, luck: float) -> bytes:
        """What a power cut leaves: each change is kept with `luck`, else torn or lost."""
        found = bytearray(self.safe)
        for at, data in self.changes:
            if chance.random() < luck:
                _apply(found, (at, data))
            elif data is not None and chance.random() < 0.5:
                for start in range(0, len(data), SECTOR):
                    if chance.random() < 0.5:
                        _apply(found, (at + start, data[start : start + SECTOR]))
        return bytes(found)


class Disk:
    """One folder on such a disk."""

    def __init__(self, folder: Path) -> None:
        """Everything that lies in the folder now is safe."""
        self._folder = str(folder).encode()
        self._names: dict[bytes, File | None] = {
            file.name.encode(): File(bytearray(file.read_bytes())) for file in folder.iterdir() if file.is_file()
        }
        self._was: dict[bytes, list[File | None]] = {name: [found] for name, found in self._names.items()}

    def take(self, call: Call) -> None:
        """Do what a call did to this folder."""
        match call.name:
            case "openat" if call.result >= 0 and "O_CREAT" in call.arguments:
                name = self._name(call.texts[0])
                if name and self._names.get(name) is None:
                    self._call(name, File())
            case "pwrite64":
                if found := self._file(call):
                    found.changes.append((call.last, call.texts[0]))
            case "ftruncate":
                if found := self._file(call):
                    found.changes.append((call.last, None))
            case "fsync" | "fdatasync":
                self._sync(call.file)
            case "unlink" if call.result == 0 and (name := self._name(call.texts[0])):
                self._call(name, None)
            case "write" | "unlinkat" | "rename":
                reached = [text for text in [*call.texts, call.file] if self._name(text)]
                assert call.result < 0 or not reached, f"this disk does not know {call.name}"
            case _:
                pass

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files that somebody finds who switches on again, by name."""
        luck = chance.choice((0.0, 0.5, 0.9))
        found = {name: chance.choice(been) for name, been in self._was.items()}
        return {name.decode(): file.left(chance, luck) for name, file in found.items() if file}

    def _name(self, path: bytes) -> bytes:
        folder, _slash, name = path.rpartition(b"/")
        return name if folder == self._folder else b""

    def _file(self, call: Call) -> File | None:
        return self._names.get(self._name(call.file))

    def _call(self, name: bytes, file: File | None) -> None:
        self._names[name] = file
        self._was.setdefault(name, [None]).append(file)

    def _sync(self, path: bytes) -> None:
        if path == self._folder:
            self._was = {name: [file] for name, file in self._names.items()}
        elif file := self._names.get(self._name(path)):
            file.sync()


def _apply(data: bytearray, change: Change) -> None:
    at, written = change
    if len(data) < at:
        data.extend(bytes(at - len(data)))
    if written is None:
        del data[at:]
    else:
        data[at : at + len(written)] = written


def cuts(folder: Path, done: list[Call], number: int, chance: random.Random) -> Iterator[tuple[int, dict[str, bytes]]]:
    """So many power cuts, anywhere after the first acknowledged save: the last number acknowledged, and what is left.

    folder: as it was before the calls, and its path the one that they name.
    """
    disk, acknowledged = Disk(folder), -1
    first = next(place for place, call in enumerate(done) if _said(call) == 0)
    places = sorted(chance.choices(range(first, len(done)), k=number))
    for place, call in enumerate(done):
        said = _said(call)
        acknowledged = acknowledged if said is None else said
        if said is None:
            disk.take(call)
        while places and places[0] == place:
            places.pop(0)
            yield acknowledged, disk.cut(chance)


def _said(call: Call) -> int | None:
    """The number of a save that was acknowledged by this call."""
    return int(call.texts[0]) if call.name == "write" and call.handle == 1 and len(call.texts[0]) < 6 else None

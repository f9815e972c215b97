"""What a program asks of the operating system, written down by strace: the files and sockets that it opens, every byte that it writes."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import pytest

#: What strace prints of one text; the longest writes are the pages of a sort.
MOST_BYTES: Final = 1 << 20
_LINE: Final = re.compile(r"(?P<pid>\d+) +(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)")
_UNFINISHED: Final = re.compile(r"(?P<pid>\d+) +(?P<name>\w+)\((?P<arguments>.*?) *<unfinished \.\.\.>")
_RESUMED: Final = re.compile(r"(?P<pid>\d+) +<\.\.\. \w+ resumed>(?P<rest>.*)")
_QUOTED: Final = re.compile(r'"([^"]*)"')  # every byte of a text is printed as \x00
_HANDLE: Final = re.compile(r"(\w+)<(.*?)>(\(deleted\))?")
_ESCAPE: Final = re.compile(rb"\\x([0-9a-f]{2})")


@dataclass(frozen=True)
class Call:
    """One call of the system: its name, its arguments as strace prints them, and what it gave back."""

    name: str
    arguments: str
    result: int

    @cached_property
    def texts(self) -> list[bytes]:
        """The texts among the arguments: paths, and what is written."""
        return [_plain(text) for text in _QUOTED.findall(self.arguments)]

    @property
    def handle(self) -> int:
        """The number of the open file that the call is about."""
        return int(re.split(r"[<,]", self.arguments, maxsplit=1)[0])

    @property
    def file(self) -> bytes:
        """The path of the open file that the call is about; nothing for one that has no name any more."""
        found = _HANDLE.match(self.arguments)
        return b"" if not found or found[3] else _plain(found[2])

    @property
    def last(self) -> int:
        """The last argument: an offset, a length."""
        return int(self.arguments.rsplit(",", 1)[1])


@cache
def is_allowed() -> bool:
    """Whether there is a strace, and it may look at programs here."""
    tried = ["strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true"]
    return bool(shutil.which("strace")) and not subprocess.run(tried, capture_output=True, check=False).returncode


def tracer(trace: Path, calls: str) -> list[str]:
    """What comes before a command, so that its calls of these names are written down; skips the test without strace."""
    if not is_allowed():
        pytest.skip("strace is missing, or not allowed")
    return [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-y",
        "-xx",
        "-s",
        str(MOST_BYTES),
        "-e",
        f"trace={calls}",
        "-o",
        str(trace),
    ]


def calls(trace: Path) -> Iterator[Call]:
    """Every call that was written down, in the order in which it began."""
    waiting: dict[str, tuple[str, str]] = {}
    with trace.open(encoding="utf-8", errors="surrogateescape") as lines:
        for line in lines:
            if line.endswith("<unfinished ...>\n") and (begun := _UNFINISHED.match(line)):
                waiting[begun["pid"]] = begun["name"], begun["arguments"]
                continue
            if " resumed>" in line[:60] and (resumed := _RESUMED.match(line)):
                name, arguments = waiting.pop(resumed["pid"], ("", ""))
                line = f"{resumed['pid']} {name}({arguments}{resumed['rest']}"  # noqa: PLW2901 (the line as a whole)
            if whole := _LINE.match(line):
                yield Call(whole["name"], whole["arguments"], int(whole["result"]))


def _plain(text: str) -> bytes:
    if text.count("\\x") * 4 == len(text):
        return bytes.fromhex(text.replace("\\x", ""))
    return _ESCAPE.sub(_byte, text.encode("utf-8", "surrogateescape"))


def _byte(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])

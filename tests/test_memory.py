"""After a lock nothing of the journal is in the memory of the process: it is the same process, and another program."""

import os
import re
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from journal.store.key import Key
from journal.store.vault import Vault
from tests import make
from tests.canaries import MARK
from tests.conftest import PASSPHRASE
from tests.desktop import until
from tests.locking import Life

NOTES = 60
#: As a program of a user has it: root may read everything, and so may what root starts.
WITHOUT_RIGHTS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
WORDS = f"{MARK} in the editor"

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc"),
    pytest.mark.skipif(sys.platform == "linux" and os.geteuid() != 0, reason="only root may read that memory"),
]


@pytest.fixture
def life(vault: Vault) -> Generator[Life]:
    """A window in which every page was shown."""
    with vault.write() as session:
        for number in range(NOTES):
            make.entry(session, f"{MARK} number {number}\nand more of {MARK}")
        make.promise(session, f"Promise the {MARK}")
    vault.close()
    without_buses = {name: value for name, value in os.environ.items() if not name.startswith("DBUS")}
    made = Life(vault.path, "pages", WORDS, {**without_buses, "QT_QPA_PLATFORM": "offscreen"}, WITHOUT_RIGHTS)
    yield made
    made.close()


def test_no_note_no_passphrase_and_no_key_is_in_memory_after_a_lock(life: Life, template: tuple[Path, Key]) -> None:
    before = found_in(life.folder, template[1])
    assert before["notes"] >= NOTES  # the control: this is how much one finds where nobody locks
    assert before["key"] > 0
    assert not may_be_read(life.folder.name)
    life.tell("idle")
    life.wait_for_the_lock()
    until("the first window", lambda: not may_be_read(life.folder.name))
    assert found_in(life.folder, template[1]) == {"notes": 0, "passphrase": 0, "key": 0}
    assert core_limit(life.folder) == "0"
    assert may_be_read("$$")  # the control: one that nobody hardened
    for name in ("environ", "cmdline"):
        told = (life.folder / name).read_bytes()
        assert MARK.encode() not in told
        assert PASSPHRASE.encode() not in told


def found_in(process: Path, key: Key) -> dict[str, int]:
    """How often each secret is in the memory of a process, in one byte a letter or in two."""
    secrets = {
        "notes": [MARK.encode(), MARK.encode("utf-16-le")],
        "passphrase": [PASSPHRASE.encode(), PASSPHRASE.encode("utf-16-le"), PASSPHRASE.encode("utf-32-le")],
        "key": [key.raw, key.raw.hex().encode(), key.raw.hex().upper().encode(), key.raw.hex().encode("utf-16-le")],
    }
    found = dict.fromkeys(secrets, 0)
    with (process / "mem").open("rb", buffering=0) as memory:
        for start, end in readable(process):
            memory.seek(start)
            try:
                held = memory.read(end - start)
            except OSError:
                continue  # pages of a device
            for name, forms in secrets.items():
                found[name] += sum(held.count(form) for form in forms)
    return found


def readable(process: Path) -> list[tuple[int, int]]:
    """The places of memory that can be read."""
    lines = (process / "maps").read_text().splitlines()
    spans = [re.match(r"([0-9a-f]+)-([0-9a-f]+) r\S+ .*?(\[\w+\])?$", line) for line in lines]
    return [(int(each[1], 16), int(each[2], 16)) for each in spans if each and each[3] != "[vvar]"]


def core_limit(process: Path) -> str:
    """The largest core file that it may leave."""
    found = re.search(r"Max core file size +(\w+)", (process / "limits").read_text())
    return found[1] if found else ""


def may_be_read(process: str) -> bool:
    """Whether another program of the same user, which has no right of root, may look into a process."""
    look = [*WITHOUT_RIGHTS, "sh", "-c", f"cat /proc/{process}/environ > /dev/null && true"]
    return subprocess.run(look, capture_output=True, check=False).returncode == 0

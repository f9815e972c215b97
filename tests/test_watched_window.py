"""A whole session of the window on a real display, watched: it talks to no network, and opens no file that a text names."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Final

import pytest

from journal.store import search
from journal.store.key import Key
from journal.store.vault import Vault
from tests.canaries import canary
from tests.conftest import PASSPHRASE
from tests.desktop import Desktop
from tests.tracing import Call, calls, tracer

ROOT = Path(__file__).resolve().parents[1]
CALLS: Final = "network,openat,open,execve"
#: Whom a window must talk to, by the end of a socket's name; nothing else is allowed.
ALLOWED: Final = re.compile(
    r"/tmp/\.X11-unix/X\d+"  # the display
    r"|/(var/)?run/dbus/system_bus_socket|/.*/at-spi/bus.*|/.*/dbus-\w+"  # the system, accessibility and session bus
    r"|(/.*/)?upward-[0-9a-f]{24}"  # another window of ours
    r"|/(var/)?run/nscd/socket"  # the system's cache of names
)
#: Where Qt makes the socket of our window, before it gives it its name.
MAKING: Final = re.compile(r"/.*/\.\w{6}/s")


def _strange_sockets(trace: Path) -> list[str]:
    """Every socket to elsewhere than a window needs to talk to."""
    return [said for call in calls(trace) if (said := _strange(call))]


def _strange(call: Call) -> str:
    if call.name == "socket":
        return call.arguments if "AF_UNIX" not in call.arguments and "AF_NETLINK" not in call.arguments else ""
    if call.name not in {"connect", "bind", "sendto", "sendmsg"} or "sa_family" not in call.arguments:
        return ""
    if "AF_NETLINK" in call.arguments:
        return ""
    path = call.texts[-1].decode(errors="replace") if "sun_path" in call.arguments else call.arguments
    is_ours_in_the_making = call.name == "bind" and MAKING.fullmatch(path)
    return "" if ALLOWED.fullmatch(path) or is_ours_in_the_making else path


def _opened(trace: Path, bait: Path) -> list[bytes]:
    """Every call that named the bait."""
    found = (text for call in calls(trace) if call.name.startswith("open") for text in call.texts)
    return [text for text in found if bait.name.encode() in text]


@pytest.fixture
def bait(tmp_path: Path) -> Path:
    """A picture that nobody has a reason to open."""
    return Path(shutil.copy(next((ROOT / "resources" / "icons").glob("*.svg")), tmp_path / "zqbait.svg"))


@pytest.fixture
def desktop(tmp_path: Path) -> Generator[Desktop]:
    """A display with nothing on it yet."""
    made = Desktop(tmp_path)
    try:
        made.start()
        yield made
    finally:
        made.close()


def _hostile(bait: Path) -> str:
    """A line that names the bait in every way that something might follow."""
    ways = (
        f'{canary("hostile")} <img src="file://{bait}"><img src="{bait}">',
        f'<link rel="stylesheet" href="file://{bait}"><body background="{bait}">',
        f"![x]({bait}) [x](file://{bait})",
        f"\\\\host\\share\\{bait.name} http://upward.invalid/{bait.name} <img src=http://upward.invalid/x.png>",
        "\u202egnp\u202c \u2066\u200b " + "🦉" * 2000,
    )
    return " ".join(ways)


def test_a_whole_session_talks_to_no_network_and_opens_no_file_that_a_text_names(
    template: tuple[Path, Key], desktop: Desktop, bait: Path, tmp_path: Path
) -> None:
    trace, work = tmp_path / "trace", tmp_path / "work"
    work.mkdir(mode=0o700)
    journal = Path(shutil.copy(template[0], work / "journal.upward"))
    journal.chmod(0o600)
    lived = subprocess.run(
        ["dbus-run-session", "--", *tracer(trace, CALLS), sys.executable, "-m", "tests.window_life", journal],
        cwd=ROOT,
        env={**os.environ, **desktop.environment, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
        input=f"{PASSPHRASE}\n{_hostile(bait)}\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert lived.returncode == 0, lived.stderr
    assert json.loads(lived.stdout) == {"titles": ["", "Upward"], "for others": []}
    assert any("X11-unix" in text.decode() for call in calls(trace) if call.name == "connect" for text in call.texts)
    assert _strange_sockets(trace) == []
    assert _opened(trace, bait) == []
    vault = Vault.open_keyed(journal, template[1])
    with vault.read() as session:
        assert len(search.find(session, f"{canary('hostile')} {bait.stem}")) == 2
    vault.close()


CARELESS = {
    "a socket": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "a name": "import socket; socket.getaddrinfo('upward.invalid', 80)",
    "a service": "import socket; socket.socket(socket.AF_UNIX).connect_ex('/run/snitch')",
}


@pytest.mark.parametrize("careless", CARELESS)
def test_whoever_asks_for_the_network_or_another_service_is_noticed(tmp_path: Path, careless: str) -> None:
    program = f"try:\n    {CARELESS[careless]}\nexcept OSError: pass"
    subprocess.run([*tracer(tmp_path / "trace", CALLS), sys.executable, "-c", program], check=True)
    assert _strange_sockets(tmp_path / "trace")


def test_whoever_shows_a_text_as_rich_text_is_noticed(tmp_path: Path, bait: Path) -> None:
    program = (
        "import sys\nfrom PySide6.QtWidgets import QApplication, QLabel\n"
        "app = QApplication([])\nlabel = QLabel(sys.argv[1])\nlabel.show()\nlabel.grab()\n"
    )
    text = f'<img src="file://{bait}">'
    trace = tmp_path / "trace"
    subprocess.run([*tracer(trace, CALLS), sys.executable, "-c", program, text], check=True, capture_output=True)
    assert _opened(trace, bait)

#!/usr/bin/env python3
"""Everything that one does with the source tree: python3 dev.py demo | run | test | check | bench | setup.

Needs nothing but Python's own library. Each command first brings .venv up to date and looks after the system
libraries that Qt loads; both take a moment when there is nothing to do.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "up-to-date"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
MOST_SIDE_BY_SIDE = 4  # test processes, each with windows of its own
OLDEST, NEWEST = (3, 11), (3, 13)

# Debian's package → what Qt loads from it.
LIBRARIES = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libglib2.0-0": "libgthread-2.0.so.0",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libfreetype6": "libfreetype.so.6",
    "libx11-6": "libX11.so.6",
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-shm0": "libxcb-shm.so.0",
    "libxcb-sync1": "libxcb-sync.so.1",
    "libxcb-util1": "libxcb-util.so.1",
    "libxcb-xfixes0": "libxcb-xfixes.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
}
# Debian's package → the program that the tests of a real window and of the finished PDF start.
TEST_PROGRAMS = {
    "xvfb": "Xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "poppler-utils": "pdftotext",
    "qpdf": "qpdf",
    "dbus": "dbus-daemon",
    "dbus-x11": "dbus-launch",
    "at-spi2-core": "/usr/libexec/at-spi-bus-launcher",
    "strace": "strace",
}


class Stop(Exception):
    """Something that a person has to do first; the text says what."""


# ------------------------------------------------------------------------------------------ the machine


def is_loadable(library: str) -> bool:
    """Whether the system's loader finds this library with all that it needs in turn."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def look_after_system(*, needs_venv: bool) -> None:
    """Install what Qt needs and does not bring, and what a Debian Python lacks to make a .venv; or say how."""
    missing: list[str] = []
    if sys.platform == "linux":
        missing += [package for package, library in LIBRARIES.items() if not is_loadable(library)]
    if needs_venv and not importlib.util.find_spec("ensurepip"):
        missing.append("python{}.{}-venv".format(*sys.version_info))
    if missing:
        install_packages(missing, "Upward needs a few system packages that are missing here.")


def look_after_test_programs() -> None:
    """Install, as root, what the window tests start; elsewhere those tests are skipped by name."""
    missing = [package for package, program in TEST_PROGRAMS.items() if not shutil.which(program)]
    if not missing or sys.platform != "linux":
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install_packages(missing, "The tests of the window and the PDF need a few programs.")
    else:
        print(f"Some tests will be skipped; to run them all: sudo {apt_line(missing)}")


def apt_line(packages: list[str]) -> str:
    """The command that a person would type."""
    return shlex.join(["apt-get", "install", "-y", "--no-install-recommends", *packages])


def install_packages(packages: list[str], why: str) -> None:
    """Install Debian packages without a question where that is allowed. Raises Stop with the line to type."""
    root = sys.platform == "linux" and os.geteuid() == 0
    if not shutil.which("apt-get"):
        raise Stop(f"{why}\nInstall what your system calls: {' '.join(packages)}")
    if not root and not answers(["sudo", "-n", "true"]):
        raise Stop(f"{why}\nType: sudo {apt_line(packages)}")
    print(f"{why} Installing {' '.join(packages)} …", flush=True)
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    apt = quiet if root else ["sudo", "-n", *quiet]
    install = [*apt, "-o", "Dpkg::Use-Pty=0", "install", "-y", "--no-install-recommends", *packages]
    if has_package_lists() and run(install, quietly=True) == 0:
        return
    if run([*apt, "update"]) != 0 or run(install, quietly=True) != 0:
        raise Stop(f"apt-get could not install them. Type: sudo {apt_line(packages)}")


def has_package_lists() -> bool:
    """Whether apt knows what there is; a fresh machine's lists are empty."""
    return any(Path("/var/lib/apt/lists").glob("*_Packages*"))


def answers(command: list[str]) -> bool:
    """Whether a command can be run and succeeds."""
    try:
        done = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError:
        return False
    return done.returncode == 0


def run(command: list[str], *, quietly: bool = False) -> int:
    """Run a command in the root of the tree; quietly means that its output is shown only when it fails."""
    output = subprocess.PIPE if quietly else None
    done = subprocess.run(command, cwd=ROOT, check=False, text=True, stdout=output, stderr=output)
    if done.returncode and quietly:
        print(done.stdout, done.stderr, sep="")
    return done.returncode


# ------------------------------------------------------------------------------------------ .venv


def setup() -> int:
    """Bring .venv up to date: made when missing or broken, filled when the wanted packages have changed."""
    whole = is_whole()
    look_after_system(needs_venv=not whole)
    if not whole:
        make_venv()
    wanted = fingerprint()
    if not STAMP.exists() or STAMP.read_text(encoding="utf-8") != wanted:
        fill_venv()
        STAMP.write_text(wanted, encoding="utf-8")
    return 0


def is_whole() -> bool:
    """Whether .venv was made at this place, and its Python still starts and is the one it was made with."""
    try:
        made = (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return False
    told = "import sys; print('version = %d.%d.' % sys.version_info[:2], end='')"
    try:
        version = subprocess.run([PYTHON, "-c", told], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return version in made and str(VENV) in made and (BIN / "pip").exists()


def make_venv() -> None:
    """Make an empty .venv with pip."""
    print("Making .venv …", flush=True)
    if run([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise Stop("Python could not make the virtual environment; the lines above say why.")


def fill_venv() -> None:
    """Install the pinned packages, and Upward itself so that its source is used as it stands."""
    print("Installing the packages into .venv; the first time takes a minute or two …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "-qq", "install"]
    pinned = [*pip, "--constraint", str(CONSTRAINTS)]
    steps = [
        [*pinned, "pip"],
        [
            *pinned,
            "--group",
            "build",
        ],  # first: all that follows is built with the pinned tools, without isolation
        [*pinned, "--no-build-isolation", "--group", "dev", "--editable", "."],
    ]
    for step in steps:
        if run(step) != 0:
            raise Stop("pip could not install the packages; the lines above say why.")


def fingerprint() -> str:
    """What .venv has to hold: changes when the wanted packages, their versions or the Python change."""
    import tomllib

    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [table["build-system"], table["project"], table["dependency-groups"], table["tool"]["hatch"]]
    parts = [repr(wanted).encode(), CONSTRAINTS.read_bytes(), (VENV / "pyvenv.cfg").read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


# ------------------------------------------------------------------------------------------ the commands


def journal(*arguments: str) -> int:
    """Start Upward from the source tree, in the folder where one stands."""
    return subprocess.run([PYTHON, "-m", "journal", *arguments], check=False).returncode


def demo(*arguments: str) -> int:
    """Open the sample year, or write it to a folder with its summary and a picture of every page."""
    return journal("demo", *arguments)


def test(*arguments: str) -> int:
    """Run every check and every test, whatever one of them says; 0 where all held."""
    look_after_test_programs()
    checked = check()
    # a file at a time for each processor: its tests share what they have made
    side_by_side = [
        "-n",
        str(min(os.cpu_count() or 1, MOST_SIDE_BY_SIDE)),
        "--dist",
        "loadfile",
        "--max-worker-restart",
        "0",
    ]
    return run([str(PYTHON), "-m", "pytest", *side_by_side, *arguments]) or checked


def check(*_: str) -> int:
    """Run what reads the source without running it: a line for each, and its words where it objects."""
    tools = {
        "ruff check": [str(BIN / "ruff"), "check", "--quiet", "--output-format", "concise", "."],
        "ruff format": [str(BIN / "ruff"), "format", "--check", "--quiet", "--output-format", "concise", "."],
        "basedpyright": [str(BIN / "basedpyright")],
        "lint-imports": [str(BIN / "lint-imports")],
        "bare strings": [str(PYTHON), str(ROOT / "tests" / "bare_strings.py")],
    }
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = as_completed(pool.submit(run_tool, name, command) for name, command in tools.items())
        return int(any(result.result() for result in results))


def run_tool(name: str, command: list[str]) -> int:
    """Run one tool and print its line."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    verdict = "ok" if done.returncode == 0 else "objects"
    said = "" if done.returncode == 0 else f"{done.stdout}{done.stderr}"
    print(f"{name:<14} {verdict:<8} {time.perf_counter() - start:5.1f} s\n{said}", end="", flush=True)
    return done.returncode


def bench(*arguments: str) -> int:
    """Measure what one waits for, as ratios to a floor of the same run."""
    return run([str(PYTHON), "-m", "tests.bench", *arguments])


COMMANDS = {"demo": demo, "run": journal, "test": test, "check": check, "bench": bench}


def main() -> int:
    """Find the command, prepare, and run it."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return with_another_python()
    name, *arguments = sys.argv[1:] or ["help"]
    if name not in COMMANDS and name != "setup":
        print(__doc__)
        return 0 if name in {"help", "-h", "--help"} else 2
    try:
        return setup() or (0 if name == "setup" else COMMANDS[name](*arguments))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def with_another_python() -> int:
    """Go on with a Python of the right age where one stands beside this one."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other:
            return subprocess.run([other, *sys.argv], check=False).returncode
    print("Upward needs Python {}.{} to {}.{}.".format(*OLDEST, *NEWEST), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

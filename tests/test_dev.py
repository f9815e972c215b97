"""A clean clone stands up by itself, and says what it needs where it may not take it."""

import os
import re
import sys
import tomllib
from pathlib import Path

import pytest

import dev


def normal(requirement: str) -> str:
    """A distribution's name as the index compares it, without version and extras."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~ ;]", requirement, maxsplit=1)[0]).lower()


def test_everything_that_is_installed_has_an_exact_version() -> None:
    table = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = table["dependency-groups"]
    wanted = [*table["project"]["dependencies"], *table["build-system"]["requires"]]
    wanted += [name for group in groups.values() for name in group]
    lines = dev.CONSTRAINTS.read_text(encoding="utf-8").split("\n")
    pinned = {normal(line) for line in lines if "==" in line}
    assert sorted({normal(name) for name in [*wanted, "pip"]} - pinned) == []


def test_another_version_of_a_package_makes_the_environment_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dev.fingerprint()
    other = tmp_path / "constraints.txt"
    other.write_text(dev.CONSTRAINTS.read_text(encoding="utf-8").replace("reportlab==", "reportlab==9"), "utf-8")
    monkeypatch.setattr(dev, "CONSTRAINTS", other)
    assert dev.fingerprint() != before


def test_an_environment_that_was_moved_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dev.is_whole()
    monkeypatch.setattr(dev, "VENV", dev.ROOT / "elsewhere" / ".venv")
    assert not dev.is_whole()


@pytest.mark.skipif(sys.platform != "linux", reason="system libraries are looked after on Linux alone")
@pytest.mark.parametrize("installer", [True, False])
def test_without_rights_the_one_line_to_type_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installer: bool
) -> None:
    if installer:
        (tmp_path / "apt-get").write_text("#!/bin/sh\nexit 9\n", encoding="utf-8")
        (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev, "LIBRARIES", {"libheron1": "libheron.so.1", "libweir2": "libweir.so.2"})
    with pytest.raises(dev.Stop) as stop:
        dev.look_after_system(needs_venv=False)
    line = "sudo apt-get install -y --no-install-recommends libheron1 libweir2"
    assert (line if installer else "libheron1 libweir2") in str(stop.value).split("\n")[1]


def test_a_tool_that_crashes_counts_as_one_that_objects(capsys: pytest.CaptureFixture[str]) -> None:
    crash = [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"]
    assert dev.run_tool("crashing", crash) != 0
    assert re.match(r"crashing +objects +\d+\.\d s\n", capsys.readouterr().out)


def test_an_unknown_command_is_wrong_usage(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["dev.py", "tset"])
    assert dev.main() == 2
    assert "demo | run | test | check | bench" in capsys.readouterr().out

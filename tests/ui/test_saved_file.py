"""A saved file is shown in its folder by the desktop's own file manager, asked over the bus of the session."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="dbus is not installed")
def test_the_file_manager_is_asked_to_show_the_very_file(tmp_path: Path) -> None:
    file = tmp_path / "a name with ü and 100 %.pdf"
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.ui.a_file_manager", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == [file.as_uri()]

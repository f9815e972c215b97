"""An installed Upward has everything that the source tree has."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built and unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next((folder / "dist").glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_every_module_and_resource_is_in_the_wheel(installed: Path) -> None:
    listing = ["git", "ls-files", "journal", "resources"]
    tracked = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
    wanted = {f"journal/{name}" if name.startswith("resources/") else name for name in tracked if name}
    assert wanted
    assert sorted(name for name in wanted if not (installed / name).is_file()) == []


def test_nothing_but_the_package_is_in_the_wheel(installed: Path) -> None:
    assert sorted(path.name.partition("-")[0] for path in installed.iterdir()) == ["journal", "upward_journal"]


def test_an_installed_upward_finds_its_resources(installed: Path) -> None:
    ask = "from journal.paths import resource; print(resource('icons'))"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    run = [sys.executable, "-c", ask]
    said = subprocess.run(run, cwd=installed, env=environment, check=True, capture_output=True, text=True).stdout
    assert Path(said.strip()) == installed / "journal" / "resources" / "icons"
    assert any(Path(said.strip()).iterdir())

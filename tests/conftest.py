"""What every test may use: a fresh, real, encrypted journal, and the options of a run."""

import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from journal.store.key import Key, derive, new_salt
from journal.store.vault import Vault

PASSPHRASE = "seven quiet herons over the weir"
DATA = Path(__file__).parent / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long` runs the long counts; `--no-skips` makes a skipped test fail the run."""
    parser.addoption("--long", action="store_true", help="the long counts of the fault and privacy tests")
    parser.addoption("--no-skips", action="store_true", help="a skipped test fails the run")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Under `--no-skips`, what would be skipped fails: a machine that tests for all must have everything."""
    report = yield
    if report.skipped and item.config.getoption("--no-skips") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, where nothing may be: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the preferences or the data of whoever runs it."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the long counts are wanted."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Key]:
    """An empty journal under PASSPHRASE, made once; tests work on copies of it."""
    path = tmp_path_factory.mktemp("template") / "template.upward"
    Vault.create(path, PASSPHRASE).close()
    return path, derive(PASSPHRASE, path.read_bytes()[: len(new_salt())])


@pytest.fixture
def new_vault(template: tuple[Path, Key], tmp_path: Path) -> Generator[Callable[[str], Vault]]:
    """A maker of fresh journals under PASSPHRASE, by name; all are closed at the end."""
    made: list[Vault] = []

    def make(name: str = "journal.upward") -> Vault:
        shutil.copyfile(template[0], tmp_path / name)
        (tmp_path / name).chmod(0o600)
        made.append(Vault.open_keyed(tmp_path / name, template[1], device="test"))
        return made[-1]

    yield make
    for vault in made:
        vault.close()


@pytest.fixture
def vault(new_vault: Callable[[str], Vault]) -> Vault:
    """One fresh journal."""
    return new_vault("journal.upward")

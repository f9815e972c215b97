"""What the import contracts cannot see: what is really loaded at run time, and the rules of the house."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "journal"
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "controller", "service", "repository", "misc"}
HEAVY = {"sqlalchemy", "alembic", "reportlab", "pypdf", "pypdfium2", "icalendar", "recurring_ical_events", "dateutil"}


def _loaded_by(module: str) -> set[str]:
    """Every module that a fresh process has loaded after importing one."""
    program = f"import json, sys\nimport {module}\nprint(json.dumps(sorted(sys.modules)))"
    asked = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(asked.stdout))


@pytest.mark.parametrize("module", ["journal.sharing.pdf", "journal.sharing.charts", "journal.sharing.document"])
def test_what_draws_the_paper_has_no_way_to_the_journal_even_at_run_time(module: str) -> None:
    loaded = _loaded_by(module)
    strangers = {"sqlalchemy", "sqlcipher3", "alembic", "journal.store", "journal.practices", "journal.exchange"}
    assert {name for name in loaded if name.startswith(tuple(strangers))} == set()


@pytest.mark.parametrize("module", ["journal.app", "journal.cli"])
def test_the_first_window_and_the_command_line_wait_for_nothing_heavy(module: str) -> None:
    assert {name.split(".")[0] for name in _loaded_by(module)} & HEAVY == set()


def test_what_works_without_a_window_loads_no_qt() -> None:
    loaded = _loaded_by("journal.cli, journal.review, journal.today, journal.exchange, journal.sharing.summary")
    assert {name for name in loaded if name.startswith(("PySide6", "shiboken6"))} == set()


def _sources() -> Iterator[Path]:
    yield from sorted(PACKAGE.rglob("*.py"))


def test_no_module_is_called_by_a_name_that_says_nothing() -> None:
    assert [str(source.relative_to(PACKAGE)) for source in _sources() if NO_NAMES & set(source.stem.split("_"))] == []


def test_no_file_is_too_long_to_read() -> None:
    assert [source.name for source in _sources() if source.read_text(encoding="utf-8").count("\n") > 500] == []


def test_no_function_is_too_long_to_read() -> None:
    functions = [
        (source, node) for source in _sources() for node in _nodes(source) if isinstance(node, ast.FunctionDef)
    ]
    long = [(source, node) for source, node in functions if (node.end_lineno or 0) - node.lineno >= 60]
    assert [f"{source.name}: {node.name}" for source, node in long if "versions" not in source.parts] == []


@cache
def _nodes(source: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(source.read_text(encoding="utf-8"))))


def test_no_network_code_is_in_the_package() -> None:
    """Not even by way of the standard library; local sockets of Qt aside."""
    strangers = {
        "socket",
        "ssl",
        "http",
        "urllib.request",
        "ftplib",
        "smtplib",
        "xmlrpc",
        "asyncio",
        "requests",
        "webbrowser",
    }
    found: list[str] = []
    for source in _sources():
        for node in _nodes(source):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            found += [f"{source.name}: {name}" for name in names if name in strangers]
            found += [f"{source.name}: {name}" for name in names if name.startswith(("http.", "urllib.request"))]
    assert found == []


def test_no_pickle_no_yaml_and_no_xml_is_read() -> None:
    strangers = ("pickle", "marshal", "shelve", "yaml", "xml.etree", "xml.dom", "lxml")
    found = [
        f"{source.name}: {line.strip()}"
        for source in _sources()
        for line in source.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith(("import ", "from ")) and line.split()[1].startswith(strangers)
    ]
    assert found == []

"""The command line, as a script uses it: exit codes, one clear line, and never a traceback."""

import json
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from journal import cli
from journal.sharing import pdf
from journal.sharing.document import SummaryDocument, compose
from tests.conftest import DATA, PASSPHRASE

INPUT = DATA / "input"
THIRD_QUARTER = ("--from", "2026-07-01", "--to", "2026-09-30")


@dataclass
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def upward(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """The command `upward` with the passphrase of the tests in a file."""
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")

    def run(*arguments: object) -> Said:
        capfd.readouterr()
        given = [str(each) for each in arguments]
        code = cli.main([*given, "--passphrase-file", str(tmp_path / "passphrase")])
        said = capfd.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal with the whole sample input, made once by the command line alone."""
    folder = tmp_path_factory.mktemp("imported")
    (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    secret = ["--passphrase-file", str(folder / "passphrase")]
    path = folder / "maeve.upward"
    assert cli.main(["new", str(path), "--manager", "Graham Pell", *secret]) == 0
    assert cli.main(["import", str(INPUT), "--into", str(path), *secret]) == 0
    return path


@pytest.fixture
def journal(imported: Path, tmp_path: Path) -> Path:
    """A copy of that journal for one test."""
    return Path(shutil.copy(imported, tmp_path / "maeve.upward"))


def test_the_sample_input_comes_in_whole_and_a_second_time_adds_nothing(
    upward: Callable[..., Said], journal: Path
) -> None:
    again = upward("import", INPUT, "--into", journal)
    assert again.code == 0
    counted = {line.split(":")[0]: line for line in again.out.splitlines()}
    assert "160 unchanged" in counted["Notes"]
    assert "34 unchanged" in counted["One-on-ones"]
    assert "70 unchanged" in counted["Commitments"]
    assert "28 unchanged" in counted["Requests"]
    assert "30 unchanged" in counted["Feedback"]
    assert "25 unchanged" in counted["Approved lines"]
    assert all(" 0 added" in counted[name] for name in ("Notes", "One-on-ones", "Commitments", "Requests", "Feedback"))


def test_review_equals_the_expected_figures_of_every_quarter(upward: Callable[..., Said], journal: Path) -> None:
    expected = json.loads((INPUT / "expected.json").read_text(encoding="utf-8"))
    assert len(expected["quarters"]) == 6
    for quarter, figures in expected["quarters"].items():
        first = date(int(quarter[:4]), int(quarter[-1]) * 3 - 2, 1)
        said = upward("review", journal, "--from", first, "--to", figures["last_day"], "--json")
        found = json.loads(said.out)
        for name in ("notes", "one_on_ones", "commitments", "requests_at_end", "feedback_received"):
            assert found[name] == figures[name], (quarter, name)
        if quarter == max(expected["quarters"]):
            assert found["importance"] == expected["importance"]


def test_the_summary_holds_every_approved_line_and_none_of_the_private_phrases(
    upward: Callable[..., Said], journal: Path, tmp_path: Path
) -> None:
    target = tmp_path / "summary.pdf"
    said = upward("summary", journal, *THIRD_QUARTER, "-o", target, "--chart")
    assert said.code == 0, said.err
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    private = (INPUT / "private-canaries.txt").read_text(encoding="utf-8").splitlines()
    assert len(private) == 60
    for reader, text in _texts(target).items():
        words = _letters(text)
        for line in _lines_of_the_quarter():
            assert _letters(line) in words, (reader, line)
        assert [phrase for phrase in private if _letters(phrase) in words] == [], reader
    info = subprocess.run(["pdfinfo", str(target)], capture_output=True, text=True, check=True).stdout
    assert not [line for line in info.splitlines() if line.split(":")[0] in {"Author", "Creator", "Producer"}]
    assert str(tmp_path) not in info


def _lines_of_the_quarter() -> list[str]:
    import csv

    with (INPUT / "shareable.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [row["text"] for row in rows if "2026-07-01" <= row["source"].split(":")[1] <= "2026-09-30"]
    assert len(found) > 5
    return found


def _letters(text: str) -> str:
    """Letters and digits alone: readers differ in spaces and hyphens at line ends."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _texts(target: Path) -> dict[str, str]:
    """The words of a paper by three readers, and everything in its decoded streams."""
    from pypdf import PdfReader
    from pypdf.generic import StreamObject

    from journal.sharing import pdfium

    reader = PdfReader(target)
    objects = [reader.get_object(number) for number in range(1, len(reader.xref_objStm) + 200)]
    streams = [found.get_data().decode("latin-1") for found in objects if isinstance(found, StreamObject)]
    assert streams
    lines = "\n".join(_lines_of_the_quarter())
    poppler = subprocess.run(["pdftotext", str(target), "-"], capture_output=True, text=True, check=True).stdout
    return {
        "pypdf": "\n".join(page.extract_text() for page in reader.pages),
        "pdfium": "\n".join(pdfium.texts(target.read_bytes())),
        "pdftotext": poppler,
        "streams": "\n".join(streams) + lines,  # glyphs in there are numbers: the lines are added for the first check
    }


def test_a_planted_leak_is_refused_and_no_file_and_no_receipt_are_left(
    upward: Callable[..., Said], journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = pdf.render

    def leaking(document: SummaryDocument) -> bytes:
        texts = [(section.key, line) for section in document.sections for line in section.lines]
        return honest(compose(document.title, document.period, [*texts, ("progress", "he is a bad liar")]))

    monkeypatch.setattr(pdf, "render", leaking)
    target = tmp_path / "summary.pdf"
    said = upward("summary", journal, *THIRD_QUARTER, "-o", target)
    assert said.code == 1
    assert len(said.err.splitlines()) == 1
    assert "liar" not in said.err
    assert not list(tmp_path.glob("*.pdf")) + list(tmp_path.glob(".upward-*"))
    monkeypatch.undo()
    assert upward("export", journal, "--to", tmp_path / "out", "--format", "json").code == 0
    exported = json.loads((tmp_path / "out" / "journal.json").read_text(encoding="utf-8"))
    assert exported["tables"]["shareable_line"]
    assert not exported["tables"].get("receipt")


def test_search_prints_what_a_script_can_read(upward: Callable[..., Said], journal: Path) -> None:
    found = json.loads(upward("search", journal, "Harrowgate", "--json").out)
    assert {"kind", "id", "day", "title", "excerpt"} == set(found[0])
    assert [hit["day"] for hit in found] == sorted((hit["day"] for hit in found), reverse=True)
    assert all("Harrowgate" in hit["excerpt"] for hit in found)
    assert json.loads(upward("search", journal, "lukasz*", "--json").out) == []
    assert json.loads(upward("search", journal, "siobhan", "--json").out)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("review", "{journal}", "--from", "2026-09-30", "--to", "2026-07-01"), "ends before it begins"),
        (("summary", "{journal}", "--from", "2020-01-01", "--to", "2020-03-31", "-o", "x.pdf"), "No line is approved"),
        (("new", "{journal}"), "exists already"),
        (("import", "nothing-here.csv", "--into", "{journal}"), "nothing-here.csv"),
        (("review", "gone.upward", *THIRD_QUARTER), "no journal"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_changes_nothing(
    upward: Callable[..., Said],
    new_vault: Callable[[str], object],
    tmp_path: Path,
    arguments: tuple[str, ...],
    says: str,
) -> None:
    new_vault("a.upward")
    path = tmp_path / "a.upward"
    before = path.read_bytes()
    said = upward(*(part.format(journal=path) for part in arguments))
    assert said.code == 1
    assert says in said.err
    assert len(said.err.splitlines()) == 1
    assert path.read_bytes() == before


def test_wrong_usage_is_exit_code_2() -> None:
    for arguments in (["review"], ["search", "a.upward"], ["summary", "a", "--from", "yesterday"], ["a", "b"]):
        done = subprocess.run(
            [sys.executable, "-m", "journal", *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_a_short_passphrase_makes_no_journal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "short").write_text("elevenchars\n", encoding="utf-8")
    assert cli.main(["new", str(tmp_path / "a.upward"), "--passphrase-file", str(tmp_path / "short")]) == 1
    assert "12 characters" in capfd.readouterr().err
    assert not (tmp_path / "a.upward").exists()

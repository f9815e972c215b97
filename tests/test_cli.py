"""The command line, as a script uses it: exit codes, one clear line, and never a traceback."""

import json
import os
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
from journal.exchange import report
from journal.sharing import pdf
from journal.sharing.document import SummaryDocument, compose
from journal.store.vault import Vault
from tests import make
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


def test_review_says_every_figure_in_words(upward: Callable[..., Said], journal: Path) -> None:
    figures = upward("review", journal, *THIRD_QUARTER, "--json")
    said = upward("review", journal, *THIRD_QUARTER).out
    assert _names(json.loads(figures.out)) <= cli.FIGURES.keys()
    assert "Kept after the day due:" in said
    assert "My guess of my manager:" in said
    assert "_" not in said
    assert "None" not in said


def _names(value: object) -> set[str]:
    match value:
        case dict():
            return {str(name) for name in value}.union(*map(_names, value.values()))
        case list():
            return set[str]().union(*map(_names, value))
        case _:
            return set()


@pytest.fixture
def hostile(new_vault: Callable[[str], Vault], tmp_path: Path) -> Path:
    """A journal with a note that gives orders to a terminal."""
    vault = new_vault("hostile.upward")
    with vault.write() as session:
        make.entry(session, "heron \x1b]0;owned\x07 \x9b31m \u202eturned\u202c é\ttab")
    vault.close()
    return tmp_path / "hostile.upward"


def test_a_note_gives_no_orders_to_the_terminal(upward: Callable[..., Said], hostile: Path) -> None:
    said = upward("search", hostile, "heron")
    assert "heron ]0;owned 31m turned é tab" in said.out
    shown = upward("search", hostile, "heron", "--json").out
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(said.out + shown)
    assert "\x1b]0;owned\x07 \x9b31m \u202eturned\u202c é\ttab" in json.loads(shown)[0]["title"]


def test_names_of_files_give_no_orders_either(upward: Callable[..., Said], hostile: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "notes.txt").write_text("[2026-01-02 10:00] Title\nbody\n", encoding="utf-8")
    (folder / "x\x1b[2J.pdf").write_bytes(b"")
    said = upward("import", folder, "--into", hostile)
    assert "Ignored: x[2J.pdf" in said.out
    gone = upward("import", tmp_path / "no\x1b[2J", "--into", hostile)
    assert "\x1b" not in said.out + gone.err


def _piped(tmp_path: Path, journal: Path, tail: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command line in a shell, as `upward search … | head`; `{upward}` stands for the command with its passphrase."""
    command = tail.format(upward=f"{sys.executable} -m journal", secret="--passphrase-file passphrase", journal=journal)
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(cli.__file__).parent.parent)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.usefixtures("upward")
def test_a_terminal_without_the_letter_does_not_make_a_finished_command_fail(tmp_path: Path, hostile: Path) -> None:
    (tmp_path / "zápis.txt").write_text("[2026-01-02 10:00] Title\nbody\n", encoding="utf-8")
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    done = _piped(tmp_path, hostile, "{upward} search {journal} heron {secret}", **ascii_only)
    assert (done.returncode, "\\xe9" in done.stdout) == (0, True)
    found = _piped(tmp_path, hostile, "{upward} search {journal} heron --json {secret}", **ascii_only)
    assert "é" in json.loads(found.stdout)[0]["title"]


@pytest.mark.usefixtures("upward")
def test_nobody_reading_the_answer_is_no_fault(tmp_path: Path, journal: Path) -> None:
    done = _piped(tmp_path, journal, "{upward} search {journal} a* --limit 500 {secret} | true")
    assert (done.returncode, "fault" in done.stderr, "Broken" in done.stderr) == (0, False, False)


@pytest.mark.usefixtures("upward")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk here that is always full")
def test_an_answer_that_cannot_be_written_is_said(tmp_path: Path, journal: Path) -> None:
    done = _piped(tmp_path, journal, "{upward} search {journal} budget {secret} > /dev/full")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "upward: The answer could not be written (No space left on device). The command itself was carried out."
    ]


def test_a_command_that_is_stopped_does_not_say_what_became_of_the_journal(
    upward: Callable[..., Said], journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(report, "lines", stop)  # called when all of it is committed
    said = upward("import", INPUT, "--into", journal)
    assert (said.code, said.err) == (1, "upward: stopped.\n")


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

"""The command `summary`: what can be chosen, what is looked at before, and that looking leaves no trace."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from pypdf import PdfReader

from journal import cli
from journal.cli.values import MOST_PAGES
from journal.practices import evidence, goals, managers
from journal.practices.periods import quarter_before, quarter_of
from journal.sharing import lines, reading, receipts
from journal.sharing.choices import ANY_NUMBER
from journal.sharing.lines import Source
from journal.store.tables import ShareableLine
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE
from tests.make import DAY

DAYS = ("--from", "2026-03-01", "--to", "2026-03-31")
TODAY = date.today()


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


Summary = Callable[..., Said]


@pytest.fixture
def journal(new_vault: Callable[[str], Vault]) -> Vault:
    """A journal with approved lines of March 2026 for Ada."""
    vault = new_vault("ada.upward")
    with vault.write() as session:
        managers.begin(session, "Ada Prior")
        make.line(session, "A good month.", "opening")
        make.line(session, "The pilot stands. It costs less.")
        make.line(session, "Could you speak to the board?", "requests")
        make.line(session, "Thank you for the introduction.", "support")
        make.line(session, "I look forward to May.", "closing")
    return vault


@pytest.fixture
def summary(journal: Vault, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Summary:
    """The command on that journal."""
    (tmp_path / "secret").write_text(PASSPHRASE, encoding="utf-8")

    def run(*given: object) -> Said:
        capfd.readouterr()
        arguments = ["summary", str(journal.path), *map(str, given)]
        code = cli.main([*arguments, "--passphrase-file", str(tmp_path / "secret")])
        said = capfd.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def written(summary: Summary, tmp_path: Path) -> Callable[..., PdfReader]:
    """The paper that the command wrote."""

    def write(*given: object) -> PdfReader:
        target = tmp_path / "out.pdf"
        said = summary(*given, "-o", target)
        assert said.code == 0, said.err
        return PdfReader(target)

    return write


def words(paper: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in paper.pages)


def data(summary: Summary, *given: object) -> dict[str, object]:
    said = summary(*given, "--dry-run", "--json")
    assert said.code == 0, said.err
    found: dict[str, object] = json.loads(said.out)
    return found


def texts(found: dict[str, object]) -> list[str]:
    """The lines of the sections that would stand on the paper."""
    sections = found["sections"]
    assert isinstance(sections, list)
    return [line for section in sections for line in section["lines"]]


# ------------------------------------------------------------------------------------------------------------- looking


def test_a_dry_run_prints_the_lines_by_section_and_what_to_look_at_and_leaves_no_trace(
    summary: Summary, journal: Vault, tmp_path: Path
) -> None:
    with journal.write() as session:
        make.line(session, "Finance failed to send the figures.")
    assert summary(*DAYS, "--dry-run").code == 0  # whatever a first command leaves beside journals is there
    before, there = journal.path.read_bytes(), sorted(tmp_path.rglob("*"))
    said = summary(*DAYS, "-o", tmp_path / "out.pdf", "--dry-run")
    assert said.code == 0, said.err
    assert journal.path.read_bytes() == before
    assert sorted(tmp_path.rglob("*")) == there
    shown = [line.strip() for line in said.out.splitlines()]
    order = ["A good month.", "Progress", "– The pilot stands. It costs less.", "Requests", "I look forward to May."]
    assert [shown.index(each) for each in order] == sorted(shown.index(each) for each in order)
    assert "Ada Prior · A4 · accent · English (UK) · 1 page" in shown
    assert "Read as your manager: 1 thing to look at" in shown
    assert "Progress: Finance failed to send the figures." in shown
    assert any("“failed to” · " in line for line in shown)
    assert "Instead: We are waiting on Finance to send the figures." in shown


def test_the_json_form_has_everything_that_the_window_shows_before_writing(summary: Summary, journal: Vault) -> None:
    with journal.write() as session:
        about = make.line(session, "Finance failed to send the figures.").id
    found = data(summary, *DAYS, "--page", "Letter", "--design", "plain")
    assert {
        name: found[name] for name in ("manager", "from", "to", "page", "design", "language", "pages", "problem")
    } == {
        "manager": "Ada Prior",
        "from": "2026-03-01",
        "to": "2026-03-31",
        "page": "Letter",
        "design": "plain",
        "language": "en-GB",
        "pages": 1,
        "problem": "",
    }
    assert (found["opening"], found["closing"]) == ("A good month.", "I look forward to May.")
    [finding] = found["findings"]  # type: ignore[misc]
    assert (finding["line"], finding["kind"], finding["words"]) == (about, "blame", "failed to")
    assert finding["offer"] == "We are waiting on Finance to send the figures."


def test_strict_refuses_while_there_is_something_to_look_at_and_writes_when_it_was_let_stand(
    summary: Summary, journal: Vault, tmp_path: Path
) -> None:
    with journal.write() as session:
        line = make.line(session, "Finance failed to send the figures.")
        [found] = reading.read(session, [line], manager_id=line.manager_id)[:1]
    target = tmp_path / "out.pdf"
    for given in (("-o", target), ("--dry-run",)):
        refused = summary(*DAYS, *given, "--strict")
        assert (refused.code, len(refused.err.splitlines())) == (1, 1)
        assert "Finance" not in refused.err
    assert not target.exists()
    with journal.write() as session:
        assert not receipts.kept(session)
        reading.let_stand(session, line.id, found.key)
    assert summary(*DAYS, "-o", target, "--strict").code == 0
    assert target.exists()


def test_without_strict_it_is_written_and_the_reading_is_mentioned(
    summary: Summary, journal: Vault, tmp_path: Path
) -> None:
    with journal.write() as session:
        make.line(session, "Finance failed to send the figures.")
    said = summary(*DAYS, "-o", tmp_path / "out.pdf")
    assert said.code == 0
    assert "1 thing to look at" in said.err
    assert "Finance" not in said.err


def test_what_no_font_has_is_named_with_its_line(summary: Summary, journal: Vault, tmp_path: Path) -> None:
    with journal.write() as session:
        make.line(session, "The sign is \ue123 here.")
    found = data(summary, *DAYS)
    [lacking] = found["lacking"]  # type: ignore[misc]
    assert (lacking["character"], lacking["text"]) == ("\ue123", "The sign is \ue123 here.")
    assert found["pages"] == 0
    shown = summary(*DAYS, "--dry-run").out
    assert "The sign is" in shown.split("It cannot be written yet")[1]
    assert summary(*DAYS, "-o", tmp_path / "out.pdf").code == 1
    assert not (tmp_path / "out.pdf").exists()


def test_what_does_not_fit_is_said_and_more_pages_can_be_asked_for(
    summary: Summary, journal: Vault, written: Callable[..., PdfReader]
) -> None:
    with journal.write() as session:
        for number in range(120):
            make.line(session, f"Line {number} " + "of many words that fill the page well " * 4)
    assert data(summary, *DAYS)["pages"] == 0
    assert "It cannot be written yet" in summary(*DAYS, "--dry-run").out
    assert summary(*DAYS, "--dry-run", "--strict").code == 1
    assert len(written(*DAYS, "--pages", "9").pages) > 2
    assert MOST_PAGES == ANY_NUMBER


# ------------------------------------------------------------------------------------------------------------ choosing


@pytest.mark.parametrize(
    "given",
    [
        DAYS,
        ("-o", "x.pdf"),
        ("-o", "x.pdf", "--from", "2026-03-01"),
        ("-o", "x.pdf", "--period", "quarter", *DAYS),
        ("-o", "x.pdf", "--period", "year"),
        (*DAYS, "-o", "x.pdf", "--json"),
        (*DAYS, "-o", "x.pdf", "--points", "3"),
        (*DAYS, "-o", "x.pdf", "--sections", "progress,feelings"),
        (*DAYS, "-o", "x.pdf", "--sections", "progress", "--without", "next"),
        (*DAYS, "-o", "x.pdf", "--chart", "--goal-chart", "lead"),
        (*DAYS, "-o", "x.pdf", "--chart", "--talking-points"),
        (*DAYS, "-o", "x.pdf", "--pages", "0"),
        (*DAYS, "-o", "x.pdf", "--language", "tlh"),
        (*DAYS, "-o", "x.pdf", "--design", "loud"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    given: tuple[str, ...], summary: Summary, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        summary(*given)
    assert left.value.code == 2
    assert "usage: upward summary" in capfd.readouterr().err


def test_sections_are_taken_or_left_out(summary: Summary) -> None:
    assert texts(data(summary, *DAYS, "--sections", "requests,support")) == [
        "Thank you for the introduction.",
        "Could you speak to the board?",
    ]
    assert texts(data(summary, *DAYS, "--without", "requests")) == [
        "The pilot stands. It costs less.",
        "Thank you for the introduction.",
    ]


def test_language_design_and_page_are_those_of_the_paper(written: Callable[..., PdfReader]) -> None:
    plain = words(written(*DAYS))
    paper = written(*DAYS, "--language", "de", "--design", "plain", "--page", "Letter")
    assert "Progress summary" in plain
    shown = words(paper)
    assert "Fortschrittsbericht" in shown
    assert "1. März – 31. März 2026" in shown
    assert "The pilot stands." in shown
    assert paper.root_object["/Lang"] == "de"
    assert [float(side) for side in paper.pages[0].mediabox[2:]] == [612, 792]


def test_a_period_has_the_days_that_its_name_says_today(summary: Summary, journal: Vault) -> None:
    quarter, last = quarter_of(TODAY), quarter_before(TODAY)
    with journal.write() as session:
        make.line(session, "Of this quarter.", day=quarter[0])
        make.line(session, "Of the last one.", day=last[1])
        make.line(session, "Of today.", day=TODAY)
    assert texts(data(summary, "--period", "last-quarter")) == ["Of the last one."]
    assert texts(data(summary, "--period", "quarter")) == ["Of this quarter.", "Of today."]


def test_since_the_last_summary_and_since_the_last_one_on_one_begin_the_day_after(
    summary: Summary, journal: Vault, tmp_path: Path
) -> None:
    for period, says in (("since-summary", "no earlier summary"), ("since-one-on-one", "No one-on-one")):
        refused = summary("--period", period, "--dry-run")
        assert refused.code == 1
        assert says in refused.err
    with journal.write() as session:
        make.meeting(session, TODAY - timedelta(days=7))
        make.meeting(session, TODAY - timedelta(days=1), state="planned")
        make.line(session, "Before.", day=TODAY - timedelta(days=7))
        make.line(session, "After.", day=TODAY - timedelta(days=6))
    assert texts(data(summary, "--period", "since-one-on-one")) == ["After."]
    last = TODAY - timedelta(days=7)
    assert summary("--from", last - timedelta(days=30), "--to", last, "-o", tmp_path / "out.pdf").code == 0
    assert texts(data(summary, "--period", "since-summary")) == ["After."]


def test_a_manager_is_named_by_a_part_of_the_name_and_gets_what_was_approved_for_them(
    summary: Summary, journal: Vault
) -> None:
    with journal.write() as session:
        for name in ("Grace Ward", "Grace Hale"):
            boss = managers.begin(session, name, DAY)
            lines.approve(session, "progress", f"For {name}.", Source("", None, DAY), manager_id=boss.id)
    found = data(summary, *DAYS, "--manager", "ward")
    assert (found["manager"], texts(found)) == ("Grace Ward", ["For Grace Ward."])
    assert data(summary, *DAYS, "--manager", "grace hale")["manager"] == "Grace Hale"
    assert texts(data(summary, *DAYS, "--manager", "Ada"))
    assert "More than one" in summary(*DAYS, "--dry-run", "--manager", "Grace").err
    assert "no manager" in summary(*DAYS, "--dry-run", "--manager", "Maud").err


def test_a_goals_chart_stands_beside_its_approved_line_alone(summary: Summary, journal: Vault) -> None:
    with journal.write() as session:
        boss = managers.current(session).id
        goal = goals.begin(session, "Private heron goal", DAY, manager_id=boss)
        evidence.link(session, make.entry(session, "Led it.", "win").id, "goal_id", goal.id)
        other = goals.begin(session, "Other goal", DAY, manager_id=boss)
    refused = summary(*DAYS, "--dry-run", "--goal-chart", "heron")
    assert (refused.code, "No approved line" in refused.err) == (1, True)
    assert "no goal" in summary(*DAYS, "--dry-run", "--goal-chart", "weir").err
    with journal.write() as session:
        make.line(session, "I lead more.", kind="goal", id=goal.id)
    chart = data(summary, *DAYS, "--goal-chart", "heron")["chart"]
    assert isinstance(chart, dict)
    assert (chart["about"], chart["months"]) == ("I lead more.", [{"label": "Mar", "figures": [1]}])
    assert "heron" not in summary(*DAYS, "--dry-run", "--goal-chart", "heron").out
    assert "No approved line" in summary(*DAYS, "--dry-run", "--goal-chart", "heron", "--without", "progress").err
    with journal.write() as session:
        make.line(session, "And more.", kind="goal", id=other.id)
    assert "More than one goal" in summary(*DAYS, "--dry-run", "--goal-chart", "goal").err


def test_talking_points_hold_one_thought_a_line_and_say_what_is_left_out(
    summary: Summary, journal: Vault, written: Callable[..., PdfReader]
) -> None:
    with journal.write() as session:
        make.line(session, "A third thought.")
    found = data(summary, *DAYS, "--talking-points", "--points", "2")
    assert texts(found)[:2] == ["The pilot stands.", "It costs less."]
    assert "A third thought." not in texts(found)
    assert "A third thought." in summary(*DAYS, "--talking-points", "--points", "2", "--dry-run").out
    shown = words(written(*DAYS, "--talking-points", "--points", "2"))
    assert "Talking points" in shown
    assert "A third thought." not in shown
    with journal.read() as session:
        [receipt] = receipts.kept(session)
        assert session.query(ShareableLine).count() == 6
    assert len(receipt.lines) == 5
    assert "A third thought." in words(written(*DAYS, "--talking-points"))


def test_a_name_that_is_too_long_for_any_file_is_refused_in_a_sentence(
    summary: Summary, journal: Vault, tmp_path: Path
) -> None:
    said = summary(*DAYS, "-o", tmp_path / f"{'n' * 300}.pdf")
    assert (said.code, said.out) == (1, "")
    assert "could not be written (File name too long)" in said.err
    with journal.read() as session:
        assert receipts.kept(session) == []

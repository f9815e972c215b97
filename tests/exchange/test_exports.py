"""Everything goes out again: JSON that gives the same journal, CSV and Markdown that are read without Upward."""

import csv
import json
import os
import shutil
import stat
from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from journal.errors import BadInput, SourceRefused
from journal.exchange import csv_export, csv_tables, journal_json, markdown, report
from journal.practices import commitments, drafts, entries, importance, managers, one_on_ones
from journal.sharing import receipts
from journal.sharing.choices import Choices
from journal.sharing.collect import collect
from journal.store import history, search
from journal.store.key import Key
from journal.store.tables import Commitment, Entry, Feedback, Receipt, ReceiptFile, Setting, ShareableLine
from journal.store.vault import Vault
from tests import make
from tests.canaries import canary, fill_every_private_column, private_columns
from tests.conftest import DATA
from tests.exchange.conftest import INPUT, Importer, everything

Export = Callable[..., list[Path]]
EXPORTS: list[Export] = [journal_json.export_json, csv_export.export_csv, markdown.export_markdown]
HOSTILE = (
    "=cmd|'/C calc'!A0\n# no heading\n![x](http://example.example/x) <img src=x> 1. - *a* _b_ `c` \u202e\U0001f30a"
)


@pytest.fixture(scope="module")
def lived_in_file(template: tuple[Path, Key], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a journal with some of everything, made once."""
    folder = tmp_path_factory.mktemp("lived-in")
    shutil.copyfile(template[0], folder / "lived-in.upward")
    vault = Vault.open_keyed(folder / "lived-in.upward", template[1], device="test")
    Importer(vault, folder).path(INPUT)
    live_in(vault)
    vault.close()
    return folder / "lived-in.upward"


@pytest.fixture
def lived_in(lived_in_file: Path, template: tuple[Path, Key], tmp_path: Path) -> Generator[Vault]:
    """A journal with some of everything: imported, typed, changed, thrown away, brought back, handed over."""
    shutil.copyfile(lived_in_file, tmp_path / "lived-in.upward")
    vault = Vault.open_keyed(tmp_path / "lived-in.upward", template[1], device="test")
    yield vault
    vault.close()


def live_in(vault: Vault) -> None:
    """Some work in a journal, so that no table is empty."""
    with vault.write() as session:
        boss = managers.begin(session, "Ada =Ames", date(2026, 1, 1))
        entry = entries.write(session, "win", HOSTILE, date(2026, 2, 3), "09:30", manager_id=boss.id, starred=True)
        wish = entries.write(session, "request", "", date(2026, 2, 4), manager_id=boss.id)
        entries.revise_details(session, wish.id, ask="@once, please", status="asked", asked_on=date(2026, 2, 4))
        for words in ("one", "two", "three"):
            entries.revise(session, entry.id, text=f"{HOSTILE}\n{words} @tag")
        made = commitments.make(session, "manager", "-Call", date(2026, 2, 3), manager_id=boss.id)
        commitments.renegotiate(session, made.id, date(2026, 2, 9), date(2026, 3, 1), "too early")
        meeting = one_on_ones.plan(session, date(2027, 1, 5), manager_id=boss.id)
        one_on_ones.add_item(session, meeting.id, "A topic", date(2026, 2, 3))
        make.coaching(session, meeting)
        cards: list[str] = list(importance.COMPETENCIES[:4])
        importance.play(session, "me", cards, date(2026, 2, 3), manager_id=boss.id)
        found = list(session.scalars(select(Entry).where(Entry.kind == "interaction").limit(3)))
        for old in found:
            entries.move_to_trash(session, old.id)
        session.flush()
        entries.take_back(session, found[1].id)
        session.flush()
        history.delete_for_good(session, found[2])
        line = session.scalars(select(ShareableLine).limit(1)).one()
        handed = [{"id": line.id, "section": line.section, "text": line.text}]
        receipt = Receipt(title="Progress", lines=handed, sha256="0" * 64, manager_id=boss.id)
        receipt.made_at = "2026-02-05T10:00:00.000+00:00"
        receipt.period_from, receipt.period_to = date(2026, 1, 1), date(2026, 3, 31)
        session.add(receipt)
        session.flush()
        session.add(ReceiptFile(receipt_id=receipt.id, data="JVBERi0xLjQ="))
        session.add(Setting(key="summary", value={"paper": "A4", "deep": [1, None, {"x": 2.5}]}))


def exported(vault: Vault, export: Export, folder: Path) -> list[Path]:
    with vault.read() as session:
        return export(session, folder)


def test_the_json_export_into_a_new_journal_gives_the_same_journal(
    lived_in: Vault,
    new_vault: Callable[[str], Vault],
    importer_for: Callable[[Vault], Importer],
    tmp_path: Path,
) -> None:
    exported(lived_in, journal_json.export_json, tmp_path / "out")
    other = new_vault("other.upward")
    importer_for(other).path(tmp_path / "out")
    ours, theirs = everything(lived_in), everything(other)
    assert ours.keys() == theirs.keys()
    for table in ours:
        assert ours[table] == theirs[table], table
    assert all(ours[table] for table in ours), "a table that is empty proves nothing"
    with lived_in.read() as one, other.read() as two:
        assert search.find(one, "corinne", limit=500) == search.find(two, "corinne", limit=500)


def test_an_export_of_an_older_schema_still_gives_the_same_journal(
    new_vault: Callable[[str], Vault], importer_for: Callable[[Vault], Importer], tmp_path: Path
) -> None:
    (tmp_path / "export").mkdir()
    shutil.copy(DATA / "exports" / "schema-1.json", tmp_path / "export" / "journal.json")
    other = new_vault("other.upward")
    importer_for(other).path(tmp_path / "export")
    with other.read() as session:
        heard = session.scalars(select(Feedback)).one()
        assert (heard.exact_words, heard.understood, heard.clarity) == ("be an otter", "", "label")
        assert session.scalars(select(Entry.text).where(Entry.kind == "interaction")).all() == ["The otter came back."]
        assert len(session.scalars(select(Commitment)).all()) == 2
        assert search.find(session, "otter")


def test_zero_bytes_and_halves_of_characters_do_not_make_an_export_that_cannot_come_back(
    vault: Vault,
    new_vault: Callable[[str], Vault],
    importer_for: Callable[[Vault], Importer],
    tmp_path: Path,
) -> None:
    with vault.write() as session:
        made = make.entry(session, "pasted \x00 and \ud83e #a\x00b")
        make.line(session, "A line \x00 with one.")
        entries.revise(session, made.id, text="again \x00")
        receipts.keep(session, collect(session, Choices(make.DAY, make.DAY)), b"paper")
        session.add(Setting(key="names", value={"the\x00key": ["a\x00b"]}))
    exported(vault, journal_json.export_json, tmp_path / "out")
    other = new_vault("other.upward")
    importer_for(other).path(tmp_path / "out")
    assert everything(other) == everything(vault)
    with other.read() as session:
        assert session.scalars(select(Entry.text)).one() == "again \ufffd"
        assert session.scalars(select(Receipt.lines)).one()[0]["text"] == "A line \ufffd with one."


def test_the_same_export_again_and_back_into_its_own_journal_changes_nothing(
    lived_in: Vault,
    new_vault: Callable[[str], Vault],
    importer_for: Callable[[Vault], Importer],
    tmp_path: Path,
) -> None:
    file = exported(lived_in, journal_json.export_json, tmp_path / "out")[0]
    other = new_vault("other.upward")
    for vault in (other, other, lived_in):
        importer_for(vault).path(file)
    assert importer_for(lived_in).path(file).is_empty
    assert everything(other) == everything(lived_in)


def test_an_export_that_brings_only_a_draft_is_not_called_nothing(
    lived_in: Vault, new_vault: Callable[[str], Vault], importer_for: Callable[[Vault], Importer], tmp_path: Path
) -> None:
    exported(lived_in, journal_json.export_json, tmp_path / "before")
    other = importer_for(new_vault("other.upward"))
    other.path(tmp_path / "before")
    with lived_in.write() as session:
        drafts.keep(session, "one_on_ones", {"text": "half a sentence"})
    exported(lived_in, journal_json.export_json, tmp_path / "after")
    plan = other.path(tmp_path / "after")
    assert not plan.is_empty
    assert report.lines(plan)[-1] == "Drafts came in."
    with other.vault.read() as session:
        assert drafts.kept(session, "one_on_ones") == {"text": "half a sentence"}
    again = other.path(tmp_path / "after")
    assert again.is_empty
    assert report.lines(again)[-1] == "Nothing new."


@pytest.mark.parametrize("name", ["", "Ada =Ames"])
def test_a_new_journal_with_its_first_chapter_still_takes_the_export_as_it_is(
    lived_in: Vault,
    new_vault: Callable[[str], Vault],
    importer_for: Callable[[Vault], Importer],
    tmp_path: Path,
    name: str,
) -> None:
    exported(lived_in, journal_json.export_json, tmp_path / "out")
    other = new_vault("other.upward")
    with other.write() as session:
        managers.begin(session, name)
    importer_for(other).path(tmp_path / "out")
    assert everything(other) == everything(lived_in)


def test_an_export_into_a_journal_in_use_adds_updates_and_joins_what_changed_on_both_sides(
    into: Importer,
    new_vault: Callable[[str], Vault],
    importer_for: Callable[[Vault], Importer],
    tmp_path: Path,
) -> None:
    head = "made_on,owner,what,due,status,closed_on,one_on_one\n"
    into.data("c.csv", head + "".join(f"2026-01-02,me,{what},,open,,\n" for what in ("Same", "Theirs", "Both")))
    exported(into.vault, journal_json.export_json, tmp_path / "first")
    other = new_vault("other.upward")
    importer_for(other).path(tmp_path / "first")
    with into.vault.write() as session:
        for found in session.scalars(select(Commitment).where(Commitment.what.in_(["Theirs", "Both"]))):
            commitments.keep(session, found.id, date(2026, 1, 5))
        boss = managers.current(session)
        entries.write(session, "win", "New @there", date(2026, 1, 2), manager_id=boss.id)
    with other.write() as session:
        both = session.scalars(select(Commitment).where(Commitment.what == "Both")).one()
        commitments.drop(session, both.id, date(2026, 1, 6))
        boss = managers.current(session)
        entries.write(session, "win", "New here", date(2026, 1, 2), manager_id=boss.id)
    exported(into.vault, journal_json.export_json, tmp_path / "second")
    plan = importer_for(other).path(tmp_path / "second")
    counts = {kind: dict(found) for kind, found in plan.counts.items()}
    assert counts["commitments"] == {"same": 1, "changed": 1, "joined": 1}
    assert counts["entries"] == {"added": 1}
    found = importer_for(other)
    assert found.rows("SELECT what, status FROM commitment ORDER BY what") == [
        ("Both", "dropped"),
        ("Same", "open"),
        ("Theirs", "kept"),
    ]
    assert found.rows("SELECT text FROM entry ORDER BY text") == [("New @there",), ("New here",)]
    assert found.rows("SELECT name FROM entry_tag") == [("@there",)]
    with other.read() as session:
        theirs = session.scalars(select(Commitment).where(Commitment.what == "Theirs")).one()
        assert [kept.values["status"] for kept in history.versions(session, theirs.id) if kept.values] == ["open"]
        assert len(search.find(session, "new")) == 2
    assert importer_for(other).path(tmp_path / "second").count("changed") == 0


def test_a_large_journal_goes_out_in_parts_that_only_come_in_together(
    lived_in: Vault,
    new_vault: Callable[[str], Vault],
    importer_for: Callable[[Vault], Importer],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(journal_json, "PART_SIZE", 100_000)
    files = exported(lived_in, journal_json.export_json, tmp_path / "out")
    assert [file.name for file in files][:2] == ["journal.json", "journal-2.json"]
    other = importer_for(new_vault("other.upward"))
    for lonely in (files[0], files[-1]):
        with pytest.raises(SourceRefused, match="A part of the export is missing"):
            other.path(lonely)
    other.path(tmp_path / "out")
    assert everything(other.vault) == everything(lived_in)


def changed_export(file: Path, change: Callable[[dict[str, Any]], None]) -> None:
    value = json.loads(file.read_text(encoding="utf-8"))
    change(value)
    file.write_text(json.dumps(value), encoding="utf-8")


def another_kind(value: dict[str, Any]) -> None:
    value["tables"]["entry"][0]["kind"] = "gossip"


def lost_manager(value: dict[str, Any]) -> None:
    value["tables"]["manager"].clear()


def number_for_text(value: dict[str, Any]) -> None:
    value["tables"]["entry"][0]["text"] = 5


def wrong_day(value: dict[str, Any]) -> None:
    value["tables"]["entry"][0]["day"] = "yesterday"


def missing_column(value: dict[str, Any]) -> None:
    del value["tables"]["entry"][0]["text"]


def foreign_table(value: dict[str, Any]) -> None:
    value["tables"]["sqlite_master"] = []


def newer(value: dict[str, Any]) -> None:
    value["schema"] = 99


def twice(value: dict[str, Any]) -> None:
    value["tables"]["commitment"].append(value["tables"]["commitment"][0])


@pytest.mark.parametrize(
    "change",
    [another_kind, lost_manager, number_for_text, wrong_day, missing_column, foreign_table, newer, twice],
)
def test_an_export_that_was_tampered_with_is_refused_whole(
    lived_in: Vault,
    new_vault: Callable[[str], Vault],
    importer_for: Callable[[Vault], Importer],
    tmp_path: Path,
    change: Callable[[dict[str, Any]], None],
) -> None:
    file = exported(lived_in, journal_json.export_json, tmp_path / "out")[0]
    changed_export(file, change)
    other = new_vault("other.upward")
    before = everything(other)
    with pytest.raises(SourceRefused) as refused:
        importer_for(other).path(file)
    assert "\n" not in str(refused.value)
    assert everything(other) == before


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_is_for_its_owner_alone(lived_in: Vault, tmp_path: Path, export: Export) -> None:
    before = os.umask(0)
    try:
        files = exported(lived_in, export, tmp_path / "out")
    finally:
        os.umask(before)
    assert {file for file in (tmp_path / "out").rglob("*") if file.is_file()} == set(files)
    for path in [tmp_path / "out", *(tmp_path / "out").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_never_overwrites(lived_in: Vault, tmp_path: Path, export: Export) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for place in ("full", "file"):
        with pytest.raises(BadInput, match="is not an empty folder"):
            exported(lived_in, export, tmp_path / place)
    assert (tmp_path / "full" / "mine.txt").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    assert exported(lived_in, export, tmp_path / "empty")


@pytest.mark.parametrize("export", EXPORTS)
def test_a_cancelled_export_leaves_nothing(lived_in: Vault, tmp_path: Path, export: Export) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Stopped

    with pytest.raises(Stopped), lived_in.read() as session:
        export(session, tmp_path / "out", step=stop)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("export", EXPORTS)
def test_every_text_of_the_journal_is_in_every_export(lived_in: Vault, tmp_path: Path, export: Export) -> None:
    files = exported(lived_in, export, tmp_path / "out")
    whole = "\n".join(file.read_text(encoding="utf-8") for file in files if file.suffix != ".pdf")
    plain = "".join(letter for letter in whole.replace("\\n", "") if letter.isalnum())
    with lived_in.read() as session:
        texts = [*session.scalars(select(Entry.text)), *session.scalars(select(Commitment.what))]
    assert all("".join(letter for letter in text if letter.isalnum()) in plain for text in texts)


@pytest.mark.parametrize("export", EXPORTS)
def test_the_words_of_every_column_are_in_every_export(vault: Vault, tmp_path: Path, export: Export) -> None:
    with vault.write() as session:
        fill_every_private_column(session)
    written = "\n".join(file.read_text(encoding="utf-8") for file in exported(vault, export, tmp_path / "out"))
    places = [f"{column.table}.{column.name}" for column in private_columns()]
    assert len(places) > 60
    assert [place for place in places if canary(place) not in written.lower()] == []


def test_the_csv_tables_for_people_name_what_the_journal_knows_by_identity(vault: Vault, tmp_path: Path) -> None:
    with vault.write() as session:
        fill_every_private_column(session)
    exported(vault, csv_export.export_csv, tmp_path / "out")
    for_people = "\n".join(file.read_text(encoding="utf-8") for file in (tmp_path / "out").glob("*.csv"))
    kept_apart = {"feedback", "request", "entry_tag", "setting", "history"}  # its entry is of another kind
    columns = [column for column in private_columns() if column.table.name not in kept_apart]
    places = [f"{column.table}.{column.name}" for column in columns if not column.name.startswith("calendar_")]
    assert [place for place in places if canary(place) not in for_people] == []
    with (tmp_path / "out" / "criteria.csv").open(encoding="utf-8", newline="") as file:
        header, row = list(csv.reader(file))
    assert dict(zip(header, row, strict=True))["role_case"] == canary("role_case.role")


@pytest.mark.parametrize("export", [markdown.export_markdown, csv_export.export_csv])
def test_every_paper_that_was_handed_over_is_a_file_again(lived_in: Vault, tmp_path: Path, export: Export) -> None:
    files = exported(lived_in, export, tmp_path / "out")
    assert [file.read_bytes() for file in files if file.suffix == ".pdf"] == [b"%PDF-1.4"]


def test_the_csv_tables_say_what_was_imported_and_come_in_again_as_nothing_new(into: Importer, tmp_path: Path) -> None:
    into.path(INPUT)
    exported(into.vault, csv_export.export_csv, tmp_path / "out")
    for name in ("commitments", "feedback", "one-on-ones", "requests"):
        with (INPUT / f"{name}.csv").open(encoding="utf-8", newline="") as first:
            wanted = sorted(csv.reader(first))
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as second:
            columns = len(csv_tables.COLUMNS[name])
            assert sorted(row[:columns] for row in csv.reader(second) if "planned" not in row) == wanted, name
    assert into.path(tmp_path / "out").is_empty


def test_the_csv_tables_of_a_lived_in_journal_come_in_again_as_nothing_new(
    lived_in: Vault, importer_for: Callable[[Vault], Importer], tmp_path: Path
) -> None:
    exported(lived_in, csv_export.export_csv, tmp_path / "out")
    plan = importer_for(lived_in).path(tmp_path / "out")
    assert plan.is_empty
    assert plan.count("kept_ours") == 0


def test_no_csv_cell_begins_with_a_formula_sign(lived_in: Vault, tmp_path: Path) -> None:
    files = exported(lived_in, csv_export.export_csv, tmp_path / "out")
    cells: set[str] = set()
    for file in files:
        with file.open(encoding="utf-8", newline="") as stream:
            cells |= {cell for row in csv.reader(stream) for cell in row}
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert {"'-Call", "'@once, please"} <= cells


def test_markdown_has_a_file_a_month_and_shows_typed_text_as_text(lived_in: Vault, tmp_path: Path) -> None:
    exported(lived_in, markdown.export_markdown, tmp_path / "out")
    assert len(list((tmp_path / "out" / "entries").glob("20??-??.md"))) == 14 + 1
    february = (tmp_path / "out" / "entries" / "2026-02.md").read_text(encoding="utf-8")
    assert february.startswith("# February 2026\n")
    assert "\\# no heading" in february
    assert "!\\[x\\](http" in february
    assert "\\<img" in february


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_typed_line_becomes_a_heading_a_link_or_a_tag_in_markdown(line: str) -> None:
    escaped = markdown.escaped(line).lstrip()
    assert not escaped.startswith(("#", ">", "=", "- ", "+ ", "* "))
    bare = escaped.replace("\\\\", "")
    assert all(bare[at - 1] == "\\" for at, sign in enumerate(bare) if sign in "<[`*_&")

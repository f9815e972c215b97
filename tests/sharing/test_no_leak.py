"""Whatever stands in a journal, a summary of it holds the approved lines, and no word of any private field.

The journals are made up by hypothesis: every table filled, with hostile text of many scripts. Each paper goes the way of
the product, from the journal to the file, which is then read back by readers that know nothing of each other.
"""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from journal.errors import LeakFound
from journal.sharing import pdf, receipts, summary
from journal.sharing.choices import Choices
from journal.sharing.collect import collect
from journal.sharing.document import SummaryDocument, clean
from journal.sharing.pdf_file import QuietCanvas
from journal.sharing.pdf_text import missing
from journal.store.vault import Vault
from journal.text import SECTIONS
from tests.canaries import private_columns
from tests.sharing import forgeries, papers, plants
from tests.sharing.papers import Plant
from tests.sharing.reading_back import READERS, Poppler, by_bytes, by_pdfium, by_pypdf, needs_poppler
from tests.sharing.whole_journals import FIRST, LAST, TABLES, WholeJournal, canaries_in, canary

#: Text that any face of ours draws, as somebody might type it, or paste it to do harm.
_DRAWN: Final = (
    "We agreed on the pilot.",
    "Zażółć gęślą jaźń – “sí”, naïve, Straße, ½ ﬁne",
    "Điều khoản thứ ba đã được bỏ",
    "Τρίτος τύπος συμβολαίου",
    "Третий тип договора",
    "e\u0301 n\u0303 u\u0308 \u0307 y\u1dcf",
    "<b>bold</b> <img src='/etc/passwd'/> &amp; <font color='white'>",
    "{0} %s %(x)s ${HOME} {{ x }}",
    ") Tj ET endstream endobj %%EOF /Author (me)",
    "<< /JS (app.alert) >> 1 0 R stream",
    "\u202eevil\u202c \u2066isolated\u2069 \u200bzero\u200b \u00adsoft",
    "\x00\x01\x1b[2J\x07\ufeff\ud800",
    "one\r\ntwo\u2028three\x85four\tfive",
    "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3,
    "1,234.56 € · 30 % № 7 ™",
)
#: Text in other scripts, some of which the small fonts of the tests have.
_FOREIGN: Final = (
    "مراجعة ربع سنوية مع المدير 123",
    "סיכום רבעוני (שלום) 42",
    "第三四半期の進捗、契約書を廃止した。",
    "분기 보고서",
    "तीसरी तिमाही की प्रगति",
    "ความคืบหน้าไตรมาสที่สาม",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 ☎️",
    "𝕳𝖊𝖑𝖑𝖔 \U0001f600 \U000e0041",
)
_UNPRINTABLE: Final = ("a" + "\u0301\u0323\u0338" * 20, "\U0001fbca \ue000 \uffff")
_ALPHABET: Final = "abcÀßñøžőĐạΩжЙ <>&()[]{}%/\\'\"–—… 1½€"
_any_text = st.lists(
    st.sampled_from(_DRAWN + _FOREIGN + _UNPRINTABLE) | st.text(max_size=20), min_size=1, max_size=3
).map(" ".join)
_drawn_text = st.lists(
    st.sampled_from(_DRAWN + _FOREIGN) | st.text(alphabet=_ALPHABET, max_size=15), min_size=1, max_size=2
).map(" ".join)


def _can_be_shared(words: str) -> bool:
    return bool(clean(words)) and missing(clean(words)) is None


@dataclass
class Case:
    """One journal: the texts of its private fields, who gets the paper, the lines approved for it, and its form."""

    private: list[str]
    recipient: str
    lines: list[tuple[str, str]]
    around: list[str]
    trash: bool
    form: dict[str, Any]


_cases = st.builds(
    Case,
    private=st.lists(_any_text, min_size=1, max_size=3),
    recipient=_drawn_text,
    lines=st.lists(
        st.tuples(st.sampled_from(list(SECTIONS)), _drawn_text.map(lambda words: words[:400]).filter(_can_be_shared)),
        min_size=1,
        max_size=2,
    ),
    around=st.lists(st.sampled_from(["opening", "closing"]), max_size=2, unique=True),
    trash=st.booleans(),
    form=st.fixed_dictionaries(
        {
            "page": st.sampled_from(["A4", "Letter"]),
            "design": st.sampled_from(["plain", "accent"]),
            "language": st.sampled_from(["en-GB", "de", "fr"]),
            "chart": st.sampled_from(["", "kept"]),
        }
    ),
)


@contextmanager
def _passing(vault: Vault) -> Generator[Session]:
    """A session in which nothing stays, without the search's index, which no paper is made from."""
    with suppress(_Over), vault.write() as session:
        for name in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            session.execute(text(f"DROP TRIGGER {name}"))
        yield session
        raise _Over


class _Over(Exception):
    """The end of a session that is not to be kept."""


@contextmanager
def _journal(session: Session, case: Case) -> Generator[WholeJournal]:
    with session.begin_nested() as inner:
        whole = WholeJournal(session, case.private, case.recipient, trash=case.trash)
        whole.approve(session, [*case.lines, *((key, "We go on as we are.") for key in case.around)])
        yield whole
        inner.rollback()
    session.expunge_all()


def _paper(session: Session, whole: WholeJournal, case: Case) -> summary.Paper:
    chosen = Choices(FIRST, LAST, **case.form)
    return summary.draw(collect(session, chosen, manager_id=whole.manager_id))


def _read_back(data: bytes, file: Path) -> dict[str, str]:
    file.write_bytes(data)
    poppler = Poppler(file)
    data = file.read_bytes()
    read = by_pypdf(data), by_pdfium(data), by_bytes(data), poppler.text()
    return dict(zip(READERS, read, strict=True))


@needs_poppler
def test_no_word_of_any_private_field_is_in_a_summary(vault: Vault, tmp_path: Path, long: bool) -> None:
    with _passing(vault) as session:

        @settings(
            max_examples=5_000 if long else 300,
            deadline=None,
            phases=[Phase.generate, Phase.shrink] if long else [Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        )
        @given(_cases)
        def holds(case: Case) -> None:
            with _journal(session, case) as whole:
                paper = _paper(session, whole, case)
            found = _read_back(paper.data, tmp_path / "summary.pdf")
            for reader, said in found.items():
                assert sorted(whole.places.get(word, word) for word in canaries_in(said)) == [], reader
            _check_is_there(paper.content.document, case)

        holds()


def _check_is_there(document: SummaryDocument, case: Case) -> None:
    """A control: the paper, which `draw` found to hold just its document, is one of all the lines that were approved."""
    shown = sum(len(section.lines) for section in document.sections)
    assert shown == len(case.lines)
    assert bool(document.opening) == ("opening" in case.around)
    assert bool(document.closing) == ("closing" in case.around)


PLAIN_CASE: Final = Case(list(_DRAWN[:4] + _FOREIGN[:3]), "Maeve", [("progress", "The pilot stands.")], [], False, {})


def test_every_private_field_of_every_table_has_its_canary(vault: Vault) -> None:
    with _passing(vault) as session, _journal(session, PLAIN_CASE) as whole:
        filled = {place.partition(",")[0] for place in whole.places.values()}
        rows = {table.name: session.execute(table.select()).mappings().all() for table in TABLES}
    private = {f"{column.table}.{column.name}" for column in private_columns()}
    assert private - filled <= {"receipt_file.data"}  # a paper in base64: no words
    assert all(len(found) == 2 for name, found in rows.items() if name != "shareable_line")
    held = {word for found in rows.values() for row in found for word in canaries_in(str(dict(row)))}
    assert held == set(whole.places)


@needs_poppler
@pytest.mark.parametrize("reader", READERS)
def test_each_reader_would_find_a_canary(vault: Vault, tmp_path: Path, reader: str) -> None:
    """The same way, with a private word in an approved line; the bytes tell it where it is no drawn text."""
    case = Case(PLAIN_CASE.private, "Maeve", [("progress", f"We met {canary(7).upper()} there.")], [], False, {})
    with _passing(vault) as session, _journal(session, case) as whole:
        data = _paper(session, whole, case).data
    if reader == "the bytes":
        data = forgeries.with_attachment(data, canary(7).encode("utf-16-be"))
    assert canary(7) in canaries_in(_read_back(data, tmp_path / "summary.pdf")[reader])


@pytest.mark.parametrize("form", [bytes, "utf-16-be", "hex", "stream"])
def test_the_bytes_are_searched_in_every_form(form: Any) -> None:
    word = canary(77).encode()
    data = pdf.render(papers.quarter())
    if form == "stream":
        attached = forgeries.with_attachment(data, word)
        assert word not in attached
        assert canary(77) in canaries_in(by_bytes(attached))
        return
    hidden = {bytes: word, "utf-16-be": canary(77).encode("utf-16-be"), "hex": word.hex().encode()}[form]
    assert canary(77) in canaries_in(by_bytes(data + b"\n" + hidden))
    assert canaries_in(by_bytes(data)) == set()


PLANTED: Final = [*plants.WORDS, *(plant for plant, _place in plants.BESIDE)]


@pytest.fixture
def whole(vault: Vault) -> WholeJournal:
    """A whole journal that is kept."""
    with vault.write() as session:
        written = WholeJournal(session, PLAIN_CASE.private, "Maeve")
        written.approve(session, PLAIN_CASE.lines)
    return written


def test_a_planted_body_is_refused_every_time_and_leaves_no_file_and_no_receipt(
    vault: Vault, whole: WholeJournal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    before = _receipts(vault)
    for plant in PLANTED:
        with monkeypatch.context() as patch:
            patch.setattr(pdf, "QuietCanvas", _tampered(plant))
            with pytest.raises(LeakFound):
                _export(vault, whole, folder / "summary.pdf")
        assert list(folder.iterdir()) == [], plant.__name__
    assert _receipts(vault) == before


def test_the_same_journal_without_a_plant_gives_a_file_and_a_receipt(
    vault: Vault, whole: WholeJournal, tmp_path: Path
) -> None:
    before = _receipts(vault)
    _export(vault, whole, tmp_path / "summary.pdf")
    assert (tmp_path / "summary.pdf").read_bytes().startswith(b"%PDF")
    assert _receipts(vault) == before + 1


def _receipts(vault: Vault) -> int:
    with vault.read() as session:
        return len(receipts.kept(session))


def _export(vault: Vault, whole: WholeJournal, target: Path) -> None:
    with vault.read() as session:
        content = collect(session, Choices(FIRST, LAST), manager_id=whole.manager_id)
    summary.hand_over(vault.write, summary.draw(content), target)


def _tampered(plant: Plant) -> type[QuietCanvas]:
    class Tampered(QuietCanvas):
        def showPage(self) -> None:  # noqa: N802 - the typesetter's name
            plant(self)
            super().showPage()

    return Tampered

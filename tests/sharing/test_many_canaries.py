"""Of a journal with five hundred private notes and five approved lines, the paper holds the five lines and nothing else."""

from datetime import timedelta

from journal.sharing import pdf
from journal.sharing.choices import KEPT_BY_MONTH, Choices
from journal.sharing.collect import collect
from journal.sharing.leak_check import verify
from journal.store.vault import Vault
from tests import make
from tests.sharing.papers import pdftotext
from tests.sharing.test_pdf import decoded, needs_poppler

NOTES, LINES = 500, 5
PRIVATE = [f"zqcanary{number:03}x" for number in range(NOTES)]
APPROVED = [f"Approved qvline{number}y for the record." for number in range(LINES)]


def _filled(vault: Vault) -> None:
    with vault.write() as session:
        for number, word in enumerate(PRIVATE):
            day = make.DAY + timedelta(number % 28)
            kind = number % 4
            if kind == 0:
                make.entry(session, f"{word} was said", "win", day)
            elif kind == 1:
                make.feedback(session, word, day, situation=word, from_whom=word)
            elif kind == 2:
                make.request(session, word, day, why_it_helps_them=word)
            else:
                make.promise(session, word, made_on=day)
        for line in APPROVED:
            make.line(session, line, day=make.DAY)
        drafted = make.line(session, PRIVATE[0], day=make.DAY)
        make.lines.withdraw(session, drafted.id)


@needs_poppler
def test_five_lines_of_five_hundred_notes_are_all_that_a_paper_holds(vault: Vault) -> None:
    _filled(vault)
    with vault.read() as session:
        document = collect(session, Choices(make.DAY, make.DAY + timedelta(30), chart=KEPT_BY_MONTH)).document
    data = pdf.render(document)
    verify(data, document)
    everything = (data + decoded(data)).decode("latin-1").lower() + pdftotext(data).lower()
    assert [line for line in APPROVED if line.lower() not in " ".join(everything.split())] == []
    assert [word for word in PRIVATE if word in everything] == []
    with vault.read() as session:
        again = collect(session, Choices(make.DAY, make.DAY + timedelta(30), chart=KEPT_BY_MONTH)).document
    assert pdf.render(again) == data


@needs_poppler
def test_this_test_would_find_one_of_them(vault: Vault) -> None:
    _filled(vault)
    with vault.write() as session:
        make.line(session, PRIVATE[77], day=make.DAY)
    with vault.read() as session:
        document = collect(session, Choices(make.DAY, make.DAY + timedelta(30))).document
    assert PRIVATE[77] in pdftotext(pdf.render(document))

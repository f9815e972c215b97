"""Names of third persons in a line: those that the journal or the line tells of, and nothing else with a capital."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from journal.practices import managers
from journal.sharing import reading
from journal.store.tables import Receipt
from journal.store.vault import Vault
from tests import make

NOTES = (
    "Ruth asked for the figures twice, and Derek’s answer was short. She was patient. @ruth",
    "Told Žofia and Łukasz about the rota; Derek thought he had to go. Derek’s leave is moved. @Eleni",
    "Coffee with Anna Maria Holm. The Heron launch holds, though the Heron team is tired. @heron @strategy",
    "Two days in Ghent. The man from Ghent rang. Strategy is a big word for it; the strategy holds.",
    "Met the Board. Dealers asked, and dealers told me. We bought bread in Porto, near Braga.",
)


@pytest.fixture
def session(vault: Vault) -> Iterator[Session]:
    """A journal whose notes tell of people, places and things."""
    with vault.write() as session:
        managers.begin(session, "Miriam Castell")
        for note in NOTES:
            make.entry(session, note)
        make.feedback(session, "Too long.", from_whom="Mrs Oyelaran, board")
    with vault.write() as session:
        yield session


def _found(session: Session, text: str) -> dict[str, str]:
    """The names found in a line, with the line that is offered."""
    line = make.line(session, text)
    found = reading.read(session, [line], manager_id=line.manager_id)
    return {each.words: each.offer for each in found if each.kind == "person"}


@pytest.mark.parametrize(
    ("text", "words", "offer"),
    [
        ("The rota is with Ruth now.", "Ruth", "The rota is with a colleague now."),
        ("Ruth has the rota.", "Ruth", "A colleague has the rota."),
        ("The rota stands; Ruth has it.", "Ruth", "The rota stands; a colleague has it."),
        ("Launch is in Ruth’s hands.", "Ruth", "Launch is in a colleague’s hands."),
        ("Ruth, Derek and Žofia hold it.", "Ruth, Derek and Žofia", "Three colleagues hold it."),
        ("We thank Łukasz.", "Łukasz", "We thank a colleague."),
        ("Now it is with Eleni.", "Eleni", "Now it is with a colleague."),
        ("Agreed with Anna Maria Holm.", "Anna Maria Holm", "Agreed with a colleague."),
        ("Mrs Oyelaran agrees.", "Mrs Oyelaran", "A colleague agrees."),
        ("I met Dr. Wu on Friday.", "Dr. Wu", "I met a colleague on Friday."),
        ("An introduction to Solveig Dahl would help.", "Solveig Dahl", "An introduction to a colleague would help."),
        ("The offer that Jo-Ann said would come.", "Jo-Ann", "The offer that a colleague said would come."),
    ],
)
def test_a_name_is_found_and_the_role_offered(session: Session, text: str, words: str, offer: str) -> None:
    assert _found(session, text) == {words: offer}


@pytest.mark.parametrize(
    "text",
    [
        "Heron launched in May; Ghent, Porto and Braga follow on Monday.",
        "Strategy and Sales agree, and so does the Board.",
        "Dealers asked for the price, and Customers wanted less.",
        "Miriam asked for it, and I told Castell.",
        "NATO, the COO and GmbH said nothing.",
        "January said more than March. Thank you.",
        "PowerPoint thinks otherwise.",
        "In Ruth it is not.",
        "Wir haben mit Kunden gesprochen; im Vertrieb fragt der Einkauf nach Zahlen aus Linz.",
        "الشركة قالت نعم",
    ],
)
def test_what_is_no_third_person_is_left_alone(session: Session, text: str) -> None:
    assert _found(session, text) == {}


def test_a_name_that_the_manager_has_read_from_me_before_is_no_news(session: Session) -> None:
    text = "The rota is with Ruth now."
    line = make.line(session, text)
    assert list(_found(session, text)) == ["Ruth"]
    rows = [{"id": line.id, "section": line.section, "text": "Ruth holds the rota."}]
    made = Receipt(
        made_at=datetime.now(UTC).isoformat(), period_from=make.DAY, period_to=make.DAY, title="", lines=rows
    )
    made.sha256, made.manager_id = "", line.manager_id
    session.add(made)
    session.flush()
    assert _found(session, text) == {}
    assert _found(session, "The rota holds, as Ruth said.") == {}
    assert list(_found(session, "The rota is with Derek now.")) == ["Derek"]


def test_without_a_word_in_the_journal_only_the_line_itself_can_tell(vault: Vault) -> None:
    with vault.write() as session:
        managers.begin(session, "Miriam Castell")
        assert _found(session, "The rota is with Ruth now.") == {}
        assert list(_found(session, "The rota is here, as Ruth said.")) == ["Ruth"]
        assert list(_found(session, "I spoke to Ruth about it.")) == ["Ruth"]

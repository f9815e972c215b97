"""What was deleted for good is not in the file any more: not as text, not in an earlier version, not in the search index."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from journal.practices import commitments, entries, one_on_ones
from journal.store import history, records, search
from journal.store.tables import Commitment, Entry, OneOnOne
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE
from tests.store import other_program

#: The search index keeps words in small letters, cut where others begin alike: so each begins in a way of its own.
GONE = ("Ytterbium", "Quokkas", "Zanzibar", "Xylophone", "Jabberwock", "Wombat")
STAYS = "Narwhals"


def _words_in(path: Path) -> set[str]:
    """Which of the words can be read in the decrypted file, unused space included, whole or but for their first letters."""
    clear = b"\n".join(other_program.pages(path, PASSPHRASE)).lower()
    return {word for word in (*GONE, STAYS) if word.lower()[1:].encode() in clear}


@pytest.fixture
def lived(vault: Vault) -> dict[str, str]:
    """A journal with the words in texts, details, earlier versions, an agenda and a promise; the UUIDs by kind."""
    with vault.write() as session:
        heard = make.feedback(session, GONE[0], situation=GONE[1])
        meeting = make.meeting(session)
        make.topic(session, meeting, GONE[3])
        promise = make.promise(session, GONE[4])
        make.entry(session, STAYS)
    for words in (GONE[2], f"{GONE[2]} {GONE[5]} " * 400, "nothing of it"):
        with vault.write() as session:
            entries.revise(session, heard.entry_id, text=words)
    with vault.write() as session:
        one_on_ones.revise(session, meeting.id, notes=GONE[3] * 2)
        commitments.drop(session, promise.id, make.DAY, GONE[5])
    return {"entry": heard.entry_id, "meeting": meeting.id, "promise": promise.id}


def _delete_by_hand(vault: Vault, ids: dict[str, str]) -> None:
    with vault.write() as session:
        for kind, name in ((Entry, "entry"), (OneOnOne, "meeting"), (Commitment, "promise")):
            history.delete_for_good(session, records.get(session, kind, ids[name]))


def _let_the_trash_grow_old(vault: Vault, ids: dict[str, str]) -> None:
    with vault.write() as session:
        for kind, name in ((Entry, "entry"), (OneOnOne, "meeting"), (Commitment, "promise")):
            history.trash(records.get(session, kind, ids[name]))
    assert _words_in(vault.path) == {*GONE, STAYS}
    with vault.write() as session:
        assert history.empty_old_trash(session, datetime.now(UTC) + timedelta(31)) >= 3


@pytest.mark.parametrize("delete", [_delete_by_hand, _let_the_trash_grow_old])
def test_no_word_of_what_was_deleted_for_good_is_left(vault: Vault, lived: dict[str, str], delete: object) -> None:
    assert callable(delete)
    assert _words_in(vault.path) == {*GONE, STAYS}
    delete(vault, lived)
    assert vault.integrity_faults() == []
    vault.close()
    assert _words_in(vault.path) == {STAYS}


def test_this_test_finds_the_words_that_a_mere_deletion_leaves(
    vault: Vault, lived: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(_connection: object) -> None:
        pass

    monkeypatch.setattr(search, "purge", leave)
    _delete_by_hand(vault, lived)
    with vault.read() as session:
        assert (
            session.execute(text("SELECT count(*) FROM history WHERE \"values\" LIKE '%abberwock%'")).scalar_one() == 0
        )
    vault.close()
    assert _words_in(vault.path) > {STAYS}

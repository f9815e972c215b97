"""Earlier versions, the trash, bringing back, and deleting for good."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices import commitments, entries, one_on_ones
from journal.store import history, records, search
from journal.store.tables import (
    AgendaItem,
    Commitment,
    DevelopmentTalk,
    Entry,
    Experience,
    Feedback,
    History,
    OneOnOne,
    Record,
    Statement,
    Surprise,
)
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE
from tests.store import other_program

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _edited(vault: Vault, patch: pytest.MonkeyPatch, minutes: list[float]) -> str:
    """An entry written at minute 0 with the text `0` and edited at each of these minutes to that minute; its UUID."""
    with vault.write() as session:
        at = START.isoformat(timespec="milliseconds")
        entry = Entry(
            kind="win", text="0", day=make.DAY, manager_id=make.manager(session).id, created_at=at, changed_at=at
        )
        session.add(entry)
    for minute in minutes:
        moment = (START + timedelta(minutes=minute)).isoformat(timespec="milliseconds")
        patch.setattr(history, "now", moment.__str__)
        with vault.write() as session:
            entries.revise(session, entry.id, text=str(minute))
    return entry.id


def _kept(session: Session, record_id: str) -> list[str]:
    return [(version.values or {})["text"] for version in reversed(history.versions(session, record_id))]


def test_every_change_leaves_the_version_before(vault: Vault) -> None:
    with vault.write() as session:
        made = make.promise(session, "Draft the plan")
    with vault.write() as session:
        commitments.revise(session, made.id, what="Draft the Q4 plan", due=make.DAY, owner="me")
    with vault.read() as session:
        [version] = history.versions(session, made.id)
        now = records.get(session, Commitment, made.id)
    assert version.values is not None
    assert (version.values["what"], version.values["due"], now.what) == ("Draft the plan", None, "Draft the Q4 plan")
    assert (now.parents, version.revision, now.device) == ([made.revision], made.revision, "test")


def test_saving_the_same_again_leaves_no_version(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "The same.")
    with vault.write() as session:
        entries.revise(session, made.id, text="The same.", starred=False)
    with vault.read() as session:
        assert history.versions(session, made.id) == []


def test_a_failed_change_leaves_no_version(vault: Vault) -> None:
    with vault.write() as session:
        made = make.promise(session)

    def fails() -> None:
        with vault.write() as session:
            commitments.keep(session, made.id, make.DAY)
            session.flush()
            commitments.keep(session, made.id, make.DAY)

    with pytest.raises(BadInput):
        fails()
    with vault.read() as session:
        assert history.versions(session, made.id) == []
        assert records.get(session, Commitment, made.id).status == "open"


def test_of_a_stretch_of_editing_one_version_in_ten_minutes_keeps_its_text(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _edited(vault, monkeypatch, [1, 2, 5, 9, 10.5, 12, 15, 19, 21, 22])
    with vault.read() as session:
        assert _kept(session, made) == ["0", "10.5", "21"]


def test_the_last_version_before_a_pause_always_keeps_its_text(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _edited(vault, monkeypatch, [1, 2, 3, 30, 31, 60])
    with vault.read() as session:
        assert _kept(session, made) == ["0", "3", "30", "31"]


def test_a_clock_that_was_set_back_loses_no_version_before_the_pause(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _edited(vault, monkeypatch, [1, 2, -600, -599])
    with vault.read() as session:
        assert "2" in _kept(session, made)


def test_a_thinned_version_keeps_its_place_in_the_line_of_descent(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _edited(vault, monkeypatch, [1, 2, 3, 4, 5])
    with vault.read() as session:
        parents = {version.revision: version.parents for version in session.scalars(select(History))}
        [revision] = records.get(session, Entry, made).parents
    line = [revision]
    while parents[line[-1]]:
        line += parents[line[-1]]
    assert sorted(line) == sorted(parents)
    assert len(line) == 5


def test_an_earlier_version_can_be_brought_back_and_so_can_the_later_one(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "First thought. @one")
    with vault.write() as session:
        entries.revise(session, made.id, text="Second thought. @two", day=make.DAY + timedelta(days=3))
    with vault.write() as session:
        [first] = history.versions(session, made.id)
        entries.bring_back(session, made.id, first)
    with vault.read() as session:
        [row] = entries.first_rows(session, entries.EntryFilter(), 5)
        latest = history.versions(session, made.id)[0]
        assert (row.headline, row.day, row.tags) == ("First thought. @one", make.DAY, ("@one",))
        assert (latest.values or {})["text"] in {"First thought. @one", "Second thought. @two"}
        assert [hit.id for hit in search.find(session, "first thought")] == [made.id]
        assert search.find(session, "second thought") == []


def test_bringing_a_version_back_takes_the_record_out_of_the_trash(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "Kept after all.")
    with vault.write() as session:
        entries.move_to_trash(session, made.id)
    with vault.write() as session:
        entries.take_back(session, made.id)
    with vault.write() as session:
        for version in history.versions(session, made.id):
            entries.bring_back(session, made.id, version)
            session.flush()
            assert records.get(session, Entry, made.id).deleted_at is None


def test_the_trash_hides_a_record_and_gives_it_back_whole(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "Out of sight. @pilot")
    with vault.write() as session:
        entries.move_to_trash(session, made.id)
    everything, trashed = entries.EntryFilter(), entries.EntryFilter(trashed=True)
    with vault.read() as session:
        assert entries.first_rows(session, everything, 5) == []
        assert [row.id for row in entries.first_rows(session, trashed, 5)] == [made.id]
        assert search.find(session, "sight") == []
    with vault.write() as session:
        entries.take_back(session, made.id)
    with vault.read() as session:
        assert [row.tags for row in entries.first_rows(session, everything, 5)] == [("@pilot",)]
        assert [hit.id for hit in search.find(session, "sight")] == [made.id]


def _words_in(path: Path) -> bytes:
    return b"\n".join(other_program.pages(path, PASSPHRASE)).lower()


def test_deleting_for_good_leaves_no_word_anywhere_in_the_file(vault: Vault) -> None:
    with vault.write() as session:
        heard = make.feedback(session, "zanzibarwords first", situation="quokkaplace")
        other = make.entry(session, "xylophonestays")
    for text in ("narwhalone", "narwhaltwo " * 900):
        with vault.write() as session:
            entries.revise(session, heard.entry_id, text=text)
            entries.revise_details(session, heard.entry_id, exact_words="zanzibarwords " + text[:12])
    with vault.write() as session:
        history.delete_for_good(session, records.get(session, Entry, heard.entry_id))
    with vault.read() as session:
        assert records.find(session, Entry, heard.entry_id) is None
        assert records.find(session, Feedback, heard.id) is None
        assert history.versions(session, heard.id) == history.versions(session, heard.entry_id) == []
        assert [hit.id for hit in search.find(session, "xylophonestays")] == [other.id]
    assert vault.integrity_faults() == []
    vault.close()
    clear = _words_in(vault.path)
    assert b"xylophonestays" in clear
    for word in (b"zanzibar", b"narwhal", b"quokka"):
        assert word not in clear


def test_deleting_from_the_trash_for_good_leaves_no_word_either(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "zanzibarwords")
    with vault.write() as session:
        entries.move_to_trash(session, made.id)
    with vault.write() as session:
        history.delete_for_good(session, records.get(session, Entry, made.id))
    assert vault.integrity_faults() == []
    vault.close()
    assert b"zanzibar" not in _words_in(vault.path)


def test_what_was_deleted_for_good_is_remembered_as_gone_without_its_text(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "First.")
    with vault.write() as session:
        entries.revise(session, made.id, text="Second.")
    with vault.write() as session:
        history.delete_for_good(session, records.get(session, Entry, made.id))
    with vault.read() as session:
        rows = session.scalars(select(History).where(History.record == made.id)).all()
    assert [(row.gone, row.values, row.table) for row in rows] == [(True, None, "entry")] * 2


def test_a_meeting_deleted_for_good_takes_its_topics_and_leaves_its_promises(vault: Vault) -> None:
    with vault.write() as session:
        meeting = make.meeting(session)
        make.topic(session, meeting, "zanzibartopic")
        promise = make.promise(session, "Draft the plan", one_on_one_id=meeting.id)
    with vault.write() as session:
        history.delete_for_good(session, records.get(session, OneOnOne, meeting.id))
    with vault.read() as session:
        assert records.get(session, Commitment, promise.id).one_on_one_id is None
        assert one_on_ones.held(session) == []
    assert vault.integrity_faults() == []
    vault.close()
    assert b"zanzibar" not in _words_in(vault.path)


def test_a_replaced_promise_can_be_deleted_for_good(vault: Vault) -> None:
    with vault.write() as session:
        old = make.promise(session)
        new = commitments.renegotiate(session, old.id, make.DAY, None)
    with vault.write() as session:
        history.delete_for_good(session, records.get(session, Commitment, old.id))
    with vault.read() as session:
        assert [(each.id, each.replaces_id) for each in commitments.ledger(session)] == [(new.id, None)]


def test_an_unsaved_change_goes_too_when_its_record_is_deleted_for_good(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "zanzibarwords")
    with vault.write() as session:
        found = records.get(session, Entry, made.id)
        found.text = "narwhalwords"
        history.delete_for_good(session, found)
    vault.close()
    clear = _words_in(vault.path)
    assert b"zanzibar" not in clear
    assert b"narwhal" not in clear


def _thrown_away(vault: Vault, patch: pytest.MonkeyPatch, at: datetime, text: str) -> str:
    """An entry with an earlier version that was put into the trash at a moment; its UUID."""
    with vault.write() as session:
        made = make.entry(session, f"{text} first")
    with vault.write() as session:
        entries.revise(session, made.id, text=text)
    patch.setattr(history, "now", at.isoformat(timespec="milliseconds").__str__)
    with vault.write() as session:
        entries.move_to_trash(session, made.id)
    patch.undo()
    return made.id


def test_the_trash_keeps_thirty_days_and_no_longer(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    old = _thrown_away(vault, monkeypatch, START, "zanzibarwords")
    recent = _thrown_away(vault, monkeypatch, START + timedelta(minutes=1), "narwhalwords")
    with vault.write() as session:
        living = make.entry(session, "xylophonestays").id
    moment = START + timedelta(days=history.TRASH_DAYS, seconds=30)
    with vault.read() as session:
        assert not history.has_old_trash(session, moment - timedelta(minutes=1))
        assert history.has_old_trash(session, moment)
    with vault.write() as session:
        assert history.empty_old_trash(session, moment) == 1
    with vault.read() as session:
        assert not history.has_old_trash(session, moment)
        assert records.find(session, Entry, old) is None
        assert history.versions(session, old) == []
        assert records.get(session, Entry, recent).text == "narwhalwords"
        assert records.get(session, Entry, living).deleted_at is None
    assert vault.integrity_faults() == []
    vault.close()
    clear = _words_in(vault.path)
    assert b"zanzibar" not in clear
    assert b"narwhalwords" in clear


def test_the_days_of_the_trash_are_the_same_wherever_one_is(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    _thrown_away(vault, monkeypatch, START, "zanzibarwords")
    early = START + timedelta(days=history.TRASH_DAYS, minutes=-1)
    with vault.read() as session:
        assert not history.has_old_trash(session, early.astimezone(timezone(timedelta(hours=14))))
        assert history.has_old_trash(session, (early + timedelta(minutes=2)).astimezone(timezone(timedelta(hours=-11))))


def test_a_meeting_leaves_the_trash_with_the_topics_that_were_thrown_away_before(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault.write() as session:
        meeting = make.meeting(session)
        topic = make.topic(session, meeting)
        promise = make.promise(session, one_on_one_id=meeting.id)
    monkeypatch.setattr(history, "now", START.isoformat(timespec="milliseconds").__str__)
    with vault.write() as session:
        history.trash(records.get(session, AgendaItem, topic.id))
        one_on_ones.move_to_trash(session, meeting.id)
    monkeypatch.undo()
    with vault.write() as session:
        history.empty_old_trash(session, START + timedelta(days=31))
    with vault.read() as session:
        assert session.scalars(select(AgendaItem)).all() == session.scalars(select(OneOnOne)).all() == []
        assert records.get(session, Commitment, promise.id).one_on_one_id is None
    assert vault.integrity_faults() == []


def test_a_promise_in_the_trash_may_go_before_the_one_that_took_its_place(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault.write() as session:
        old = make.promise(session)
        new = commitments.renegotiate(session, old.id, make.DAY, None)
    monkeypatch.setattr(history, "now", START.isoformat(timespec="milliseconds").__str__)
    with vault.write() as session:
        for each in (old, new):
            history.trash(records.get(session, Commitment, each.id))
    monkeypatch.undo()
    with vault.write() as session:
        assert history.empty_old_trash(session, START + timedelta(days=31)) == 2
    with vault.read() as session:
        assert session.scalars(select(Commitment)).all() == []


def test_what_a_version_that_is_brought_back_replaces_keeps_its_text_however_young(vault: Vault) -> None:
    with vault.write() as session:
        made = make.entry(session, "First words")
    for text in ("Second words", "Third words"):
        with vault.write() as session:
            entries.revise(session, made.id, text=text)
    with vault.write() as session:
        entries.bring_back(session, made.id, history.versions(session, made.id)[-1])
    with vault.read() as session:
        kept = [(version.values or {})["text"] for version in history.versions(session, made.id)]
    assert kept == ["Third words", "First words"]


def test_a_field_that_a_new_record_was_never_given_is_empty_in_its_earlier_version(vault: Vault) -> None:
    with vault.write() as session:
        made = make.promise(session, "Draft the plan")
        session.flush()
        made.closed_on = make.DAY
        session.flush()
    with vault.read() as session:
        assert [(version.values or {})["closed_on"] for version in history.versions(session, made.id)] == [None]


def _naming(session: Session) -> dict[str, tuple[Record, Record]]:
    """Records that only name another one, each with that, by the column."""
    boss, meeting, asked = make.manager(session).id, make.meeting(session), make.entry(session, "Ask her.", "request")
    rule = Statement(side="manager", topic="channel", text="Call first.", said_on=make.DAY, manager_id=boss)
    session.add(rule)
    session.flush()
    experience = Experience(what_they_did="Ran a merger", known_on=make.DAY, asked_entry_id=asked.id, manager_id=boss)
    made: dict[str, tuple[Record, Record]] = {
        "statement_id": (
            Surprise(day=make.DAY, what_happened="A freeze", statement_id=rule.id, manager_id=boss),
            rule,
        ),
        "one_on_one_id": (DevelopmentTalk(day=make.DAY, one_on_one_id=meeting.id, manager_id=boss), meeting),
        "asked_entry_id": (experience, asked),
        "split_from_id": (make.request(session, split_from_id=asked.id), asked),
    }
    session.add_all(record for record, _named in made.values())
    session.flush()
    return made


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("statement_id", "what_happened"),
        ("one_on_one_id", "strengths"),
        ("asked_entry_id", "what_they_did"),
        ("split_from_id", "ask"),
    ],
)
def test_a_version_that_names_what_is_gone_for_good_comes_back_without_the_name(
    vault: Vault, column: str, words: str
) -> None:
    with vault.write() as session:
        record, named = _naming(session)[column]
    with vault.write() as session:
        history.keep_every_version(session)
        setattr(records.get(session, type(record), record.id), words, "other words")
    with vault.write() as session:
        history.delete_for_good(session, records.get(session, type(named), named.id))
    with vault.write() as session:
        earlier = history.versions(session, record.id)
        naming = next(each for each in earlier if (each.values or {})[column] == named.id)
        history.bring_back(session, records.get(session, type(record), record.id), naming)
    with vault.read() as session:
        now = records.get(session, type(record), record.id)
        assert (getattr(now, words), getattr(now, column)) == (getattr(record, words), None)
    assert vault.integrity_faults() == []

"""What becomes of one record that changed in two copies of a journal: each rule by itself, in both orders."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from journal.exchange import journal_json, sources
from journal.exchange.writing import bring_in
from journal.practices import commitments, entries, managers, one_on_ones
from journal.sharing import lines
from journal.store import history, merge, records, search
from journal.store.tables import (
    AgendaItem,
    Commitment,
    Entry,
    EntryTag,
    Evidence,
    Feedback,
    Goal,
    History,
    Imported,
    Manager,
    OneOnOne,
    Setting,
    ShareableLine,
)
from journal.store.vault import Vault
from tests import make
from tests.exchange.conftest import everything
from tests.make import DAY
from tests.store.divergence import Copies

Change = Callable[[Session], object]


class Parting:
    """A journal, and two copies of it in which something else is done."""

    def __init__(self, copies: Copies, begin: Change) -> None:
        self._copies = copies
        self.start = copies.new()
        with self.start.write() as session:
            history.keep_every_version(session)
            begin(session)

    def merged(self, here: Change, there: Change) -> Vault:
        """The journal in which both were merged, the same from either side."""
        one, other = self._copies.new(self.start), self._copies.new(self.start)
        for vault, change in ((one, here), (other, there)):
            with vault.write() as session:
                change(session)
        made = self._copies.merged(one, other)
        before = everything(made)
        self._copies.merge(other, one)
        assert everything(other) == before
        assert self._copies.merge(made, other).is_empty
        self._copies.merge(one, made)
        assert everything(one) == before
        assert made.integrity_faults() == []
        return made


def nothing(session: Session) -> None:
    """A side where nothing is done."""


def only(session: Session, kind: type[Entry] = Entry) -> Entry:
    return session.scalars(select(kind)).one()


def typing(text: str) -> Change:
    def change(session: Session) -> None:
        entries.revise(session, only(session).id, text=text)

    return change


def throwing_away(session: Session) -> None:
    entries.move_to_trash(session, only(session).id)


def deleting_for_good(session: Session) -> None:
    history.delete_for_good(session, only(session))


def one_entry(session: Session) -> None:
    make.entry(session, "Agreed on the pilot @pilot")


def test_both_texts_stay_in_the_entry_with_their_tags_and_are_found(copies: Copies) -> None:
    parting = Parting(copies, one_entry)
    made = parting.merged(typing("Said on the train @train"), typing("Said at the desk @desk"))
    with made.read() as session:
        entry = only(session)
        first, moment, second = entry.text.split("\n\n")
        assert (first, second) == ("Said on the train @train", "Said at the desk @desk")
        assert moment == f"— {entry.changed_at[:10]} {entry.changed_at[11:16]} UTC —"
        assert sorted(session.scalars(select(EntryTag.name))) == ["@desk", "@train"]
        assert {hit.id for hit in search.find(session, "train desk")} == {entry.id}
        kept = [version.values["text"] for version in history.versions(session, entry.id) if version.values]
        assert sorted(kept) == ["Agreed on the pilot @pilot", "Said at the desk @desk", "Said on the train @train"]


def test_a_text_that_holds_the_other_one_stands_for_both(copies: Copies) -> None:
    made = Parting(copies, one_entry).merged(typing("Agreed."), typing("Agreed.\nAnd signed."))
    with made.read() as session:
        assert only(session).text == "Agreed.\nAnd signed."


def test_words_that_only_the_third_copy_still_knows_tell_what_was_changed(copies: Copies) -> None:
    def star(session: Session) -> None:
        entries.revise(session, only(session).id, starred=True)

    start = Parting(copies, one_entry).start
    one, two, three = (copies.new(start) for _each in range(3))
    for vault, change in ((one, typing("Said on the train @train")), (two, star)):
        with vault.write() as session:
            change(session)
        with vault.write() as session:
            session.execute(update(History).values(values=None))
    made = [
        copies.merged(one, two, three),
        copies.merged(three, two, one),
        copies.merged(two, copies.merged(one, three)),
    ]
    made.append(copies.merged(copies.merged(two, one), made[1]))
    for each in made:
        assert everything(each) == everything(made[0])
        assert copies.merge(each, three).is_empty
        with each.read() as session:
            assert (only(session).text, only(session).starred) == ("Said on the train @train", True)
            assert session.scalars(select(EntryTag.name)).all() == ["@train"]
            assert search.find(session, "train")
            assert not search.find(session, "pilot")


def test_what_changed_on_one_side_alone_is_taken_column_by_column(copies: Copies) -> None:
    def star(session: Session) -> None:
        entries.revise(session, only(session).id, starred=True, day=DAY + timedelta(1))

    made = Parting(copies, one_entry).merged(star, typing("Another text"))
    with made.read() as session:
        entry = only(session)
        assert (entry.starred, entry.day, entry.text) == (True, DAY + timedelta(1), "Another text")
        assert entry.place >> 23 == entry.first_place() >> 23


def test_an_edit_beats_the_trash(copies: Copies) -> None:
    made = Parting(copies, one_entry).merged(throwing_away, typing("Still needed"))
    with made.read() as session:
        assert (only(session).deleted_at, only(session).text) == (None, "Still needed")


def test_what_both_threw_away_stays_in_the_trash(copies: Copies) -> None:
    made = Parting(copies, one_entry).merged(throwing_away, throwing_away)
    with made.read() as session:
        assert only(session).deleted_at is not None


def test_an_edit_beats_a_deletion_for_good(copies: Copies) -> None:
    made = Parting(copies, one_entry).merged(deleting_for_good, typing("Still needed"))
    with made.read() as session:
        assert only(session).text == "Still needed"
        assert list(session.scalars(select(History.values).where(History.gone))) == [None]
        assert search.find(session, "pilot") == []


def test_what_was_deleted_for_good_stays_gone(copies: Copies) -> None:
    def begin(session: Session) -> None:
        one_entry(session)
        typing("Changed once @once")(session)

    made = Parting(copies, begin).merged(deleting_for_good, nothing)
    with made.read() as session:
        assert session.scalars(select(Entry)).all() == []
        assert session.scalars(select(EntryTag)).all() == []
        assert [row.values for row in session.scalars(select(History))] == [None, None]
        assert search.find(session, "changed") == search.find(session, "pilot") == []


def test_an_edit_of_the_details_is_an_edit_of_the_feedback(copies: Copies) -> None:
    def situation(session: Session) -> None:
        entries.revise_details(session, only(session).id, situation="In the review")

    parting = Parting(copies, make.feedback)
    for away in (throwing_away, deleting_for_good):
        made = parting.merged(away, situation)
        with made.read() as session:
            assert only(session).deleted_at is None
            details = session.scalars(select(Feedback)).one()
            assert (details.exact_words, details.situation) == ("be more strategic", "In the review")


def test_an_edited_entry_that_was_deleted_elsewhere_keeps_its_details(copies: Copies) -> None:
    made = Parting(copies, make.feedback).merged(deleting_for_good, typing("On the train"))
    with made.read() as session:
        assert only(session).text == "On the train"
        assert session.scalars(select(Feedback.exact_words)).one() == "be more strategic"


def test_a_new_topic_brings_back_the_meeting_that_was_deleted_elsewhere(copies: Copies) -> None:
    def begin(session: Session) -> None:
        make.topic(session, make.meeting(session, state="planned"), "The budget")

    def delete(session: Session) -> None:
        history.delete_for_good(session, session.scalars(select(OneOnOne)).one())

    def add(session: Session) -> None:
        make.topic(session, session.scalars(select(OneOnOne)).one(), "The pilot")

    with Parting(copies, begin).merged(delete, add).read() as session:
        meeting = session.scalars(select(OneOnOne)).one()
        assert sorted(item.text for item in one_on_ones.agenda(session, meeting).own) == ["The budget", "The pilot"]


def _shown_goal(session: Session) -> None:
    goal = Goal(begun_on=DAY, what="Speak for the whole company", manager_id=make.manager(session).id)
    session.add(goal)
    session.flush()
    session.add(Evidence(entry_id=make.entry(session, "Closed the audit.").id, goal_id=goal.id))


def _shown_again(session: Session) -> None:
    entry = make.entry(session, "Led the second site.")
    session.add(Evidence(entry_id=entry.id, goal_id=session.scalars(select(Goal.id)).one()))


def _thrown_and_back(session: Session) -> None:
    """The link was thrown away and taken back: a version that the other copy does not know."""
    link = session.scalars(select(Evidence)).one()
    for act in (history.trash, history.restore):
        act(link)
        session.flush()


@pytest.mark.parametrize(("change", "links"), [(_shown_again, 2), (_thrown_and_back, 1)])
def test_evidence_that_went_on_brings_back_the_goal_that_was_deleted_elsewhere(
    copies: Copies, change: Change, links: int
) -> None:
    def delete(session: Session) -> None:
        history.delete_for_good(session, session.scalars(select(Goal)).one())

    with Parting(copies, _shown_goal).merged(delete, change).read() as session:
        goal = session.scalars(select(Goal)).one()
        assert goal.what == "Speak for the whole company"
        assert [link.goal_id for link in session.scalars(select(Evidence))] == [goal.id] * links


def test_a_goal_reached_here_and_open_again_there_is_never_half_of_each(copies: Copies) -> None:
    def begin(session: Session) -> None:
        _shown_goal(session)
        goal = session.scalars(select(Goal)).one()
        goal.status, goal.closed_on = "reached", DAY

    def reopen(session: Session) -> None:
        history.keep_every_version(session)
        goal = session.scalars(select(Goal)).one()
        goal.status, goal.closed_on = "open", None

    def another_day(session: Session) -> None:
        history.keep_every_version(session)
        session.scalars(select(Goal)).one().closed_on = DAY + timedelta(2)

    with Parting(copies, begin).merged(reopen, another_day).read() as session:
        goal = session.scalars(select(Goal)).one()
        assert (goal.status, goal.closed_on) in [("open", None), ("reached", DAY + timedelta(2))]


def test_a_promise_stays_without_the_meeting_that_was_deleted_elsewhere(copies: Copies) -> None:
    def delete(session: Session) -> None:
        history.delete_for_good(session, session.scalars(select(OneOnOne)).one())

    def promise(session: Session) -> None:
        make.promise(session, "Draft it", one_on_one_id=session.scalars(select(OneOnOne.id)).one())

    with Parting(copies, make.meeting).merged(delete, promise).read() as session:
        assert session.scalars(select(OneOnOne)).all() == []
        made = session.scalars(select(Commitment)).one()
        assert (made.what, made.one_on_one_id) == ("Draft it", None)


def test_a_new_entry_of_a_manager_who_was_deleted_elsewhere_keeps_its_manager(copies: Copies) -> None:
    def begin(session: Session) -> None:
        make.manager(session)
        managers.begin(session, "Ada Ames", date(2026, 1, 1))

    def delete(session: Session) -> None:
        history.delete_for_good(session, session.scalars(select(Manager).where(Manager.name == "Ada Ames")).one())

    with Parting(copies, begin).merged(delete, one_entry).read() as session:
        assert session.get_one(Manager, only(session).manager_id).name == "Ada Ames"


def test_a_promise_kept_here_and_dropped_there_is_never_half_of_each(copies: Copies) -> None:
    def keep(session: Session) -> None:
        commitments.keep(session, session.scalars(select(Commitment.id)).one(), DAY + timedelta(3))

    def drop(session: Session) -> None:
        commitments.drop(session, session.scalars(select(Commitment.id)).one(), DAY + timedelta(5), "no budget")

    with Parting(copies, make.promise).merged(keep, drop).read() as session:
        found = session.scalars(select(Commitment)).one()
        assert (found.status, found.closed_on, found.reason) == ("dropped", DAY + timedelta(5), "no budget")
        statuses = [row.values["status"] for row in history.versions(session, found.id) if row.values]
        assert sorted(statuses) == ["dropped", "kept", "open"]


def test_details_made_on_both_sides_become_one_with_both_words(copies: Copies) -> None:
    def heard(words: str) -> Change:
        def change(session: Session) -> None:
            entries.revise(session, only(session).id, kind="feedback")
            entries.revise_details(session, only(session).id, exact_words=words)

        return change

    with Parting(copies, one_entry).merged(heard("be bolder"), heard("speak up")).read() as session:
        assert only(session).kind == "feedback"
        words = session.scalars(select(Feedback.exact_words)).one()
        assert "be bolder" in words
        assert "speak up" in words


def test_the_name_of_a_manager_is_never_put_together_from_two(copies: Copies) -> None:
    def call(name: str) -> Change:
        def change(session: Session) -> None:
            managers.revise(session, make.manager(session).id, name=name, started_on=None, ended_on=None)

        return change

    with Parting(copies, make.manager).merged(call("Ada Ames"), call("Ada King")).read() as session:
        boss = session.scalars(select(Manager)).one()
        assert boss.name == "Ada King"
        names = [row.values["name"] for row in history.versions(session, boss.id) if row.values]
        assert "Ada Ames" in names


# ---- approved lines


def the_line(session: Session) -> ShareableLine:
    return session.scalars(select(ShareableLine).where(ShareableLine.position == 0, ~_IS_WITHDRAWN_COPY)).one()


_IS_WITHDRAWN_COPY = ShareableLine.device == "merged"


def rewording(text: str) -> Change:
    def change(session: Session) -> None:
        lines.approve_words(session, the_line(session).id, text)

    return change


def shared(session: Session) -> list[str]:
    return [line.text for line in lines.approved(session, date.min, date.max)]


def test_of_two_wordings_the_later_is_approved_and_the_other_is_kept_withdrawn(copies: Copies) -> None:
    made = Parting(copies, make.line).merged(rewording("The pilot is live."), rewording("The pilot runs."))
    with made.read() as session:
        assert shared(session) == ["The pilot runs."]
        found = {line.text: line.withdrawn_at for line in session.scalars(select(ShareableLine))}
        assert found.keys() == {"The pilot runs.", "The pilot is live."}
        assert found["The pilot is live."] is not None


def test_words_that_were_withdrawn_or_only_drafted_on_one_side_reach_no_summary(copies: Copies) -> None:
    def withdraw(session: Session) -> None:
        lines.withdraw(session, the_line(session).id)

    def throw_away(session: Session) -> None:
        history.trash(the_line(session))

    parting = Parting(copies, make.line)
    for here, there in ((withdraw, rewording("Other words.")), (rewording("Other words."), throw_away)):
        with parting.merged(here, there).read() as session:
            assert shared(session) == []
            assert "Other words." in set(session.scalars(select(ShareableLine.text)))

    def draft(session: Session) -> None:
        lines.withdraw(session, make.line(session).id)

    def redraft(session: Session) -> None:
        lines.revise(session, the_line(session).id, "Not for anybody yet.")

    def approve(session: Session) -> None:
        lines.approve_again(session, the_line(session).id, the_line(session).text)

    drafted = Parting(copies, draft)
    for here, there in ((redraft, approve), (approve, redraft)):
        with drafted.merged(here, there).read() as session:
            assert "Not for anybody yet." not in shared(session)


# ---- what is no record of its own


def test_places_in_one_minute_come_out_the_same_in_the_order_of_creation(copies: Copies) -> None:
    def add(*texts: str) -> Change:
        def change(session: Session) -> None:
            for text in texts:
                make.entry(session, text, time="09:00")

        return change

    made = Parting(copies, add("1")).merged(add("2", "3"), add("4", "5"))
    with made.read() as session:
        found = session.scalars(select(Entry).order_by(Entry.place)).all()
        assert [entry.text for entry in found] == ["1", "2", "3", "4", "5"]
        assert [entry.place - found[0].first_place() for entry in found] == [0, 1, 2, 3, 4]


def test_nobody_is_told_that_the_journal_stays_as_it_is_when_something_small_comes_in(copies: Copies) -> None:
    def draft(session: Session) -> None:
        session.merge(Setting(key="draft.note", value={"text": "begun"}))

    def check(session: Session) -> None:
        session.merge(Setting(key="sheet", value={"checked_on": "2026-03-02", "salt": "ab"}))

    start = Parting(copies, one_entry).start
    told = {draft: "Drafts came in.", check: "Settings came in."}
    for change, line in told.items():
        one, other = copies.new(start), copies.new(start)
        with other.write() as session:
            change(session)
        assert merge.report_lines(copies.merge(one, other)) == [line]
        assert merge.report_lines(copies.merge(one, other)) == [
            "The other copy holds nothing new: the journal stays as it is."
        ]


def test_words_of_an_earlier_version_that_were_thinned_out_here_are_told_of(copies: Copies) -> None:
    start = Parting(copies, one_entry).start
    with start.write() as session:
        history.keep_every_version(session)
        typing("Another text")(session)
    one, other = copies.new(start), copies.new(start)
    with one.write() as session:
        session.execute(update(History).values(values=None))
    other_first, one_first = copies.merge(copies.new(other), one), copies.merge(copies.new(one), other)
    assert other_first.is_empty
    assert merge.report_lines(one_first) == ["Earlier versions came in."]
    with one.write() as session:  # an entry that is newer here, too
        typing("And another")(session)
    report = copies.merge(one, other)
    assert not report.is_empty
    assert merge.report_lines(report) == ["Entries: 1 newer here, left as they are", "Earlier versions came in."]


def test_drafts_of_both_sides_are_kept(copies: Copies) -> None:
    def draft(text: str) -> Change:
        def change(session: Session) -> None:
            session.merge(Setting(key="draft.note", value={"kind": "win", "text": text}))

        return change

    with Parting(copies, draft("begun")).merged(draft("on the train"), draft("at the desk")).read() as session:
        value = session.scalars(select(Setting.value)).one()
        assert value["kind"] == "win"
        assert "on the train" in value["text"]
        assert "at the desk" in value["text"]


def test_a_source_that_was_imported_again_in_one_copy_adds_nothing_afterwards(copies: Copies, tmp_path: Path) -> None:
    head = "made_on,owner,what,due,status,closed_on,one_on_one\n"
    file = tmp_path / "c.csv"

    def bring(row: str) -> Change:
        def change(session: Session) -> None:
            file.write_text(head + row, encoding="utf-8")
            bring_in(session, sources.read(file, DAY))

        return change

    parting = Parting(copies, bring("2026-01-02,me,Plan,,open,,\n"))
    made = parting.merged(bring("2026-01-02,me,Plan,,kept,2026-01-05,\n"), one_entry)
    with made.write() as session:
        assert bring_in(session, sources.read(file, DAY)).is_empty
        assert session.scalars(select(Commitment.status)).one() == "kept"
        kept = session.scalars(select(Imported)).one()
        assert kept.revision == records.get(session, Commitment, kept.record_id).revision


def test_a_full_export_of_the_other_copy_does_the_same_as_the_copy(copies: Copies, tmp_path: Path) -> None:
    def begin(session: Session) -> None:
        one_entry(session)
        make.topic(session, make.meeting(session))
        make.line(session)

    def there(session: Session) -> None:
        typing("At the desk")(session)
        make.feedback(session, "speak up")
        session.scalars(select(AgendaItem)).one().text = "Another pilot"

    parting = Parting(copies, begin)
    one, other = copies.new(parting.start), copies.new(parting.start)
    for vault, change in ((one, typing("On the train")), (other, there)):
        with vault.write() as session:
            change(session)
    wanted = everything(copies.merged(one, other))
    with other.read() as session:
        journal_json.export_json(session, tmp_path / "out")
    source = sources.read(tmp_path / "out", DAY)
    assert source.full
    imported = copies.new(one)
    with imported.write() as session:
        plan = bring_in(session, source)
    assert everything(imported) == wanted
    assert {kind: dict(found) for kind, found in plan.counts.items()} == {
        "managers": {"same": 1},
        "entries": {"joined": 1, "added": 1},
        "one-on-ones": {"same": 1, "changed": 1},
        "shareable": {"same": 1},
    }
    with one.write() as session:
        merge.merge(session, merge.rows_in(source.full.tables))
    assert everything(one) == wanted

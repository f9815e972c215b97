from datetime import timedelta

from journal.practices import entries, feedback
from journal.store.vault import Vault
from tests import make


def test_feedback_of_a_period_comes_newest_first_without_the_trash(vault: Vault) -> None:
    with vault.write() as session:
        for days in (-1, 0, 5, 9, 10):
            make.feedback(session, f"day {days}", make.DAY + timedelta(days))
        entries.move_to_trash(session, make.feedback(session, "trashed").entry_id)
        entries.revise(session, make.feedback(session, "became a note").entry_id, kind="win")
    with vault.read() as session:
        found = feedback.received(session, make.DAY, make.DAY + timedelta(9))
    assert [each.feedback.exact_words for each in found] == ["day 9", "day 5", "day 0"]
    assert [each.day for each in found] == [make.DAY + timedelta(days) for days in (9, 5, 0)]


def test_a_feedback_comes_back_on_the_day_to_ask_again_until_it_is_confirmed(vault: Vault) -> None:
    with vault.write() as session:
        make.feedback(session, "not set")
        make.feedback(session, "tomorrow", ask_again_on=make.DAY + timedelta(1))
        make.feedback(session, "today", ask_again_on=make.DAY, clarity="goal")
        make.feedback(session, "long ago", ask_again_on=make.DAY - timedelta(90))
        make.feedback(session, "seen", ask_again_on=make.DAY, clarity="confirmed")
    with vault.read() as session:
        found = feedback.to_ask_again(session, make.DAY)
    assert {each.feedback.exact_words for each in found} == {"today", "long ago"}

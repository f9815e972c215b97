from datetime import date, timedelta

import pytest

from journal import text
from journal.errors import BadInput
from journal.practices import commitments, evidence, goals, one_on_ones
from journal.sharing import lines
from journal.sharing.choices import KEPT_BY_MONTH, Choices
from journal.sharing.collect import collect, kept_by_month
from journal.store import history
from journal.store.vault import Vault
from tests import make

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


def test_only_the_approved_lines_of_the_period_enter_a_paper(vault: Vault) -> None:
    with vault.write() as session:
        make.line(session, "In.", day=FIRST)
        make.line(session, "In, too.", "next", LAST)
        make.line(session, "Before.", day=FIRST - timedelta(1))
        make.line(session, "After.", day=LAST + timedelta(1))
        lines.withdraw(session, make.line(session, "Withdrawn.").id)
        manager = make.manager(session).id
        lines.draft(session, "next", "Drafted.", lines.Source("", None, make.DAY), manager_id=manager)
    with vault.read() as session:
        content = collect(session, Choices(FIRST, LAST))
    assert [(part.key, part.lines) for part in content.document.sections] == [
        ("progress", ("In.",)),
        ("next", ("In, too.",)),
    ]
    assert [line.text for line in content.lines] == ["In.", "In, too."]


def test_nothing_else_of_the_journal_is_in_a_paper(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "secret win", "win", starred=True)
        make.feedback(session, "secret words", situation="secret")
        make.request(session, "secret ask", status="asked", asked_on=make.DAY)
        commitments.keep(session, make.promise(session, "secret promise").id, make.DAY)
        meeting = make.meeting(session)
        make.topic(session, meeting, "secret topic")
        one_on_ones.revise(session, meeting.id, notes="secret notes", next_topics="secret")
        make.line(session, "The pilot stands.")
    with vault.read() as session:
        content = collect(session, Choices(FIRST, LAST, chart=KEPT_BY_MONTH))
    assert "secret" not in repr(content.document)
    with vault.read() as session:
        for record in (meeting, *lines.approved(session, FIRST, LAST)):
            assert record.id not in repr(content.document)


def test_the_title_and_the_period_are_said_in_words(vault: Vault) -> None:
    with vault.write() as session:
        make.line(session)
    with vault.read() as session:
        document = collect(session, Choices(FIRST, LAST, page="Letter")).document
    assert (document.title, document.period, document.page) == (
        "Progress summary",
        "1 January – 31 March 2026",
        "Letter",
    )


def test_a_period_without_an_approved_line_makes_no_paper(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "a win", "win")
        lines.withdraw(session, make.line(session).id)
    with vault.read() as session, pytest.raises(BadInput, match="1 January – 31 March 2026"):
        collect(session, Choices(FIRST, LAST))


def test_the_chart_is_there_only_when_it_is_wanted(vault: Vault) -> None:
    with vault.write() as session:
        make.line(session)
        make.promise(session)
    with vault.read() as session:
        assert collect(session, Choices(FIRST, LAST)).document.chart is None
        assert collect(session, Choices(FIRST, LAST, chart=KEPT_BY_MONTH)).document.chart is not None


def test_the_chart_counts_my_promises_alone_by_the_month_in_which_they_were_made_or_kept(vault: Vault) -> None:
    with vault.write() as session:
        for made_on, kept_on in (
            (date(2026, 1, 31), date(2026, 2, 1)),
            (date(2026, 1, 1), date(2026, 1, 1)),
            (date(2025, 12, 31), date(2026, 3, 31)),
            (date(2026, 3, 31), date(2026, 4, 1)),
            (date(2026, 3, 1), None),
        ):
            made = make.promise(session, made_on=made_on)
            if kept_on:
                commitments.keep(session, made.id, kept_on)
        commitments.drop(session, make.promise(session, made_on=FIRST).id, date(2026, 2, 1))
        commitments.keep(session, make.promise(session, owner="manager", made_on=FIRST).id, FIRST)
        commitments.move_to_trash(session, make.promise(session, made_on=FIRST).id)
    with vault.read() as session:
        months = kept_by_month(session, FIRST, LAST)
    assert months == [((2026, 1), (1, 3)), ((2026, 2), (1, 0)), ((2026, 3), (1, 2))]


def test_the_chart_shows_a_year_at_the_most(vault: Vault) -> None:
    with vault.read() as session:
        months = [month for month, _figures in kept_by_month(session, date(2024, 11, 1), date(2026, 2, 1))]
    assert (len(months), months[0], months[-1]) == (12, (2025, 3), (2026, 2))


def test_a_period_of_one_day_is_that_day() -> None:
    assert text.day_range(date(2026, 7, 1), date(2026, 7, 1)) == "1 July 2026"
    assert text.day_range(date(2026, 7, 1), date(2026, 7, 2)) == "1 July – 2 July 2026"


def test_words_of_which_nothing_is_left_make_no_empty_paper(vault: Vault) -> None:
    with vault.write() as session:
        line = make.line(session)
    with vault.read() as session, pytest.raises(BadInput, match="Nothing is left"):
        collect(session, Choices(FIRST, LAST), words={line.id: " \u200b "})


def test_a_goal_of_which_nothing_was_shown_in_the_period_has_no_chart(vault: Vault) -> None:
    """Neither has one that was deleted, nor one whose line was withdrawn."""
    with vault.write() as session:
        goal = goals.begin(session, "Speak for the company", make.DAY, manager_id=make.manager(session).id)
        line = make.line(session, "Learning to speak for the company.", kind="goal", id=goal.id)
        make.line(session, "The pilot stands.")
    chosen = Choices(FIRST, LAST, chart=f"goal:{goal.id}")
    with vault.write() as session:
        assert collect(session, chosen).document.chart is None
        evidence.link(session, make.entry(session, "Spoke at the fair.", "win").id, "goal_id", goal.id)
        chart = collect(session, chosen).document.chart
        assert chart
        assert [month.figures for month in chart.months] == [(0,), (0,), (1,)]
        lines.withdraw(session, line.id)
        assert collect(session, chosen).document.chart is None
        lines.approve_again(session, line.id, line.text)
        history.delete_for_good(session, goal)
        assert collect(session, chosen).document.chart is None

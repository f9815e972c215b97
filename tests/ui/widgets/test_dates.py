from collections.abc import Generator
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from journal.ui.widgets.dates import due_words, near_day, read_day, read_time, short_day, short_time

SATURDAY = date(2026, 11, 21)
IRISH = QLocale(QLocale.Language.English, QLocale.Country.Ireland)
AMERICAN = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)
JAPANESE = QLocale(QLocale.Language.Japanese, QLocale.Country.Japan)


@pytest.fixture(autouse=True)
def locale_back() -> Generator[None]:
    usual = QLocale()
    yield
    QLocale.setDefault(usual)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-27", date(2026, 11, 27)),
        ("2026-1-7", date(2026, 1, 7)),
        ("today", SATURDAY),
        (" Tomorrow ", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 20)),
        ("fri", date(2026, 11, 27)),
        ("Friday", date(2026, 11, 27)),
        ("sat", date(2026, 11, 28)),
        ("+3", date(2026, 11, 24)),
        ("27 Nov", date(2026, 11, 27)),
        ("27 November 2027", date(2027, 11, 27)),
        ("3 Jan", date(2027, 1, 3)),
        ("27/11/2026", date(2026, 11, 27)),
        ("3.4.2026", date(2026, 4, 3)),
    ],
)
def test_a_day_is_understood_however_it_is_typed(typed: str, day: date) -> None:
    QLocale.setDefault(IRISH)
    assert read_day(typed, SATURDAY) == day


@pytest.mark.parametrize(
    "typed", ["", "someday", "14:00", "2026-02-30", "31/02/2026", "13", "2026", "soon-ish", "0-0-0"]
)
def test_what_is_no_clear_day_is_refused(typed: str) -> None:
    QLocale.setDefault(IRISH)
    assert read_day(typed, SATURDAY) is None


def test_the_order_of_day_and_month_is_the_locales() -> None:
    QLocale.setDefault(AMERICAN)
    assert read_day("3/4/2026", SATURDAY) == date(2026, 3, 4)
    QLocale.setDefault(IRISH)
    assert read_day("3/4/2026", SATURDAY) == date(2026, 4, 3)


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)),
    st.sampled_from([IRISH, AMERICAN, GERMAN, JAPANESE, QLocale.c()]),
)
def test_what_the_field_shows_is_understood_again(day: date, locale: QLocale) -> None:
    QLocale.setDefault(locale)
    assert read_day(short_day(day), SATURDAY) == day
    assert read_day(day.isoformat(), SATURDAY) == day


@given(st.text(max_size=40))
def test_no_text_makes_reading_a_day_or_a_time_fail(text: str) -> None:
    read_day(text, SATURDAY)
    read_time(text)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("14:30", time(14, 30)),
        ("14", time(14)),
        ("1430", time(14, 30)),
        ("2 pm", time(14)),
        ("12am", time(0)),
        ("9.05", time(9, 5)),
    ],
)
def test_a_time_is_understood_however_it_is_typed(typed: str, at: time) -> None:
    assert read_time(typed) == at


@pytest.mark.parametrize("typed", ["25:00", "14:75", "noonish", "", "-3"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    assert read_time(typed) is None


@given(st.times(), st.sampled_from([IRISH, AMERICAN, GERMAN, JAPANESE]))
def test_a_shown_time_is_understood_again(at: time, locale: QLocale) -> None:
    QLocale.setDefault(locale)
    assert read_time(short_time(at)) == at.replace(second=0, microsecond=0)


def test_near_days_are_said_as_people_say_them() -> None:
    QLocale.setDefault(IRISH)
    said = [near_day(SATURDAY + timedelta(days=days), SATURDAY) for days in (-1, 0, 1, 3, 12, 60)]
    assert said == ["yesterday", "today", "tomorrow", "Tue", "3 Dec", "20 Jan 2027"]


def test_what_is_late_says_how_late() -> None:
    assert due_words(SATURDAY - timedelta(days=1), SATURDAY) == "1 day late"
    assert due_words(SATURDAY - timedelta(days=3), SATURDAY) == "3 days late"
    assert due_words(SATURDAY, SATURDAY) == "today"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 400))
def test_a_day_written_out_in_full_is_that_day(today: date, ahead: int) -> None:
    QLocale.setDefault(IRISH)
    day = today + timedelta(ahead)
    for written in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}"):
        assert read_day(written, today, ahead=True) == day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 7))
def test_a_weekday_is_the_next_one_of_that_name(today: date, ahead: int) -> None:
    day = today + timedelta(ahead)
    for written in (f"{day:%A}", f"next {day:%A}", f"{day:%a}".lower()):
        assert read_day(written, today) == day


def test_what_is_due_without_its_year_is_due_at_the_coming_day_of_that_name() -> None:
    QLocale.setDefault(IRISH)
    assert read_day("20 Nov", SATURDAY) == date(2026, 11, 20)
    assert read_day("20 Nov", SATURDAY, ahead=True) == date(2027, 11, 20)
    assert read_day("21 Nov", SATURDAY, ahead=True) == SATURDAY
    assert read_day("1/3", SATURDAY, ahead=True) == date(2027, 3, 1)
    assert read_day("29 Feb", date(2027, 6, 1), ahead=True) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("the day after tomorrow", date(2026, 11, 23)),
        ("in two weeks", date(2026, 12, 5)),
        ("within 10 days", date(2026, 12, 1)),
        ("in 5 working days", date(2026, 11, 27)),
        ("two weeks from now", date(2026, 12, 5)),
        ("a week from Friday", date(2026, 12, 4)),
        ("Tuesday next week", date(2026, 11, 24)),
        ("end of month", date(2026, 11, 30)),
        ("EOM", date(2026, 11, 30)),
        ("EOW", date(2026, 11, 27)),
        ("end of next month", date(2026, 12, 31)),
        ("end of Q1", date(2027, 3, 31)),
        ("year end", date(2026, 12, 31)),
        ("mid-December", date(2026, 12, 15)),
        ("start of next week", date(2026, 11, 23)),
        ("the 15th", date(2026, 12, 15)),
        ("the 31st", date(2026, 12, 31)),
        ("December 3rd", date(2026, 12, 3)),
        ("Fri 27 Nov", date(2026, 11, 27)),
        ("12.12.", date(2026, 12, 12)),
        ("2026/12/01", date(2026, 12, 1)),
        ("27-Nov-2026", date(2026, 11, 27)),
        ("EOD Friday", date(2026, 11, 27)),
    ],
)
def test_a_day_is_understood_in_plain_words(typed: str, day: date) -> None:
    QLocale.setDefault(IRISH)
    assert read_day(typed, SATURDAY, ahead=True) == day


@pytest.mark.parametrize(
    "typed", ["Thu 27 Nov", "10-12", "may", "in two", "end of nothing", "32nd", "the 0th", "Q1", "12/13"]
)
def test_what_contradicts_itself_or_is_half_a_day_is_none(typed: str) -> None:
    QLocale.setDefault(IRISH)
    assert read_day(typed, SATURDAY) is None


@pytest.mark.parametrize(
    ("language", "typed", "day"),
    [
        ("de_DE", "Freitag", date(2026, 11, 27)),
        ("de_DE", "Fr.", date(2026, 11, 27)),
        ("de_DE", "12. Dezember", date(2026, 12, 12)),
        ("de_DE", "nächsten Dienstag", date(2026, 11, 24)),
        ("fr_FR", "1er décembre", date(2026, 12, 1)),
        ("fr_FR", "ven.", date(2026, 11, 27)),
        ("es_ES", "12 de diciembre", date(2026, 12, 12)),
        ("ja_JP", "12月3日", date(2026, 12, 3)),
        ("en_US", "12/1", date(2026, 12, 1)),
        ("en_US", "1.12.", date(2026, 12, 1)),
        ("de_DE", "friday", date(2026, 11, 27)),
    ],
)
def test_the_systems_own_names_of_days_and_months_are_known_and_the_english_ones(
    language: str, typed: str, day: date
) -> None:
    QLocale.setDefault(QLocale(language))
    assert read_day(typed, SATURDAY, ahead=True) == day


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.sampled_from(
        ["de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "pl_PL", "pt_BR", "sv_SE", "tr_TR", "en_US", "cs_CZ"]
    ),
)
def test_a_day_written_with_the_systems_month_is_that_day(day: date, language: str) -> None:
    locale = QLocale(language)
    QLocale.setDefault(locale)
    for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
        written = f"{day.day} {locale.monthName(day.month, form)} {day.year}"
        assert read_day(written, SATURDAY) == day, written


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(["+999", "eoy", "end of next month", "the 31st", "fri",
       "in 99 weeks", "29 feb", "eoq", "next month", "in 30 years", "31 dec", "mid june"]))  # fmt: skip
def test_at_the_edges_of_the_calendar_nothing_fails(today: date, typed: str) -> None:
    read_day(typed, today)
    read_day(typed, today, ahead=True)

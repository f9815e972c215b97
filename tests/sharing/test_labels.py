"""The fixed words and the dates of a paper, in each language that one can be written in."""

import tomllib
from datetime import date

import pytest

from journal.errors import BadInput
from journal.paths import resource
from journal.sharing.labels import LANGUAGES, labels
from journal.text import SECTIONS

PERIODS = {
    "en-GB": "1 July – 30 September 2026",
    "en-US": "July 1 – September 30, 2026",
    "de": "1. Juli – 30. September 2026",
    "fr": "1 juillet – 30 septembre 2026",
    "es": "1 de julio – 30 de septiembre de 2026",
    "it": "1 luglio – 30 settembre 2026",
    "nl": "1 juli – 30 september 2026",
}


def test_every_language_has_every_label() -> None:
    known = tomllib.loads(resource("paper_labels.toml").read_text(encoding="utf-8"))
    assert {language.partition("-")[0] for language in LANGUAGES} == set(known)
    for words in known.values():
        assert words.keys() == known["en"].keys() >= set(SECTIONS)
        assert all(words.values())
        assert words["page"].format(number=1, count=2) != words["page"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_period_is_written_as_its_language_writes_it(language: str) -> None:
    told = labels(language)
    assert told.period(date(2026, 7, 1), date(2026, 9, 30)) == PERIODS[language]
    assert told.period(date(2025, 12, 1), date(2026, 2, 28)).count("202") == 2
    assert told.period(date(2026, 7, 1), date(2026, 7, 1)) == told.day(date(2026, 7, 1))
    assert len({told.month(month) for month in range(1, 13)}) == 12


def test_a_language_without_labels_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(BadInput, match="en-GB, en-US, de"):
        labels("tlh")

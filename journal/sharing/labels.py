"""The fixed words of a paper and its dates, in the language in which it is written.

The labels stand in `resources/paper_labels.toml`; the dates follow the rules of the language's own locale (Unicode CLDR,
by Babel). What the window says is not of their business: a paper may be in another language than it.
"""

import locale
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from journal.errors import BadInput
from journal.paths import resource
from journal.text import SECTIONS, _

#: The languages that a paper can be written in, by their tags, each with its own name.
LANGUAGES: Final[dict[str, str]] = {
    "en-GB": "English (UK)",
    "en-US": "English (US)",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "it": "Italiano",
    "nl": "Nederlands",
}


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words of a paper in one language; `words` holds them by their names in the resource."""

    language: str
    words: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """A fixed label."""
        return self.words[name]

    def sections(self) -> dict[str, str]:
        """The headings of the summary, by their keys, in its order."""
        return {key: self.words[key] for key in SECTIONS}

    def day(self, day: date) -> str:
        """A day as a sentence holds it, such as `3 July 2026`."""
        from babel.dates import format_date  # only where a paper is made

        return format_date(day, "long", locale=self._locale)

    def period(self, first: date, last: date) -> str:
        """A period as a title says it, such as `1 July – 30 September 2026`; a single day as itself."""
        from babel.dates import format_skeleton

        if first == last:
            return self.day(first)
        same_year = first.year == last.year
        start = format_skeleton("MMMMd", first, locale=self._locale) if same_year else self.day(first)
        return f"{start} – {self.day(last)}"

    def month(self, month: int) -> str:
        """The short name of a month, 1 to 12, as it stands under a chart."""
        from babel.dates import get_month_names

        return get_month_names("abbreviated", context="stand-alone", locale=self._locale)[month].rstrip(".")

    @property
    def _locale(self) -> str:
        return self.language.replace("-", "_")


@cache
def labels(language: str) -> Labels:
    """The labels of a language. Raises BadInput for one that no paper can be written in."""
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise BadInput(
            _("No paper can be written in {language}. Choose one of: {known}.").format(language=language, known=known)
        )
    return Labels(language, _resource()[language.partition("-")[0]])


def usual_language() -> str:
    """The language of the system's locale if a paper can be written in it, else English."""
    tag = (locale.getlocale(locale.LC_TIME)[0] or locale.getlocale()[0] or "").replace("_", "-")
    if tag in LANGUAGES:
        return tag
    spoken = tag.partition("-")[0]
    return spoken if spoken in LANGUAGES else "en-GB"


@cache
def _resource() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("paper_labels.toml").read_text(encoding="utf-8"))

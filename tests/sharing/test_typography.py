"""Typewriter signs become printed ones, by the language, and nothing else is touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.sharing.typography import typeset

FIXED, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en-GB", 'She said "yes, of course" to it.', "She said “yes, of course” to it."),
        ("en-US", '("quoted") and "again"', "(“quoted”) and “again”"),
        ("en", "\"He said 'yes' to me\"", "“He said ‘yes’ to me”"),
        ("en", "It's James' plan, don't ask the '90s", "It’s James’ plan, don’t ask the ’90s"),
        ("en", "rock 'n' roll", "rock ’n’ roll"),
        ("de", 'Der Vorschlag "Ein Haus" kam an', "Der Vorschlag „Ein Haus“ kam an"),
        ("fr", 'Il a dit "oui" : merci !', f"Il a dit «{FIXED}oui{FIXED}»{FIXED}: merci{NARROW}!"),
        ("fr", "C'est l'avancement", "C’est l’avancement"),
        ("es", 'dijo "hola"', "dijo «hola»"),
        ("it", "l'anno, un po' di \"cose\"", "l’anno, un po’ di «cose»"),
        ("nl", "foto's van 's avonds", "foto’s van ’s avonds"),
        ("en", "On time - and early...", "On time – and early…"),
        ("en", "A year -- a good one", "A year – a good one"),
    ],
)
def test_each_language_has_its_marks(language: str, typed: str, printed: str) -> None:
    assert typeset(typed, language) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "It is 5'10\" tall",
        'a 27" screen',
        "open 24/7, at -5 degrees, and 10 - 5 = 5",
        "2026-09-30 and 555-0199",
        'print("x") or `a "b" - c...`',
        'see ../notes... or C:\\x\\"y"',
        "https://example.org/a'b",
        "use --long, not -l",
        '"Unbalanced and so on',
        "a well-known e-mail",
    ],
)
def test_what_may_be_code_a_measure_or_a_figure_stays_as_typed(typed: str) -> None:
    for language in ("en-GB", "de", "es"):
        assert typeset(typed, language) == typed


@given(
    st.text(alphabet="ab1 \"'-.,!:()–“”’«»\n5/", max_size=60), st.sampled_from(["en-GB", "de", "fr", "es", "it", "nl"])
)
def test_only_signs_are_changed_and_once_is_enough(text: str, language: str) -> None:
    once = typeset(text, language)
    assert typeset(once, language) == once
    assert re.sub(r"[^\w\n]", "", once) == re.sub(r"[^\w\n]", "", text)


@pytest.mark.parametrize("typed", ['-)-"a\'"’ :‘', "'\"%'\"„", '“("a\'"‘)', "-)“\"(''\""])
def test_once_is_enough_even_where_one_mark_makes_sure_what_another_is(typed: str) -> None:
    for language in ("en-GB", "de", "fr", "es"):
        once = typeset(typed, language)
        assert typeset(once, language) == once

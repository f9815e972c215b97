"""Whatever one types into the search is words and nothing else."""

import random
import re
from collections.abc import Callable, Generator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from journal.store import search
from journal.store.vault import Vault
from tests import make

FEW = ("heron", "her", "hero", "weir", "x1", "42", "or", "and", "not", "near", "rowid", "text")
TEXTS = [f"{one} {sign} {two} {three}" for one in FEW for sign in "-:.*\"'(" for two in FEW[:4] for three in FEW[::5]]
relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Generator[Vault]:
    """A journal with many short texts over a few words."""
    vault = Vault.create(tmp_path_factory.mktemp("search") / "filled.upward", "seven quiet herons")
    with vault.write() as session, search.rebuilt_at_end(session):
        manager = make.manager(session)
        session.add_all(make.Entry(kind="win", text=text, day=make.DAY, manager_id=manager.id) for text in TEXTS)
    yield vault
    vault.close()


def _titles(vault: Vault, words: str, *, complete: bool = True) -> list[str]:
    with vault.read() as session:
        return sorted(hit.title for hit in search.find(session, words, limit=10_000, complete=complete))


def _holding(holds: Callable[[list[str]], bool]) -> list[str]:
    return sorted(text for text in TEXTS if holds(re.findall(r"\w+", text)))


@pytest.mark.parametrize("word", [*FEW, "heron2", "HERON", "h"])
def test_a_word_finds_exactly_the_texts_that_hold_it(filled: Vault, word: str) -> None:
    assert _titles(filled, word) == _holding(lambda words: word.lower() in words)


@pytest.mark.parametrize("word", [*FEW, "h", "w", "4"])
def test_a_beginning_finds_exactly_the_texts_with_a_word_that_begins_so(filled: Vault, word: str) -> None:
    assert _titles(filled, word, complete=False) == _holding(lambda words: any(each.startswith(word) for each in words))


@relaxed
@given(st.lists(st.sampled_from(FEW), min_size=1, max_size=4))
def test_several_words_find_exactly_the_texts_that_hold_all(filled: Vault, words: list[str]) -> None:
    assert _titles(filled, " ".join(words)) == _holding(lambda found: set(words) <= set(found))


@relaxed
@given(
    st.text(max_size=40) | st.text("\"'*:^()-+{}[]~&|\\ \x00\ud800herONAD1", max_size=40), st.booleans(), st.booleans()
)
def test_nothing_that_one_types_is_an_error(filled: Vault, words: str, complete: bool, best: bool) -> None:
    with filled.read() as session:
        search.find(session, words, order="best" if best else "newest", complete=complete)


HOSTILE = (
    '"', '""', "'", "*", "heron*", "**", "heron OR weir", "heron NOT weir", "NEAR(heron weir)", "text:heron", "more : x",
    "{text more}:heron", "^heron", "heron + weir", "(heron", "heron)", "-heron", "--", "; DROP TABLE entry", "\x00",
    "heron\x00weir", "\ud800", "heron\udcff", "%", "_", "\\", "🦉", "ﬁ", "İ", "ß", "a" * 5000, "-" * 5000, "a-" * 3000,
    "heron " * 3000, "heron* " * 500, "'; --", "\u202eheron", "heron\u0301", "𝐡𝐞𝐫𝐨𝐧",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_words(filled: Vault, words: str) -> None:
    with filled.read() as session:
        for complete in (True, False):
            search.find(session, words, complete=complete)


def test_the_words_of_the_query_language_are_words(filled: Vault) -> None:
    assert _titles(filled, "heron OR weir") == _holding(lambda words: {"heron", "or", "weir"} <= set(words))
    assert _titles(filled, "NOT heron") == _holding(lambda words: {"heron", "not"} <= set(words))


def test_a_pasted_page_finds_the_text_that_it_came_from(vault: Vault) -> None:
    page = " ".join(f"word{number}" for number in range(2000))
    with vault.write() as session:
        made = make.entry(session, page)
        make.entry(session, page[100:])
    with vault.read() as session:
        assert [hit.id for hit in search.find(session, page)] == [made.id]


SIGNS = ("", '"', "*", "(", ")", "-", "^", ":", "+", "'", "{", "}", "%", ";", "NEAR(", " AND ", " NOT ", " OR ", "\x00")


def _holds(words: list[str], query: str) -> bool:
    """What a query means, by looking at every text: all that stands between blanks is there, each as one phrase."""
    low = [word.lower() for word in words]
    for part in query.replace("\x00", " ").lower().split():
        phrase = re.findall(r"\w+", part)
        places = range(len(low) - len(phrase) + 1) if phrase else ()
        begins = part.endswith("*")
        found = any(
            low[at : at + len(phrase) - 1] == phrase[:-1]
            and (
                low[at + len(phrase) - 1] == phrase[-1] or (begins and low[at + len(phrase) - 1].startswith(phrase[-1]))
            )
            for at in places
        )
        if phrase and not found:
            return False
    return True


def _queries(number: int) -> list[str]:
    die = random.Random(20261122)
    made = ("".join(die.choice(SIGNS) + die.choice(FEW) + die.choice((" ", "", " ")) for _part in range(die.choice((1, 2, 3)))) for _each in range(number))  # fmt: skip
    return [query + die.choice(SIGNS) for query in made]


def test_random_queries_find_what_looking_at_every_text_finds(filled: Vault, long: bool) -> None:
    for query in _queries(500 if long else 100):
        assert _titles(filled, query) == _holding(lambda words, query=query: _holds(words, query)), repr(query)


def test_the_database_itself_would_refuse_many_of_these_queries(filled: Vault) -> None:
    refused = 0
    with filled.read() as session:
        for query in _queries(100):
            try:
                session.execute(sql("SELECT count(*) FROM search WHERE search MATCH :words"), {"words": query}).all()
            except DBAPIError:
                refused += 1
    assert refused > 20

from collections.abc import Generator
from pathlib import Path

import pytest
from zxcvbn import zxcvbn

from journal.errors import UpwardError
from journal.store import words
from journal.store.key import check_new


@pytest.fixture
def unread() -> Generator[None]:
    """The list is read anew in this test, and after it."""
    words._listed.cache_clear()
    yield
    words._listed.cache_clear()


def test_an_offered_passphrase_is_six_words_new_each_time_and_strong() -> None:
    offered = {words.generated() for _each in range(200)}
    assert len(offered) == 200
    for passphrase in offered:
        check_new(passphrase)
        assert len(passphrase.split(" ")) == 6
    assert zxcvbn(min(offered, key=len)[:72])["score"] == 4


def test_the_words_are_drawn_from_the_whole_list() -> None:
    drawn = [word for _each in range(4000) for word in words.generated().split(" ")]
    assert len(set(drawn)) > 7300  # of 7,776, 24,000 draws miss one in twenty-two
    assert all(word.isascii() and word == word.lower() and len(word) <= 9 for word in set(drawn))


@pytest.mark.parametrize("content", [None, "", "abacus\nabdomen\n", "abacus\n" * 7776])
def test_without_the_whole_list_no_weaker_passphrase_is_offered(
    unread: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    (tmp_path / "static").mkdir()
    if content is not None:
        (tmp_path / "static" / "eff-long").write_text(content, encoding="ascii")

    def elsewhere(_package: str) -> Path:
        return tmp_path

    monkeypatch.setattr(words, "files", elsewhere)
    with pytest.raises(UpwardError, match="not complete"):
        words.generated()

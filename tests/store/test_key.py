import hashlib
import unicodedata

import pytest

from journal.errors import WeakPassphrase
from journal.store.key import Key, check_new, derive, new_salt, normalised

SALT = bytes(range(16))


def test_a_word_typed_on_another_system_gives_the_same_key() -> None:
    composed = unicodedata.normalize("NFC", "Žluťoučký kůň über")
    apart = unicodedata.normalize("NFD", composed)
    assert composed != apart
    assert normalised(composed) == normalised(apart)


def test_spaces_and_case_belong_to_the_passphrase() -> None:
    assert len({normalised(each) for each in ("six quiet words", "six quiet words ", "Six quiet words")}) == 3


def test_the_key_is_the_one_that_the_published_format_asks_for() -> None:
    expected = hashlib.pbkdf2_hmac("sha512", b"seven quiet herons", SALT, 256_000, 32)
    assert derive("seven quiet herons", SALT) == Key(expected, SALT)


def test_neither_the_key_nor_the_salt_shows_in_a_message() -> None:
    key = Key(b"k" * 32, b"s" * 16)
    assert f"{key} {key!r}" == "Key(…) Key(…)"


def test_every_new_file_has_a_salt_of_its_own() -> None:
    assert len({new_salt() for _each in range(100)}) == 100


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "eleven char",
        "aaaaaaaaaaaaaaaa",
        "two lines of\nwords",
        "tab\tbetween words",
        "x'" + "ab" * 32 + "'",
        "ab " * 400,
    ],
)
def test_a_passphrase_that_may_not_protect_is_refused(passphrase: str) -> None:
    with pytest.raises(WeakPassphrase):
        check_new(passphrase)


@pytest.mark.parametrize("passphrase", ["twelve chars", "it's “quoted”; -- %s", "п" * 11 + "д", "🦉🦉🦉 owls at night"])
def test_a_passphrase_of_any_script_is_taken(passphrase: str) -> None:
    check_new(passphrase)

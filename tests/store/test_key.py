import hashlib
import random
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from journal.errors import WeakPassphrase, WrongPassphrase
from journal.store import key
from journal.store.connection import connect, read_salt
from journal.store.key import Key, check_new, derive, new_salt, normalised
from journal.store.vault import Vault
from tests.conftest import PASSPHRASE

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
    shown = Key(b"k" * 32, b"s" * 16)
    assert f"{shown} {shown!r}" == "Key(…) Key(…)"


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


FEW_ROUNDS = 1000
NASTY = [
    "it's; DROP TABLE entry;--",
    "\"double\" and 'single'",
    "%s %d {0} {name} \\n",
    "x'" + "ab" * 32,
    "PRAGMA key = 'no';",
    "key with \u00a0 no-break",
    "\u202eright to left\u202c",
    "zero\u200bwidth\u200djoined",
    "👩‍👩‍👧‍👦 family of four",
    "ﬁne ligatures and ﬀ",
    "  spaces around it  ",
    "half a pair \ud83e of emoji",
    "ﷺ" * 11 + "a",
    "long " * 200,
]


def _random_passphrase(die: random.Random) -> str:
    """12 to 30 characters of any script, some of them with accents that can be written in two ways."""
    planes = (
        (0x20, 0x7E),
        (0xC0, 0x17F),
        (0x370, 0x3FF),
        (0x400, 0x52F),
        (0x1E00, 0x1EFF),
        (0x4E00, 0x9FFF),
        (0x1F300, 0x1F6FF),
    )
    return "".join(chr(die.randint(*die.choice(planes))) for _each in range(die.randint(12, 30)))


def _altered(die: random.Random, passphrase: str) -> str:
    """The passphrase, wrong by one character: another one, one more, or one less."""
    place = die.randrange(len(passphrase))
    return passphrase[:place] + die.choice(["", "x", "é"]) + passphrase[place + die.choice([0, 1]) :]


def _with_passphrase(path: Path, passphrase: str) -> Any:
    """A connection that leaves the deriving of the key to SQLCipher itself."""
    connection: Any = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
    connection.set_key(normalised(passphrase))
    connection.execute(f"PRAGMA kdf_iter={FEW_ROUNDS}").fetchall()
    return connection


def test_only_the_very_passphrase_opens_however_it_is_written(
    tmp_path: Path, long: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key, "ROUNDS", FEW_ROUNDS)  # how often the key is hashed has no part in what is looked for here
    die = random.Random(20261121)
    path = tmp_path / "journal.upward"
    passphrases = [*NASTY, *(_random_passphrase(die) for _each in range(1500))]
    for passphrase in passphrases if long else passphrases[:60]:
        check_new(passphrase)
        path.unlink(missing_ok=True)
        with closing(_with_passphrase(path, unicodedata.normalize("NFC", passphrase))) as connection:
            connection.execute("CREATE TABLE t(x)")
        connect(path, derive(unicodedata.normalize("NFD", passphrase), read_salt(path)), read_only=True).close()
        wrong = _altered(die, passphrase)
        if normalised(wrong) != normalised(passphrase):
            with closing(_with_passphrase(path, wrong)) as connection, pytest.raises(dbapi2.DatabaseError):
                connection.execute("SELECT count(*) FROM sqlite_master")


def test_a_wrong_passphrase_is_said_in_one_sentence_without_it(vault: Vault) -> None:
    vault.close()
    for wrong in ("", PASSPHRASE + " ", NASTY[0]):
        with pytest.raises(WrongPassphrase) as refused:
            Vault.open(vault.path, wrong)
        assert "\n" not in str(refused.value)
        assert len(wrong) < 2 or wrong not in str(refused.value)

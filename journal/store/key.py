"""From a passphrase to the key of the file.

SQLCipher's own derivation (PBKDF2-HMAC-SHA512, 256,000 rounds, the file's first 16 bytes as salt) is done once here,
and every connection is keyed with the result, so that a connection costs a fraction of a millisecond. The file stays
an ordinary SQLCipher 4 file: any SQLCipher 4 tool opens it with the passphrase.
"""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final

from journal.errors import WeakPassphrase
from journal.text import _

ROUNDS: Final = 256_000
KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
LEAST_CHARACTERS: Final = 12
MOST_CHARACTERS: Final = 1024


@dataclass(frozen=True, repr=False)
class Key:
    """The raw key of one file and its salt: 32 and 16 bytes. Its `repr` shows neither."""

    raw: bytes
    salt: bytes

    @property
    def pragma(self) -> str:
        """The form that `PRAGMA key` takes; key and salt together, else the passphrase would no longer open the file."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"

    def __repr__(self) -> str:
        return "Key(…)"


def normalised(passphrase: str) -> bytes:
    """A passphrase as bytes: NFC, so that the same word typed on two systems is the same key; spaces are kept."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def derive(passphrase: str, salt: bytes) -> Key:
    """The key that SQLCipher derives itself from this passphrase and the first 16 bytes of the file (0.1 to 0.4 s)."""
    raw = hashlib.pbkdf2_hmac("sha512", normalised(passphrase), salt, ROUNDS, KEY_BYTES)
    return Key(raw, salt)


def key_of(secret: str | Key, salt: bytes) -> Key:
    """The key that a secret stands for: a key is itself, a passphrase is derived with the salt."""
    return secret if isinstance(secret, Key) else derive(secret, salt)


def new_salt() -> bytes:
    """A salt for a new file."""
    return secrets.token_bytes(SALT_BYTES)


def check_new(passphrase: str) -> None:
    """Refuse a passphrase that may not protect a new journal.

    Raises WeakPassphrase: under 12 or over 1,024 characters, control characters, one character repeated, or the shape
    that SQLCipher would take for a raw key.
    """
    if len(passphrase) < LEAST_CHARACTERS:
        raise WeakPassphrase(_("The passphrase is too short: use at least 12 characters, best six words or more."))
    if len(passphrase) > MOST_CHARACTERS:
        raise WeakPassphrase(_("The passphrase is too long: use at most 1,024 characters."))
    if any(unicodedata.category(character) == "Cc" for character in passphrase):
        raise WeakPassphrase(_("The passphrase holds a control character, such as a line break: leave it out."))
    if len(set(passphrase)) == 1:
        raise WeakPassphrase(
            _("The passphrase is one character repeated: use at least 12 characters, best six words or more.")
        )
    if passphrase.lower().startswith("x'") and passphrase.endswith("'"):
        raise WeakPassphrase(_("The passphrase has the shape of a raw key, x'…': choose another."))

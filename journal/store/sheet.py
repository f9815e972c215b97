"""The recovery sheet: the raw key of a journal in characters that can be written down, typed, and checked.

56 characters of Crockford's base 32 in 14 groups of four: 256 bits of key and 24 of checksum. Half of the checksum is over
the key alone and tells whether it was typed as it stands; the other half is over the key and the salt of the journal, so
that the sheet of another journal, or of an earlier passphrase, is told as such before the file is touched. What both
halves accept and the file does not is a damaged file.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Final

from journal.errors import BadSheet
from journal.store.key import KEY_BYTES, SALT_BYTES, Key
from journal.text import _

GROUPS: Final = 14
GROUP: Final = 4
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHARACTERS: Final = GROUPS * GROUP
_READ_AS: Final = str.maketrans("OIL", "011")
_BITS: Final = 5
_HALF: Final = 12
_REMARK: Final = "#"
_NUMBER: Final = re.compile("[0-9]{1,2}")
_A_LINE: Final = 7


def groups(key: Key) -> list[str]:
    """The 14 groups of four characters that open the journal of this key."""
    number = int.from_bytes(key.raw) << 2 * _HALF | _key_check(key.raw) << _HALF | _salt_check(key.raw, key.salt)
    typed = "".join(ALPHABET[number >> _BITS * place & 31] for place in reversed(range(_CHARACTERS)))
    return [typed[start : start + GROUP] for start in range(0, _CHARACTERS, GROUP)]


def text(key: Key, *, journal: str, made_on: date) -> str:
    """The sheet as a text file that `read` takes back: the groups on two lines, and remarks that begin with `#`.

    journal: the name of its file.
    """
    found = groups(key)
    remarks = (
        _("Recovery sheet of Upward"),
        _("Journal: {name}").format(name=" ".join(journal.split())),
        _("Made on: {day}").format(day=made_on.isoformat()),
        _("It opens the journal in place of the passphrase: whoever has it can read everything."),
        _("Keep it on paper, away from this computer. It is of no use after the next change of passphrase."),
    )
    lines = ["-".join(found[start : start + _A_LINE]) for start in range(0, GROUPS, _A_LINE)]
    return "\n".join([*(f"{_REMARK} {remark}" for remark in remarks), "", *lines, ""])


def read(typed: str, salt: bytes) -> Key:
    """The key on a sheet, typed or as the whole text file, for the journal with this salt (its first 16 bytes).

    Case, blanks, dashes and the numbers of the groups do not matter; O is read as 0, I and L as 1. Raises BadSheet, which
    says what is wrong: a character that no sheet has, their number, a slip of typing and where the journal's salt allows
    it in which group, or that the sheet is another one's.
    """
    characters = _characters(typed)
    _refuse_misshapen(characters)
    raw, key_check, salt_check = _parts(characters)
    is_typed_right = key_check == _key_check(raw)
    if is_typed_right and salt_check == _salt_check(raw, salt):
        return Key(raw, salt)
    suspect = _suspect(characters, salt)
    if suspect and is_typed_right:  # only the half over the salt is another one: both explain it
        raise BadSheet(
            _(
                "Group {number} is not as on the sheet; or it belongs to another journal, or to an earlier passphrase of this one."
                " Compare that group, and look for the newest sheet."
            ).format(number=suspect)
        )
    if suspect:
        raise BadSheet(_("Group {number} is not as on the sheet. Compare it and type it again.").format(number=suspect))
    if is_typed_right:
        raise BadSheet(
            _(
                "This recovery sheet belongs to another journal, or to an earlier passphrase of this one. Look for the newest."
            )
        )
    raise BadSheet(
        _("This is not as on the sheet: a character is wrong, or groups are exchanged. Compare it group by group.")
    )


def fits(typed: str) -> bool:
    """Whether a whole sheet was typed, and as it stands; of which journal is for `read` to say."""
    characters = _characters(typed)
    if len(characters) != _CHARACTERS or not set(characters) <= set(ALPHABET):
        return False
    raw, key_check, _salt = _parts(characters)
    return key_check == _key_check(raw)


def _characters(typed: str) -> str:
    """What was typed, without remarks, blanks, dashes and, where they are too many, the numbers of the groups."""
    lines = (line for line in typed.lstrip("\ufeff").splitlines() if not line.lstrip().startswith(_REMARK))
    folded = unicodedata.normalize("NFKC", "\n".join(lines)).upper().translate(_READ_AS)
    parts = "".join(map(_or_blank, folded)).split()
    if len("".join(parts)) > _CHARACTERS:
        parts = [part for part in parts if not _NUMBER.fullmatch(part)]
    return "".join(parts)


def _or_blank(character: str) -> str:
    """A blank for whatever only separates or cannot be seen, and for what stands behind the number of a group."""
    return (
        " " if unicodedata.category(character) in {"Pd", "Pc", "Sm", "Cf", "Cc"} or character in ".:,;" else character
    )


def _refuse_misshapen(characters: str) -> None:
    strange = next((place for place, each in enumerate(characters) if each not in ALPHABET), None)
    if strange is not None:
        raise BadSheet(
            _("Group {number} holds a character that no recovery sheet has. Compare it and type it again.").format(
                number=strange // GROUP + 1
            )
        )
    if len(characters) != _CHARACTERS:
        raise BadSheet(
            _("A recovery sheet has 14 groups of 4 characters, 56 in all; these are {count}.").format(
                count=len(characters)
            )
        )


def _parts(characters: str) -> tuple[bytes, int, int]:
    """The key and both halves of the checksum."""
    number = 0
    for each in characters:
        number = number << _BITS | ALPHABET.index(each)
    mask = (1 << _HALF) - 1
    return (number >> 2 * _HALF).to_bytes(KEY_BYTES), number >> _HALF & mask, number & mask


def _key_check(raw: bytes) -> int:
    return _truncated(b"Upward recovery sheet, key", raw)


def _salt_check(raw: bytes, salt: bytes) -> int:
    return _truncated(b"Upward recovery sheet, salt", raw + salt[:SALT_BYTES])


def _truncated(domain: bytes, data: bytes) -> int:
    return int.from_bytes(hashlib.sha256(domain + b"\x00" + data).digest()[:2]) >> 16 - _HALF


def _suspect(characters: str, salt: bytes) -> int:
    """The number of the one group in which a single slip of typing explains everything; 0 when there is no such."""
    found = {place // GROUP + 1 for place, meant in _slips(characters) if _is_whole(meant, salt)}
    return found.pop() if len(found) == 1 else 0


def _slips(characters: str) -> Iterator[tuple[int, str]]:
    """What may have been meant, with the place of the slip: another character there, or two neighbours exchanged."""
    for place, typed in enumerate(characters):
        before, after = characters[:place], characters[place + 1 :]
        yield from ((place, before + meant + after) for meant in ALPHABET if meant != typed)
        if after and after[0] != typed:
            yield place, before + after[0] + typed + after[1:]


def _is_whole(characters: str, salt: bytes) -> bool:
    raw, key_check, salt_check = _parts(characters)
    return key_check == _key_check(raw) and salt_check == _salt_check(raw, salt)

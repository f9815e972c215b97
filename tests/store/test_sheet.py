import random
import re
from datetime import date

import pytest

from journal.errors import BadSheet
from journal.store import sheet
from journal.store.key import Key, derive
from journal.store.vault import Vault
from tests.conftest import PASSPHRASE

KEY = Key(bytes(range(1, 33)), bytes(range(100, 116)))
GROUPS = sheet.groups(KEY)
LINE = "-".join(GROUPS)


def _key(die: random.Random) -> Key:
    return Key(die.randbytes(32), die.randbytes(16))


def test_a_sheet_has_14_groups_of_four_and_gives_its_key_back() -> None:
    die = random.Random(1)
    for key in (KEY, Key(bytes(32), bytes(16)), Key(b"\xff" * 32, b"\xff" * 16), *(_key(die) for _each in range(100))):
        found = sheet.groups(key)
        assert [len(group) for group in found] == [4] * 14
        assert set("".join(found)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        assert sheet.read(" ".join(found), key.salt) == key


def test_a_sheet_opens_the_journal_without_the_passphrase(vault: Vault) -> None:
    vault.close()
    salt = vault.path.read_bytes()[:16]
    printed = sheet.groups(derive(PASSPHRASE, salt))
    Vault.open_keyed(vault.path, sheet.read(" ".join(printed), salt)).close()


@pytest.mark.parametrize(
    "typed",
    [
        LINE.lower(),
        "".join(GROUPS),
        "\n".join(GROUPS),
        " – ".join(GROUPS),
        "\t".join(f"{number}. {group}" for number, group in enumerate(GROUPS, 1)),
        "\n".join(f"{number:2}: {group}" for number, group in enumerate(GROUPS, 1)),
        f"\ufeff  {LINE}\u200b \r\n",
        "-".join(GROUPS).replace("0", "O"),
        "-".join(GROUPS).replace("0", "o").replace("1", "l"),
        "-".join(GROUPS).replace("1", "I"),
        "".join(chr(ord(each) + 0xFEE0) for each in "".join(GROUPS)),
        "\xa0".join("".join(GROUPS)),
    ],
)
def test_how_a_sheet_is_typed_does_not_matter(typed: str) -> None:
    assert any(digit in LINE for digit in "01")
    assert sheet.read(typed, KEY.salt) == KEY
    assert sheet.fits(typed)


def test_the_file_of_a_sheet_is_read_back_whole() -> None:
    die = random.Random(2)
    for _each in range(50):
        key = _key(die)
        written = sheet.text(key, journal="1234\n5678 ABCD.upward", made_on=date(2026, 11, 22))
        for content in (written, written.replace("\n", "\r\n"), "\ufeff" + written):
            assert sheet.read(content, key.salt) == key


def test_the_file_of_a_sheet_says_of_which_journal_it_is_and_when_it_was_made() -> None:
    written = sheet.text(KEY, journal="work.upward", made_on=date(2026, 11, 22))
    assert "work.upward" in written
    assert "2026-11-22" in written
    assert [line for line in written.splitlines() if line and not line.startswith("#")] == [
        "-".join(GROUPS[:7]),
        "-".join(GROUPS[7:]),
    ]


def _slip(die: random.Random, typed: str) -> str:
    """Another character, two neighbours exchanged, or two groups exchanged."""
    characters = list(typed)
    match die.randrange(3):
        case 0:
            place = die.randrange(56)
            characters[place] = die.choice(sheet.ALPHABET)
        case 1:
            place = die.randrange(55)
            characters[place : place + 2] = reversed(characters[place : place + 2])
        case _:
            one, two = die.sample(range(14), 2)
            parts = [characters[start : start + 4] for start in range(0, 56, 4)]
            parts[one], parts[two] = parts[two], parts[one]
            characters = [each for part in parts for each in part]
    return "".join(characters)


def test_of_20000_slips_of_typing_none_is_accepted() -> None:
    die = random.Random(20261122)
    accepted = tried = 0
    while tried < 20_000:
        key = _key(die)
        right = "".join(sheet.groups(key))
        for _each in range(50):
            typed = _slip(die, right)
            if typed != right:
                tried += 1
                accepted += sheet._is_whole(typed, key.salt)
    assert accepted == 0


def test_the_count_of_slips_would_find_a_shorter_checksum(monkeypatch: pytest.MonkeyPatch) -> None:
    die = random.Random(3)
    whole = sheet._truncated

    def two_bits(domain: bytes, data: bytes) -> int:
        return whole(domain, data) & 3

    monkeypatch.setattr(sheet, "_truncated", two_bits)
    key = _key(die)
    right = "".join(sheet.groups(key))
    typed = [slip for slip in (_slip(die, right) for _each in range(2000)) if slip != right]
    assert sum(sheet._is_whole(each, key.salt) for each in typed) > 20


def test_a_slip_is_refused_and_its_group_named() -> None:
    die = random.Random(4)
    right = "".join(GROUPS)
    for _each in range(12):
        place = die.randrange(56)
        other = die.choice([each for each in sheet.ALPHABET if each != right[place]])
        with pytest.raises(BadSheet, match=rf"Group {place // 4 + 1} "):
            sheet.read(right[:place] + other + right[place + 1 :], KEY.salt)
    exchanged = right[:21] + right[22] + right[21] + right[23:]
    with pytest.raises(BadSheet, match="Group 6 "):
        sheet.read(exchanged, KEY.salt)


def test_exchanged_groups_are_refused() -> None:
    typed = " ".join([GROUPS[1], GROUPS[0], *GROUPS[2:]])
    assert not sheet.fits(typed)
    with pytest.raises(BadSheet, match="exchanged"):
        sheet.read(typed, KEY.salt)


def test_the_sheet_of_another_journal_or_an_earlier_passphrase_is_told_as_such() -> None:
    assert sheet.fits(LINE)
    with pytest.raises(BadSheet, match="another journal, or to an earlier passphrase"):
        sheet.read(LINE, bytes(16))


def test_of_60_sheets_of_an_earlier_passphrase_each_is_told_as_one() -> None:
    die = random.Random(6)
    for _each in range(60):
        typed = "".join(sheet.groups(_key(die)))
        with pytest.raises(BadSheet, match="or to an earlier passphrase"):
            sheet.read(typed, die.randbytes(16))


def test_a_slip_in_the_key_is_not_taken_for_an_earlier_passphrase() -> None:
    """The control of the test above: there the words are about that group alone."""
    right = "".join(GROUPS)
    with pytest.raises(BadSheet) as refused:
        sheet.read(("0" if right[0] != "0" else "1") + right[1:], KEY.salt)
    assert "earlier passphrase" not in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "these are 0"),
        ("   -- ", "these are 0"),
        (LINE[:-1], "these are 55"),
        (LINE + "0", "these are 57"),
        ("seven quiet herons over the weir", "Group 2 "),
        (LINE[:5] + "U" + LINE[6:], "Group 2 "),
        (LINE[:-1] + "é", "Group 14 "),
        (LINE[:-1] + "\x00", "these are 55"),
        ("🦉" * 56, "Group 1 "),
    ],
)
def test_what_is_no_sheet_is_refused_with_what_is_wrong(typed: str, words: str) -> None:
    assert not sheet.fits(typed)
    with pytest.raises(BadSheet, match=re.escape(words)) as refused:
        sheet.read(typed, KEY.salt)
    assert "heron" not in str(refused.value)


def test_no_message_about_a_sheet_holds_a_part_of_it() -> None:
    die = random.Random(5)
    right = "".join(GROUPS)
    for _each in range(12):
        typed = _slip(die, right)
        if typed != right:
            with pytest.raises(BadSheet) as refused:
                sheet.read(typed, KEY.salt)
            assert not any(typed[start : start + 4] in str(refused.value) for start in range(0, 56, 4))

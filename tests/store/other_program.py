"""The journal as another program sees it: nothing of Upward's own code is used here.

`opened` is what any SQLCipher 4 tool does; `pages` decrypts the file from its published format with nothing but the
standard library, so that what lies in unused space is seen too.
"""

import hashlib
import hmac
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

PAGE: Final = 4096
_RESERVED: Final = 80  # 16 bytes of initialisation vector, 64 of HMAC
_SALT: Final = 16


def opened(path: Path, passphrase: str) -> Any:
    """The file opened with the passphrase and default settings alone."""
    connection: Any = dbapi2.connect(str(path))
    connection.execute("PRAGMA key='" + unicodedata.normalize("NFC", passphrase).replace("'", "''") + "'").fetchall()
    return connection


def pages(path: Path, passphrase: str) -> Iterator[bytes]:
    """Every page of the file in the clear, unused ones and unused space included; each page's HMAC is checked."""
    data = path.read_bytes()
    salt = data[:_SALT]
    key = hashlib.pbkdf2_hmac("sha512", unicodedata.normalize("NFC", passphrase).encode(), salt, 256_000, 32)
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    cipher = _Aes256(key)
    for number in range(1, len(data) // PAGE + 1):
        start = (number - 1) * PAGE
        body = data[start + (_SALT if number == 1 else 0) : start + PAGE - _RESERVED]
        vector = data[start + PAGE - _RESERVED : start + PAGE - _RESERVED + 16]
        mac = hmac.new(mac_key, body + vector + struct.pack("<I", number), hashlib.sha512).digest()
        assert mac == data[start + PAGE - 64 : start + PAGE], f"HMAC of page {number}"
        yield cipher.decrypt(body, vector)


@cache
def _tables() -> tuple[list[int], list[int], list[tuple[int, ...]]]:
    """The S-box, its inverse, and for each byte its inverse column mixed (times 14, 9, 13, 11)."""
    power = [0] * 510
    log = [0] * 256
    value = 1
    for exponent in range(255):
        power[exponent] = power[exponent + 255] = value
        log[value] = exponent
        value ^= (value << 1) ^ (0x11B if value & 0x80 else 0)
        value &= 0xFF
    box, inverse = [0] * 256, [0] * 256
    for byte in range(256):
        turned = power[255 - log[byte]] if byte else 0
        mixed = turned
        for _turn in range(4):
            turned = (turned << 1 | turned >> 7) & 0xFF
            mixed ^= turned
        box[byte] = mixed ^ 0x63
        inverse[box[byte]] = byte
    columns = [
        tuple(power[log[byte] + log[factor]] if byte else 0 for factor in (14, 9, 13, 11)) for byte in range(256)
    ]
    return box, inverse, columns


class _Aes256:
    """AES-256 in CBC mode, deciphering only (FIPS 197, the equivalent inverse cipher)."""

    def __init__(self, key: bytes) -> None:
        box, self._inverse, columns = _tables()
        self._mixed = [[_rotated(column, turn) for column in columns] for turn in range(4)]
        self._steps = [[mixed[self._inverse[byte]] for byte in range(256)] for mixed in self._mixed]
        words = list(struct.unpack(">8I", key))
        constant = 1
        for number in range(8, 60):
            word = words[-1]
            if number % 8 == 0:
                word = _boxed(box, (word << 8 | word >> 24) & 0xFFFFFFFF) ^ (constant << 24)
                constant <<= 1
            elif number % 8 == 4:
                word = _boxed(box, word)
            words.append(words[number - 8] ^ word)
        rounds = [words[start : start + 4] for start in range(0, 60, 4)][::-1]
        middle = [[self._unmixed(word) for word in four] for four in rounds[1:-1]]
        self._rounds = [rounds[0], *middle, rounds[-1]]

    def _unmixed(self, word: int) -> int:
        first, second, third, fourth = self._mixed
        return first[word >> 24] ^ second[word >> 16 & 255] ^ third[word >> 8 & 255] ^ fourth[word & 255]

    def decrypt(self, data: bytes, vector: bytes) -> bytes:
        clear = bytearray()
        before = struct.unpack(">4I", vector)
        for block in struct.iter_unpack(">4I", data):
            state = self._block(block)
            clear += struct.pack(">4I", *(a ^ b for a, b in zip(state, before, strict=True)))
            before = block
        return bytes(clear)

    def _block(self, block: tuple[int, ...]) -> tuple[int, ...]:
        one, two, three, four = self._steps
        a, b, c, d = (word ^ key for word, key in zip(block, self._rounds[0], strict=True))
        for k in self._rounds[1:-1]:
            a, b, c, d = (
                one[a >> 24] ^ two[d >> 16 & 255] ^ three[c >> 8 & 255] ^ four[b & 255] ^ k[0],
                one[b >> 24] ^ two[a >> 16 & 255] ^ three[d >> 8 & 255] ^ four[c & 255] ^ k[1],
                one[c >> 24] ^ two[b >> 16 & 255] ^ three[a >> 8 & 255] ^ four[d & 255] ^ k[2],
                one[d >> 24] ^ two[c >> 16 & 255] ^ three[b >> 8 & 255] ^ four[a & 255] ^ k[3],
            )
        box = self._inverse
        shifted = ((a, d, c, b), (b, a, d, c), (c, b, a, d), (d, c, b, a))
        return tuple(
            (box[w >> 24] << 24 | box[x >> 16 & 255] << 16 | box[y >> 8 & 255] << 8 | box[z & 255]) ^ key
            for (w, x, y, z), key in zip(shifted, self._rounds[-1], strict=True)
        )


def _boxed(box: list[int], word: int) -> int:
    return box[word >> 24] << 24 | box[word >> 16 & 255] << 16 | box[word >> 8 & 255] << 8 | box[word & 255]


def _rotated(column: tuple[int, ...], turn: int) -> int:
    turned = column[-turn:] + column[:-turn] if turn else column
    return turned[0] << 24 | turned[1] << 16 | turned[2] << 8 | turned[3]

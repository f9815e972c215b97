"""Which font files there are on this machine, and in which order they are worth trying for a script.

The folders are read once, and only when the bundled faces lack something; which file is tried first is told by its name
alone, so that one or two files are opened and not a thousand. Always the same order, whatever the order of the folder.
"""

import os
import re
import sys
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

_ENDINGS: Final = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_HEAD_OF_COLLECTION: Final = b"ttcf"
_MOST_FILES: Final = 20_000

_EMOJI: Final = (
    "notoemoji notosanssymbols2 notosanssymbols notosansmath symbola seguisym seguiemj applesymbols dejavusans"
)
_EAST: Final = (
    "notosanscjk sourcehansans notosansjp notosanssc notosanstc notosanskr hiraginosans ヒラギノ角ゴシック yugoth meiryo"
    " pingfang msyh applesdgothicneo malgun ipaexg ipagp ipag takaopgothic wqy-microhei wqy-zenhei droidsansfallback"
)
#: By script: beginnings of file names, the best first.
_GOOD: Final[dict[str, str]] = {
    "Arab": "notosansarabic notonaskharabic geezapro segoeui tahoma arial amiri dejavusans",
    "Armn": "notosansarmenian mshtakan sylfaen segoeui dejavusans",
    "Beng": "notosansbengali kohinoorbangla nirmala vrinda lohit-bengali",
    "Deva": "notosansdevanagari kohinoor devanagari nirmala mangal lohit-devanagari",
    "Geor": "notosansgeorgian sylfaen segoeui dejavusans",
    "Hang": _EAST,
    "Hani": _EAST,
    "Hebr": "notosanshebrew arialhb segoeui tahoma arial dejavusans",
    "Bopo": _EAST,
    "Thai": "notosansthai thonburi leelawui leelawad tahoma garuda loma",
}
_LONG_NAMES: Final = {
    "Beng": "bengali", "Cans": "canadianaboriginal", "Cher": "cherokee", "Ethi": "ethiopic", "Gujr": "gujarati",
    "Guru": "gurmukhi", "Khmr": "khmer", "Knda": "kannada", "Laoo": "lao", "Mlym": "malayalam", "Mong": "mongolian",
    "Mymr": "myanmar", "Orya": "oriya", "Sinh": "sinhala", "Syrc": "syriac", "Taml": "tamil", "Telu": "telugu",
    "Thaa": "thaana", "Tibt": "tibetan",
}  # fmt: skip
_STYLED: Final = re.compile(
    r"bold|black|heavy|medium|light|thin|italic|oblique|cond|narrow|mono|serif|looped|display|[_-](?:b|i|bi|rb|l)$|bd$"
)
_USELESS: Final = re.compile(r"lastresort|adobeblank|notdef|tofu|unifont")
_BOLDER: Final = ("Medium", "SemiBold", "DemiBold", "Bold")
#: Whose forms Chinese characters take, and how the names of faces say so.
HAN_NAMES: Final = {"ja": "JP", "ko": "KR", "zh-Hans": "SC", "zh-Hant": "TC"}


def _system_folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", str(home))) / "Microsoft" / "Windows" / "Fonts"
        return (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", own)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return (*(Path(folder) / "fonts" for folder in shared.split(":") if folder), own / "fonts", home / ".fonts")


class _Folders:
    """Where to look; a test looks elsewhere."""

    wanted: tuple[Path, ...] | None = None


def look_in(*folders: Path) -> None:
    """Read these folders from now on, or, given none, those of the system."""
    _Folders.wanted = folders or None
    _files.cache_clear()
    files_for.cache_clear()


@cache
def _files() -> tuple[Path, ...]:
    """Every font file, once, sorted by name; what cannot be read is not there."""
    found: dict[str, Path] = {}
    for top in _system_folders() if _Folders.wanted is None else _Folders.wanted:
        for folder, below, names in os.walk(top):
            below.sort()
            for name in names:
                path = Path(folder, name)
                if path.suffix.lower() in _ENDINGS and not _USELESS.search(name.lower()):
                    found.setdefault(name.lower(), path)
            if len(found) > _MOST_FILES:
                break
    return tuple(path for _name, path in sorted(found.items()))


@lru_cache(256)
def files_for(script: str, han: str) -> tuple[Path, ...]:
    """All font files, the likeliest for a script first."""
    good = [f"notosans{_LONG_NAMES[script]}"] if script in _LONG_NAMES else []
    good += [*_GOOD.get(script, "").split(), *_EMOJI.split()]
    if own := HAN_NAMES.get(han):
        good = [f"notosans{own.lower()}", f"notosanscjk{own.lower()}", *good]
    return tuple(sorted(_files(), key=_Worth(good)))


class _Worth:
    """How late a file is tried: known names first, then Noto's, upright and of common weight before others."""

    def __init__(self, good: list[str]) -> None:
        self.good = good

    def __call__(self, path: Path) -> tuple[int, bool, bool, str]:
        name = path.stem.lower().replace(" ", "")
        place = next((place for place, start in enumerate(self.good) if name.startswith(start)), len(self.good))
        return place, not name.startswith("noto"), bool(_STYLED.search(name)), name


def bolder(path: Path) -> list[Path]:
    """The files of the same family that are bolder, the least bold first."""
    family = path.stem.partition("-")[0]
    by_name = {file.name: file for file in _files()}
    names = (f"{family}-{weight}{path.suffix}" for weight in _BOLDER)
    return [by_name[name] for name in names if name in by_name and name != path.name]


def count_of(path: Path) -> int:
    """How many faces a file holds."""
    with path.open("rb") as file:
        head = file.read(12)
    return int.from_bytes(head[8:12], "big") if head[:4] == _HEAD_OF_COLLECTION else 1


def han_of(text: str) -> str:
    """Whose forms the Chinese characters of a text take: told by the letters beside them, or by which are used."""
    if text.isascii() or max(text) < "\u2e80":
        return ""
    if any("\u3041" <= one <= "\u30ff" or "\uff66" <= one <= "\uff9d" for one in text):
        return "ja"
    if any("\uac00" <= one <= "\ud7a3" or "\u1100" <= one <= "\u11ff" for one in text):
        return "ko"
    han = "".join(one for one in text if "\u4e00" <= one <= "\u9fff")
    for encoding, its in (("gb2312", "zh-Hans"), ("shift_jis", "ja"), ("big5", "zh-Hant")):
        if len(han.encode(encoding, "ignore").decode(encoding)) == len(han):
            return its if han else ""
    return "zh-Hans"

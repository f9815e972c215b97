"""What to install when no face has a character, in words for any system."""

import sys
import unicodedata
from typing import Final

from journal.sharing.pdf_shaping import script_of
from journal.text import _

_EAST: Final = frozenset({"Hani", "Hang", "Bopo"})
_SYMBOL_PACKAGE: Final = "fonts-symbola"
_SYMBOL_FONTS: Final = "Noto Emoji, Symbola"
_EAST_PACKAGE: Final = "fonts-noto-cjk"
_EAST_FONTS: Final = "Noto Sans CJK"
_CORE_PACKAGE: Final = "fonts-noto-core"
_CORE_FONTS: Final = "Noto Sans"


def hint_for(character: str) -> str:
    """A sentence that names a font to install; empty for a character of private use, which no font is sure to have."""
    if unicodedata.category(character) == "Co":
        return ""
    script = script_of(character)
    if script in _EAST:
        package, fonts = _EAST_PACKAGE, _EAST_FONTS
    elif script:
        package, fonts = _CORE_PACKAGE, _CORE_FONTS
    else:
        package, fonts = _SYMBOL_PACKAGE, _SYMBOL_FONTS
    if sys.platform == "linux":
        return _(
            "Installing a font that has it helps, such as {fonts} (on Debian and Ubuntu the package {package})."
        ).format(fonts=fonts, package=package)
    return _("Installing a font that has it helps, such as {fonts}.").format(fonts=fonts)

"""The bundled faces in which papers are set."""

from functools import cache
from importlib.resources import files
from typing import Final

PLAIN: Final = "Roboto-Regular"
STRONG: Final = "Roboto-Medium"
FACES: Final = (PLAIN, STRONG)


@cache
def face_bytes(name: str) -> bytes:
    """The TrueType file of a face."""
    return (files("font_roboto") / "files" / f"{name}.ttf").read_bytes()

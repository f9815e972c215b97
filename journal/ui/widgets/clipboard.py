"""The clipboard, which every program of the desktop may read: what we put there is taken back when the journal closes."""

from typing import Final

from PySide6.QtGui import QGuiApplication

_OURS: Final[list[str]] = []


def put(text: str) -> None:
    """Put a text on the clipboard, until `take_back`."""
    _OURS[:] = [text]
    QGuiApplication.clipboard().setText(text)


def take_back() -> None:
    """Clear the clipboard, if what it holds is still ours."""
    if _OURS and QGuiApplication.clipboard().text() == _OURS[0]:
        QGuiApplication.clipboard().clear()
    _OURS.clear()

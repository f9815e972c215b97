"""The clipboard, which every program of the desktop may read: what we put there is taken back when the journal closes.

Managers of a clipboard history are asked to keep none of it, by the marks that they know from password managers.
"""

from typing import Final

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

_OURS: Final[list[str]] = []
#: What KDE and its like, Windows and macOS look for.
_MARKS: Final = (
    ("x-kde-passwordManagerHint", b"secret"),
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1"),
    ("application/x-nspasteboard-concealed-type", b"secret"),
)


def put(text: str) -> None:
    """Put a text on the clipboard, until `take_back`."""
    QGuiApplication.clipboard().setMimeData(marked(text))


def marked(text: str) -> QMimeData:
    """A text with the marks, for who puts it on the clipboard; it is ours from now on."""
    _OURS.append(text)
    data = QMimeData()
    data.setText(text)
    for kind, mark in _MARKS:
        data.setData(kind, QByteArray(mark))
    return data


def take_back(*, copied_too: bool = False) -> None:
    """Clear the clipboard, if what it holds is still ours; with `copied_too` also what the user has copied here.

    What was chosen with the mouse alone, which some systems keep beside it, goes as well where it is ours.
    """
    clipboard = QGuiApplication.clipboard()
    if (_OURS and clipboard.text() in _OURS) or (copied_too and clipboard.ownsClipboard()):
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(clipboard.Mode.Selection)
    _OURS.clear()

"""Tool tips that hold what somebody typed or named: a path, a name, a sentence about them."""

from html import escape

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """The tool tip that shows this text letter by letter; Qt would take what looks like markup for markup."""
    if not Qt.mightBeRichText(text):
        return text
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>'

"""One section of the settings: a heading, a line, a word about it, and what can be set."""

import re

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.section import SectionHeading


class Section(QWidget):
    """Put parts into `column`."""

    def __init__(self, heading: str, words: str = "", parent: QWidget | None = None) -> None:
        """words: what the section is about, where its heading does not say it."""
        super().__init__(parent)
        self.heading = SectionHeading(heading)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, theme.space(2), 0, 0)
        self.column.setSpacing(theme.space(1.5))
        self.column.addWidget(self.heading)
        self.column.addWidget(hairline())
        if words:
            self.column.addWidget(Label(words, "muted", wrap=True))

    def add_buttons(self, *buttons: Button) -> None:
        """Buttons beside each other, in more lines where they do not fit."""
        if len(buttons) == 1:
            row = QHBoxLayout()
            row.addWidget(buttons[0])
            row.addStretch(1)
            self.column.addLayout(row)
            return
        holder = QWidget()
        flow = FlowLayout(holder)
        for button in buttons:
            flow.addWidget(button)
        self.column.addWidget(holder)

    def flush(self) -> bool:
        """Save what is unsaved here; whether nothing is any more."""
        return True

    def refresh(self) -> None:
        """Read again what is shown here."""


def breakable(path: str) -> str:
    """A path that may break into lines after each sign between its words, so that a long one stays in the column."""
    return re.sub(r"([\W_])", "\\1\u200b", path)

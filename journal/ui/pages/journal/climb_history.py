"""The climb of a feedback as a small history: day, rung, words; what came last stands on top."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.ui import theme
from journal.ui.widgets.dates import short_day
from journal.ui.widgets.label import Label


class Step(NamedTuple):
    """What one row says."""

    day: date
    name: str
    words: str


class ClimbHistory(QWidget):
    """As many rows as there were steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty at first."""
        super().__init__(parent)
        self._steps: list[Step] = []
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(1.5))

    def steps(self) -> list[Step]:
        """What is shown, the first step first."""
        return list(self._steps)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these, given from the first to the last."""
        if list(steps) == self._steps:
            return
        self._steps = list(steps)
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(step) for step in reversed(self._steps)]
        for row in self._rows:
            self._column.addWidget(row)

    def _row(self, step: Step) -> QWidget:
        row = QWidget(self)
        column, head = QVBoxLayout(row), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.25))
        head.setSpacing(theme.space(1))
        head.addWidget(Label(step.name, "strong", parent=row))
        head.addWidget(Label(short_day(step.day), "small", parent=row))
        head.addStretch(1)
        column.addLayout(head)
        if step.words:
            column.addWidget(Label(step.words, "muted", wrap=True, parent=row))
        column.addStretch(1)
        return row

"""What stands before one's eyes in a rehearsal: large words, and what of them may be heard as a confrontation."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.practices import wording
from journal.practices.rehearsal import Slide
from journal.practices.wording import KINDS, Finding
from journal.text import _
from journal.ui import theme
from journal.ui.widgets.label import Label, Role, hairline

#: How many findings are shown at once: more would be a lecture.
MOST_FINDINGS = 3
_LARGE, _MIDDLE = 140, 320  # characters up to which words stand in the largest type, and in the next
_MEASURE = 40


class RehearsalCard(QWidget):
    """One slide in a column in the middle; what it holds is made anew for each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_slide`."""
        super().__init__(parent)
        self.setProperty("ground", "none")
        self._column = QWidget(self)
        self._words: list[str] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, theme.space(2), 0, theme.space(2))
        self._layout.addStretch(1)
        self._layout.addWidget(self._column, 100)
        self._layout.addStretch(1)

    def show_slide(self, slide: Slide) -> None:
        """Show another slide."""
        self._words = []
        column = QWidget()
        column.setMaximumWidth(theme.theme().em(_MEASURE))
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(1))
        self._add(layout, slide.heading, "accent")
        if slide.cue:
            self._add(layout, slide.cue, "muted" if slide.parts else "heading")
        for name, text in slide.parts:
            layout.addSpacing(theme.space(1))
            if name:
                self._add(layout, name, "small")
            self._add(layout, text, _size(slide.parts))
        self._add_findings(layout, slide)
        layout.addStretch(1)
        self._layout.replaceWidget(self._column, column)
        self._column.deleteLater()
        self._column = column

    def words(self) -> str:
        """Everything that is shown, to be read out."""
        return "\n".join(self._words)

    def _add(self, layout: QVBoxLayout, text: str, role: Role) -> None:
        self._words.append(text)
        layout.addWidget(Label(text, role, wrap=True))

    def _add_findings(self, layout: QVBoxLayout, slide: Slide) -> None:
        found = [finding for _name, text in slide.parts for finding in wording.check(text)]
        if not found:
            return
        layout.addSpacing(theme.space(3))
        layout.addWidget(hairline())
        for finding in found[:MOST_FINDINGS]:
            layout.addSpacing(theme.space(1))
            heard = _("“{words}” · {kind}").format(words=" ".join(finding.words.split()), kind=KINDS[finding.kind])
            self._add(layout, heard, "strong")
            self._add(layout, finding.why, "muted")
            self._add(layout, gentler(finding), "body")


def gentler(finding: Finding) -> str:
    """What is offered in place of a finding, as a line."""
    if finding.replacement:
        return _("Gentler: “{words}”").format(words=finding.replacement)
    return _("For example: “{words}”").format(words=finding.example)


def _size(parts: tuple[tuple[str, str], ...]) -> Role:
    length = sum(len(text) for _name, text in parts)
    return "display" if length <= _LARGE else "title" if length <= _MIDDLE else "heading"

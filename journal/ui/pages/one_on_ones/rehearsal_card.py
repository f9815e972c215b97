"""What stands before one's eyes in a rehearsal: large words, and what of them may be heard as a confrontation."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
        self._words: list[str] = []
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(theme.space(1))

    def show_slide(self, slide: Slide) -> None:
        """Show another slide."""
        self._clear()
        self._layout.addStretch(1)
        self._add(slide.heading, "accent")
        if slide.cue:
            self._add(slide.cue, "muted" if slide.parts else "heading")
        for name, text in slide.parts:
            self._layout.addSpacing(theme.space(1))
            if name:
                self._add(name, "small")
            self._add(text, _size(slide.parts))
        self._add_findings(slide)
        self._layout.addStretch(2)

    def words(self) -> str:
        """Everything that is shown, to be read out."""
        return "\n".join(self._words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle, and no wider than one reads well."""
        super().resizeEvent(event)
        side = max(0, (self.width() - theme.theme().em(_MEASURE)) // 2)
        self._layout.setContentsMargins(side, theme.space(2), side, theme.space(2))

    def _clear(self) -> None:
        self._words = []
        while item := self._layout.takeAt(0):
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()

    def _add(self, text: str, role: Role) -> None:
        self._words.append(text)
        label = Label(text, role, wrap=True, parent=self)
        policy = label.sizePolicy()
        policy.setHeightForWidth(True)  # as high as its lines in this width, not in the one that it would choose
        label.setSizePolicy(policy)
        self._layout.addWidget(label)

    def _add_findings(self, slide: Slide) -> None:
        found = [finding for _name, text in slide.parts for finding in wording.check(text)]
        if not found:
            return
        self._layout.addSpacing(theme.space(3))
        self._layout.addWidget(hairline(parent=self))
        for finding in found[:MOST_FINDINGS]:
            self._layout.addSpacing(theme.space(1))
            heard = _("“{words}” · {kind}").format(words=" ".join(finding.words.split()), kind=KINDS[finding.kind])
            self._add(heard, "strong")
            self._add(finding.why, "muted")
            self._add(gentler(finding), "body")


def gentler(finding: Finding) -> str:
    """What is offered in place of a finding, as a line."""
    if finding.replacement:
        return _("Gentler: “{words}”").format(words=finding.replacement)
    return _("For example: “{words}”").format(words=finding.example)


def _size(parts: tuple[tuple[str, str], ...]) -> Role:
    length = sum(len(text) for _name, text in parts)
    return "display" if length <= _LARGE else "title" if length <= _MIDDLE else "heading"

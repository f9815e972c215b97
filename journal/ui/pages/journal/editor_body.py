"""What is written of an entry: its text, and the panel of its kind beside it, or under it where it is narrow."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.pages.journal.bound import Bound
from journal.ui.pages.journal.details_panel import Desk, DetailsPanel
from journal.ui.pages.journal.entry_text import TextPane
from journal.ui.pages.journal.feedback_panel import FeedbackPanel
from journal.ui.pages.journal.request_panel import RequestPanel
from journal.ui.pages.journal.state import Values
from journal.ui.prompting import PRACTICE
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.vague_marks import nothing

#: From this many lines of body text on, the panel stands beside the text, else under it.
BESIDE_EM: Final = 34
PANELS: Final[dict[str, Callable[[Desk, QWidget], DetailsPanel]]] = {"feedback": FeedbackPanel, "request": RequestPanel}
#: What a text of each kind may begin with.
QUESTIONS: Final[dict[str, str]] = {
    "interaction": _("What happened? The first line is the title; @words are tags."),
    "feedback": _("How did it come up, and what else was said?"),
    "request": _("What is behind it? What would make it easy for them to say yes?"),
    "win": _("What went well, and who made it happen?"),
    "reflection": _("What do I take from it?"),
}

BEGIN: Final = _("Type / for a question to begin with.")
#: Which practice the prompts of a kind belong to; of the others any.
ASKED_ABOUT: Final = {"feedback": "feedback", "request": "requests"}


class EditorBody(QSplitter):
    """`edited` as one types, `decided` when something was chosen. A panel is made when its kind first needs it."""

    edited = Signal()
    decided = Signal()
    #: A field for a day, when its panel is made.
    day_field_made = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """The text alone."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._desk, self._entry_id = desk, ""
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.pane = TextPane(self)
        self.text = self.pane.text
        self.text.edited.connect(self.edited)
        self.addWidget(self.pane)
        self.setStretchFactor(0, 1)
        self.panels: dict[str, DetailsPanel] = {}
        self._bound_text = Bound(self.text.text, self.text.set_text)
        self._is_changeable = True

    def show_values(self, values: Values, entry_id: str) -> None:
        """Show the text and the details of an entry, with the panel of its kind; a new one has no id yet."""
        self._entry_id = entry_id
        self._bound_text.show(values["text"])
        for panel in self.panels.values():
            panel.show_values(values)
        self._put_on(values["kind"], values)
        self.read_more()

    def read_more(self) -> None:
        """Let the panel that is on read again what else is known of the entry, and say what is marked in its text."""
        find = nothing
        for panel in self.panels.values():
            if not panel.isHidden():
                panel.show_entry(self._entry_id)
                find = panel.finds
        self.text.marks.set_find(find)

    def more_words(self) -> str:
        """What is written in the panel that is on and is no value of the entry yet."""
        return "\n\n".join(panel.more_words() for panel in self.panels.values() if not panel.isHidden())

    def flush(self) -> bool:
        """Keep what is typed in the panels and is no value of the entry yet; whether it is kept."""
        are_kept = [panel.flush() for panel in self.panels.values()]
        return all(are_kept)

    def values(self) -> dict[str, Any]:
        """The text and the details as they are now; what no panel was made for yet is left out."""
        found: dict[str, Any] = {"text": self._bound_text.value()}
        for panel in self.panels.values():
            found |= panel.values()
        return found

    def day_fields(self) -> dict[str, DateField]:
        """The fields for days of the panels that there are."""
        return {name: field for panel in self.panels.values() for name, field in panel.day_fields().items()}

    def show_kind(self, kind: str, values: Values) -> None:
        """Put on the panel of a kind, or none."""
        if self._put_on(kind, values):
            self.read_more()

    def _put_on(self, kind: str, values: Values) -> bool:
        """Whether another panel is on now."""
        self.text.setPlaceholderText(f"{QUESTIONS[kind]}\n{BEGIN}")
        self.setProperty(PRACTICE, ASKED_ABOUT.get(kind, ""))
        if kind in PANELS and kind not in self.panels:
            self._make_panel(kind).show_values(values)
        is_another = any(panel.isHidden() == (name == kind) for name, panel in self.panels.items())
        if is_another:
            for name, panel in self.panels.items():
                panel.setVisible(name == kind)
            self.fit()
        return is_another

    def set_changeable(self, *, is_changeable: bool) -> None:
        """An entry in the trash is only looked at."""
        self._is_changeable = is_changeable
        self.text.setReadOnly(not is_changeable)
        for panel in self.panels.values():
            panel.set_changeable(is_changeable=is_changeable)

    def fit(self) -> None:
        """Beside each other, or one above the other, and how much each gets."""
        is_beside = self.width() >= theme.theme().em(BESIDE_EM)
        self.setOrientation(Qt.Orientation.Horizontal if is_beside else Qt.Orientation.Vertical)
        length = self.width() if is_beside else self.height()
        share = min(theme.theme().em(18), length // 2) if is_beside else round(length * 0.6)
        self.setSizes([length - share] + [share] * len(self.panels))

    def _make_panel(self, kind: str) -> DetailsPanel:
        panel = PANELS[kind](self._desk, self)
        panel.set_changeable(is_changeable=self._is_changeable)
        panel.hide()
        panel.edited.connect(self.edited)
        panel.decided.connect(self.decided)
        self.panels[kind] = panel
        self.addWidget(panel)
        self.setStretchFactor(len(self.panels), 0)
        for field in panel.day_fields().values():
            self.day_field_made.emit(field)
        return panel

"""The rule that a surprise ends in: a limit of authority, or a statement, made in its place."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from journal.store.tables import Surprise
from journal.text import DEGREES, TOPICS, _
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.form import LineField
from journal.ui.widgets.inline_form import InlineForm

LIMIT, STATEMENT = "limit", "statement"
#: The topics that a surprise most often shows to have been missing.
_TOPICS = ("expectations", "channel", "working", "deciding", "hot-buttons", "boundaries")


class RuleForm(InlineForm):
    """Enter makes it, Escape leaves. The words begin as what they expected."""

    def __init__(self) -> None:
        """Hidden until it begins."""
        super().__init__(_("Which rule was missing?"), _("Make the rule"))
        self.kind = SegmentedChoice(
            _("What kind of rule"), [(LIMIT, _("Limit of authority")), (STATEMENT, _("Statement"))], wraps=True
        )
        self.words = LineField(name=_("The rule"))
        degrees = [(str(number), f"{number} {words}") for number, words in DEGREES.items()]
        self.degree = SegmentedChoice(_("How far I may go"), degrees, "4", wraps=True)
        self.condition = LineField(placeholder=_("Such as: call first above 5,000"), name=_("Conditions"))
        topics = [(topic, TOPICS[topic][1]) for topic in _TOPICS]
        self.topic = SegmentedChoice(_("What it is about"), topics, wraps=True)
        self.add("kind", _("What kind of rule"), self.kind)
        self._words_field = self.add("words", _("Kind of decision"), self.words)
        self._of_limit: list[QWidget] = [
            self.add("degree", _("How far I may go"), self.degree),
            self.add("condition", _("Conditions"), self.condition),
        ]
        self._of_statement: list[QWidget] = [self.add("topic", _("What it is about"), self.topic)]
        self.kind.changed.connect(self._fit)
        self._fit()
        self.hide()

    def begin(self, surprise: Surprise) -> None:
        """Propose what they expected, and take the keyboard."""
        self.complain("")
        self.words.setText(surprise.they_expected)
        self.condition.clear()
        self.begun()
        self._fit()
        self.words.setFocus()
        self.words.selectAll()

    def put(self, typed: dict[str, str]) -> None:
        """Show again what was typed."""
        super().put(typed)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        is_limit = self.kind.value() == LIMIT
        for part in self._of_limit:
            part.setVisible(is_limit)
        for part in self._of_statement:
            part.setVisible(not is_limit)
        self._words_field.label.setText(_("Kind of decision") if is_limit else _("Statement"))

"""The column of fields that a kind of entry has beside its text; the base of the panels of a feedback and a request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.autosave import Autosave
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.journal.bound import Bound
from journal.ui.pages.journal.state import Values
from journal.ui.widgets.choice_box import ChoiceBox
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.filter_bar import Choices, FilterBar
from journal.ui.widgets.form import Field, FormColumn, LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.text_editor import TextEditor
from journal.ui.widgets.vague_marks import Find, nothing


@dataclass(frozen=True)
class Desk:
    """What a panel works with beside its fields: the journal, the page's acts, and the saving of what is written.

    settle: saves everything at once, and gives the id of the entry; empty when there is none yet, or it cannot be saved.
    show: puts another entry on, by its id. watch: lets the editor say so when what this saves cannot be saved.
    """

    journal: OpenJournal
    acts: Acts
    settle: Callable[[], str]
    show: Callable[[str], None]
    watch: Callable[[Autosave], object]


class DetailsPanel(QScrollArea):
    """Fields under their labels. `edited` as one types, `decided` when something was chosen."""

    edited = Signal()
    decided = Signal()

    def __init__(self, heading: str, desk: Desk, parent: QWidget | None = None) -> None:
        """An empty panel under its heading."""
        super().__init__(parent)
        self.desk = desk
        #: What is marked in the text of an entry of this kind; it may be another after `show_entry`.
        self.finds: Find = nothing
        self._bounds: dict[str, Bound] = {}
        self._widgets: dict[str, QWidget] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        inside = self._inside = QWidget()
        inside.setProperty("ground", "none")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(3))
        layout.setSpacing(theme.space(2))
        layout.addWidget(Label(heading, "heading"))
        self.form = FormColumn()
        layout.addWidget(self.form)
        layout.addStretch(1)
        self.setWidget(inside)

    def show_values(self, values: Values) -> None:
        """Show the values of an entry."""
        for name, bound in self._bounds.items():
            bound.show(values[name])
        self.follow()

    def values(self) -> dict[str, Any]:
        """The values as they are now."""
        return {name: bound.value() for name, bound in self._bounds.items()}

    def day_fields(self) -> dict[str, DateField]:
        """The fields for days, by the name of their value."""
        return {name: field for name, field in self._widgets.items() if isinstance(field, DateField)}

    def widget_of(self, name: str) -> QWidget:
        """The widget that holds a value."""
        return self._widgets[name]

    def follow(self) -> None:
        """Show and hide what depends on a choice."""

    def show_entry(self, entry_id: str) -> None:
        """Which entry is on, when it is shown or read again: what else is known of it can be read. Empty for a new one."""

    def set_changeable(self, *, is_changeable: bool) -> None:
        """What is only looked at can still be scrolled."""
        self._inside.setEnabled(is_changeable)

    def more_words(self) -> str:
        """What is written here and is no value of the entry yet."""
        return ""

    def flush(self) -> bool:
        """Keep what is typed here and is no value of the entry yet; whether it is kept."""
        return True

    def add_text(
        self, name: str, label: str, placeholder: str, lines: int = 2, *, to: FormColumn | None = None
    ) -> TextEditor:
        """A field of several lines."""
        editor = TextEditor(label, placeholder, look="field", lines=lines)
        editor.edited.connect(self.edited)
        self._bounds[name] = Bound(editor.text, editor.set_text)
        self._add(name, label, editor, to)
        return editor

    def add_line(self, name: str, label: str, placeholder: str, *, to: FormColumn | None = None) -> LineField:
        """A field of one line."""
        line = LineField(placeholder=placeholder, name=label)
        line.textEdited.connect(self.edited)
        self._bounds[name] = Bound(line.text, line.setText)
        self._add(name, label, line, to)
        return line

    def add_day(self, name: str, label: str, *, to: FormColumn | None = None) -> Field:
        """A field for a day or none."""
        day = DateField(label)
        day.changed.connect(self._decide)
        self._bounds[name] = Bound(day.day, day.set_day)
        field = self._add(name, label, day, to)
        day.complained.connect(field.complain)
        return field

    def add_pills(self, name: str, label: str, choices: Choices, *, to: FormColumn | None = None) -> FilterBar:
        """A few choices of which one is always on."""
        pills = OneOfPills(label, choices)
        pills.changed.connect(self._decide)
        self._bounds[name] = Bound(pills.value, pills.set_value)
        self._add(name, label, pills, to)
        return pills

    def add_choice(self, name: str, label: str, choices: Choices, *, to: FormColumn | None = None) -> ChoiceBox:
        """More choices of which one is always on."""
        box = ChoiceBox()
        box.setMinimumContentsLength(10)  # a long choice is cut short rather than the panel made wider
        for value, text in choices:
            box.addItem(text, value)
        box.activated.connect(self._decide)
        choice = _ComboValue(box)
        self._bounds[name] = Bound(choice.value, choice.set_value)
        self._add(name, label, box, to)
        return box

    def add_other(
        self,
        name: str,
        label: str,
        widget: QWidget,
        read: Callable[[], Any],
        write: Callable[[Any], None],
        *,
        to: FormColumn | None = None,
    ) -> Field:
        """A widget of another kind; connect its signal to `decided`."""
        self._bounds[name] = Bound(read, write)
        return self._add(name, label, widget, to)

    def _add(self, name: str, label: str, widget: QWidget, to: FormColumn | None) -> Field:
        self._widgets[name] = widget
        return (to or self.form).add(label, widget)

    @Slot()
    def _decide(self) -> None:
        self.follow()
        self.decided.emit()


class OneOfPills(FilterBar):
    """Pills of which one is always on: a click on that one leaves it on."""

    def __init__(self, name: str, choices: Choices) -> None:
        """The first is on."""
        super().__init__(name, choices)
        self._value = choices[0][0]
        self.set_value(self._value)
        self.changed.connect(self._hold)

    def value(self) -> str:
        """The value that is on."""
        return next(iter(self.values()), self._value)

    def set_value(self, value: str) -> None:
        """Turn this one on, without a signal."""
        self._value = value
        self.set_values([value])

    @Slot(object)
    def _hold(self, on: list[str]) -> None:
        self.set_value(on[0] if on else self._value)


class _ComboValue:
    """The value of a combo box rather than its row."""

    def __init__(self, box: ChoiceBox) -> None:
        self._box = box

    def value(self) -> str:
        return self._box.currentData()

    def set_value(self, value: str) -> None:
        self._box.setCurrentIndex(max(0, self._box.findData(value)))

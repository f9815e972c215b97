"""One rung of the ladder of a feedback: what was said on it, what leads up to it, and the fields that belong to it."""

from datetime import date
from typing import Final, Literal

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.text import CLARITIES, _
from journal.ui import theme
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.form import FormColumn
from journal.ui.widgets.label import Label

#: Where a rung is, seen from where one stands.
Place = Literal["below", "here", "next", "above"]
#: What stands on each rung (source article 4).
MEANINGS: Final[dict[str, str]] = {
    "label": _("a vague word for it"),
    "example": _("a situation in which it showed"),
    "behaviour": _("what I do, and its effect"),
    "goal": _("the goal it touches"),
    "confirmed": _("they have seen the change"),
}


class Rung(QWidget):
    """A point on the rail with its name. Below it stand the words of a climbed rung, or the question of the next one.

    The fields of the rung one stands on are open; those of a climbed one open to be changed, those of the next one to
    write down the answer.
    """

    ask_pressed = Signal()
    climb_pressed = Signal()
    down_pressed = Signal()
    #: The answer is about to be written down.
    opened = Signal()

    def __init__(self, value: str, parent: QWidget | None = None) -> None:
        """`value`: one of the ladder's names."""
        super().__init__(parent)
        self.value = value
        self.fields = FormColumn()
        self._place: Place = "above"
        self._is_open = False
        self._has_rail_above = self._has_rail_below = True
        self._is_passed = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.space(3.5), theme.space(0.5), 0, theme.space(0.5))
        self._column.setSpacing(theme.space(1))
        self._build_head()
        self._build_question()
        self._column.addWidget(self.fields)
        self._build_answer()
        self.down = self._button(_("Step down"), "chevron-down", self.down_pressed)
        self._column.addWidget(self.down, 0, Qt.AlignmentFlag.AlignLeft)
        theme.theme().changed.connect(self.update)

    def _build_head(self) -> None:
        name = CLARITIES[self.value]
        self._head, words = QWidget(self), QWidget()
        self.name, self.meaning = Label(name), Label(MEANINGS[self.value], "small")
        self.edit = IconButton("edit", _("Change what stands on “{rung}”").format(rung=name))
        self.edit.setCheckable(True)
        self.meaning.setContentsMargins(0, 3, 0, 0)  # the smaller letters stand on the same line
        self.edit.clicked.connect(self._toggle)
        flow, row = FlowLayout(words, gap=theme.space(1)), QHBoxLayout(self._head)
        for label in (self.name, self.meaning):
            flow.addWidget(label)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(1))
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.edit)
        self.words = Label("", "muted", wrap=True)
        self._column.addWidget(self._head)
        self._column.addWidget(self.words)

    def _build_question(self) -> None:
        self.question, self.state = Label("", wrap=True), Label("", "small", wrap=True)
        self.ask = self._button(_("Ask in the next one-on-one"), "one-on-ones", self.ask_pressed)
        self.answered = Button(_("They answered"), "quiet")
        self.answered.setCheckable(True)
        self.answered.clicked.connect(self._toggle)
        self._acts = QWidget()
        flow = FlowLayout(self._acts)
        flow.addWidget(self.ask)
        flow.addWidget(self.answered)
        for part in (self.question, self.state, self._acts):
            self._column.addWidget(part)

    def _build_answer(self) -> None:
        self.day = DateField(_("Day of the answer"), date.today(), optional=False)
        self.climb = self._button(_("Climb to “{rung}”").format(rung=CLARITIES[self.value]), "chevron-up")
        self.climb.clicked.connect(self.climb_pressed)
        self._answer = FormColumn()
        self._day_field = self._answer.add(_("On"), self.day)
        self.day.complained.connect(self._day_field.complain)
        self._answer.add_widget(self.climb)
        self._column.addWidget(self._answer)

    def _button(self, text: str, icon: str, signal: object = None) -> Button:
        button = Button(text, "quiet" if signal is self.down_pressed else "plain", icon)
        if signal is not None:
            button.clicked.connect(signal)
        return button

    # ------------------------------------------------------------------------------------------ showing

    @property
    def place(self) -> Place:
        """Where it is, seen from where one stands."""
        return self._place

    @property
    def is_open(self) -> bool:
        """Whether its fields can be written in. What the manager confirmed is kept by the step and not written again."""
        is_here = self._place == "here" and self.value != "confirmed"
        return is_here or (self._place in {"below", "next"} and self._is_open)

    def stand(self, place: Place, *, is_first: bool, is_last: bool) -> None:
        """Show it from another place; fields that were opened by hand are closed when the place is another one."""
        if place != self._place:
            self._is_open = False
            self.day.set_day(date.today())
        self._place, self._is_passed = place, place == "below"
        self._has_rail_above, self._has_rail_below = not is_last, not is_first
        self.name.set_role({"here": "strong", "above": "muted"}.get(place, "body"))  # type: ignore[reportArgumentType]
        self._arrange()

    def show_words(self, words: str) -> None:
        """What a climbed rung says while its fields are closed."""
        self.words.setText(words or _("No words yet"))

    def show_question(self, question: str, state: str, ask: str) -> None:
        """What leads up to this rung, what became of asking it, and the button that asks; empty where it is asked already."""
        if question != self.question.text():
            self.question.setText(question)
        self.state.setText(state)
        self.ask.setText(ask or self.ask.text())
        self.ask.setVisible(bool(ask))
        self.state.setVisible(bool(state) and self._place == "next")

    def open(self) -> None:
        """Open its fields."""
        if not self._is_open:
            self._is_open = True
            self._arrange()

    @Slot()
    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._arrange()
        if self._is_open:
            self.opened.emit()

    def _arrange(self) -> None:
        is_next, is_below = self._place == "next", self._place == "below"
        self.meaning.setVisible(not is_below)
        has_fields = self.fields.findChild(QWidget) is not None
        self.edit.setVisible(is_below and has_fields)
        self.edit.setChecked(self._is_open)
        self.answered.setChecked(self._is_open)
        self.words.setVisible((is_below and not self._is_open) or (self._place == "here" and self.value == "confirmed"))
        for part in (self.question, self._acts):
            part.setVisible(is_next)
        self.state.setVisible(is_next and bool(self.state.text()))
        self.fields.setVisible(self.is_open and has_fields)
        self._answer.setVisible(is_next and self._is_open)
        foot = theme.space(1.5 if self.is_open or is_next else 0.5)
        self._column.setContentsMargins(theme.space(3.5), theme.space(0.5), 0, foot)
        self.down.setVisible(self._place == "here" and self._has_rail_below)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rail at its side, and the point on it."""
        painter, c = QPainter(self), theme.colors()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_reached = self._place in {"below", "here"}
        middle = QPointF(theme.space(1.5), self.name.mapTo(self, self.name.rect().center()).y() + 0.5)
        if self._has_rail_above:
            painter.setPen(QPen(QColor(c.accent if self._is_passed else c.hairline), 2))
            painter.drawLine(middle, QPointF(middle.x(), 0))
        if self._has_rail_below:
            painter.setPen(QPen(QColor(c.accent if is_reached else c.hairline), 2))
            painter.drawLine(QPointF(middle.x(), self.height()), middle)
        radius = theme.space(0.75) if self._place == "here" else theme.space(0.5)
        painter.setPen(QPen(QColor(c.accent if is_reached else c.rule), 1.5))
        painter.setBrush(QColor(c.accent if is_reached else c.paper))
        painter.drawEllipse(middle, radius, radius)

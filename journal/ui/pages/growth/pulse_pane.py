"""The pulse beside the talks: taking it, its lines over time, and the earlier ones to correct or delete."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.errors import UpwardError
from journal.practices import pulse
from journal.store.tables import Pulse
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.models import development
from journal.ui.models.development import Development
from journal.ui.models.rows import RowsModel
from journal.ui.open_journal import Changed
from journal.ui.pages.growth.pulse_chart import PulseChart
from journal.ui.pages.growth.pulse_form import PulseForm
from journal.ui.widgets.dates import short_day
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.section import SectionHeading

_WHAT: Final = Changed.GROWTH
_MOST_SHOWN: Final = 6


class PulsePane(QWidget):
    """One pulse a day with a manager; `shown` when the form has the keyboard and is to be seen."""

    shown = Signal()

    def __init__(self, acts: Acts, parent: QWidget | None = None) -> None:
        """`acts` are those of the tab: its messages and its Ctrl+Z."""
        super().__init__(parent)
        self._acts = acts
        self._found: Development | None = None
        #: What is marked and is no pulse yet with other managers, by their ids.
        self._typed: dict[str, dict[str, Any]] = {}
        self.heading = SectionHeading(_("Pulse"), parent=self)
        self.figure = Label(development.FIGURE, "small", wrap=True, parent=self)
        self.form = PulseForm(self)
        self.form.kept.connect(self._keep)
        self.form.left.connect(self.form.clear)
        self.chart = PulseChart(self)
        self.rows = RowsModel(self)
        self.past = ListView(_("Earlier pulses"), parent=self)
        self.past.setModel(self.rows)
        self.past.opened.connect(self._correct)
        self.past.delete_pressed.connect(self._trash)
        acts.need_writing(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1.5))
        for part in (self.heading, self.form, hairline(), self.chart, self.past, self.figure):
            column.addWidget(part)
        column.addStretch(1)

    # ------------------------------------------------------------------------------------------- public

    def show_pulses(self, found: Development) -> None:
        """Show the pulses of a chapter; what is marked in the form stays, with the manager of whom it is."""
        before, self._found = self._manager_id, found
        if before and before != found.manager_id:
            self._typed[before] = self.form.typed()
            self.form.clear()
            self.form.put(self._typed.pop(found.manager_id, {}))
        number = len(found.pulses)
        self.heading.set_note(_("n = {n}").format(n=number) if number else "")
        self.chart.show_pulses(found.pulses)
        self.rows.set_rows([development.pulse_row(each) for each in reversed(found.pulses)])
        row = self.past.rowHeight(0) if number else 0
        self.past.setFixedHeight(min(self.past.content_height(), row * _MOST_SHOWN + 4))
        for part in (self.chart, self.past):
            part.setVisible(bool(number))

    @property
    def _manager_id(self) -> str:
        return self._found.manager_id if self._found else ""

    def typed(self) -> dict[str, dict[str, Any]]:
        """Plain values of what is no pulse yet, by the ids of the managers."""
        typed = self._typed | {self._manager_id: self.form.typed()}
        return {manager_id: values for manager_id, values in typed.items() if manager_id and values}

    def put(self, typed: Mapping[str, dict[str, Any]]) -> None:
        """Take such values back; each shows again with its manager."""
        self._typed = {manager_id: values for manager_id, values in typed.items() if manager_id != self._manager_id}
        self.form.put(typed.get(self._manager_id, {}))

    def show_record(self, pulse_id: str) -> None:
        """Show a pulse to be corrected."""
        place = next((n for n, row in enumerate(self.rows.rows()) if row.id == pulse_id), -1)
        if place >= 0:
            self.past.choose_row(place)
            self._correct()

    @Slot()
    def take(self) -> None:
        """The first mark has the keyboard."""
        self.form.focus_first()
        self.shown.emit()

    def chosen(self) -> Pulse | None:
        """The pulse that is chosen in the list."""
        row = self.rows.row_at(self.past.currentIndex())
        return self._found.pulse(row.id) if row and self._found else None

    # ------------------------------------------------------------------------------------------ actions

    @Slot()
    def _keep(self) -> None:
        day = self.form.day.day()
        if self._found is None or self._acts.refuse_writing() or day is None or self.form.day.complaint:
            return
        values: dict[str, Any] = {"day": day, "marks": self.form.marks(), "note": self.form.note.text()}
        before = self._found.pulse(self.form.pulse_id)
        try:
            back = self._revise(before, values) if before else self._take(self._found.manager_id, values)
        except UpwardError as fault:
            self.form.complain(str(fault))
            return
        self.form.clear()
        self._acts.remember(_WHAT, back, _("Kept: pulse of {day}").format(day=short_day(day)))

    def _take(self, manager_id: str, values: dict[str, Any]) -> "partial[object]":
        made = self._acts.do(_WHAT, partial(pulse.take, manager_id=manager_id, **values))
        return partial(pulse.move_to_trash, pulse_id=made.id)

    def _revise(self, before: Pulse, values: dict[str, Any]) -> "partial[object]":
        self._acts.do(_WHAT, partial(pulse.revise, pulse_id=before.id, **values))
        was: dict[str, Any] = {"day": before.rated_on, "marks": pulse.marks_of(before), "note": before.note}
        return partial(pulse.revise, pulse_id=before.id, **was)

    @Slot()
    def _correct(self) -> None:
        """Show the chosen pulse in the form; what is marked there and not kept stays."""
        found = self.chosen()
        if found is None or self._acts.refuse_writing():
            return
        if not self.form.pulse_id and self.form.typed():
            self.form.complain(_("Keep this one first, or take its marks back."))
        else:
            self.form.correct(found)
        self.take()

    @Slot()
    def _trash(self) -> None:
        found = self.chosen()
        if found is None:
            return
        act = partial(pulse.move_to_trash, pulse_id=found.id)
        back = partial(pulse.take_back, pulse_id=found.id)
        said = _("Deleted: pulse of {day}").format(day=short_day(found.rated_on))
        if self._acts.try_to(_WHAT, act, back, said) and self.form.pulse_id == found.id:
            self.form.clear()

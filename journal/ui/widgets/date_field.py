"""Fields for a day and for a time: typed in any clear way, with a calendar for who prefers to look."""

from datetime import date, time
from typing import Final

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import icons, theme
from journal.ui.widgets.dates import full_day, read_day, read_time, short_day, short_time
from journal.ui.widgets.form import LineField
from journal.ui.widgets.label import restyle
from journal.ui.widgets.tool_tip import plain_tip

_DAYS: Final = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}


class _TypedField(LineField):
    """A line that is read when one leaves it; `complaint` is empty when it was understood."""

    complained = Signal(str)

    def __init__(self, name: str, parent: QWidget | None) -> None:
        super().__init__(name=name, parent=parent)
        self.complaint = ""
        self.editingFinished.connect(self._read)

    @Slot()
    def _read(self) -> None:
        raise NotImplementedError

    def _complain(self, sentence: str) -> None:
        self.complaint = sentence
        was_wrong = bool(self.property("wrong"))
        self.setProperty("wrong", bool(sentence))
        self.setAccessibleDescription(sentence)
        self.setToolTip(plain_tip(sentence))
        if was_wrong != bool(sentence):
            restyle(self)
        self.complained.emit(sentence)


class DateField(_TypedField):
    """A day, or none where that is allowed. `changed` carries a `date` or None; `complained` a sentence or nothing.

    Up and Down go a day on or back, Page Up and Page Down a week, Alt+Down opens the calendar.
    """

    changed = Signal(object)

    def __init__(
        self, name: str = "", day: date | None = None, *, optional: bool = True, parent: QWidget | None = None
    ) -> None:
        """`name` is what a screen reader says where no label stands above."""
        super().__init__(name, parent)
        self._day = day
        self._optional = optional
        self.setPlaceholderText(_("No date") if optional else _("A date"))
        self.add_end_button("calendar", _("Choose in a calendar (Alt+Down)")).clicked.connect(self.open_calendar)
        self._show()

    def day(self) -> date | None:
        """The day that was last understood."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show another day, without a signal."""
        self._day = day
        self._complain("")
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys step by days and weeks."""
        step = _DAYS.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif step:
            start = read_day(self.text(), date.today()) or self._day or date.today()
            self._take(date.fromordinal(start.toordinal() + step))
        else:
            super().keyPressEvent(event)

    @Slot()
    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        popup = _CalendarPopup(self._day, self)
        popup.chosen.connect(self._take)
        popup.open_below(self)

    @Slot()
    def _read(self) -> None:
        text = self.text().strip()
        if not text:
            if self._optional:
                self._take(None)
            else:
                self._complain(_("A date is needed here."))
            return
        day = read_day(text, date.today())
        if day is None:
            example = short_day(date.today())
            self._complain(
                _("That is no date. Type it like {example}, or 2026-11-27, fri, tomorrow.").format(example=example)
            )
        else:
            self._take(day)

    @Slot(object)
    def _take(self, day: date | None) -> None:
        changed, self._day = day != self._day, day
        self._complain("")
        self._show()
        if changed:
            self.changed.emit(day)

    def _show(self) -> None:
        self.setText(short_day(self._day) if self._day else "")
        self.setToolTip(full_day(self._day) if self._day else "")


class TimeField(_TypedField):
    """A time of day, or none where that is allowed. `changed` carries a `time` or None."""

    changed = Signal(object)

    def __init__(
        self, name: str = "", at: time | None = None, *, optional: bool = True, parent: QWidget | None = None
    ) -> None:
        """`name` is what a screen reader says where no label stands above."""
        super().__init__(name, parent)
        self._at = at
        self._optional = optional
        self.setPlaceholderText(_("No time") if optional else _("A time"))
        self.set_at(at)

    def at(self) -> time | None:
        """The time that was last understood."""
        return self._at

    def set_at(self, at: time | None) -> None:
        """Show another time, without a signal."""
        self._at = at
        self._complain("")
        self.setText(short_time(at) if at else "")

    @Slot()
    def _read(self) -> None:
        text = self.text().strip()
        at = read_time(text) if text else None
        if at is None and (text or not self._optional):
            self._complain(_("That is no time. Type it like 14:30."))
            return
        changed = at != self._at
        self.set_at(at)
        if changed:
            self.changed.emit(at)


class _CalendarPopup(QFrame):
    """A month to look at; a click or Enter chooses, Escape leaves."""

    chosen = Signal(object)

    def __init__(self, day: date | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "menu")
        self._calendar = QCalendarWidget()
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setMinimumSize(theme.theme().em(15), theme.theme().em(13))
        self._dress()
        if day:
            self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.clicked.connect(self._choose)
        self._calendar.activated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.space(1),) * 4)
        layout.addWidget(self._calendar)

    def _dress(self) -> None:
        """Weekends in ink like other days, today in the accent colour, our own signs for the months' buttons."""
        plain, today = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(QColor(theme.colors().ink))
        today.setForeground(QColor(theme.colors().accent))
        today.setFontWeight(QFont.Weight.Medium)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, plain)
        self._calendar.setDateTextFormat(QDate.currentDate(), today)
        for name, icon in (("prev", "chevron-left"), ("next", "chevron-right")):
            button = self._calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if button:
                button.setIcon(icons.icon(icon))
                button.setIconSize(QSize(icons.side(), icons.side()))

    def open_below(self, field: QWidget) -> None:
        """Show under the field, with the keyboard."""
        self.adjustSize()
        self.move(field.mapToGlobal(QPoint(0, field.height() + 4)))
        self.show()
        self._calendar.setFocus()

    @Slot(QDate)
    def _choose(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()

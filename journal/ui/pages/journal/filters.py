"""The row over the list by which it is narrowed: kinds, a tag, a period, stars."""

from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, QSize, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from journal.practices.entries import EntryFilter
from journal.text import _
from journal.ui import theme
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.journal.kind_chips import KindChips
from journal.ui.pages.journal.periods import PERIODS, first_day
from journal.ui.pages.journal.request_strip import RequestStrip
from journal.ui.pages.journal.tag_picker import TagPicker
from journal.ui.widgets.button import Button
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label

_TAG: Final = _("Tag")
_PERIOD: Final = _("Period")


class EntryFilters(QWidget):
    """`changed` carries the EntryFilter. Where it shows requests alone, they can be narrowed by where they stand."""

    changed = Signal(object)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Nothing is narrowed."""
        super().__init__(parent)
        self._tag, self._period = "", ""
        self.kinds = KindChips(_("Kinds of entries"))
        self.tag, self.period = _pill(_TAG), _pill(_PERIOD)
        self.starred = _pill(_("Starred"))
        self.clear = Button("", "pill", "close")
        self.clear.setToolTip(_("Clear the filter"))
        self.clear.setAccessibleName(_("Clear the filter"))
        self.first, self.last = DateField(_("From")), DateField(_("To"))
        self.strip = RequestStrip(journal, self)
        self.tags = TagPicker(journal, self)
        self.menu = QMenu(self)
        self._own = QWidget()
        self._fill_menu()
        self._assemble()
        self._connect()
        self._show_state()

    def _assemble(self) -> None:
        own = QHBoxLayout(self._own)
        own.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        own.setSpacing(theme.space(1))
        own.addWidget(self.first, 1)
        own.addWidget(Label("–", "muted"))
        own.addWidget(self.last, 1)
        more = QWidget()
        line = FlowLayout(more, gap=theme.space(0.5))
        for part in (self.tag, self.period, self.starred, self.clear):
            line.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(0.5))
        for part in (self.kinds, more, self._own, self.strip):
            layout.addWidget(part)

    def _connect(self) -> None:
        self.kinds.changed.connect(self._tell)
        self.starred.clicked.connect(self._tell)
        self.strip.changed.connect(self._tell)
        self.tag.clicked.connect(self._press_tag)
        self.tags.chosen.connect(self._choose_tag)
        self.period.clicked.connect(self._press_period)
        self.menu.triggered.connect(self._choose_period)
        self.menu.aboutToHide.connect(self._show_state)
        self.first.changed.connect(self._tell)
        self.last.changed.connect(self._tell)
        self.clear.clicked.connect(self.clear_all)

    def _fill_menu(self) -> None:
        group = QActionGroup(self.menu)
        for value, text in PERIODS.items():
            action = self.menu.addAction(text)
            action.setData(value)
            action.setCheckable(True)
            group.addAction(action)

    def minimumSizeHint(self) -> QSize:
        """All its lines: where there is little room, the list below gives way."""
        return QSize(super().minimumSizeHint().width(), max(0, self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take other lines."""
        super().resizeEvent(event)
        self.updateGeometry()

    def wanted(self) -> EntryFilter:
        """What the list shall show."""
        is_own = self._period == "own"
        return EntryFilter(
            kinds=frozenset(self.kinds.values()),
            tag=self._tag,
            first=self.first.day() if is_own else first_day(self._period, date.today()),
            last=self.last.day() if is_own else None,
            starred=self.starred.isChecked(),
            statuses=self.strip.statuses(),
            late_on=self.strip.late_on(),
        )

    @Slot()
    def clear_all(self) -> None:
        """Narrow nothing."""
        self.kinds.set_values([])
        self.starred.setChecked(False)
        self.first.set_day(None)
        self.last.set_day(None)
        self._tag, self._period = "", ""
        self._tell()

    def set_kinds(self, kinds: list[str]) -> None:
        """Narrow by these kinds alone."""
        self.kinds.set_values(kinds)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self._show_state()
        self.changed.emit(self.wanted())

    @Slot()
    def _show_state(self) -> None:
        self.strip.put_on(is_on=self.kinds.values() == ["request"])
        self.tag.setText(self._tag or _TAG)
        self.tag.setChecked(bool(self._tag))
        self.period.setText(PERIODS[self._period] if self._period else _PERIOD)
        self.period.setChecked(bool(self._period))
        self._own.setVisible(self._period == "own")
        self.clear.setVisible(bool(self._period) or self.wanted() != EntryFilter())
        for action in self.menu.actions():
            action.setChecked(action.data() == self._period)

    @Slot()
    def _press_tag(self) -> None:
        """A tag that is on goes; else one is chosen."""
        if self._tag:
            self._choose_tag("")
            return
        self.tag.setChecked(False)
        self.tags.open_below(self.tag)

    @Slot(str)
    def _choose_tag(self, tag: str) -> None:
        self._tag = tag
        self._tell()

    @Slot()
    def _press_period(self) -> None:
        self.menu.popup(self.period.mapToGlobal(QPoint(0, self.period.height() + 4)))

    @Slot(object)
    def _choose_period(self, action: QAction) -> None:
        self._period = str(action.data())
        self._tell()
        if self._period == "own":
            self.first.setFocus()


def _pill(text: str) -> Button:
    pill = Button(text, "pill")
    pill.setCheckable(True)
    return pill

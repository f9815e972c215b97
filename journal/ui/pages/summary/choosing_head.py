"""What stands above the candidates: the period, the field that finds, and how the page looks."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import notifications, theme
from journal.ui.acts import Acts
from journal.ui.pages.summary.choices_bar import ChoicesBar
from journal.ui.pages.summary.chosen import Chosen
from journal.ui.pages.summary.filter_field import FilterField
from journal.ui.pages.summary.period import PeriodBar
from journal.ui.widgets.button import IconButton


class ChoosingHead(QWidget):
    """Shows the choices and takes others; `chosen` keeps them."""

    def __init__(self, acts: Acts, save: Callable[[], str], parent: QWidget | None = None) -> None:
        """`save` saves the words that are being written, and says why not where it cannot: other days come after them."""
        super().__init__(parent)
        self._save = save
        self.chosen = Chosen(acts, self)
        self.own = IconButton("plus", _("Add a line of your own (Ctrl+Shift+N)"))
        self.period = PeriodBar(self.own)
        self.period.changed.connect(self._period_changed)
        self.filter = FilterField()
        self.bar = ChoicesBar()
        self.bar.changed.connect(self._choose_look)
        acts.need_writing(self.own)
        self._assemble()

    def _assemble(self) -> None:
        narrowed = QHBoxLayout()
        narrowed.setSpacing(theme.space(1))
        narrowed.addWidget(self.filter, 1)
        narrowed.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), 0, theme.space(3), 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.period)
        column.addLayout(narrowed)

    def show_choices(self) -> None:
        """Show what is chosen."""
        self.period.show_chosen(self.chosen.choices, self.chosen.periods)
        self.bar.show_choices(self.chosen.choices)

    @Slot(object)
    def _choose_look(self, fields: dict[str, object]) -> None:
        self.chosen.change(**fields)
        self.show_choices()

    @Slot()
    def _period_changed(self) -> None:
        """Other days: the words that are being written come first. If they cannot be saved, the days stay."""
        on = {"period": self.period.name, "first": self.period.first, "last": self.period.last}
        fault = self._save()
        if fault:
            notifications.say(self, fault)
        else:
            self.chosen.change(**on)
        self.show_choices()

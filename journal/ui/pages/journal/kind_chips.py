"""The kinds of entries as chips of icons, of which any number is on; one that is on shows its word as well."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.text import ENTRY_KINDS
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.flow import FlowLayout


class KindChips(QWidget):
    """`changed` carries the kinds that are on; none narrows nothing."""

    changed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` says what it narrows, for a screen reader."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._chips: dict[str, Button] = {}
        self._line = FlowLayout(self, gap=theme.space(0.5))
        for kind, text in ENTRY_KINDS.items():
            chip = Button("", "pill", kind, parent=self)
            chip.setCheckable(True)
            chip.setAccessibleName(text)
            chip.setToolTip(text)
            chip.clicked.connect(self._clicked)
            self._chips[kind] = chip
            self._line.addWidget(chip)

    def values(self) -> list[str]:
        """The kinds that are on."""
        return [kind for kind, chip in self._chips.items() if chip.isChecked()]

    def set_values(self, kinds: list[str]) -> None:
        """Turn these on and the others off, without a signal."""
        for kind, chip in self._chips.items():
            chip.setChecked(kind in kinds)
            chip.setText(chip.accessibleName() if kind in kinds else "")
            chip.set_icon(kind)

    @Slot()
    def _clicked(self) -> None:
        self.set_values(self.values())
        self.changed.emit(self.values())

"""With which manager: a choice that is there only where the journal has more than one chapter."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.text import _
from journal.ui.widgets.choice_box import ChoiceBox


class ManagerPicker(ChoiceBox):
    """`picked` carries the id of the chapter that was chosen."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is something to choose."""
        super().__init__(parent)
        self.setAccessibleName(_("With which manager"))
        self.setMinimumContentsLength(10)
        self.activated.connect(self._pick)

    def show_chapters(self, chapters: Sequence[tuple[str, str]], manager_id: str) -> None:
        """Offer these, each by id and name."""
        with QSignalBlocker(self):
            self.clear()
            for each, name in chapters:
                self.addItem(name, each)
            self.setCurrentIndex(self.findData(manager_id))
        self.setVisible(len(chapters) > 1)

    @Slot(int)
    def _pick(self, place: int) -> None:
        self.picked.emit(self.itemData(place))

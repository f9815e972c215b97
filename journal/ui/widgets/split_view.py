"""Two or three panes side by side whose widths are remembered."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from journal.ui import preferences


class SplitView(QSplitter):
    """Panes with a hairline between them. The name is what their widths are remembered by."""

    def __init__(
        self, name: str, *panes: QWidget, sizes: Sequence[int] = (2, 3), parent: QWidget | None = None
    ) -> None:
        """`sizes` are the shares at the first showing, and what grows with the window."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._name = name
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for number, pane in enumerate(panes):
            self.addWidget(pane)
            self.setStretchFactor(number, sizes[number] if number < len(sizes) else 1)
        remembered = preferences.current().sizes(name)
        self.setSizes(remembered if len(remembered) == len(panes) else [share * 160 for share in sizes])
        self.splitterMoved.connect(self._moved)

    @Slot()
    def _moved(self) -> None:
        preferences.current().remember_sizes(self._name, self.sizes())

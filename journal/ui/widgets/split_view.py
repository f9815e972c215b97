"""Two or three panes side by side whose widths are remembered."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from journal.ui import preferences


class SplitView(QSplitter):
    """Panes with a hairline between them. The name is what their widths are remembered by.

    The panes move in when the view itself has found its place: Qt matches the style sheet anew for everything in a
    widget that is moved, and a page of many parts would take it twice.
    """

    def __init__(
        self, name: str, *panes: QWidget, sizes: Sequence[int] = (2, 3), parent: QWidget | None = None
    ) -> None:
        """`sizes` are the shares at the first showing, and what grows with the window."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._name = name
        self._waiting = list(panes)
        self._shares = list(sizes)
        self._stretch = dict(enumerate(sizes))
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._moved)
        if parent:
            self._move_in()

    def setStretchFactor(self, index: int, stretch: int) -> None:  # noqa: N802 (Qt's name)
        """Which pane grows with the window; 0 for one that keeps its width."""
        self._stretch[index] = stretch
        if index < self.count():
            super().setStretchFactor(index, stretch)

    def widget(self, index: int) -> QWidget | None:
        """One of the panes, from the left."""
        return self._waiting[index] if self._waiting else super().widget(index)

    def event(self, event: QEvent) -> bool:
        """Let the panes in once there is a parent, or the view is shown without one."""
        if event.type() in (QEvent.Type.ParentChange, QEvent.Type.Polish) and self._waiting:
            self._move_in()
        return super().event(event)

    def _move_in(self) -> None:
        panes, self._waiting = self._waiting, []
        for number, pane in enumerate(panes):
            self.addWidget(pane)
            super().setStretchFactor(number, self._stretch.get(number, 1))
        remembered = preferences.current().sizes(self._name)
        fits = len(remembered) == len(panes) and any(remembered)
        self.setSizes(remembered if fits else [share * 160 for share in self._shares])

    @Slot()
    def _moved(self) -> None:
        preferences.current().remember_sizes(self._name, self.sizes())

"""A column of parts that scrolls, and keeps in sight where the keyboard is."""

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from journal.ui import theme
from journal.ui.widgets.text_editor import TextEditor

#: The width of the column at most, in lines' heights.
MEASURE = 48


class ScrollingColumn(QScrollArea):
    """Parts go into `column`, which is as wide as lines are comfortable to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty at first: parts are made in their place, so that the look is put on them once."""
        super().__init__(parent)
        self.body = QWidget(self)
        self.setWidget(self.body)
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(theme.space(1.5), theme.space(2.5), theme.space(1.5), theme.space(4))
        self.column.setSpacing(theme.space(4))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)
        theme.theme().changed.connect(self._fit)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Lines stay short enough to read in a wide window."""
        self.body.setMaximumWidth(theme.theme().em(MEASURE))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its widest word: nothing scrolls sideways."""
        width = self.body.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    @Slot()
    def _range_changed(self) -> None:
        """When a list grows, what has the keyboard moves down with it, once the layout has settled."""
        QTimer.singleShot(0, self, self._keep_in_sight)

    @Slot()
    def _keep_in_sight(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit) and self.body.isAncestorOf(focused):
            self.reveal(focused)

    @Slot(object)
    def reveal(self, widget: QWidget) -> None:
        """Scroll until all of a widget is in sight with some air below, or its top where it is too high for that."""
        top = widget.mapTo(self.body, QPoint(0, 0)).y()
        air = theme.space(5)
        for y in (top + widget.height(), top):
            self.ensureVisible(0, y, 0, air)

    @Slot(object)
    def follow(self, editor: TextEditor) -> None:
        """Keep the line in sight that is written in an editor that grows with its text."""
        if editor.hasFocus():
            place = editor.viewport().mapTo(self.body, editor.cursorRect().center())
            self.ensureVisible(place.x(), place.y(), 0, theme.space(4))

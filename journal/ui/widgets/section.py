"""Headings: of a page, with its actions at the right, and of a section within it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from journal.ui import theme
from journal.ui.widgets.label import Label


class PageHeading(QWidget):
    """The page's title, and room for its actions at the right."""

    def __init__(self, title: str, *actions: QWidget, parent: QWidget | None = None) -> None:
        """Actions stand from left to right, the main one last."""
        super().__init__(parent)
        self._title, self._actions = Label(title, "title"), actions
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space(1))
        self._layout.addWidget(self._title)
        self._layout.addStretch(1)
        for action in actions:
            self._layout.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part."""
        edges = self.contentsMargins()
        widths = [self._title.sizeHint().width(), *(action.minimumSizeHint().width() for action in self._actions)]
        return QSize(max(widths) + edges.left() + edges.right(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters in a narrow place: the actions stand below the title."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self._title.sizeHint().width()
        needed += sum(action.minimumSizeHint().width() + theme.space(1) for action in self._actions)
        is_narrow = needed > self.contentsRect().width()
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)


class SectionHeading(QWidget):
    """A quiet heading with a count or a note beside it, and room for one action; below each other where it is narrow."""

    def __init__(self, text: str, note: str = "", action: QWidget | None = None, parent: QWidget | None = None) -> None:
        """The note stands in muted letters after the heading."""
        super().__init__(parent)
        self._text, self._note, self._action = Label(text, "heading"), Label(note, "small"), action
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space(1))
        self._note.setContentsMargins(0, 0, 0, 1)
        for part in (self._text, self._note):
            self._layout.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        self._layout.addStretch(1)
        if action:
            self._layout.addWidget(action)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show another heading."""
        self._text.setText(text)
        self._fit()

    def set_note(self, note: str) -> None:
        """Show another note, or none."""
        self._note.setText(note)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part."""
        edges = self.contentsMargins()
        width = max(part.sizeHint().width() for part in self._parts()) + edges.left() + edges.right()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters in a narrow place stand below each other."""
        super().resizeEvent(event)
        self._fit()

    def _parts(self) -> list[QWidget]:
        return [self._text, self._note, self._action] if self._action else [self._text, self._note]

    def _fit(self) -> None:
        edges = self.contentsMargins()
        needed = sum(part.sizeHint().width() + theme.space(1) for part in self._parts())
        is_narrow = needed > self.width() - edges.left() - edges.right() + theme.space(1)
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self._layout.setSpacing(theme.space(0 if is_narrow else 1))

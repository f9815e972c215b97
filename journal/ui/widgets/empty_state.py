"""What a page shows when it has nothing to show: what belongs here, and one click that starts it."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from journal.ui import icons, theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label


class EmptyState(QWidget):
    """An icon, one sentence, one button; `started` when it is pressed."""

    started = Signal()

    def __init__(self, icon: str, sentence: str, action: str = "", parent: QWidget | None = None) -> None:
        """Without an action there is no button."""
        super().__init__(parent)
        self._icon_name = icon
        self._picture = QLabel()
        self._sentence = Label(sentence, "muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = Button(action, "primary")
        self.button.clicked.connect(self._press)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.space(3),) * 4)
        layout.setSpacing(theme.space(2))
        layout.addStretch(2)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.button.setVisible(bool(action))  # in its place: without a parent it would show as a window
        theme.theme().changed.connect(self._fit)
        self._fit()

    def set_sentence(self, sentence: str, action: str | None = None) -> None:
        """Say something else, as when a filter is what leaves nothing over."""
        self._sentence.setText(sentence)
        if action is not None:
            self.button.setText(action)
            self.button.setVisible(bool(action))

    @Slot()
    def _press(self) -> None:
        self.started.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentence fits into a narrow place as well."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to stand in the place of a narrow list."""
        return super().minimumSizeHint().boundedTo(QSize(theme.theme().em(12), 100_000))

    @Slot()
    def _fit(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon_name, theme.theme().em(2.2), theme.colors().accent))
        room = max(self.width() - theme.space(6), theme.theme().em(8))
        self._sentence.setFixedWidth(min(theme.theme().em(20), theme.space(60), room))

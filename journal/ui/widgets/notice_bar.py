"""A calm strip over a page: one thing that is worth knowing about the journal, what can be done, and a way to put it away."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QWidget

from journal.text import _
from journal.ui import icons, theme
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.label import Label


class NoticeBar(QFrame):
    """Hidden while there is nothing to say. `acted` and `put_away` carry the kind of what is shown.

    `leave` is a second way, shown where the whole window is about this; `left` when it is pressed.
    """

    acted = Signal(str)
    put_away = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is shown yet."""
        super().__init__(parent)
        self.kind = ""
        self.setProperty("ground", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = QLabel()
        self.text = Label("", wrap=True)
        self.more = Label("", "small")
        self.button = Button("", "quiet")
        self.leave = Button(_("Close"), "quiet")
        self.leave.clicked.connect(self.left)
        self.leave.hide()
        self.close_button = IconButton("close", _("Put away"))
        self.button.clicked.connect(self._act)
        self.close_button.clicked.connect(self._put_away)
        self._build()
        theme.theme().changed.connect(self._fit)
        self._fit()
        self.hide()

    def _build(self) -> None:
        words, ways = QHBoxLayout(), QHBoxLayout()
        words.setSpacing(theme.space(1.25))
        ways.setSpacing(theme.space(1))
        words.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        words.addWidget(self.text, 1)
        ways.addStretch(1)
        for part in (self.more, self.button, self.leave, self.close_button):
            ways.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(theme.space(3), theme.space(0.75), theme.space(2), theme.space(0.75))
        self._layout.setSpacing(theme.space(1))
        self._layout.addLayout(words, 1)
        self._layout.addLayout(ways)

    def show_notice(self, kind: str, text: str, action: str, *, more: int = 0) -> None:
        """Show this one; `more` is how many wait behind it. An empty action leaves only the way to put it away."""
        is_new = (kind, text) != (self.kind, self.text.text())
        self.kind = kind
        self.text.setText(text)
        self.more.setText(_("{n} more").format(n=more) if more else "")
        self.more.setVisible(bool(more))
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        self._fit()
        if is_new:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def show_nothing(self) -> None:
        """There is nothing to say any more."""
        self.kind = ""
        self.hide()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its buttons; the words break."""
        wide = self.button.sizeHint().width() + theme.space(12)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters in a narrow window: the buttons stand below the words."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self._sign.setPixmap(icons.pixmap("info", icons.side(), theme.colors().accent))
        is_narrow = self.button.sizeHint().width() + theme.theme().em(20) > self.width()
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    @Slot()
    def _act(self) -> None:
        self.acted.emit(self.kind)

    @Slot()
    def _put_away(self) -> None:
        self.put_away.emit(self.kind)

"""What stands in the place of meetings while there is none, and the door to the trash below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.empty_state import EmptyState

_WELCOME = _(
    "Plan your next one-on-one: topics gather on its agenda, open commitments come back by"
    " themselves, and your notes stay private."
)


class StartPage(QWidget):
    """Plan the first one, or take the meetings in from a calendar."""

    def __init__(self, parent: QWidget) -> None:
        """`plan` and `calendar` are its two buttons, `door` leads to the trash."""
        super().__init__(parent)
        self.empty = EmptyState("one-on-ones", _WELCOME, _("Plan the next one"))
        self.calendar = Button(_("Read calendar…"), "quiet", "import")
        self.foot, self.door = trash_door()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty, 1)
        column.addWidget(self.calendar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(self.foot)


def trash_door() -> tuple[QHBoxLayout, Button]:
    """The way to the trash, at the foot of the list and of the empty page."""
    door = Button(_("Trash"), "quiet", "trash")
    foot = QHBoxLayout()
    foot.setContentsMargins(0, 0, theme.space(1.5), theme.space(0.5))
    foot.addStretch(1)
    foot.addWidget(door)
    return foot, door

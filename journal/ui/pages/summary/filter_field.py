"""The field above the candidates that narrows them as one types."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from journal.text import _
from journal.ui.widgets.form import LineField


class FilterField(LineField):
    """Enter and Down go on to what was found, Escape shows everything again."""

    #: The keyboard is to go on to the list.
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty: everything is shown."""
        super().__init__(placeholder=_("Find in the list"), name=_("Find in the list (Ctrl+F)"), parent=parent)
        self.setToolTip(_("Find in the list, also by what you noted (Ctrl+F)"))
        self.set_start_icon("search")
        self._empty = self.add_end_button("close", _("Show all (Escape)"))
        self._empty.clicked.connect(self.leave)
        self._empty.hide()
        self.textChanged.connect(self._text_changed)
        self.returnPressed.connect(self.left)
        for keys, slot in (("Escape", self.leave), ("Down", self.left.emit)):
            QShortcut(QKeySequence(keys), self, slot).setContext(Qt.ShortcutContext.WidgetShortcut)

    @Slot()
    def begin(self) -> None:
        """Take the keyboard, with what stands there selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @Slot()
    def leave(self) -> None:
        """Show everything again."""
        self.clear()
        self.left.emit()

    @Slot(str)
    def _text_changed(self, words: str) -> None:
        self._empty.setVisible(bool(words))

"""A step of several: where one is, what is asked, the way on at the right and the way back at the left."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.foot import Foot
from journal.ui.widgets.label import Label
from journal.ui.widgets.unlock_forms import UnlockForm

_WIDTH = 58


class StepForm(UnlockForm):
    """Put fields into `body`, then call `add_ways`. `back_asked` and `submitted` lead to the steps beside it."""

    back_asked = Signal()

    def __init__(self, title: str, subtitle: str, parent: QWidget | None, *, place: str = "") -> None:
        """place: where one is, such as `Step 2 of 4`; empty for a step that stands alone."""
        super().__init__(title, subtitle, parent, width=_WIDTH)
        self.complaint = Label("", "small-alert", wrap=True)
        self.on = Button("", "primary")
        self.back = Button(_("Back"), "quiet")
        if place:
            self.body.insertWidget(0, Label(place, "section"))
        self.body.setSpacing(theme.space(2))

    def add_ways(self, on: str, *aside: Button) -> None:
        """The main button, named by what it does; the way back, and quiet buttons for what else one may do."""
        self.foot = Foot(self._column)
        self.foot.column.addWidget(self.complaint)
        self.complaint.hide()
        self.on.setText(on)
        self._on_text = on
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        for button in (self.back, *aside):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.on)
        self.foot.column.addLayout(row)
        self.body.addWidget(self.foot)
        self.on.clicked.connect(self.go_on)
        self.back.clicked.connect(self.back_asked)

    @Slot()
    def go_on(self) -> None:
        """Go to the next step, unless something here is missing."""
        if self.on.isEnabled() and self.is_complete():
            self.submitted.emit()

    def is_complete(self) -> bool:
        """Whether this step is done; says what is missing where it is."""
        return True

    def busy(self, words: str) -> None:
        """While something is made nothing can be pressed; empty when it is over."""
        self.hold(bool(words))
        self.on.setText(words or self._on_text)
        if words:
            self.refuse_nothing()

    def refuse(self, sentence: str) -> None:
        """Say why not."""
        self.busy("")
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))
        self.focus_first()

    def refuse_nothing(self) -> None:
        """Take back what was said."""
        self.complaint.hide()
        self.complaint.setText("")

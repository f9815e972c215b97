"""What the forms of the first window have in common, and the one that opens a journal."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import icons, theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.foot import Foot
from journal.ui.widgets.label import Label
from journal.ui.widgets.passphrase_field import SecretField
from journal.ui.widgets.tool_tip import plain_tip


class _Column(QWidget):
    """As wide as is good to read, where there is room."""

    def __init__(self, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._width = width
        self.setMaximumWidth(width)

    def sizeHint(self) -> QSize:
        return QSize(self._width, super().sizeHint().height())


class UnlockForm(QWidget):
    """A column in the middle of the window: a title, fields, the main button, ways elsewhere.

    `submitted` when the main thing is to be done. `first` gets the keyboard when the form is shown; `height_hint` is how
    high a window it is laid out for, in steps of the grid.
    """

    submitted = Signal()
    height_hint = 72.0

    def __init__(self, title: str, subtitle: str, parent: QWidget | None, *, width: float = 46) -> None:
        """A form is made where it will stand: Qt matches the style sheet anew for whatever is moved.

        width: of its column, in steps of the grid; it grows with the text.
        """
        super().__init__(parent)
        self.hide()  # until the stage shows it
        self.setProperty("ground", "none")
        self.first: QWidget | None = None
        self.foot: Foot | None = None
        self.is_busy = False
        self._held: list[QAbstractButton] = []
        self.title, self.subtitle = Label(title, "title", wrap=True), Label(subtitle, "muted", wrap=True)
        self._column = _Column(max(theme.space(width), theme.theme().em(width * 20 / 46)), self)
        self.body = QVBoxLayout(self._column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.space(2))
        around = QVBoxLayout(self)
        around.setContentsMargins(*(theme.space(4),) * 4)
        around.addStretch(2)
        around.addWidget(self._column, 0, Qt.AlignmentFlag.AlignHCenter)
        around.addStretch(3)
        self._add_head()

    def _add_head(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.5))
        for label in (self.title, self.subtitle):
            words.addWidget(label)
        self.body.addLayout(words)
        self.subtitle.setVisible(bool(self.subtitle.text()))

    def add_sign(self) -> None:
        """The sign of the application above a title in the middle, where one begins."""
        sign = QLabel()
        side = max(theme.space(7), theme.theme().em(2.5))
        sign.setPixmap(icons.pixmap(icons.APPLICATION, side))
        self.body.insertWidget(0, sign, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.title, self.subtitle):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.insertSpacing(2, theme.space(1))

    def add_foot(self, *buttons: Button) -> None:
        """Quiet ways elsewhere, under the main button."""
        row = QHBoxLayout()
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)

    def focus_first(self) -> None:
        """Give the keyboard to what one most likely does first."""
        if self.first:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def hold(self, on: bool) -> None:
        """While something is under way nothing here can be pressed or typed."""
        if on == self.is_busy:
            return
        self.is_busy = on
        if on:
            self._held = [each for each in self.findChildren(QAbstractButton) if each.isEnabled()]
        for button in self._held:
            button.setEnabled(not on)
        for line in self.findChildren(QLineEdit):
            line.setReadOnly(on)

    def refuse(self, sentence: str) -> None:
        """Say why the main thing could not be done, and let it be tried again."""
        raise NotImplementedError

    def forget(self) -> None:
        """Leave no secret in the form."""


class OpenForm(UnlockForm):
    """The journal's name, its passphrase, Enter."""

    height_hint = 76.0
    other_asked = Signal()
    new_asked = Signal()
    sheet_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without a journal until `set_journal`."""
        super().__init__("", "", parent)
        self.add_sign()
        self.journal: Path | None = None
        self._field = SecretField(_("Passphrase"))
        self.first = self.passphrase = self._field.line
        self.passphrase.returnPressed.connect(self._submit)
        self.passphrase.textEdited.connect(self._take_back)
        self.open = Button(_("Open"), "primary")
        self.open.clicked.connect(self._submit)
        sheet = Button(_("Use the recovery sheet…"), "quiet")
        sheet.clicked.connect(self.sheet_asked)
        other, new = Button(_("Open another…"), "quiet"), Button(_("Create a new one…"), "quiet")
        other.clicked.connect(self.other_asked)
        new.clicked.connect(self.new_asked)
        self._why = Label("", "small", wrap=True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._why.hide()
        self.body.addWidget(self._why)
        self.body.addWidget(self._field)
        self.body.addWidget(self.open)
        self.add_foot(sheet)
        self.add_foot(other, new)

    def set_journal(self, journal: Path) -> None:
        """Ask for the passphrase of this one."""
        self.journal = journal
        self.title.setText(journal.stem)
        self.subtitle.setText(shown_folder(journal))
        self.subtitle.show()
        self.setToolTip(plain_tip(str(journal)))
        self.say("")
        self.forget()

    def say(self, sentence: str) -> None:
        """Say why it is asked for, above the field."""
        self._why.setText(sentence)
        self._why.setVisible(bool(sentence))

    def busy(self, on: bool) -> None:
        """While the key is derived nothing can be typed, and the field keeps its place."""
        self.hold(on)
        self.open.setText(_("Opening…") if on else _("Open"))

    def wait(self, seconds: int) -> None:
        """After several wrong tries: so long until the next one, which may be typed meanwhile; 0 when it is over."""
        self.open.setEnabled(seconds == 0)
        self.open.setText(_("Open, in {n} s").format(n=seconds) if seconds else _("Open"))

    def refuse(self, sentence: str) -> None:
        """Say why not, and let the passphrase be typed again."""
        self.busy(False)
        self._field.complain(sentence)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def forget(self) -> None:
        """Leave no passphrase in the window."""
        self.busy(False)
        self._field.forget()

    @Slot()
    def _submit(self) -> None:
        if self.open.isEnabled() and self.passphrase.text():
            self.submitted.emit()

    @Slot()
    def _take_back(self) -> None:
        self._field.complain("")


def shown_folder(journal: Path) -> str:
    """The folder as people write it, with ~ for home."""
    folder = journal.parent
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)

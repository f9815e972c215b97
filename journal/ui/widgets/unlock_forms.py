"""What the forms of the first window have in common, and the one that opens a journal."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import icons, theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.form import Field
from journal.ui.widgets.label import Label
from journal.ui.widgets.passphrase_field import PassphraseField
from journal.ui.widgets.tool_tip import plain_tip


class UnlockForm(QWidget):
    """A column in the middle of the window: the sign, a title, fields, the main button, ways elsewhere."""

    submitted = Signal()

    def __init__(self, title: str, subtitle: str, parent: QWidget | None) -> None:
        """A form is made where it will stand: Qt matches the style sheet anew for whatever is moved."""
        super().__init__(parent)
        self.setProperty("ground", "none")
        self.title, self.subtitle = Label(title, "title"), Label(subtitle, "muted", wrap=True)
        self._column = QWidget(self)
        self.body = QVBoxLayout(self._column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.space(2))
        around = QVBoxLayout(self)
        around.setContentsMargins(*(theme.space(4),) * 4)
        around.addStretch(2)
        around.addWidget(self._column, 0, Qt.AlignmentFlag.AlignHCenter)
        around.addStretch(3)
        self._column.setFixedWidth(max(theme.space(46), theme.theme().em(20)))
        self._add_head()

    def _add_head(self) -> None:
        sign = QLabel()
        side = max(theme.space(7), theme.theme().em(2.5))
        sign.setPixmap(icons.pixmap(icons.APPLICATION, side))
        self.body.addWidget(sign, 0, Qt.AlignmentFlag.AlignHCenter)
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.5))
        for label in (self.title, self.subtitle):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.addWidget(label)
        self.body.addLayout(words)
        self.body.addSpacing(theme.space(1))

    def add_foot(self, *buttons: Button) -> None:
        """Quiet ways elsewhere, under the main button."""
        row = QHBoxLayout()
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)


class OpenForm(UnlockForm):
    """The journal's name, its passphrase, Enter."""

    other_asked = Signal()
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without a journal until `set_journal`."""
        super().__init__("", "", parent)
        self.journal: Path | None = None
        self.passphrase = PassphraseField(_("Passphrase"))
        self.passphrase.returnPressed.connect(self._submit)
        self.passphrase.textEdited.connect(self._take_back)
        self._field = Field(_("Passphrase"), self.passphrase)
        self.open = Button(_("Open"), "primary")
        self.open.clicked.connect(self._submit)
        other, new = Button(_("Open another…"), "quiet"), Button(_("Create a new one…"), "quiet")
        other.clicked.connect(self.other_asked)
        new.clicked.connect(self.new_asked)
        self._why = Label("", "small", wrap=True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._why.hide()
        self.body.addWidget(self._why)
        self.body.addWidget(self._field)
        self.body.addWidget(self.open)
        self.add_foot(other, new)

    def set_journal(self, journal: Path) -> None:
        """Ask for the passphrase of this one."""
        self.journal = journal
        self.title.setText(journal.stem)
        self.subtitle.setText(_shown_folder(journal))
        self.setToolTip(plain_tip(str(journal)))
        self.forget()

    def say(self, sentence: str) -> None:
        """Say why it is asked for, above the field."""
        self._why.setText(sentence)
        self._why.setVisible(bool(sentence))

    def busy(self, on: bool) -> None:
        """While the key is derived nothing can be typed, and the field keeps its place."""
        self.passphrase.setReadOnly(on)
        self.open.setEnabled(not on)
        self.open.setText(_("Opening…") if on else _("Open"))

    def refuse(self, sentence: str) -> None:
        """Say why not, and let the passphrase be typed again."""
        self.busy(False)
        self._field.complain(sentence)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def forget(self) -> None:
        """Leave no passphrase in the window."""
        self.busy(False)
        self.passphrase.clear()
        self.passphrase.reveal(False)
        self._field.complain("")

    @Slot()
    def _submit(self) -> None:
        if not self.passphrase.isReadOnly() and self.passphrase.text():
            self.submitted.emit()

    @Slot()
    def _take_back(self) -> None:
        self._field.complain("")


def _shown_folder(journal: Path) -> str:
    """The folder as people write it, with ~ for home."""
    folder = journal.parent
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)

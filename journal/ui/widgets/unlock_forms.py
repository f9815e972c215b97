"""The two forms of the first window: open a journal, and create one."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import icons, theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.form import Field, LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.passphrase_field import PassphraseField
from journal.ui.widgets.passphrase_strength import LEAST_CHARACTERS, StrengthLine


class _Form(QWidget):
    """A column in the middle of the window: the sign, a title, fields, the main button, ways elsewhere."""

    submitted = Signal()

    def __init__(self, title: str, subtitle: str) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self.title, self.subtitle = Label(title, "title"), Label(subtitle, "muted", wrap=True)
        self._column = QWidget()
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


class OpenForm(_Form):
    """The journal's name, its passphrase, Enter."""

    other_asked = Signal()
    new_asked = Signal()

    def __init__(self) -> None:
        """Without a journal until `set_journal`."""
        super().__init__("", "")
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
        self.body.addWidget(self._field)
        self.body.addWidget(self.open)
        self.add_foot(other, new)

    def set_journal(self, journal: Path) -> None:
        """Ask for the passphrase of this one."""
        self.journal = journal
        self.title.setText(journal.stem)
        self.subtitle.setText(_shown_folder(journal))
        self.setToolTip(str(journal))
        self.forget()

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


class CreateForm(_Form):
    """Where, whose manager, a passphrase twice, and what encryption cannot do."""

    existing_asked = Signal()
    place_asked = Signal()

    def __init__(self) -> None:
        """Complete but for the place."""
        super().__init__(_("Create your journal"), _("One encrypted file, on this computer alone."))
        self.place = Path()
        self.manager = LineField(placeholder=_("Can be added later"))
        self.passphrase, self.again = PassphraseField(_("Passphrase")), PassphraseField(_("Passphrase again"))
        self.again.eye.hide()
        self.passphrase.eye.toggled.connect(self.again.reveal)
        self.strength = StrengthLine()
        self.create_button = Button(_("Create journal"), "primary")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._place = Label("", "body")
        self._place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._elsewhere = Button(_("Choose…"))
        self._elsewhere.setAccessibleName(_("Choose where the journal goes"))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._place, 1)
        line.addWidget(self._elsewhere)
        self._place_field = Field(_("File"), row)
        self._field = Field(_("Passphrase"), self.passphrase)
        self._again_field = Field(_("The same again"), self.again)
        manager = Field(_("Your manager's name (optional)"), self.manager)
        strong = QVBoxLayout()
        strong.setSpacing(theme.space(1))
        strong.addWidget(self._field)
        strong.addWidget(self.strength)
        self.body.addWidget(self._place_field)
        self.body.addWidget(manager)
        self.body.addLayout(strong)
        self.body.addWidget(self._again_field)
        self.body.addWidget(_limits())
        self.body.addWidget(self.create_button)
        existing = Button(_("Open an existing journal…"), "quiet")
        existing.clicked.connect(self.existing_asked)
        self.add_foot(existing)

    def _connect(self) -> None:
        self._elsewhere.clicked.connect(self.place_asked)
        self.passphrase.textEdited.connect(self._typed)
        self.again.textEdited.connect(self._typed)
        for field in (self.passphrase, self.again, self.manager):
            field.returnPressed.connect(self._submit)
        self.create_button.clicked.connect(self._submit)
        QWidget.setTabOrder(self.passphrase, self.again)
        QWidget.setTabOrder(self.again, self.create_button)
        QWidget.setTabOrder(self.create_button, self.passphrase.eye)

    def set_place(self, place: Path) -> None:
        """Where the journal will be made."""
        self.place = place
        self._place.setText(place.name)
        self._place.setToolTip(str(place))
        self._place_field.complain("")

    def busy(self, on: bool) -> None:
        """While the journal is made nothing can be changed."""
        for field in (self.passphrase, self.again, self.manager):
            field.setReadOnly(on)
        self.create_button.setEnabled(not on)
        self.create_button.setText(_("Creating…") if on else _("Create journal"))

    def refuse(self, sentence: str) -> None:
        """Say why not."""
        self.busy(False)
        self._field.complain(sentence)
        self.passphrase.setFocus()

    def forget(self) -> None:
        """Leave no passphrase in the window."""
        self.busy(False)
        for field in (self.passphrase, self.again):
            field.clear()
            field.reveal(False)

    @Slot()
    def _typed(self) -> None:
        self._field.complain("")
        self._again_field.complain("")
        self.strength.watch(self.passphrase.text(), self.manager.text().split())

    @Slot()
    def _submit(self) -> None:
        if self.passphrase.isReadOnly():
            return
        if len(self.passphrase.text()) < LEAST_CHARACTERS:
            self._field.complain(_("Too short: use at least 12 characters, best six words or more."))
            self.passphrase.setFocus()
        elif not self.again.text():
            self.again.setFocus()
        elif self.passphrase.text() != self.again.text():
            self._again_field.complain(_("The two are not the same. Type it again."))
            self.again.setFocus()
            self.again.selectAll()
        else:
            self.submitted.emit()


def _limits() -> Label:
    return Label(
        _(
            "Encryption protects the file when somebody takes or copies it. It does not protect from a computer that"
            " your employer manages, from malware, from a court order, or from forgetting the passphrase: nobody can"
            " bring it back."
        ),
        "small",
        wrap=True,
    )


def _shown_folder(journal: Path) -> str:
    """The folder as people write it, with ~ for home."""
    folder = journal.parent
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)

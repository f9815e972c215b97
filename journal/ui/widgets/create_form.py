"""The form that creates a journal."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.form import Field, LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.passphrase_field import PassphraseField
from journal.ui.widgets.passphrase_strength import LEAST_CHARACTERS, StrengthLine
from journal.ui.widgets.tool_tip import plain_tip
from journal.ui.widgets.unlock_forms import UnlockForm


class CreateForm(UnlockForm):
    """Where, whose manager, a passphrase twice, and what encryption cannot do."""

    existing_asked = Signal()
    place_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Complete but for the place."""
        super().__init__(_("Create your journal"), _("One encrypted file, on this computer alone."), parent)
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
        self._place.setToolTip(plain_tip(str(place)))
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

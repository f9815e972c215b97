"""The first step of a new journal: where its file goes, whose computer it is, and whom it is about."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.form import Field, LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.step_form import StepForm
from journal.ui.widgets.tool_tip import plain_tip
from journal.ui.widgets.unlock_forms import shown_folder


class PlaceForm(StepForm):
    """`place` is the file that will be made. `warn` says what may happen to it there."""

    height_hint = 84.0
    existing_asked = Signal()
    choice_asked = Signal()
    #: The place that was offered first is wanted after all.
    own_place_asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, step: str = "") -> None:
        """Complete but for the place."""
        super().__init__(_("Create your journal"), _usual(), parent, place=step)
        self.place = Path()
        self.manager = LineField(placeholder=_("Can be added later"))
        self.manager.returnPressed.connect(self.go_on)
        self.first = self.manager
        self.body.addWidget(self._place_field())
        self.body.addWidget(Field(_("Your manager’s name (optional)"), self.manager))
        self.body.addWidget(_limits())
        existing = Button(_("Open an existing journal…"), "quiet")
        existing.clicked.connect(self.existing_asked)
        self.add_ways(_("Continue"), existing)
        self.back.hide()

    def _place_field(self) -> QWidget:
        self._name, self._folder = Label("", "body"), Label("", "small")
        for label in (self._name, self._folder):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        elsewhere = Button(_("Choose…"))
        elsewhere.setAccessibleName(_("Choose where the journal goes"))
        elsewhere.clicked.connect(self.choice_asked)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._folder)
        line.addLayout(names, 1)
        line.addWidget(elsewhere)
        self._warning = Label("", "small-alert", wrap=True)
        self.own_place = Button(_("Keep it on this computer instead"))
        self.own_place.clicked.connect(self.own_place_asked)
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (Field(_("File"), row), self._warning, self.own_place):
            column.addWidget(part)
        self._warning.hide()
        self.own_place.hide()
        return whole

    def set_place(self, place: Path) -> None:
        """Where the journal will be made; what was said of another place is taken back."""
        self.place = place
        self._name.setText(place.name)
        self._folder.setText(shown_folder(place))
        for label in (self._name, self._folder):
            label.setToolTip(plain_tip(str(place)))
        self.refuse("")
        self.warn("", offer_own=False)

    def warn(self, sentence: str, *, offer_own: bool) -> None:
        """Say what may happen to a journal there, and offer the usual place where that is a better one."""
        self._warning.setText(sentence)
        self._warning.setVisible(bool(sentence))
        self.own_place.setVisible(bool(sentence) and offer_own)
        self.subtitle.setText(_("One encrypted file.") if sentence else _usual())

    @property
    def warning(self) -> str:
        """What is said of the place."""
        return self._warning.text()

    @Slot()
    def allow_back(self) -> None:
        """There is something to go back to: the journal that was asked for."""
        self.back.show()


def _usual() -> str:
    return _("One encrypted file, on this computer alone.")


def _limits() -> QWidget:
    """Said once, plainly: what encryption does not protect against."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(0.5))
    column.addWidget(Label(_("Whose computer is this?"), "strong"))
    words = _(
        "Encryption protects the file when somebody takes or copies it. It does not protect against a computer that your"
        " employer manages, malware, a court order, or forgetting the passphrase without its recovery sheet: nobody can"
        " bring it back. For notes like these, it is best to use a computer of your own."
    )
    column.addWidget(Label(words, "small", wrap=True))
    return whole

"""The step that gives a journal its passphrase: six words are offered first, or one thinks of an own one."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from journal.errors import UpwardError
from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label
from journal.ui.widgets.passphrase_field import SecretField
from journal.ui.widgets.passphrase_strength import LEAST_CHARACTERS, StrengthLine
from journal.ui.widgets.step_form import StepForm

_WORDS_IN_A_LINE = 3


class NewPassphraseForm(StepForm):
    """`chosen()` is the passphrase, and `is_generated` whether it was offered: then it was not typed yet."""

    height_hint = 84.0

    def __init__(
        self, offer: Callable[[], str], parent: QWidget | None = None, *, step: str = "", known: str = ""
    ) -> None:
        """offer: makes a passphrase. known: words that somebody near would try, which do not make one stronger."""
        words = _("It opens the journal. The only other way in is the recovery sheet.")
        super().__init__(_("Choose a passphrase"), words, parent, place=step)
        self._offer, self.known = offer, known
        self._words = ""
        self._ways = QStackedWidget()
        self._ways.setProperty("ground", "none")
        self._ways.addWidget(self._build_offer())
        self._ways.addWidget(self._build_own())
        self.body.addWidget(self._ways)
        self.switch = Button("", "quiet")
        self.switch.clicked.connect(self._switch)
        self.add_ways(_("Continue"), self.switch)
        self.switch.setText(_("Choose my own"))
        self.first = self.on

    def _build_offer(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        self._shown = Label("", "title")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        ground = QFrame()
        ground.setProperty("ground", "segments")
        around = QVBoxLayout(ground)
        around.setContentsMargins(*(theme.space(2.5),) * 4)
        around.addWidget(self._shown)
        self.another = Button(_("Another one"), "quiet", "renegotiated")
        self.another.clicked.connect(self._draw)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.another)
        row.addStretch(1)
        words = _(
            "Six random words: easy to type, and out of reach for a machine that guesses. Write them down on paper now,"
            " with spaces between them; you will type them in a moment. Upward keeps them nowhere."
        )
        column.addWidget(ground)
        column.addLayout(row)
        column.addWidget(Label(words, "body", wrap=True))
        column.addStretch(1)
        return page

    def _build_own(self) -> QWidget:
        page = QWidget()
        self._field, self._again_field = SecretField(_("Passphrase")), SecretField(_("The same again"))
        self.passphrase, self.again = self._field.line, self._again_field.line
        self.again.setAccessibleName(_("Passphrase again"))
        self.again.eye.hide()
        self.passphrase.eye.toggled.connect(self.again.reveal)
        self.strength = StrengthLine()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self._field)
        column.addWidget(self.strength)
        column.addSpacing(theme.space(1))
        column.addWidget(self._again_field)
        column.addStretch(1)
        for field in (self.passphrase, self.again):
            field.textEdited.connect(self._typed)
            field.returnPressed.connect(self.go_on)
        return page

    @property
    def is_generated(self) -> bool:
        """Whether the passphrase is the one that was offered."""
        return self._ways.currentIndex() == 0

    def chosen(self) -> str:
        """The passphrase."""
        return self._words if self.is_generated else self.passphrase.text()

    def start(self) -> None:
        """Show what was chosen before, or offer a passphrase."""
        if self.is_generated and not self._words:
            self.offer_words()

    def offer_words(self) -> None:
        """Offer a passphrase, the same one again while nobody asked for another."""
        self._ways.setCurrentIndex(0)
        self.switch.setText(_("Choose my own"))
        self.first = self.on
        if not self._words:
            self._draw()

    def ask_own(self) -> None:
        """Let one be typed."""
        self._ways.setCurrentIndex(1)
        self.switch.setText(_("Offer me six words"))
        self.first = self.passphrase

    def forget(self) -> None:
        """Leave no passphrase in the form."""
        self._words = ""
        self._shown.setText("")
        self._shown.setAccessibleName("")
        for field in (self._field, self._again_field):
            field.forget()
        self.strength.forget()

    def is_complete(self) -> bool:
        """Long enough, and typed twice alike; an offered one is typed later."""
        if self.is_generated:
            return bool(self._words)
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
            return True
        return False

    def refuse(self, sentence: str) -> None:
        """Say why this one may not be used."""
        if self.is_generated:
            super().refuse(sentence)
        else:
            self.busy("")
            self._field.complain(sentence)
            self.passphrase.setFocus()

    @Slot()
    def _draw(self) -> None:
        try:
            self._words = self._offer()
        except UpwardError as error:
            self.ask_own()
            self.refuse(str(error))
            return
        words = self._words.split(" ")
        lines = [" ".join(words[start : start + _WORDS_IN_A_LINE]) for start in range(0, len(words), _WORDS_IN_A_LINE)]
        self._shown.setText("\n".join(lines))
        self._shown.setAccessibleName(self._words)

    @Slot()
    def _switch(self) -> None:
        if self.is_generated:
            self.ask_own()
        else:
            self.offer_words()
        self.focus_first()

    @Slot()
    def _typed(self) -> None:
        self._field.complain("")
        self._again_field.complain("")
        self.strength.watch(self.passphrase.text(), self.known.split())

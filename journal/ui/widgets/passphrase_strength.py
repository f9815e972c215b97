"""How hard a new passphrase is to guess, said while one types it; measured on a worker thread."""

from typing import Final, NamedTuple

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import background, theme
from journal.ui.background import Job, Progress
from journal.ui.widgets.label import Label

LEAST_CHARACTERS: Final = 12
_MEASURED: Final = 72  # zxcvbn refuses longer ones; what follows can only add
_REST_MS: Final = 200


class Strength(NamedTuple):
    """A score from 0 (guessed at once) to 4 (out of reach for a machine), and the passphrase's length."""

    score: int
    length: int


def measure(passphrase: str, known: list[str]) -> Strength:
    """Estimate by patterns, words and names in common use; `known` are words that somebody near would try."""
    from zxcvbn import zxcvbn

    found = zxcvbn(passphrase[:_MEASURED], user_inputs=[*known, "upward", "journal"])
    return Strength(int(found["score"]), len(passphrase))


class StrengthLine(QWidget):
    """A slim bar and a few words under the passphrase; `measured` carries each Strength."""

    measured = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until something is typed."""
        super().__init__(parent)
        self._passphrase = ""
        self._is_warm = False
        self._known: list[str] = []
        self._job: Job | None = None
        self._bar = QProgressBar()
        self._bar.setRange(0, 4)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Strength of the passphrase"))
        self.words = Label(_advice(), "small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(0.5))
        layout.addWidget(self._bar)
        layout.addWidget(self.words)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._measure)

    def watch(self, passphrase: str, known: list[str]) -> None:
        """Say something about this passphrase as soon as one rests."""
        self._passphrase, self._known = passphrase, known
        if not self._is_warm:
            self._is_warm = True
            background.run(_bring_in, self._warmed, self._warmed)
        missing = LEAST_CHARACTERS - len(passphrase)
        if missing > 0:
            self._bar.setValue(0)
            self.words.setText(_advice())
            self._rest.stop()
        else:
            self._rest.start()

    def forget(self) -> None:
        """Leave no passphrase behind."""
        self._rest.stop()
        if self._job:
            self._job.forget()
        self._passphrase, self._known, self._job = "", [], None
        self._bar.setValue(0)
        self.words.setText(_advice())

    @Slot()
    def _measure(self) -> None:
        if self._job:
            self._job.forget()
        passphrase, known = self._passphrase, self._known

        def work(_progress: Progress) -> Strength:
            return measure(passphrase, known)

        self._job = background.run(work, self._show, self._give_up)

    @Slot(object)
    def _show(self, strength: Strength) -> None:
        self._bar.setValue(max(1, strength.score))
        self.words.setText(_words(strength.score))
        self.measured.emit(strength)

    @Slot(object)
    def _warmed(self, _result: object) -> None:
        """Nothing to do: without the measure the advice stays."""

    @Slot(object)
    def _give_up(self, _fault: Exception) -> None:
        self.words.setText(_advice())


def _bring_in(_progress: Progress) -> None:
    """Load the word lists while the first letters are typed."""
    import zxcvbn

    del zxcvbn


def _advice() -> str:
    return _("At least 12 characters. Six random words are easy to type and hard to guess.")


def _words(score: int) -> str:
    return (
        _("Guessed at once: others use it too. Add random words."),
        _("Easy to guess for a machine. Add random words."),
        _("A patient machine could guess it. One or two words more would help."),
        _("Hard to guess."),
        _("Very hard to guess."),
    )[score]

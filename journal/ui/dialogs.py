"""Questions in windows of their own: confirm, choose a file, say what went wrong."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from journal.errors import UpwardError
from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label


class Dialog(QDialog):
    """A quiet dialog: a title, what it is about, its buttons at the right with the main one last.

    Put fields in `content`. Escape leaves, Enter does the main thing.
    """

    def __init__(
        self, parent: QWidget | None, title: str, text: str = "", *, action: str, danger: bool = False
    ) -> None:
        """`action` names what the main button does, as a verb; never just OK."""
        super().__init__(parent)
        self.setWindowTitle(_("Upward"))
        self.setModal(True)
        self.content = QVBoxLayout()
        self.content.setSpacing(theme.space(2))
        self.content.setContentsMargins(0, theme.space(1), 0, 0)
        self.action = Button(action, "danger" if danger else "primary")
        self.action.setDefault(not danger)
        self.action.clicked.connect(self.accept)
        self.cancel = Button(_("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self._build(title, text)
        (self.cancel if danger else self.action).setFocus()

    def _build(self, title: str, text: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.space(3), theme.space(3), theme.space(3), theme.space(2))
        layout.setSpacing(theme.space(1))
        layout.addWidget(Label(title, "heading", wrap=True))
        if text:
            layout.addWidget(Label(text, "body", wrap=True))
        layout.addLayout(self.content)
        layout.addSpacing(theme.space(2))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space(1))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.action)
        layout.addLayout(buttons)
        self.setMinimumWidth(min(theme.theme().em(24), theme.space(80)))

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need, and no higher: they know only now how wide they stand.

        A part that takes all the room there is, such as a list, has its own measure: that dialog keeps its height.
        """
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self, self._fit_height)

    @Slot()
    def _fit_height(self) -> None:
        layout = self.layout()
        has_stretch = any(self.content.stretch(place) for place in range(self.content.count()))
        if layout and layout.hasHeightForWidth() and not has_stretch:
            self.resize(self.width(), layout.heightForWidth(self.width()))

    def flush(self) -> bool:
        """Save what was typed here and must not be lost; whether nothing is unsaved any more."""
        return True


def confirm(parent: QWidget | None, title: str, text: str, action: str, *, danger: bool = False) -> bool:
    """Ask before something that cannot be taken back; for what can, offer an undo instead of a question."""
    return Dialog(parent, title, text, action=action, danger=danger).exec() == QDialog.DialogCode.Accepted


def show_error(parent: QWidget | None, error: UpwardError, title: str = "") -> None:
    """Say in one sentence what went wrong."""
    show_message(parent, title or _("That did not work"), str(error))


@dataclass
class Outcome:
    """Whether what was tried has worked."""

    ok: bool = True


@contextmanager
def faults_shown(parent: QWidget | None, title: str = "") -> Generator[Outcome]:
    """Try something that the outside world can refuse; its sentence is shown, and `ok` is False afterwards."""
    outcome = Outcome()
    try:
        yield outcome
    except UpwardError as error:
        outcome.ok = False
        show_error(parent, error, title)


def show_fault(parent: QWidget | None, error: Exception, title: str = "") -> None:
    """Say why a job failed; a fault of our own is raised again, for the last resort to report without private words."""
    if not isinstance(error, UpwardError):
        raise error
    show_error(parent, error, title)


def show_message(parent: QWidget | None, title: str, text: str) -> None:
    """Say something that must be read before one goes on."""
    dialog = Dialog(parent, title, text, action=_("Close"))
    dialog.cancel.hide()
    dialog.exec()


def choose_file(parent: QWidget | None, title: str, folder: Path, kinds: str = "") -> Path | None:
    """A file to read; `kinds` in Qt's form, such as `Journals (*.upward)`."""
    name, _kind = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
    return Path(name) if name else None


def choose_folder(parent: QWidget | None, title: str, folder: Path) -> Path | None:
    """A folder to read or to write into."""
    name = QFileDialog.getExistingDirectory(parent, title, str(folder))
    return Path(name) if name else None


def choose_new_file(parent: QWidget | None, title: str, proposed: Path, kinds: str = "") -> Path | None:
    """Where to write; the system asks before it is overwritten. The proposed ending is added where none was typed."""
    name, _kind = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    if not name:
        return None
    chosen = Path(name)
    return chosen if chosen.suffix else chosen.with_suffix(proposed.suffix)


class ProgressDialog(Dialog):
    """A long job: how far it is, and a button that stops it. Connect `progress` and `rejected`."""

    def __init__(self, parent: QWidget | None, title: str, text: str = "") -> None:
        """The bar moves to and fro until the first figure comes."""
        from PySide6.QtWidgets import QProgressBar

        super().__init__(parent, title, text, action=_("Done"))
        self.action.hide()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self.figures = Label("", "small")
        self.content.addWidget(self._bar)
        self.content.addWidget(self.figures, 0, Qt.AlignmentFlag.AlignRight)

    @Slot(int, int)
    def progress(self, done: int, total: int) -> None:
        """So many of so many are done."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.figures.setText(_("{done} of {total}").format(done=done, total=total) if total else "")

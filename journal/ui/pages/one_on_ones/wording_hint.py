"""Beside a text: what in it may be heard as a confrontation, and a gentler form. It only ever offers."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.practices import wording
from journal.practices.wording import Finding
from journal.text import _, n_
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label
from journal.ui.widgets.text_editor import TextEditor

REST_MS = 300


class WordingHint(QWidget):
    """The first finding of a text and how many more there are; hidden while the text opens a possibility."""

    def __init__(self, editor: TextEditor) -> None:
        """Looks when the typing rests."""
        super().__init__()
        self.editor = editor
        self._finding: Finding | None = None
        self.words = Label("", "small", wrap=True)
        self.use = Button("", "quiet", "reflection")
        self.use.clicked.connect(self._replace)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1.25), 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.words)
        column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.look)
        editor.textChanged.connect(self._rest.start)
        self.hide()

    @Slot()
    def look(self) -> None:
        """Check the text as it stands."""
        found = wording.check(self.editor.text())
        self._finding = found[0] if found else None
        self.setVisible(self._finding is not None)
        if self._finding is None:
            return
        said = _("“{words}”: {why}").format(words=self._finding.words, why=self._finding.why)
        if self._finding.example and not self._finding.replacement:
            said = _("{finding} For instance: “{example}”").format(finding=said, example=self._finding.example)
        more = len(found) - 1
        if more:
            said += " " + n_("And {n} more place.", "And {n} more places.", more).format(n=more)
        self.words.setText(said)
        self.use.setText(_("Say “{words}” instead").format(words=self._finding.replacement))
        self.use.setVisible(bool(self._finding.replacement) and not self.editor.isReadOnly())

    @Slot()
    def _replace(self) -> None:
        """Put the gentler words in their place; the editor's own undo takes them out again."""
        text = self.editor.text()
        found = wording.check(text)
        if found and found[0] == self._finding:
            cursor = QTextCursor(self.editor.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(wording.mended(text, found[0]))
        self.look()

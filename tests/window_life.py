"""A life of the window, as a program of its own: unlock, write, paste, leave a draft, look at every page, search, close.

Its first line of input is the passphrase, the second the words to write. It says every window title that there was, and
every file of others than its owner that lay beside the journal while it was open.
"""

import json
import os
import sys
import traceback
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journal import app
from journal.ui.main_window import MainWindow
from journal.ui.quick_capture import QuickCapture
from journal.ui.widgets.text_editor import TextEditor

STEP_MS = 40


class Life:
    """What is done, one step after the other, each when the one before is through."""

    def __init__(self, windows: app.Windows, passphrase: str, words: str) -> None:
        self.windows = windows
        self.passphrase = passphrase
        self.words = words
        self.titles: set[str] = set()
        self.for_others: set[str] = set()
        self.steps = [self.write, self.paste, self.visit, self.capture, self.leave_a_draft, self.search, self.leave]
        QTimer.singleShot(STEP_MS, self.step)

    def step(self) -> None:
        """Unlock, then do the next thing."""
        self.titles |= {window.windowTitle() for window in QApplication.topLevelWidgets()}
        main, unlock = self.windows.main, self.windows.unlock
        if main and main.isVisible():
            act, is_done = self.steps.pop(0), False
            try:
                act()
                is_done = True
            finally:
                if not is_done:  # nobody would take the next step, and the window would stand for ever
                    traceback.print_exc()
                    os._exit(1)
        elif unlock and not unlock._open.passphrase.isReadOnly():
            unlock._open.passphrase.setText(self.passphrase)
            unlock._open.open.click()
        if self.steps:
            QTimer.singleShot(STEP_MS, self.step)

    def write(self) -> None:
        """Write into the editor of a new entry, and leave saving to the window."""
        self.main.go("journal", "")
        editor = next(each for each in self.main.page.findChildren(TextEditor) if each.isVisible())
        editor.insertPlainText(f"{self.words} in the editor")

    def paste(self) -> None:
        """Paste the words as rich text, as a browser hands it over."""
        data = QMimeData()
        data.setHtml(f"<b>{self.words}</b> pasted")
        data.setText(f"{self.words} pasted")
        editor = next(each for each in self.main.page.findChildren(TextEditor) if each.isVisible())
        editor.insertFromMimeData(data)

    def visit(self) -> None:
        """Look at every page."""
        for name in self.main._places:
            assert self.main.show_page(name)
            QApplication.processEvents()

    def capture(self) -> None:
        """Write by quick capture."""
        dialog = QuickCapture(self.main._journal, self.main)
        dialog.open()
        dialog.text.set_text(f"{self.words} in haste")
        dialog.accept()

    def leave_a_draft(self) -> None:
        """Begin a quick capture and leave it."""
        dialog = QuickCapture(self.main._journal, self.main)
        dialog.open()
        dialog.text.set_text(f"{self.words} in a draft")
        dialog.reject()

    def search(self) -> None:
        """Type a word into the search, and give it time to answer."""
        self.main.search.setText(self.words.split()[0])
        QTest.qWait(600)

    def leave(self) -> None:
        """Look at the files, and close the window, which ends the program."""
        beside = self.main._journal.path.absolute().parent
        self.for_others = {each.name for each in beside.iterdir() if each.stat().st_mode & 0o077}
        self.main.close()

    @property
    def main(self) -> MainWindow:
        """The main window."""
        assert self.windows.main
        return self.windows.main


def main() -> None:
    """Live, and say the titles."""
    passphrase, words = (sys.stdin.readline().rstrip("\n") for _each in range(2))
    lives: list[Life] = []
    ask = app.Windows.ask

    def begin(self: app.Windows) -> bool:
        is_ours = ask(self)
        lives.append(Life(self, passphrase, words))
        return is_ours

    app.Windows.ask = begin
    code = app.run(Path(sys.argv[1]))
    sys.stdout.write(json.dumps({"titles": sorted(lives[0].titles), "for others": sorted(lives[0].for_others)}))
    sys.exit(code)


if __name__ == "__main__":
    main()

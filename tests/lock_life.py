"""A life of the window that ends with a lock, as a program of its own.

Arguments: the journal, and what is open when the lock comes. Input, line by line: the passphrase, the words to leave
unsaved; then, once `ready` was said, how the clocks go: `idle` or `jump`. A lock replaces the program.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from journal import app
from journal.ui import dialogs
from journal.ui.autosave import Autosave
from journal.ui.background import Progress
from journal.ui.exporting import Exporting
from journal.ui.guard import Guard
from journal.ui.main_window import MainWindow
from journal.ui.quick_capture import QuickCapture
from journal.ui.widgets import clipboard
from journal.ui.widgets.text_editor import TextEditor

STEP_MS = 20
IDLE_S = 5 * 60
SLEEP_S = 61


class Life:
    """Unlock, write, open something, and wait."""

    def __init__(self, windows: app.Windows, passphrase: str, words: str, opened: str) -> None:
        self.windows, self.passphrase, self.words, self.opened = windows, passphrase, words, opened
        self.input = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self.input.activated.connect(self.heed)
        QTimer.singleShot(STEP_MS, self.step)

    def step(self) -> None:
        """Unlock; once the window is there, leave it in the state that was asked for."""
        main, unlock = self.windows.main, self.windows.unlock
        if main and main.isVisible():
            self.write(main)
            QTimer.singleShot(0, self.begin_to_wait)
            getattr(self, self.opened)(main)
            return
        if unlock and not unlock._open.passphrase.isReadOnly():
            unlock._open.passphrase.setText(self.passphrase)
            unlock._open.open.click()
        QTimer.singleShot(STEP_MS, self.step)

    def write(self, main: MainWindow) -> None:
        """Leave words unsaved in the journal's editor."""
        main.go("journal", "")
        editor = next(each for each in main.page.findChildren(TextEditor) if each.isVisible())
        editor.insertPlainText(self.words)
        assert any(each.unsaved for each in main.findChildren(Autosave))

    def begin_to_wait(self) -> None:
        """Say so once what was to be opened is open; a dialog waits in a loop of its own."""
        is_open = QApplication.activeModalWidget() or QApplication.activePopupWidget() or self.opened == "pages"
        if is_open:
            tell("ready")
        elif self.opened != "export":
            QTimer.singleShot(STEP_MS, self.begin_to_wait)

    def heed(self) -> None:
        """Let time pass."""
        told, main = sys.stdin.readline().strip(), self.windows.main
        if not told or main is None:
            self.input.setEnabled(False)
            return
        guard = main.findChild(Guard)
        assert isinstance(guard, Guard)
        if told == "idle":
            guard.lock._touched -= IDLE_S
        elif told == "jump":
            guard.lock._looked -= SLEEP_S

    # ------------------------------------------------------------------------------- what may be open

    def pages(self, main: MainWindow) -> None:
        """Every page, one after the other, and the words on the clipboard."""
        for name in main._places:
            main.show_page(name)
            main.repaint()
            QApplication.processEvents()
        main.show_page("journal")
        clipboard.put(self.words)

    def question(self, main: MainWindow) -> None:
        """A question that waits for its answer."""
        dialogs.confirm(main, "Really?", "Nobody answers.", "Do it")

    def capture(self, main: MainWindow) -> None:
        """Quick capture, with words in it."""
        dialog = QuickCapture(main._journal, main)
        dialog.open()
        dialog.text.insertPlainText(f"{self.words} in haste")

    def menu(self, main: MainWindow) -> None:
        """The File menu."""
        main._open_menu()

    def file(self, main: MainWindow) -> None:
        """The choice of a file."""
        dialogs.choose_file(main, "Choose", Path.home())

    def export(self, main: MainWindow) -> None:
        """An export that goes on until it is stopped, with files of it written already."""
        step = Progress.step

        def never_ending(self: Progress, done: int, total: int) -> None:
            if done:
                tell("ready")
                self._cancelled.wait()
            step(self, done, total)

        Progress.step = never_ending
        Exporting(main._journal, main).write("markdown", main._journal.path.parent / "export")


def tell(word: str) -> None:
    """Say how far it is."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def main() -> None:
    """Live until the lock."""
    passphrase, words = (sys.stdin.readline().rstrip("\n") for _each in range(2))
    lives: list[Life] = []
    ask = app.Windows.ask

    def begin(self: app.Windows) -> bool:
        lives.append(Life(self, passphrase, words, sys.argv[2]))
        return ask(self)

    app.Windows.ask = begin
    sys.exit(app.run(Path(sys.argv[1])))


if __name__ == "__main__":
    main()

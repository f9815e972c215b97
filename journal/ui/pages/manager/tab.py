"""What every tab of the page has: its chapter, a draft of what is typed, and what says whether that is safe."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.ui import theme
from journal.ui.drafting import Drafting, Typed
from journal.ui.not_saved import SaveBar
from journal.ui.pages.manager.chapter import Chapter


class ManagerTab(QWidget):
    """A column of parts; lists reach a little further to both sides, so that all words begin at one line."""

    reached = Signal(QRect)

    def __init__(self, chapter: Chapter, name: str, parent: QWidget | None = None) -> None:
        """`name` is what the draft of the tab is kept under."""
        super().__init__(parent)
        self._chapter, self._journal, self._acts = chapter, chapter.journal, chapter.acts
        self.foot: QWidget | None = None
        self.save_bar = SaveBar(self._journal, self._words, self)
        self._drafting = Drafting(self._journal, f"manager.{name}", self._typed, self)
        self.save_bar.watch(self._drafting.autosave, quietly=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space(1.5))
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def flush(self) -> bool:
        """Keep what is being typed, as it stands; whether it is kept."""
        return self._drafting.flush()

    def show_record(self, record_id: str) -> bool:
        """Show one of the tab's records; False when it is none of the tab's."""
        return False

    def new_record(self) -> None:
        """Begin what the tab begins most often."""

    def _typed(self) -> Typed:
        """What is no record yet."""
        return {}

    def _words(self) -> str:
        return "\n".join(str(words) for words in self._typed().values()).strip()


def set_in(*parts: QWidget, is_spread: bool = True) -> QWidget:
    """Parts beside each other, set in by the air that cells have inside; not `is_spread` as wide as they need alone."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(theme.space(1), 0, theme.space(1), 0)
    row.setSpacing(theme.space(1))
    for place, part in enumerate(parts):
        row.addWidget(part, 1 if is_spread and not place else 0)
    if not is_spread:
        row.addStretch(1)
    return holder

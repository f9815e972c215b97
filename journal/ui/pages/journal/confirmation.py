"""What the manager said of a change, while it is written: it is a value of the feedback only once that rung is climbed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from journal.store import records
from journal.store.tables import Entry
from journal.text import _
from journal.ui.drafting import Drafting, Typed
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from journal.ui.open_journal import Session


class Confirmation(TextEditor):
    """Kept as a draft of its entry until it is climbed or cleared, whatever else is shown meanwhile."""

    def __init__(self, journal: OpenJournal) -> None:
        """Brings back what was kept."""
        super().__init__(_("In their words"), _("What they have seen"), look="field", lines=2)
        self._entry_id = ""
        self.drafting = Drafting(journal, "feedback", self._drafts, self)
        self._said = {entry_id: str(words) for entry_id, words in self.drafting.bring_back().items()}
        self.edited.connect(self._keep)

    def words(self) -> str:
        """What is written, without space around it."""
        return self.text().strip()

    def show_entry(self, entry_id: str) -> bool:
        """Show what was written of an entry; whether it is another one."""
        is_another = entry_id != self._entry_id
        if is_another:
            self._entry_id = entry_id
            self.set_text(self._said.get(entry_id, ""))
        return is_another

    def forget(self, entry_id: str) -> None:
        """It was climbed: the step keeps the words."""
        self._said.pop(entry_id, None)
        if entry_id == self._entry_id:
            self.set_text("")
        self.drafting.flush()

    def forget_gone(self, session: "Session") -> None:
        """What belongs to entries that were deleted for good is not kept again."""
        self._said = {each: words for each, words in self._said.items() if records.find(session, Entry, each)}

    def unsay(self, entry_id: str, words: str) -> None:
        """The climb was taken back: the words are a draft again, unless others were written since."""
        if words and not self._said.get(entry_id):
            self._said[entry_id] = words
            if entry_id == self._entry_id:
                self.set_text(words)
            self.drafting.flush()

    @Slot()
    def _keep(self) -> None:
        if self._entry_id:
            self._said.pop(self._entry_id, None)
            if self.words():
                self._said[self._entry_id] = self.text()
            self.drafting.touch()

    def _drafts(self) -> Typed:
        return dict(self._said)

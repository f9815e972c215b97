"""The private notes of a meeting and the topics for the next one, saved by themselves."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from journal.practices import one_on_ones
from journal.store.tables import OneOnOne
from journal.text import _
from journal.ui.autosave import CLOSING_MS, Autosave
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.record_fields import joined
from journal.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from journal.ui.open_journal import Session


class Notes(QObject):
    """Two editors of one meeting and one saving for both; the page sets the editors in their places."""

    def __init__(self, journal: OpenJournal, parent: QObject) -> None:
        """Empty until a meeting is shown."""
        super().__init__(parent)
        self._journal = journal
        self._meeting: OneOnOne | None = None
        self.private = TextEditor(
            _("Private notes"), _("What was said, what you noticed, what you learned (W)"), look="field", lines=6
        )
        self.next_topics = TextEditor(
            _("Topics for next time"), _("One a line; they are offered for the next agenda"), look="field", lines=2
        )
        self.autosave = Autosave(self._write, self)
        for editor in (self.private, self.next_topics):
            editor.edited.connect(self.autosave.touch)
            editor.setReadOnly(journal.is_read_only)
        journal.closing.connect(self._save_for_closing)

    def show_meeting(self, meeting: OneOnOne) -> None:
        """Show a meeting's texts; what is typed and not yet saved stays in the editors."""
        is_other = self._meeting is None or self._meeting.id != meeting.id
        if is_other:
            self.autosave.forget()
        if self.autosave.unsaved:
            return
        self._meeting = meeting
        for editor, text in ((self.private, meeting.notes), (self.next_topics, meeting.next_topics)):
            if is_other or editor.text() != text:
                editor.set_text(text)

    def _write(self) -> None:
        if self._meeting is None:
            return
        with self._journal.write(Changed.MEETINGS) as session:
            saved = self._revise(session, self._meeting)
        self._meeting = saved  # after the commit: one that fails leaves what is shown as it was

    def _revise(self, session: "Session", shown: OneOnOne) -> OneOnOne:
        there = one_on_ones.there_again(session, shown)  # another program may have deleted it while one was writing
        notes = joined(self.private.text(), shown.notes, there.notes)
        topics = joined(self.next_topics.text(), shown.next_topics, there.next_topics)
        return one_on_ones.revise(session, shown.id, notes=notes, next_topics=topics)

    @Slot()
    def _save_for_closing(self) -> None:
        self.autosave.flush(CLOSING_MS)

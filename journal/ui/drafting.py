"""The draft of a page: what is typed there and is no record yet, kept as it stands and shown again after unlocking."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot

from journal.errors import UpwardError
from journal.practices import drafts
from journal.ui.autosave import CLOSING_MS, OWN_READERS_MS, Autosave
from journal.ui.open_journal import Changed, OpenJournal

Typed = dict[str, Any]


class Drafting(QObject):
    """Keeps what `read` gives, whatever state it is in: `touch` while one types, `flush` before the end.

    Nothing else is asked of the words: only the journal itself can refuse to keep them.
    """

    def __init__(self, journal: OpenJournal, name: str, read: Callable[[], Typed], parent: QObject) -> None:
        """`read` gives plain values by name, those alone in which something is typed; `name` is the page's."""
        super().__init__(parent)
        self._journal, self._name, self._read = journal, name, read
        self._kept: Typed | None = None
        self.autosave = Autosave(self._write, self)
        journal.closing.connect(self._keep_at_the_end)

    def bring_back(self) -> Typed:
        """What was kept; nothing while the journal cannot be read, and then it stays kept until it can."""
        try:
            with self._journal.read() as session:
                self._kept = drafts.kept(session, self._name)
        except UpwardError:
            return {}
        return dict(self._kept)

    @Slot()
    def touch(self) -> None:
        """Something was typed, done or left: keep what there is soon; nothing of a journal that is only looked at."""
        if self._journal.is_read_only:
            return
        if self._is_changed():
            self.autosave.touch()
        elif self.autosave.unsaved:
            self.autosave.forget()

    def flush(self, wait_ms: int = OWN_READERS_MS) -> bool:
        """Keep it now; whether it is kept."""
        self.touch()
        return self.autosave.flush(wait_ms)

    def _is_changed(self) -> bool:
        typed = self._read()
        return bool(typed) if self._kept is None else typed != self._kept

    def _write(self) -> None:
        typed, before = self._read(), self._kept
        try:
            with self._journal.write(Changed(0)) as session:
                if before is None:  # it could not be read before: nobody saw it, so that nothing may replace it
                    typed = {**drafts.kept(session, self._name), **typed}
                drafts.keep(session, self._name, typed)
                self._kept = typed  # before pages hear of it, and look again
        except BaseException:
            self._kept = before
            raise

    @Slot()
    def _keep_at_the_end(self) -> None:
        self.flush(CLOSING_MS)

"""Choosing a tag: a few letters of it, Enter."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from journal.errors import UpwardError
from journal.practices import entries
from journal.text import _, n_
from journal.ui import background
from journal.ui.background import Progress
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.finding_popup import FindingPopup


class TagPicker(FindingPopup):
    """Opens under a button; `chosen` carries the tag. The tags are looked for when they are wanted, by a worker."""

    def __init__(self, journal: OpenJournal, parent: QWidget) -> None:
        """Without tags it says that there are none yet."""
        self.model = RowsModel()
        super().__init__(_("Find a tag"), _("Tags"), self.model, parent)
        self._journal = journal
        self._is_fresh = False
        self._tags: list[tuple[str, int]] = []
        self.field.textChanged.connect(self._narrow)

    def forget(self) -> None:
        """Entries have changed: look for the tags anew when they are wanted."""
        self._is_fresh = False

    def open_below(self, button: QWidget) -> None:
        """Show under a button, with the keyboard."""
        if not self._is_fresh:
            self._is_fresh = True
            self._say(_("Looking for the tags…"))
            background.run(partial(_read_tags, self._journal), self._show_tags, self._show_none)
        self.show_below(button, 13, 16)

    @Slot(object)
    def _show_tags(self, tags: list[tuple[str, int]]) -> None:
        self._tags = tags
        self._say(_("No tags yet. Type a word with an @ before it into an entry, such as @budget."))
        self._narrow()

    @Slot(object)
    def _show_none(self, fault: Exception) -> None:
        self._is_fresh = False
        if not isinstance(fault, UpwardError):
            raise fault
        self._say(str(fault))

    def _say(self, hint: str) -> None:
        self.say("" if self._tags else hint)

    @Slot()
    def _narrow(self) -> None:
        wanted = self.field.text().strip().lower().lstrip("@")
        rows = [Row(name, name, trailing=_count(count)) for name, count in self._tags if wanted in name]
        self.model.set_rows(rows)
        self.list.choose_row(0)


def _read_tags(journal: OpenJournal, _progress: Progress) -> list[tuple[str, int]]:
    with journal.read_anywhere() as session:
        return entries.tags(session)


def _count(count: int) -> str:
    return n_("{count} entry", "{count} entries", count).format(count=count)

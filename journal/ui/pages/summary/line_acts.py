"""What is done with the line of a candidate beside writing it: taking it out, its order, its trash, its earlier versions."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from journal.sharing import lines
from journal.sharing.lines import Candidate, Place
from journal.store.tables import ShareableLine
from journal.text import SECTIONS, _
from journal.ui import notifications
from journal.ui.acts import Acts
from journal.ui.earlier_versions import EarlierVersions
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.summary.line_editor import LineEditor

if TYPE_CHECKING:
    from journal.ui.open_journal import Session


class LineActs(QObject):
    """The acts on the line that is on in the editor, each with its way back."""

    def __init__(self, journal: OpenJournal, acts: Acts, page: QWidget) -> None:
        """The editor is made here, and stands where the page puts it."""
        super().__init__(page)
        self._acts, self._page = acts, page
        self._first = self._last = date.today()
        self._order: Sequence[Candidate] = ()
        self.editor = LineEditor(journal, self._put_in_place)
        self.editor.moved.connect(self.move)
        self.editor.put_under.connect(self._put_under)
        self.editor.approved.connect(self._approved)
        self.editor.versions_pressed.connect(self.show_versions)
        self._versions = EarlierVersions(journal, page, acts)
        acts.need_writing(*self.editor.ways_to_change)

    def show_period(self, first: date, last: date, order: Sequence[Candidate]) -> None:
        """The days that are on, and the candidates as they stand in the list."""
        self._first, self._last, self._order = first, last, order

    # ------------------------------------------------------------------------------------- ticked, unticked

    def _put_in_place(self, session: "Session", line: ShareableLine) -> None:
        """A line that is approved comes to stand on the page as its candidate stands in the list."""
        here = self.editor.candidate
        beside = [each for each in self._order if each.section == line.section]
        number = next((number for number, each in enumerate(beside) if here and each.key == here.key), len(beside))
        after = next((each.line.id for each in beside[number + 1 :] if each.line and each.is_ticked), "")
        if after:
            lines.place(session, line.id, Place(line.section, after), self._first, self._last)

    @Slot(str)
    def _approved(self, line_id: str) -> None:
        self._acts.remember(Changed.LINES, partial(lines.withdraw, line_id=line_id))

    def withdraw(self, line: ShareableLine) -> None:
        """Take the line that is on out of the summary; its words stay."""
        if not self.editor.flush():
            notifications.say(self._page, self.editor.fault)
            return
        saved = self.editor.candidate.line if self.editor.candidate else None  # with the words just saved
        words = saved.text if saved and saved.id == line.id else line.text
        self._acts.try_to(
            Changed.LINES,
            partial(lines.withdraw, line_id=line.id),
            partial(lines.approve_again, line_id=line.id, words=words),
            _("The line was taken out of the summary."),
        )

    # ------------------------------------------------------------------------------------------------- order

    @Slot()
    def move_up(self) -> None:
        """One line higher."""
        self.move(-1)

    @Slot()
    def move_down(self) -> None:
        """One line lower."""
        self.move(1)

    @Slot(int)
    def move(self, steps: int) -> None:
        """Move the line that is on among the ticked ones of its section."""
        candidate = self.editor.candidate
        if not self.editor.flush() or candidate is None or candidate.line is None or not candidate.is_ticked:
            return
        if candidate.section in SECTIONS:
            go = partial(lines.move, line_id=candidate.line.id, first=self._first, last=self._last)
            self._acts.try_to(Changed.LINES, partial(go, steps=steps), partial(go, steps=-steps))

    @Slot(str, object)
    def drop(self, key: str, at: Place) -> None:
        """Put the line of a candidate where it was dropped."""
        line = next((each.line for each in self._order if each.key == key), None)
        if line and self.editor.flush() and not self._acts.refuse_writing():
            self._put(line.id, at)

    @Slot(str)
    def _put_under(self, section: str) -> None:
        line = self.editor.candidate.line if self.editor.candidate else None
        if line:
            self._put(line.id, Place(section))

    def _put(self, line_id: str, at: Place) -> None:
        go = partial(lines.place, line_id=line_id, first=self._first, last=self._last)
        stood = self._acts.attempt(Changed.LINES, partial(go, at=at))
        if stood and stood != at:
            self._acts.remember(Changed.LINES, partial(go, at=stood))

    # --------------------------------------------------------------------------------- versions, and the trash

    def _line_id(self) -> str:
        """The line that is written for the candidate that is on, when all of it is saved."""
        is_saved = self.editor.flush()
        line = self.editor.candidate.line if self.editor.candidate else None
        return line.id if line and is_saved else ""

    @Slot()
    def show_versions(self) -> None:
        """The earlier versions of the line that is on."""
        self._versions.show(ShareableLine, self._line_id(), Changed.LINES)

    @Slot()
    def trash(self) -> None:
        """Delete the line; what it is about stays, and can get another one."""
        line_id = self._line_id()
        if line_id:
            candidate = self.editor.candidate
            self.editor.show_candidate(None)
            act, back = partial(lines.move_to_trash, line_id=line_id), partial(lines.take_back, line_id=line_id)
            if not self._acts.try_to(Changed.LINES, act, back, _("The line was deleted.")):
                self.editor.show_candidate(candidate)

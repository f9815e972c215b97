"""One meeting, from its day to the topics for the next one, in one column that scrolls."""

from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from journal.store import records
from journal.store.tables import OneOnOne
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.drafting import Drafting, Typed
from journal.ui.models.meeting import MeetingView
from journal.ui.not_saved import SaveBar
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.one_on_ones.header import MeetingHeader
from journal.ui.pages.one_on_ones.notes import Notes
from journal.ui.pages.one_on_ones.promises import OpenPromises, PromisesMade
from journal.ui.pages.one_on_ones.topics import Topics
from journal.ui.widgets.section import SectionHeading

#: The width of the column at most, in lines' heights.
MEASURE = 48


class MeetingPane(QScrollArea):
    """The parts of one meeting; Escape goes back to the list."""

    left = Signal()
    promise_opened = Signal(str)

    def __init__(self, journal: OpenJournal, acts: Acts, parent: QWidget | None = None) -> None:
        """Empty until a meeting is shown."""
        super().__init__(parent)
        self.meeting_id = ""
        self._journal = journal
        self.header = MeetingHeader()
        self.topics = Topics(acts)
        self.open_promises = OpenPromises(acts)
        self.made = PromisesMade(acts)
        self.notes = Notes(journal, self)
        self._drafting = Drafting(journal, "one_on_ones", self._typed, self)
        self.save_bar = SaveBar(journal, self._words)
        self.save_bar.watch(self.notes.autosave)
        for autosave in (self.topics.renaming, self._drafting.autosave):
            self.save_bar.watch(autosave, quietly=True)
        for part in (self.topics, self.made, self.header.form):
            part.edited.connect(self._drafting.touch)
        self.header.left.connect(self.left)
        self.open_promises.opened.connect(self.promise_opened)
        self.made.opened.connect(self.promise_opened)
        for editor in (self.notes.private, self.notes.next_topics):
            editor.cursorPositionChanged.connect(self._follow_caret)
        self._assemble()
        theme.theme().changed.connect(self._fit)
        self._fit()

    def _assemble(self) -> None:
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(theme.space(1.5), theme.space(2.5), theme.space(1.5), theme.space(4))
        column.setSpacing(theme.space(4))
        next_time = _titled(_("For next time"), self.notes.next_topics)
        private = _titled(_("Private notes"), self.notes.private, _("never in a summary"))
        for part in (self.header, self.topics, self.open_promises, private, self.made, next_time):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)

    @Slot()
    def _fit(self) -> None:
        """Lines stay short enough to read in a wide window."""
        self._body.setMaximumWidth(theme.theme().em(MEASURE))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its widest word: nothing scrolls sideways."""
        width = self._body.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    def show_meeting(self, view: MeetingView | None, today: date) -> None:
        """Show a meeting, or nothing."""
        self._body.setVisible(view is not None)
        if view is None:
            self.meeting_id = ""
            return
        is_other = view.meeting.id != self.meeting_id
        self.meeting_id = view.meeting.id
        self.notes.show_meeting(view.meeting)
        self.header.show_meeting(view, today)
        self.topics.show_meeting(view, today)
        self.open_promises.show_meeting(view, today)
        self.made.show_meeting(view, today)
        if is_other:
            self.verticalScrollBar().setValue(0)

    def bring_back(self) -> str:
        """Read what was being typed when the journal was locked; gives the id of a meeting that it is for."""
        typed = self._drafting.bring_back()
        there = self._there({meeting_id for of in typed.values() for meeting_id in of})
        typed = {name: {each: words for each, words in of.items() if each in there} for name, of in typed.items()}
        for part, name in ((self.topics, "topics"), (self.made, "promises"), (self.header, "when")):
            part.put(dict(typed.get(name, {})))
        return next((meeting_id for meeting_id, is_live in there.items() if is_live), "")

    def _there(self, meeting_ids: set[str]) -> dict[str, bool]:
        """Those of these meetings that were not deleted for good, and whether they are out of the trash."""
        with self._journal.read() as session:
            found = [records.find(session, OneOnOne, each) for each in meeting_ids]
        return {each.id: each.deleted_at is None for each in found if each}

    def _typed(self) -> Typed:
        """What is typed and not done yet, by the ids of the meetings."""
        typed = {"topics": self.topics.typed(), "promises": self.made.typed(), "when": self.header.typed()}
        return {name: of for name, of in typed.items() if of}

    def _words(self) -> str:
        words = [self.notes.private.text(), self.notes.next_topics.text(), *self.topics.words()]
        return "\n\n".join(each for each in [*words, *self.made.typed().values()] if each.strip())

    def flush(self) -> bool:
        """Save the notes and the words of topics, and keep the rest as it is typed; whether all of it is safe."""
        is_safe = [self.notes.autosave.flush(), self.topics.flush(), self._drafting.flush()]
        return all(is_safe)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def ask_when(self) -> None:
        """Open the form for another day or time, at the head of the page."""
        self.header.ask_when()
        self.verticalScrollBar().setValue(0)

    @Slot()
    def go_to_topics(self) -> None:
        """The keyboard to the line that adds a topic."""
        self._go_to(self.topics.field)

    @Slot()
    def go_to_promises(self) -> None:
        """The keyboard to the line that adds a promise."""
        self._go_to(self.made.field.field)

    @Slot()
    def go_to_notes(self) -> None:
        """The keyboard to the private notes."""
        self._go_to(self.notes.private)

    @Slot()
    def _range_changed(self) -> None:
        """When a list grows, what has the keyboard moves down with it, once the layout has settled."""
        QTimer.singleShot(0, self, self._keep_in_sight)

    @Slot()
    def _keep_in_sight(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit) and self._body.isAncestorOf(focused):
            self._reveal(focused)

    def _reveal(self, widget: QWidget) -> None:
        """Scroll until all of a widget is in sight with some air below, or its top where it is too high for that."""
        top = widget.mapTo(self._body, QPoint(0, 0)).y()
        air = theme.space(5)
        for y in (top + widget.height(), top):
            self.ensureVisible(0, y, 0, air)

    @Slot()
    def _follow_caret(self) -> None:
        """An editor grows with its text; the line that is written stays in sight."""
        for editor in (self.notes.private, self.notes.next_topics):
            if editor.hasFocus():
                place = editor.viewport().mapTo(self._body, editor.cursorRect().center())
                self.ensureVisible(place.x(), place.y(), 0, theme.space(4))

    def _go_to(self, widget: QWidget) -> None:
        if self.meeting_id:
            widget.setFocus()
            self._reveal(widget)


def _titled(heading: str, content: QWidget, note: str = "", at_right: QWidget | None = None) -> QWidget:
    section = QWidget()
    column = QVBoxLayout(section)
    column.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
    column.setSpacing(theme.space(1))
    column.addWidget(SectionHeading(heading, note, at_right))
    column.addWidget(content)
    return section

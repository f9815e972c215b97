"""The tab Talks and pulse: talks about my development with how regular they are, and how things stand over time."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from journal.practices import development_talks
from journal.store.tables import DevelopmentTalk, Pulse
from journal.text import _, n_
from journal.ui import notifications, theme
from journal.ui.acts import Acts
from journal.ui.drafting import Drafting
from journal.ui.earlier_versions import EarlierVersions
from journal.ui.models import development
from journal.ui.models.development import Development
from journal.ui.models.rows import RowsModel
from journal.ui.not_saved import SaveBar
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth.pulse_pane import PulsePane
from journal.ui.pages.growth.talk_form import TalkForm
from journal.ui.widgets.button import Button
from journal.ui.widgets.dates import short_day
from journal.ui.widgets.label import Label
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.manager_picker import ManagerPicker
from journal.ui.widgets.scroll_body import ScrollBody
from journal.ui.widgets.section import SectionHeading

_WHAT: Final = Changed.GROWTH
_WIDEST_EM: Final = 72
_BESIDE_EM: Final = 40
_MOST_SHOWN: Final = 6
_WELCOME: Final = _(
    "Write down each talk about your career, your performance, a bigger role or your skills: who opened it, which"
    " strengths your manager sees, what to develop, what comes next."
)


class TalksTab(QWidget):
    """N writes down a talk, P takes the pulse, Alt+H shows earlier versions, Delete deletes what is chosen in a list."""

    go = Signal(str, str)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(parent)
        self._journal = journal
        with journal.read() as session:
            self._found = development.read(session)
        self._manager_id = self._found.manager_id
        self._acts = Acts(journal, self)
        self._versions = EarlierVersions(journal, self, self._acts)
        self._scroll = ScrollBody(_WIDEST_EM, self)
        self._build_talks(self._scroll.body)
        self.pulse = PulsePane(self._acts, self._scroll.body)
        self.pulse.shown.connect(self._show_pulse_form)
        self._save_bar = SaveBar(journal, self._words, self)
        self._save_bar.watch(self.form.fields.autosave)
        self.form.fields.was_gone.connect(self._say_gone)
        self._drafting = Drafting(journal, "pulse", self.pulse.typed, self)
        self._save_bar.watch(self._drafting.autosave, quietly=True)
        self._assemble()
        self._build_keys()
        self._acts.need_writing(self.new, self.form.trash)
        self._show()
        self.pulse.put(self._drafting.bring_back())
        self.pulse.form.edited.connect(self._drafting.touch)
        self._take_keyboard()

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read talks and pulses again; what is chosen stays chosen, and what is typed stays typed."""
        with self._journal.read() as session:
            self._found = development.read(session, self._manager_id)
        self._show()

    def _show(self) -> None:
        chosen = self.talks.currentIndex()
        self.managers.show_chapters(self._found.chapters, self._found.manager_id)
        self._show_talks(self.form.fields.record_id, chosen.row())
        self.pulse.show_pulses(self._found)

    def flush(self) -> bool:
        """Save what is typed, keep what is marked; whether all of it is safe."""
        kept = self._drafting.flush()
        return self.form.fields.flush() and kept

    def show_record(self, record_id: str) -> bool:
        """Show a talk, or a pulse to be corrected, in whose chapter it may be."""
        with self._journal.read() as session:
            manager_id = development.manager_of(session, record_id)
        if not manager_id:
            return False
        self._show_manager(manager_id)
        if self._found.talk(record_id):
            self._choose(record_id)
        else:
            self.pulse.show_record(record_id)
        return True

    @Slot()
    def new_record(self) -> None:
        """Write down a talk of today."""
        if self._acts.refuse_writing() or not self.form.fields.flush():
            return
        write = partial(development.write_down, manager_id=self._manager_id, day=date.today())
        made = self._acts.attempt(_WHAT, write)
        if made:
            self._acts.remember(_WHAT, partial(development_talks.move_to_trash, talk_id=made.id), _("Begun: a talk"))
            self.refresh()
            self._choose(made.id)
            self.form.focus_first()
            self._scroll.ensureWidgetVisible(self.form, 0, theme.space(2))

    @property
    def found(self) -> Development:
        """What was read last."""
        return self._found

    # ----------------------------------------------------------------------------------------- building

    def _build_talks(self, body: QWidget) -> None:
        self.new = Button(_("Write down a talk"), "primary", "plus")
        self.new.setToolTip(_("A talk of today (N)"))
        self.new.clicked.connect(self.new_record)
        self.managers = ManagerPicker(body)
        self.managers.picked.connect(self._show_manager)
        self.talks_heading = SectionHeading(_("Talks about my development"), action=self.new, parent=body)
        self.opened = Label("", "heading", wrap=True, parent=body)
        self.regularity = Label("", "body", wrap=True, parent=body)
        self.rule = Label(development.RULE, "small", wrap=True, parent=body)
        self.welcome = Label(_WELCOME, "muted", wrap=True, parent=body)
        self.talk_rows = RowsModel(self)
        self.talks = ListView(_("Talks about my development"), parent=body)
        self.talks.setModel(self.talk_rows)
        self.talks.chosen.connect(self._chosen)
        self.talks.opened.connect(self._open_talk)
        self.talks.delete_pressed.connect(self._trash_talk)
        self.form = TalkForm(self._journal, body)
        self.form.trashed.connect(self._trash_talk)
        self.form.versions.connect(self._show_versions)
        self.form.meeting_asked.connect(self._open_meeting)

    def _build_keys(self) -> None:
        for keys, slot in (("N", self.new_record), ("P", self.pulse.take), ("Alt+H", self._show_versions)):
            QShortcut(QKeySequence(keys), self, slot)

    def _assemble(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        self._save_bar.set_margins(theme.space(3), 0, theme.space(3), theme.space(1))
        outer.addWidget(self._save_bar)
        column = QVBoxLayout(self._scroll.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.managers, 0, Qt.AlignmentFlag.AlignLeft)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(theme.space(5))
        self._both.addLayout(self._talks_side(), 6)
        self._both.addWidget(self.pulse, 5)
        column.addLayout(self._both)
        column.addStretch(1)

    def _talks_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(theme.space(1))
        parts = (self.talks_heading, self.opened, self.regularity, self.rule, self.welcome, self.talks, self.form)
        for part in parts:
            side.addWidget(part)
        side.addStretch(1)
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Talks and pulse side by side where there is room."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.theme().em(_BESIDE_EM)
        self._both.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    # ------------------------------------------------------------------------------------------- talks

    def _show_talks(self, talk_id: str, row: int) -> None:
        talks = self._found.talks
        self.talk_rows.set_rows([development.talk_row(talk) for talk in talks])
        row_height = self.talks.rowHeight(0) if talks else 0
        self.talks.setFixedHeight(min(self.talks.content_height(), row_height * _MOST_SHOWN + 4))
        self.talks_heading.set_note(n_("{n} talk", "{n} talks", len(talks)).format(n=len(talks)) if talks else "")
        self.opened.setText(self._found.opened())
        self.regularity.setText(self._found.regularity(date.today()))
        for part in (self.opened, self.regularity, self.rule, self.talks):
            part.setVisible(bool(talks))
        self.welcome.setVisible(not talks)
        if not self._choose(talk_id) and talks:
            self.talks.choose_row(max(0, min(row, len(talks) - 1)))
        self._show_talk()

    def _choose(self, talk_id: str) -> bool:
        place = next((n for n, row in enumerate(self.talk_rows.rows()) if row.id == talk_id), -1)
        if place >= 0:
            self.talks.choose_row(place)
        return place >= 0

    def _chosen_talk(self) -> DevelopmentTalk | None:
        row = self.talk_rows.row_at(self.talks.currentIndex())
        return self._found.talk(row.id) if row else None

    @Slot()
    def _chosen(self) -> None:
        """Show another talk, unless the words of the one that is on could not be saved: then that one stays."""
        talk, shown = self._chosen_talk(), self.form.fields.record_id
        if talk and shown and talk.id != shown and self._found.talk(shown):
            is_saved = self.form.fields.flush()  # what was saved is read again, and the list is where it was
            self._choose(talk.id if is_saved else shown)
        self._show_talk()

    def _show_talk(self) -> None:
        talk = self._chosen_talk()
        self.form.setVisible(talk is not None)
        if talk:
            self.form.show_talk(talk)

    @Slot(QModelIndex)
    def _open_talk(self, _index: QModelIndex) -> None:
        self.form.focus_first()

    @Slot()
    def _trash_talk(self) -> None:
        talk = self._chosen_talk()
        if talk is None or not self.form.fields.flush():
            return
        act = partial(development_talks.move_to_trash, talk_id=talk.id)
        back = partial(development_talks.take_back, talk_id=talk.id)
        said = _("Deleted: talk of {day}").format(day=short_day(talk.day))
        if self._acts.try_to(_WHAT, act, back, said):
            self.refresh()

    @Slot()
    def _show_versions(self) -> None:
        """The earlier versions of the pulse that the keyboard stands on, else of the talk."""
        found = self.pulse.chosen() if self.pulse.past.hasFocus() else None
        if found:
            self._versions.show(Pulse, found.id, _WHAT)
        elif self.form.fields.flush():
            self._versions.show(DevelopmentTalk, self.form.fields.record_id, _WHAT)

    @Slot()
    def _open_meeting(self) -> None:
        talk = self._chosen_talk()
        if talk and talk.one_on_one_id:
            self.go.emit("one_on_ones", talk.one_on_one_id)

    @Slot()
    def _show_pulse_form(self) -> None:
        self._scroll.ensureWidgetVisible(self.pulse.form, 0, theme.space(2))

    # ------------------------------------------------------------------------------------------- others

    @Slot(str)
    def _show_manager(self, manager_id: str) -> None:
        if self.form.fields.flush():
            self._manager_id = manager_id
            self.refresh()

    @Slot()
    def _say_gone(self) -> None:
        notifications.say(self, _("Another program deleted this talk while you were writing. Your version is kept."))

    def _words(self) -> str:
        return "\n\n".join(part for part in (self.form.fields.words(), self.pulse.form.note.text()) if part.strip())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The talks have the keyboard; without any, the button that begins one."""
        super().focusInEvent(event)
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        (self.talks if self._found.talks else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

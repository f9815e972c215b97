"""One talk about my development: when, who opened it, what it was about, and what it left."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.practices import development_talks, managers
from journal.store.tables import DevelopmentTalk
from journal.text import COLUMNS, OWNERS, TALK_SUBJECTS, _
from journal.ui import theme
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.record_fields import RecordFields
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.form import FormColumn
from journal.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_LABELS = COLUMNS["development_talk"]
_TEXTS = ("strengths", "areas", "next_steps")
_NAMES = ("day", "opened_by", "about", *_TEXTS)


class TalkForm(QWidget):
    """The fields of the chosen talk, saved by themselves; `meeting_asked` where it took place in a one-on-one."""

    trashed = Signal()
    versions = Signal()
    meeting_asked = Signal()

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Empty until a talk is shown."""
        super().__init__(parent)
        self.day = DateField(optional=False, parent=self)
        self.opened_by = SegmentedChoice(_LABELS["opened_by"], list(OWNERS.items()), parent=self, wraps=True)
        self.about = SegmentedChoice(_LABELS["about"], list(TALK_SUBJECTS.items()), parent=self, wraps=True)
        self.texts = {name: TextEditor(_LABELS[name], look="field", lines=2, parent=self) for name in _TEXTS}
        self.history = IconButton("history", _("Earlier versions"))
        self.history.clicked.connect(self.versions)
        self.trash = IconButton("trash", _("Delete this talk"))
        self.trash.clicked.connect(self.trashed)
        self.meeting = Button(_("Open that one-on-one"), "quiet", "one-on-ones")
        self.meeting.clicked.connect(self.meeting_asked)
        self._shown: DevelopmentTalk | None = None
        revise = development_talks.revise
        self.fields = RecordFields(journal, "talks", DevelopmentTalk, Changed.GROWTH, revise, self, self._anew)
        self._assemble()
        for name, widget in self._widgets().items():
            self.fields.add(name, widget)

    def _widgets(self) -> dict[str, QWidget]:
        return {"day": self.day, "opened_by": self.opened_by, "about": self.about, **self.texts}

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        form = FormColumn(self)
        for name, widget in self._widgets().items():
            field = form.add(_LABELS[name], widget)
            if isinstance(widget, DateField):
                widget.complained.connect(field.complain)
                widget.setMaximumWidth(theme.theme().em(10))
        column.addWidget(form)
        foot = QHBoxLayout()
        foot.setSpacing(theme.space(0.5))
        foot.addWidget(self.meeting)
        foot.addStretch(1)
        foot.addWidget(self.history)
        foot.addWidget(self.trash)
        column.addLayout(foot)

    def show_talk(self, talk: DevelopmentTalk) -> None:
        """Show a talk; what is typed in it and not yet saved stays."""
        self.fields.show(talk.id, {name: getattr(talk, name) for name in _NAMES})
        if self.fields.record_id == talk.id:
            self._shown = talk
        self.meeting.setVisible(bool(talk.one_on_one_id))

    def _anew(self, session: "Session", **values: Any) -> DevelopmentTalk:
        """Where another program deleted it for good: with the manager that it was with."""
        manager_id = self._shown.manager_id if self._shown else managers.current(session).id
        return development_talks.write_down(session, manager_id=manager_id, **values)

    def focus_first(self) -> None:
        """What one most likely types into has the keyboard."""
        self.texts["strengths"].setFocus(Qt.FocusReason.OtherFocusReason)

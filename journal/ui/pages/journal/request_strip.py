"""Above the list when it shows requests alone: how many stand where, to narrow by; and what gets a yes, in time."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.errors import UpwardError
from journal.practices import requests
from journal.practices.requests import Tally
from journal.text import REQUEST_KINDS, _
from journal.ui import theme
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.button import Button
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label

#: In a window of fewer lines of body text what gets a yes is folded away at first: the list needs the room.
_HIGH_EM: Final = 34
_WORDS: Final[dict[str, str]] = {
    "draft": _("Drafts {count}"),
    "asked": _("Asked {count}"),
    "agreed": _("Agreed {count}"),
    "late": _("Late {count}"),
}
_TIPS: Final[dict[str, str]] = {
    "draft": _("Still to be asked"),
    "asked": _("Asked, and not answered yet"),
    "agreed": _("Agreed, and not delivered yet"),
    "late": _("Asked or agreed, and wanted before today"),
}
#: The two ends of the support ladder.
_LADDER: Final[dict[str, str]] = {"near": _("Near help: {kinds}"), "strategic": _("Strategic support: {kinds}")}


class RequestStrip(QWidget):
    """At most one of the four is on; `changed` when the user turns one on or off."""

    changed = Signal()

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Nothing is narrowed; it reads when it is shown, and whenever an entry changes then."""
        super().__init__(parent)
        self._journal = journal
        self.setAccessibleName(_("Where the requests stand"))
        self._pills: dict[str, Button] = {}
        row = QWidget(self)
        flow = FlowLayout(row, gap=theme.space(0.5))
        for name, tip in _TIPS.items():
            pill = Button("", "pill", parent=row)
            pill.setCheckable(True)
            pill.setToolTip(tip)
            pill.clicked.connect(self._clicked)
            self._pills[name] = pill
            flow.addWidget(pill)
        self.answers = Button("", "quiet", "chevron-up", parent=self)
        self.answers.clicked.connect(self._fold)
        self._yes = Label("", "small", wrap=True, parent=self)
        self._so_far = Label("", "small", wrap=True, parent=self)
        lines = QVBoxLayout()
        lines.setContentsMargins(theme.space(1.25), 0, theme.space(1), 0)
        lines.addWidget(self._so_far)
        lines.addWidget(self._yes)
        flow.addWidget(self.answers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.space(0.5), 0, 0)
        layout.setSpacing(theme.space(0.5))
        layout.addWidget(row)
        layout.addLayout(lines)
        self._show(Tally(dict.fromkeys(requests.STATUSES, 0), 0, 0, None))
        self.hide()
        journal.changed.connect(self._follow)

    def value(self) -> str:
        """Which one is on: `draft`, `asked`, `agreed` or `late`; empty for none."""
        return next((name for name, pill in self._pills.items() if pill.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Turn one on, or none, without a signal."""
        for name, pill in self._pills.items():
            pill.setChecked(name == value)

    def statuses(self) -> frozenset[str]:
        """The statuses to narrow to; none narrows nothing."""
        return frozenset({self.value()} - {"", "late"})

    def late_on(self) -> date | None:
        """The day before which they were wanted, where the late ones are on."""
        return date.today() if self.value() == "late" else None

    def put_on(self, *, is_on: bool) -> None:
        """Show it or take it away; what was narrowed by it is not any more then."""
        if is_on == self.isHidden():
            self.setVisible(is_on)
            if is_on:
                self.answers.setProperty("folded", self.window().height() < theme.theme().em(_HIGH_EM))
                self.refresh()
            else:
                self.set_value("")

    def refresh(self) -> None:
        """Count again; while the journal is busy what was counted stays."""
        try:
            with self._journal.read() as session:
                found = requests.tally(session, date.today())
        except UpwardError:
            return
        self._show(found)

    def _show(self, found: Tally) -> None:
        for name, pill in self._pills.items():
            count = found.late if name == "late" else found.statuses[name]
            pill.setText(_WORDS[name].format(count=count))
            pill.setAccessibleName(_WORDS[name].format(count=count))
            pill.setVisible(bool(count) or pill.isChecked())
        so_far = _("{count} of ten answered: then this says what gets a yes.")
        self._so_far.setText(so_far.format(count=found.answered))
        self._so_far.setVisible(found.answers is None)
        self.answers.setVisible(found.answers is not None)
        self.answers.setText(_("What gets a yes (n = {count})").format(count=found.answered))
        self._yes.setText(_answer_lines(found))
        self._show_fold(has_answers=found.answers is not None)

    def _show_fold(self, *, has_answers: bool) -> None:
        self.answers.set_icon("chevron-down" if self.is_folded else "chevron-up")
        self._yes.setVisible(has_answers and not self.is_folded)

    @property
    def is_folded(self) -> bool:
        """Whether what gets a yes is folded away."""
        return bool(self.answers.property("folded"))

    @Slot()
    def _fold(self) -> None:
        self.answers.setProperty("folded", not self.is_folded)
        self._show_fold(has_answers=True)

    @Slot()
    def _clicked(self) -> None:
        pressed = self.sender()
        for pill in self._pills.values():
            if pill is not pressed:
                pill.setChecked(False)
        self.changed.emit()

    @Slot(object)
    def _follow(self, what: Changed) -> None:
        if what & Changed.ENTRIES and self.isVisible():
            self.refresh()


def _answer_lines(found: Tally) -> str:
    """A line an end of the ladder, with how many of each kind got a yes."""
    answers = found.answers or {}
    lines: list[str] = []
    for end, kinds in requests.LADDER.items():
        said = [
            _("{kind} {yes} of {count}").format(kind=REQUEST_KINDS[kind], yes=answers[kind][0], count=answers[kind][1])
            for kind in kinds
            if kind in answers
        ]
        if said:
            lines.append(_LADDER[end].format(kinds=" · ".join(said)))
    return "\n".join(lines)

"""The head of the editor: the kind of the entry, its day and time, its earlier versions, the star, the trash."""

from datetime import time
from typing import Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.pages.journal.bound import Bound
from journal.ui.pages.journal.kind_switch import KindSwitch
from journal.ui.pages.journal.state import Values
from journal.ui.widgets.button import IconButton
from journal.ui.widgets.date_field import DateField, TimeField
from journal.ui.widgets.manager_picker import ManagerPicker

#: How far the words of a flat field stand from its edge: they, not the edge, stand over the text.
_FIELD_EDGE: Final = 10


class EditorHeader(QWidget):
    """Everything of an entry that is chosen rather than written. `decided` when it was."""

    decided = Signal()
    versions_pressed = Signal()
    delete_pressed = Signal()
    evidence_pressed = Signal()
    prompts_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Two lines: the kind and what can be done, then when it was."""
        super().__init__(parent)
        self.kinds = KindSwitch(_("Kind of entry"))
        self.day = DateField(_("Day"), optional=False)
        self.time = TimeField(_("Time"))
        for field in (self.day, self.time):
            field.setProperty("look", "title")
        self.star = StarButton()
        self.prompts = IconButton("prompt", _("Prompts: questions to begin with (Ctrl+Shift+P)"))
        self.versions = IconButton("history", _("Earlier versions (Alt+H)"))
        self.versions.setShortcut("Alt+H")
        self.evidence = IconButton("growth", _("What this entry shows (Alt+G)"))
        self.evidence.setShortcut("Alt+G")
        self.trash = IconButton("trash", _("Move to the trash"))
        self.manager = ManagerPicker(self)
        self.manager.hide()
        self._manager_id = ""
        self._chapters: list[tuple[str, str]] = []
        self._running: list[str] = []
        self._buttons = (self.prompts, self.evidence, self.versions, self.star, self.trash)
        self._bounds = {
            "kind": Bound(self.kinds.value, self.kinds.set_value),
            "day": Bound(self.day.day, self.day.set_day),
            "time": Bound(self._clock, self._set_clock),
            "starred": Bound(self.star.isChecked, self.star.setChecked),
            "manager_id": Bound(self._whose, self._set_whose),
        }
        self.manager.picked.connect(self._pick_manager)
        for signal in (self.kinds.changed, self.day.changed, self.time.changed, self.star.clicked):
            signal.connect(self._decide)
        self.versions.clicked.connect(self.versions_pressed)
        self.trash.clicked.connect(self.delete_pressed)
        self.evidence.clicked.connect(self.evidence_pressed)
        self.prompts.clicked.connect(self.prompts_pressed)
        self._assemble()

    def _assemble(self) -> None:
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(theme.space(1))
        top, when, acts = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for line in (top, self._below):
            line.setSpacing(theme.space(1))
            self._layout.addLayout(line)
        for line in (when, acts):
            line.setSpacing(theme.space(1))
            self._below.addLayout(line)
        top.setContentsMargins(_FIELD_EDGE, 0, 0, 0)
        top.addWidget(self.kinds)
        top.addStretch(1)
        when.addWidget(self.day)
        when.addWidget(self.time)
        when.addWidget(self.manager)
        when.addStretch(1)
        acts.addStretch(1)
        for button in self._buttons:
            acts.addWidget(button)
        theme.theme().changed.connect(self._fit)
        self._fit()

    def show_values(self, values: Values) -> None:
        """Show the values of an entry."""
        for name, bound in self._bounds.items():
            bound.show(values[name])

    def values(self) -> dict[str, Any]:
        """The values as they are now."""
        return {name: bound.value() for name, bound in self._bounds.items()}

    def show_managers(self, chapters: list[tuple[str, str]], running: list[str]) -> None:
        """Let the manager be chosen where more than one chapter runs; all are given by id and name."""
        self._chapters, self._running = chapters, running
        self._set_whose(self._manager_id)

    def day_fields(self) -> dict[str, DateField | TimeField]:
        """The fields that are typed and may not be understood."""
        return {"day": self.day, "time": self.time}

    def set_changeable(self, *, is_changeable: bool) -> None:
        """An entry in the trash is only looked at."""
        self.setEnabled(is_changeable)
        for button in self._buttons:
            button.setVisible(is_changeable)

    def hang(self, left: int, right: int, width: int) -> None:
        """Stand over the column of the text: its distances from both sides, in this width."""
        self._layout.setContentsMargins(left - _FIELD_EDGE, theme.space(2), right, theme.space(1))
        self.kinds.fit(width - left - right)
        needed = self.day.width() + self.time.width() + sum(each.sizeHint().width() for each in self._buttons)
        needed += 0 if self.manager.isHidden() else self.manager.sizeHint().width()
        is_narrow = width - left - right < needed + theme.space(4)
        self._below.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    @Slot()
    def _fit(self) -> None:
        self.day.setFixedWidth(theme.theme().em(6) + theme.space(3))
        self.time.setFixedWidth(theme.theme().em(4.4))

    def _clock(self) -> str | None:
        at = self.time.at()
        return f"{at:%H:%M}" if at else None

    def _set_clock(self, clock: str | None) -> None:
        self.time.set_at(time.fromisoformat(clock) if clock else None)

    def _whose(self) -> str:
        return self._manager_id

    def _set_whose(self, manager_id: str) -> None:
        """One that is not written yet is the current manager's, who stands first."""
        self._manager_id = manager_id
        first = next(iter(self._running), "")
        offered = [each for each in self._chapters if each[0] in (*self._running, manager_id)]
        self.manager.show_chapters(offered if len(self._running) > 1 else [], manager_id or first)

    @Slot(str)
    def _pick_manager(self, manager_id: str) -> None:
        self._manager_id = manager_id
        self._decide()

    @Slot()
    def _decide(self) -> None:
        self.decided.emit()


class StarButton(IconButton):
    """On or off: for what one wants to find again at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Off."""
        super().__init__("star", _("Star"), parent=parent)
        self.setCheckable(True)
        self.setShortcut("Alt+S")
        self.toggled.connect(self._show_state)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        self.set_icon("star-on" if self.isChecked() else "star")
        self.set_name(_("Take the star off") if self.isChecked() else _("Star"))

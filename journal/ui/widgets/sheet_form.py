"""The recovery sheet on the screen, and the question for two of its groups from the paper."""

import secrets
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.form import Field, LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.step_form import StepForm

_COLUMNS = 4
_SPACING = 108  # per cent: letters that are read one by one stand a little apart
_ASKED = 2
_GROUP = 4
_READ_AS = str.maketrans("OIL", "011", " -")  # the last ones are left out


class SheetForm(StepForm):
    """Shows the groups. `submitted` when they are on paper; printing, saving and leaving it for later beside that."""

    height_hint = 88.0
    print_asked = Signal()
    save_asked = Signal()
    later_asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, step: str = "") -> None:
        """Empty until `show_groups`."""
        words = _(
            "If you forget the passphrase, these 14 groups open the journal, and nothing else does. Print them, or write"
            " them down by hand."
        )
        super().__init__(_("Your recovery sheet"), words, parent, place=step)
        self._groups: list[Label] = []
        self._grid = QGridLayout()
        self.body.addWidget(self._build_ground())
        self.body.addLayout(self._build_paper())
        self.said = Label("", "small", wrap=True)
        self.body.addWidget(self.said)
        self.said.hide()
        self.with_name = QCheckBox(_("With the name of the journal’s file on it"))
        self.body.addWidget(self.with_name)
        self.later = Button(_("Later"), "quiet")
        self.later.clicked.connect(self.later_asked)
        self.add_ways(_("I have it on paper"), self.later)
        self.first = self.on

    def _build_ground(self) -> QWidget:
        self._ground = ground = QFrame(self)
        ground.setProperty("ground", "segments")
        self._grid.setContentsMargins(*(theme.space(2),) * 4)
        self._grid.setHorizontalSpacing(theme.space(1))
        self._grid.setVerticalSpacing(theme.space(1))
        around = QVBoxLayout(ground)
        around.setContentsMargins(0, 0, 0, 0)
        around.addLayout(self._grid)
        return ground

    def _build_paper(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        for text, icon, asked in (
            (_("Print…"), "print", self.print_asked),
            (_("Save as PDF…"), "page", self.save_asked),
        ):
            button = Button(text, "plain", icon)
            button.clicked.connect(asked)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def show_groups(self, groups: Sequence[str]) -> None:
        """Show these, in the order in which they are typed: along each row."""
        for label in self._groups:
            label.deleteLater()
        self._groups = []
        spaced = theme.theme().font("title")
        spaced.setLetterSpacing(spaced.SpacingType.PercentageSpacing, _SPACING)
        for place, group in enumerate(groups):
            number = Label(str(place + 1), "small", parent=self._ground)
            letters = Label(group, "title", parent=self._ground)
            letters.setFont(spaced)
            letters.setAccessibleName(_("Group {number}: {letters}").format(number=place + 1, letters=" ".join(group)))
            row, column = place // _COLUMNS, 2 * (place % _COLUMNS)
            self._grid.addWidget(number, row, column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(letters, row, column + 1)
            self._grid.setColumnStretch(column + 1, 1)
            for label in (number, letters):
                label.show()  # at once: a layout shows what it is given only in the next turn
                self._groups.append(label)

    def say(self, sentence: str) -> None:
        """Say what became of printing or saving."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def forget(self) -> None:
        """Leave no group on the screen."""
        self.show_groups(())
        self.say("")


class SheetCheck(StepForm):
    """Asks for two groups, drawn at random, and takes them as forgivingly as the recovery itself."""

    height_hint = 64.0

    def __init__(self, parent: QWidget | None = None, *, step: str = "") -> None:
        """Asks for nothing until `ask`."""
        words = _("Type two of its groups from the paper, so that you know that it can be read.")
        super().__init__(_("Is it on paper?"), words, parent, place=step)
        self._wanted: list[str] = []
        self.lines: list[LineField] = []
        self._fields: list[Field] = []
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        for _each in range(_ASKED):
            line = LineField()
            line.setMaxLength(2 * _GROUP)  # blanks and dashes may be typed too
            line.textEdited.connect(self._typed)
            line.returnPressed.connect(self.go_on)
            field = Field(_("Group"), line)
            self.lines.append(line)
            self._fields.append(field)
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.add_ways(_("Check"))
        self.first = self.lines[0]

    def ask(self, groups: Sequence[str]) -> None:
        """Ask for two of these."""
        numbers = sorted(secrets.SystemRandom().sample(range(len(groups)), _ASKED))
        self._wanted = [groups[number] for number in numbers]
        for number, line, field in zip(numbers, self.lines, self._fields, strict=True):
            label = _("Group {number}").format(number=number + 1)
            field.label.setText(label)
            line.setAccessibleName(label)
            line.clear()
            field.complain("")

    def is_complete(self) -> bool:
        """Whether both are as on the sheet; an empty one only gets the keyboard."""
        for line, field, wanted in zip(self.lines, self._fields, self._wanted, strict=True):
            if _read(line.text()) != wanted:
                line.setFocus()
                line.selectAll()
                if line.text():
                    field.complain(_("That does not match the sheet. Check the paper, or go back and look again."))
                return False
        return True

    def forget(self) -> None:
        """Leave nothing of the sheet behind."""
        self._wanted = []
        for line in self.lines:
            line.clear()

    @Slot()
    def _typed(self) -> None:
        for line, field in zip(self.lines, self._fields, strict=True):
            if line is self.sender():
                field.complain("")
        if self.lines[0].hasFocus() and len(_read(self.lines[0].text())) == _GROUP and not self.lines[1].text():
            self.lines[1].setFocus()


def _read(typed: str) -> str:
    """As recovery reads it: case, blanks and dashes do not matter, O is zero, I and L are one."""
    return typed.upper().translate(_READ_AS)

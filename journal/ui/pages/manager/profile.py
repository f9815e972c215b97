"""Who the manager is and how they like to work: name, first day, and small choices of which none is required."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from journal.errors import BadInput
from journal.practices import managers
from journal.store.tables import Manager
from journal.text import COLUMNS, _
from journal.ui import theme
from journal.ui.autosave import Autosave
from journal.ui.drafting import Drafting, Typed
from journal.ui.not_saved import SaveBar
from journal.ui.open_journal import Changed
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.widgets.button import Button
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.filter_bar import FilterBar
from journal.ui.widgets.form import FormColumn, LineField

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What the half-typed name and day are kept under.
DRAFT: Final = "manager.profile"
_TWO_COLUMNS_EM: Final = 30


class ProfileForm(QWidget):
    """Name and days are saved when the field is left, choices at once. Choosing a choice again takes it off."""

    #: The form is done with.
    left = Signal()

    def __init__(self, chapter: Chapter, parent: QWidget | None = None) -> None:
        """Empty until `show_manager`."""
        super().__init__(parent)
        self._chapter, self._journal, self._acts = chapter, chapter.journal, chapter.acts
        self._manager: Manager | None = None
        self._waiting: dict[str, Typed] = {}  # what is half typed for other chapters, by their managers' ids
        self.name = LineField(name=_("Name of my manager"))
        self.since = DateField(_("My manager since"))
        self.name.editingFinished.connect(self._save)
        self.since.changed.connect(self._save)
        self.choices = {name: FilterBar(COLUMNS["manager"][name], _pairs(name)) for name in managers.PROFILE}
        for choice in self.choices.values():
            choice.changed.connect(self._choose)
        self.history = Button(_("Earlier versions"), "quiet", "history")
        self.history.clicked.connect(self._show_versions)
        self.close_it = Button(_("Done"), "plain")
        self.close_it.clicked.connect(self.left)
        self.save_bar = SaveBar(self._journal, self._words, self)
        self._autosave = self.save_bar.watch(Autosave(self._write, self), quietly=True)
        self._drafting = Drafting(self._journal, DRAFT, self._typed, self)
        self.save_bar.watch(self._drafting.autosave, quietly=True)
        self.save_bar.changed.connect(self._show_fault)
        for field in (self.name, self.since):
            field.setReadOnly(self._journal.is_read_only)
        self._acts.need_writing(*self.choices.values())
        self._assemble()
        self.save_bar.hide()

    def _assemble(self) -> None:
        fields, choices = FormColumn(), FormColumn()
        self.name_field = fields.add(_("Name"), self.name)
        hint = _("The day on which this person became your manager, if you know it.")
        since = fields.add(_("Since"), self.since, hint)
        self.since.complained.connect(since.complain)
        self._fields = {
            name: (fields if name == "channel" else choices).add(COLUMNS["manager"][name], choice)
            for name, choice in self.choices.items()
        }
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space(4))
        self._columns.addWidget(fields, 1)
        self._columns.addWidget(choices, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1), 0, theme.space(1), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addLayout(self._columns)
        column.addWidget(self.save_bar)
        buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        buttons.setSpacing(theme.space(1))
        for button in (self.close_it, self.history):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where it is narrow."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.theme().em(_TWO_COLUMNS_EM)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)

    # ------------------------------------------------------------------------------------------- public

    def show_manager(self, manager: Manager | None) -> None:
        """Show a manager; of the same one what is being typed stays."""
        is_other = (manager.id if manager else "") != (self._manager.id if self._manager else "")
        if is_other:
            self._waiting = self._typed()
        self._manager = manager
        if manager is None:
            return
        if is_other or not self.name.isModified():
            self.name.setText(manager.name)
        if is_other or not self.since.isModified():
            self.since.set_day(manager.started_on)
        for name, choice in self.choices.items():
            choice.set_values([value] if (value := getattr(manager, name)) else [])
            self._fields[name].set_hint(managers.REMEDIES.get((name, value), ""))
        if is_other:
            self._put_back()

    def bring_back(self) -> bool:
        """Show what could not be saved as it was when the journal was locked; whether there was anything.

        What was typed for another chapter waits until that one is shown.
        """
        self._waiting = self._drafting.bring_back()
        return self._put_back()

    def _put_back(self) -> bool:
        typed = self._waiting.pop(self._manager.id, None) if self._manager else None
        if typed is None:
            return False
        if "name" in typed:
            self.name.setText(str(typed["name"]))
            self.name.setModified(True)
        if "since" in typed:
            self.since.setText(str(typed["since"]))
            self.since.setModified(True)
            self.since.editingFinished.emit()
        return True

    def flush(self) -> bool:
        """Save name and day; an empty name becomes the old one again, half a day stays as a draft."""
        if self._manager and not self.name.text().strip():
            self.name.setText(self._manager.name)
        if self.since.hasFocus():
            self.since.editingFinished.emit()
        self._save()
        is_kept = self._drafting.flush()
        return not self._autosave.unsaved and is_kept

    # ----------------------------------------------------------------------------------------- internal

    def _typed(self) -> dict[str, Typed]:
        """What is typed and not in the chapter, and what waits for others, by their managers' ids."""
        manager = self._manager
        if manager is None:
            return self._waiting
        is_half = bool(self.since.complaint) or self.since.day() != manager.started_on
        name = self.name.text().strip()
        typed: Typed = {"name": name} if name not in ("", manager.name) else {}
        typed |= {"since": self.since.text()} if is_half else {}
        return self._waiting | ({manager.id: typed} if typed else {})

    def _words(self) -> str:
        return "\n".join(words for words in (self.name.text(), self.since.text()) if words)

    @Slot()
    def _show_fault(self) -> None:
        """Where all is well there is nothing to say, and no gap for it."""
        self.save_bar.setVisible(self.save_bar.is_failed)

    @Slot()
    def _save(self) -> None:
        """Save the chapter as it stands, if it says anything new."""
        manager, name, since = self._manager, self.name.text().strip(), self.since.day()
        self.name_field.complain("")
        if manager and (name, since) != (manager.name, manager.started_on):
            self._autosave.touch()
            self._autosave.flush()

    def _write(self) -> str:
        """Called by the autosave; what cannot be taken is said below the name, and stays there to be mended."""
        manager, name = self._manager, self.name.text().strip()
        if manager is None:
            return ""
        try:
            with self._journal.write(Changed.MANAGERS) as session:
                self._manager = managers.revise(
                    session, manager.id, name=name, started_on=self.since.day(), ended_on=manager.ended_on
                )
        except BadInput as fault:
            self._manager = manager
            self.name_field.complain(str(fault))
            return str(fault)
        except BaseException:
            self._manager = manager
            raise
        self.name.setText(self._manager.name)
        return ""

    @Slot(object)
    def _choose(self, _values: object) -> None:
        """Save all small choices as they stand."""
        manager = self._manager
        if manager is None:
            return
        chosen = {name: next(iter(choice.values()), "") for name, choice in self.choices.items()}
        before = {name: str(getattr(manager, name)) for name in chosen}
        change = partial(managers.describe, manager_id=manager.id)
        if chosen != before:
            self._acts.try_to(Changed.MANAGERS, partial(change, **chosen), partial(change, **before))

    @Slot()
    def _show_versions(self) -> None:
        if self._manager and self.flush():
            self._chapter.show_versions(Manager, self._manager.id, Changed.MANAGERS)


def _pairs(name: str) -> "Sequence[tuple[str, str]]":
    return list(managers.PROFILE[name].items())

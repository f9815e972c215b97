"""The head of the page: the manager and what is known of them in one line, and the way to another chapter."""

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.practices import drafts, managers
from journal.store.tables import Manager
from journal.text import _, long_day
from journal.ui import theme
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.profile import DRAFT, ProfileForm
from journal.ui.widgets.button import IconButton
from journal.ui.widgets.choice_box import ChoiceBox
from journal.ui.widgets.label import Label
from journal.ui.widgets.section import PageHeading


class ManagerHead(QWidget):
    """Alt+E unfolds the form behind the line, and folds it."""

    def __init__(self, chapter: Chapter, title: str, parent: QWidget | None = None) -> None:
        """Shows the chapter that is on."""
        super().__init__(parent)
        self._chapter = chapter
        self.picker = ChoiceBox()
        self.picker.setAccessibleName(_("Chapter"))
        self.picker.setMinimumContentsLength(14)
        self.picker.activated.connect(self._choose)
        self.heading = PageHeading(title, self.picker)
        self.heading.setContentsMargins(theme.space(1), 0, theme.space(1), 0)
        self.line = Label("", "muted", wrap=True)
        self.edit = IconButton("edit", _("How they like to work (Alt+E)"))
        self.edit.setShortcut("Alt+E")
        self.edit.clicked.connect(self.unfold)
        self._form: ProfileForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(0.5))
        row = QHBoxLayout()
        row.setContentsMargins(theme.space(1), 0, theme.space(1), 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.edit)
        self._column.addWidget(self.heading)
        self._column.addLayout(row)
        self.show_chapter()
        with chapter.journal.read() as session:
            is_kept = bool(drafts.kept(session, DRAFT))
        if is_kept and self.form.bring_back():
            self.form.show()

    @property
    def form(self) -> ProfileForm:
        """The form behind the line."""
        if self._form is None:
            self._form = ProfileForm(self._chapter, self)
            self._form.hide()
            self._form.left.connect(self.unfold)
            self._column.addWidget(self._form)
            self._form.show_manager(self._chapter.manager)
        return self._form

    def show_chapter(self) -> None:
        """Show the chapter that is on, and the others in the picker."""
        manager = self._chapter.manager
        self.line.setText(about(manager, date.today()) if manager else "")
        self.picker.clear()
        for each in self._chapter.all:
            self.picker.addItem(_named(each, date.today()), each.id)
        self.picker.setCurrentIndex(self.picker.findData(self._chapter.manager_id))
        self.picker.setVisible(len(self._chapter.all) > 1)
        if self._form:
            self._form.show_manager(manager)

    def flush(self) -> bool:
        """Save what is typed in the form."""
        return self._form is None or self._form.flush()

    @Slot()
    def unfold(self) -> None:
        """Show the form, or put it away."""
        is_shown = self.form.isVisible()
        if is_shown and not self.form.flush():
            return
        self.form.setVisible(not is_shown)
        (self.edit if is_shown else self.form.name).setFocus()

    @Slot(int)
    def _choose(self, number: int) -> None:
        if not self._chapter.choose(str(self.picker.itemData(number))):
            self.picker.setCurrentIndex(self.picker.findData(self._chapter.manager_id))


def about(manager: Manager, today: date) -> str:
    """The manager in one line: name, days, and what was chosen of how they like to work."""
    parts = [manager.name]
    if manager.started_on:
        words = _("from {day}") if manager.started_on > today else _("since {day}")
        parts.append(words.format(day=long_day(manager.started_on)))
    if manager.ended_on:
        parts.append(_("until {day}").format(day=long_day(manager.ended_on)))
    known = [choices.get(getattr(manager, name), "") for name, choices in managers.PROFILE.items()]
    parts += [words[:1].lower() + words[1:] for words in known if words]
    if not any(known):
        parts.append(_("how they like to be reached, a reader or a listener: not said yet"))
    return " · ".join(parts)


def _named(manager: Manager, today: date) -> str:
    """A chapter in the picker: one that does not run says so."""
    if managers.is_running(manager, today):
        return manager.name
    is_over = manager.ended_on is not None and manager.ended_on < today
    return (_("{name}, earlier") if is_over else _("{name}, to come")).format(name=manager.name)

"""Earlier versions of an entry: when each was written, what it says, what is different by now, and the way back to it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.errors import UpwardError
from journal.practices import entries
from journal.store import history
from journal.text import ENTRY_KINDS, _, n_
from journal.ui import notifications, theme
from journal.ui.dialogs import Dialog
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.journal.comparing import Part, Where, compare
from journal.ui.pages.journal.editor import EntryEditor
from journal.ui.pages.journal.state import EntryState, load, save
from journal.ui.widgets.dates import near_day, short_time
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from journal.store.tables import History

#: What makes a version worth telling from the next one; a star does not.
_TOLD: Final = ("text", "kind", "day", "time")


class Versions(QObject):
    """Shows the earlier versions of the entry that is on, and makes one of them the present one."""

    def __init__(self, page: QWidget, journal: OpenJournal, editor: EntryEditor) -> None:
        """The dialog and the toasts stand over `page`."""
        super().__init__(page)
        self._page, self._journal, self._editor = page, journal, editor

    @Slot()
    def show(self) -> None:
        """Open the list of versions, or say that there is none yet."""
        if not self._editor.flush():
            notifications.say(self._page, _("This entry is not saved yet, so it stays open."))
            return
        present = self._editor.state
        try:
            found = self._read(present) if present.id else []
        except UpwardError as error:
            notifications.say(self._page, str(error))
            return
        if not found:
            notifications.say(self._page, _("There is no earlier version of this entry."))
            return
        dialog = VersionsDialog(self._journal, found, present.values["text"], self._page)
        dialog.wanted.connect(self._bring_back)
        dialog.open()

    def _read(self, present: EntryState) -> "list[History]":
        """Newest first, and none that says the same as the one after it."""
        with self._journal.read() as session:
            versions = history.versions(session, present.id)
        found: list[History] = []
        after = _told({**present.values, "day": present.values["day"].isoformat()})
        for version in versions:
            told = _told(version.values or {})
            if told != after:
                found.append(version)
            after = told
        return found

    @Slot(object)
    def _bring_back(self, version: "History") -> None:
        before = self._editor.state
        self._editor.is_writing = True
        try:
            with self._journal.write(Changed.ENTRIES) as session:
                entries.bring_back(session, before.id, version)
                after = load(session, before.id)
        except UpwardError as error:
            notifications.say(self._page, str(error))
            return
        finally:
            self._editor.is_writing = False
        self._show(before, after)
        self._before, self._after = before, after
        notifications.offer_undo(self._page, _("The earlier version is back."), self._undo)

    def _undo(self) -> None:
        """As it was; by its values, since the text of a moment ago is not yet kept as a version of its own."""
        before, after = self._before, self._after
        if self._editor.state.id == after.id and not self._editor.flush():
            return
        self._editor.is_writing = True
        try:
            with self._journal.write(Changed.ENTRIES) as session:
                state = save(session, after, before.values, date.today()).state
        except UpwardError as error:
            notifications.say(self._page, str(error))
            return
        finally:
            self._editor.is_writing = False
        self._show(after, state)

    def _show(self, before: EntryState, after: EntryState) -> None:
        if self._editor.state.id == before.id:
            self._editor.open_entry(after)
        self._editor.saved.emit(before, after)


class VersionsDialog(Dialog):
    """The moments at the left, the text of one of them at the right. `wanted` carries the version to bring back."""

    wanted = Signal(object)

    def __init__(self, journal: OpenJournal, versions: "list[History]", present: str, parent: QWidget) -> None:
        """Shows the newest of them, compared with the present text."""
        super().__init__(parent, _("Earlier versions"), action=_("Bring back"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._versions, self._present = versions, present
        self.cancel.setText(_("Close"))
        self.model = RowsModel(self)
        self.list = ListView(_("Earlier versions"), lines=2)
        self.list.setModel(self.model)
        self.text = VersionText()
        self.legend = Label("", "small", wrap=True)
        self._assemble(parent.window().size())
        self.list.chosen.connect(self._show_version)
        self.list.opened.connect(self.accept)
        journal.closing.connect(self.reject)
        today = date.today()
        self.model.set_rows([_row(number, version, today) for number, version in enumerate(versions)])
        self.list.choose_row(0)
        self.list.setFocus()

    def _assemble(self, room: QSize) -> None:
        panes = QHBoxLayout()
        panes.setSpacing(0)
        panes.addWidget(self.list, 2)
        panes.addWidget(hairline("down"))
        panes.addWidget(self.text, 5)
        self.list.setMinimumWidth(theme.theme().em(9))
        self.content.addLayout(panes, 1)
        self.content.addWidget(self.legend)
        em = theme.theme().em
        self.resize(QSize(em(46), em(28)).boundedTo(room - QSize(theme.space(6), theme.space(6))))

    @Slot()
    def accept(self) -> None:
        """Bring back the version that is on."""
        chosen = self._versions[max(0, self.list.currentIndex().row())]
        super().accept()
        self.wanted.emit(chosen)

    @Slot(QModelIndex)
    def _show_version(self, index: QModelIndex) -> None:
        if index.isValid():
            parts = compare(str((self._versions[index.row()].values or {}).get("text", "")), self._present)
            self.text.show_parts(parts)
            self.legend.setText(_legend({part.where for part in parts}))


class VersionText(TextEditor):
    """A text to read: what stands only in it is on a ground of its own, what came later is struck out."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__(_("Text of the earlier version"), look="page")
        self.setReadOnly(True)
        reading = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(reading)

    def show_parts(self, parts: list[Part]) -> None:
        """Show both texts as one."""
        self.set_text("")
        cursor = QTextCursor(self.document())
        looks = _looks()
        for part in parts:
            cursor.insertText(part.text, looks[part.where])
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _looks() -> dict[Where, QTextCharFormat]:
    earlier, present = QTextCharFormat(), QTextCharFormat()
    earlier.setBackground(QColor(theme.colors().accent_soft))
    earlier.setForeground(QColor(theme.colors().accent))
    present.setForeground(QColor(theme.colors().muted))
    present.setFontStrikeOut(True)
    return {"both": QTextCharFormat(), "earlier": earlier, "present": present}


def _legend(where: set[Where]) -> str:
    """What the marks mean, for those that are there."""
    said: dict[Where, str] = {
        "earlier": _("Marked: only in this version."),
        "present": _("Struck out: only in the text as it is now."),
    }
    return " ".join(words for mark, words in said.items() if mark in where) or _("The text is the same as now.")


def _told(values: dict[str, Any]) -> list[Any]:
    return [values.get(name) for name in _TOLD]


def _row(number: int, version: "History", today: date) -> Row:
    """When the version was written, by the user's clock, and what it was."""
    at = datetime.fromisoformat(version.at).astimezone()
    values = version.values or {}
    words = len(str(values.get("text", "")).split())
    about = [ENTRY_KINDS.get(str(values.get("kind")), ""), n_("{n} word", "{n} words", words).format(n=words)]
    title = _("{day}, {time}").format(day=near_day(at.date(), today), time=short_time(at.time()))
    return Row(f"{number}", title[:1].upper() + title[1:], " · ".join(part for part in about if part))

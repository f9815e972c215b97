"""File › Merge another copy: choose it, hear what it would bring, then both are one and nothing that was typed is lost."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.errors import BadInput
from journal.text import _
from journal.ui import background, dialogs, theme
from journal.ui.asking import Asking
from journal.ui.long_job import LongJob
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import ANYTHING, OpenJournal
from journal.ui.unlocking import moment_words
from journal.ui.widgets.button import Button
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from journal.store.key import Key

_ANOTHER: Final = 2
_SHOWN: Final = 4


class _Preview(NamedTuple):
    """What a merge would do, in lines; whether anything at all would come in."""

    lines: list[str]
    has_news: bool


class _Done(NamedTuple):
    """What a merge did, in lines, and where the other file went, if it was moved."""

    lines: list[str]
    moved_to: Path | None


class Merging(QObject):
    """One merge, from the choice of the other copy to the words that say what came in. `ended` at its end."""

    ended = Signal()

    def __init__(self, journal: OpenJournal, window: QWidget) -> None:
        """`window` is what the dialogs stand on."""
        super().__init__(window)
        self._journal, self._window = journal, window
        self._other = Path()
        self._is_sibling = False
        self.ended.connect(self.deleteLater)

    def choose(self) -> None:
        """Offer the copies that lie beside the journal, or any other file."""
        from journal.store import copies

        siblings = copies.siblings(self._journal.path, self._journal.vault.key.salt)
        if not siblings:
            self.choose_file()
            return
        dialog = CopiesDialog(self._window, siblings)
        dialog.chosen.connect(self._take_sibling)
        dialog.other_asked.connect(self.choose_file)
        dialog.rejected.connect(self.ended)
        dialog.open()

    @Slot()
    def choose_file(self) -> None:
        """Ask for a file and go on with it."""
        kinds = _("Journals (*.upward);;All files (*)")
        found = dialogs.choose_file(self._window, _("Merge another copy"), self._journal.path.parent, kinds)
        if found is None or not self._journal.is_open:
            self.ended.emit()
        else:
            self.look_at(found)

    def look_at(self, other: Path) -> None:
        """Compare a copy with the journal, and show what would come in."""
        from journal.store import copies

        self._other = other
        self._is_sibling = other.resolve() in {
            each.resolve() for each in copies.siblings(self._journal.path, self._journal.vault.key.salt)
        }
        asking = Asking(self._window, self._journal.vault.key)
        asking.got.connect(self._compare)
        asking.left.connect(self.ended)
        text = _("{name} is under another passphrase than this journal.").format(name=other.name)
        with dialogs.faults_shown(self._window, _("Nothing was merged")) as outcome:
            if other.exists() and other.samefile(self._journal.path):
                raise BadInput(_("This is the journal itself. Choose another copy of it."))
            asking.ask(other, _("The passphrase of the other copy"), text, _("Continue"))
        if not outcome.ok:
            self.ended.emit()

    # ------------------------------------------------------------------------------------------ internal

    @Slot(object)
    def _take_sibling(self, other: Path) -> None:
        self.look_at(other)

    @Slot(object)
    def _compare(self, key: "Key") -> None:
        self._key = key
        journal, other = self._journal, self._other

        def work(_progress: background.Progress) -> _Preview:
            from journal.store import merge, opening

            with (
                opening.copied(other, key, journal.path) as copy,
                copy.read() as theirs,
                journal.snapshot() as mine,
                mine.read() as session,
            ):
                report = merge.preview(session, merge.rows_of(theirs))
            has_news = report.has_small_news or not report.is_empty
            return _Preview(merge.report_lines(report, done=False), has_news)

        self._run(_("Comparing the two copies"), work, self._preview)

    @Slot(object)
    def _preview(self, found: _Preview) -> None:
        if not self._journal.is_open:
            self.ended.emit()
            return
        words = _(
            "Both copies become one. Where both changed the same text, both are kept; an edit wins over a deletion. A backup"
            " is made first: to undo the merge, bring that backup back."
        )
        title = _("Merge {name}").format(name=self._other.name)
        if not found.has_news:
            self._offer_to_set_aside(title, found.lines)
            return
        dialog = self._report(title, words, found.lines, _("Merge"))
        dialog.accepted.connect(self._merge)
        dialog.rejected.connect(self.ended)
        dialog.open()

    def _offer_to_set_aside(self, title: str, lines: list[str]) -> None:
        """Nothing would come in: a copy that lies beside the journal can go out of the way."""
        if not self._is_sibling:
            dialogs.show_message(self._window, title, "\n".join(lines))
            self.ended.emit()
            return
        moved = _(
            "Everything in it is in the journal already. It can be moved into the folder “merged”, beside the journal."
        )
        dialog = self._report(title, moved, lines, _("Move it there"))
        dialog.accepted.connect(self._set_aside)
        dialog.finished.connect(self.ended)
        dialog.open()

    @Slot()
    def _set_aside(self) -> None:
        from journal.store import copies

        with dialogs.faults_shown(self._window):
            copies.set_aside(self._other)
            self._look_for_more()

    @Slot()
    def _merge(self) -> None:
        journal, other, key, is_sibling = self._journal, self._other, self._key, self._is_sibling

        def work(progress: background.Progress) -> _Done:
            from journal.store import copies, merge, opening, shelf

            with opening.copied(other, key, journal.path) as copy, copy.read() as theirs:
                shelf.make(journal.vault, "merge")
                with journal.write_anywhere() as session:
                    report = merge.merge(session, merge.rows_of(theirs), step=progress.step)
            return _Done(merge.report_lines(report), copies.set_aside(other) if is_sibling else None)

        self._run(_("Merging"), work, self._done)

    @Slot(object)
    def _done(self, done: _Done) -> None:
        if self._journal.is_open:
            self._journal.announce(ANYTHING)
            self._look_for_more()
            words = [_("To undo it, bring back the backup that was made just before, in Settings, under Backups.")]
            if done.moved_to:
                said = _("The other file was moved to {place}.")
                words.insert(0, said.format(place=Path(done.moved_to.parent.name) / done.moved_to.name))
            dialog = self._report(_("Merged"), "\n\n".join(words), done.lines, _("Close"))
            dialog.cancel.hide()
            dialog.open()
        self.ended.emit()

    def _look_for_more(self) -> None:
        """The notice of other copies goes with the last of them."""
        from journal.store import copies

        if not copies.siblings(self._journal.path, self._journal.vault.key.salt):
            self._journal.put_away("copies")

    def _report(self, title: str, words: str, lines: Sequence[str], action: str) -> dialogs.Dialog:
        dialog = dialogs.Dialog(self._window, title, words, action=action)
        text = TextEditor(title, look="field")
        text.setReadOnly(True)
        text.set_text("\n".join(lines))
        dialog.content.addWidget(text)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _run(self, title: str, work: Callable[[background.Progress], Any], then: Callable[[Any], None]) -> None:
        job = LongJob(self._window, title, work)
        job.finished.connect(then)
        job.failed.connect(self._refuse)
        job.start()

    @Slot(object)
    def _refuse(self, fault: Exception) -> None:
        self.ended.emit()
        if self._journal.is_open and not isinstance(fault, background.Cancelled):
            dialogs.show_fault(self._window, fault, _("Nothing was merged"))


class CopiesDialog(dialogs.Dialog):
    """The copies that lie beside the journal. `chosen` carries one of them, `other_asked` asks for another file."""

    chosen = Signal(object)
    other_asked = Signal()

    def __init__(self, parent: QWidget, siblings: Sequence[Path]) -> None:
        """The first one is chosen."""
        text = _("Sync programs leave such files beside the journal when it was changed on two computers.")
        super().__init__(parent, _("Merge another copy"), text, action=_("Continue"))
        self._model = RowsModel(self)
        self._model.set_rows([Row(str(each), each.name, _changed_words(each)) for each in siblings])
        self.list = ListView(_("Other copies"))
        self.list.setModel(self._model)
        self.list.choose_row(0)
        self.list.setFixedHeight(min(len(siblings), _SHOWN) * self.list.rows.height + theme.space(1))
        self.list.opened.connect(self.accept)
        other = Button(_("Another file…"), "quiet")
        other.clicked.connect(self._ask_other)
        self.content.addWidget(self.list)
        self.content.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.setFocus()
        self.finished.connect(self.deleteLater)

    @Slot()
    def accept(self) -> None:
        """Go on with the one that is chosen."""
        row = self._model.row_at(self.list.currentIndex())
        if row:
            super().accept()
            self.chosen.emit(Path(row.id))

    @Slot()
    def _ask_other(self) -> None:
        self.done(_ANOTHER)  # neither accepted nor rejected: the merge goes on
        self.other_asked.emit()


def _changed_words(file: Path) -> str:
    from datetime import UTC, datetime

    try:
        return _("Changed on {moment}").format(moment=moment_words(datetime.fromtimestamp(file.stat().st_mtime, UTC)))
    except OSError:
        return ""

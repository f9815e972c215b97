"""Bringing a backup back: look into it first, hear what happens to the present file, then the journal is as it was."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.errors import BadInput, UpwardError
from journal.text import _, n_
from journal.ui import background, dialogs, lock_reason
from journal.ui.asking import Asking
from journal.ui.file_work import FileWork, journal_window
from journal.ui.long_job import LongJob
from journal.ui.open_journal import Notice, OpenJournal
from journal.ui.unlocking import moment_words

if TYPE_CHECKING:
    from journal.store.backup import Contents
    from journal.store.key import Key
    from journal.store.opening import Opened


@dataclass(frozen=True)
class _Facts:
    """What the question says: what is in the backup, and how many entries the present journal was given since."""

    contents: "Contents"
    newer: int


class Restoring(QObject):
    """One backup, looked into or brought back. `ended` when it is over; after a restore the window is locked instead."""

    ended = Signal()

    def __init__(self, journal: OpenJournal, window: QWidget, backup: Path, made: str = "") -> None:
        """backup: a file on the shelf, or any other copy of this journal. `window` is the main window.

        made: the moment of the backup in words, where it is known.
        """
        super().__init__(window)
        self._made = made
        self._journal, self._window, self._backup = journal, window, backup
        self._key: Key | None = None
        self.ended.connect(self.deleteLater)

    def look(self) -> None:
        """Open it in a window of its own, only to be looked at."""
        self._get_key(self._open_beside)

    def bring_back(self) -> None:
        """Say what will happen, and put it in the place of the journal."""
        self._get_key(self._look_at)

    # ----------------------------------------------------------------------------------------------- key

    def _get_key(self, then: Callable[[Any], None]) -> None:
        asking = Asking(self._window, self._journal.vault.key)
        asking.got.connect(then)
        asking.left.connect(self.ended)
        text = _("{name} is under another passphrase than the journal now: the one of its time.")
        with dialogs.faults_shown(self._window) as outcome:
            if self._is_the_journal():  # whose file must not be opened beside its connections
                raise BadInput(_("This is the journal itself, not a backup of it."))
            asking.ask(
                self._backup, _("The passphrase of that time"), text.format(name=self._backup.name), _("Continue")
            )
        if not outcome.ok:
            self.ended.emit()

    def _is_the_journal(self) -> bool:
        try:
            return self._backup.samefile(self._journal.path)
        except OSError:
            return False  # one of them is not there

    # ---------------------------------------------------------------------------------------------- look

    @Slot(object)
    def _open_beside(self, key: "Key") -> None:
        path = self._backup

        def work(_progress: background.Progress) -> "Opened":
            return OpenJournal.open_file(path, key, read_only=True)

        self._run(_("Opening the backup"), work, self._show_beside)

    @Slot(object)
    def _show_beside(self, opened: "Opened") -> None:
        if not self._journal.is_open:
            opened.vault.close()
            return
        shown = OpenJournal(opened.vault, opened=opened)
        last = moment_words(opened.last_change.at)
        said = (
            _("The backup of {moment}, only to be looked at: nothing in it can be changed.").format(moment=self._made)
            if self._made
            else _("A copy, only to be looked at. Its last change was on {moment}.").format(moment=last)
        )
        shown.notice(Notice("looked-at", said, _("Bring this one back…")))
        journal_window(self._window).look_beside(shown, self._bring_back_after_look)

    def _bring_back_after_look(self) -> None:
        Restoring(self._journal, self._window, self._backup, self._made).bring_back()

    # ----------------------------------------------------------------------------------------- bring back

    @Slot(object)
    def _look_at(self, key: "Key") -> None:
        self._key = key
        journal, path = self._journal, self._backup

        def work(_progress: background.Progress) -> _Facts:
            from journal.practices import entries
            from journal.store import restoring

            found = restoring.look_at(path, key)
            try:
                with journal.read_anywhere() as session:
                    return _Facts(found, entries.changed_since(session, found.changed_at))
            except UpwardError:
                return _Facts(found, -1)  # damaged or gone: that is why a backup is wanted

        self._run(_("Checking the backup"), work, self._ask)

    @Slot(object)
    def _ask(self, facts: _Facts) -> None:
        if not self._journal.is_open:
            self.ended.emit()
            return
        words = "\n\n".join(self._words(facts))
        dialog = dialogs.Dialog(self._window, _("Bring this backup back?"), words, action=_("Bring it back"))
        dialog.accepted.connect(self._back_up_first)
        dialog.rejected.connect(self.ended)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _words(self, facts: _Facts) -> list[str]:
        found, name = facts.contents, self._journal.path.name
        entries = n_("{n} entry", "{n} entries", found.entries).format(n=found.entries)
        becomes = _("The journal becomes as it was on {moment}, with {entries}.")
        words = [
            becomes.format(moment=moment_words(found.changed_at), entries=entries),
            _("The present file is set aside beside it, as “{name}.before-restore-…”. Nothing is deleted.").format(
                name=Path(name).stem
            ),
        ]
        if facts.newer > 0:
            said = n_(
                "{n} entry that was written or changed since then will be in that file only.",
                "{n} entries that were written or changed since then will be in that file only.",
                facts.newer,
            )
            words.append(said.format(n=facts.newer))
        words.append(_("Afterwards Upward locks, and the passphrase is asked for."))
        return words

    @Slot()
    def _back_up_first(self) -> None:
        """What is there now is backed up as well, unless it is what cannot be read."""
        journal = self._journal
        if journal.is_read_only or journal.vault.is_exchanged():
            self._restore(None)
            return

        def work(_progress: background.Progress) -> object:
            from journal.store import shelf

            return shelf.make(journal.vault, "restore").faults

        self._run(_("Making a backup first"), work, self._restore)

    @Slot(object)
    def _restore(self, _faults: object) -> None:
        from journal.store import restoring

        key = self._key
        if key is None or not self._journal.is_open:
            self.ended.emit()
            return
        act = partial(restoring.restore, self._backup, key, self._journal.path)
        work = FileWork(self._journal, self._window, _("Bringing the backup back"), act)
        work.finished.connect(self._lock)
        work.failed.connect(self._refuse)
        work.start()

    @Slot(object)
    def _lock(self, _aside: object) -> None:
        journal_window(self._window).leave(lock_reason.RESTORED)

    # ------------------------------------------------------------------------------------------- internal

    def _run(self, title: str, work: Callable[[background.Progress], Any], then: Callable[[Any], None]) -> None:
        job = LongJob(self._window, title, work)
        job.finished.connect(then)
        job.failed.connect(self._refuse)
        job.start()

    @Slot(object)
    def _refuse(self, fault: Exception) -> None:
        self.ended.emit()
        if self._journal.is_open and not isinstance(fault, background.Cancelled):
            dialogs.show_fault(self._window, fault, _("Nothing was changed"))

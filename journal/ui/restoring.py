"""Bringing a backup back: look into it first, hear what happens to the present file, then the journal is as it was."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.errors import BadInput, JournalDamaged, UpwardError
from journal.text import _, n_
from journal.ui import background, dialogs, lock_reason
from journal.ui.asking import Asking
from journal.ui.file_work import FileWork, Step, journal_window
from journal.ui.long_job import LongJob
from journal.ui.not_saved import SaveBar
from journal.ui.open_journal import Notice, OpenJournal
from journal.ui.unlocking import moment_words
from journal.ui.widgets import clipboard

if TYPE_CHECKING:
    from journal.store.backup import Contents
    from journal.store.key import Key
    from journal.store.opening import Opened
    from journal.store.vault import Vault


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
        self._words_left = ""
        self.is_over = False

    def look(self) -> None:
        """Open it in a window of its own, only to be looked at; nothing while another one is under way."""
        self._get_key(self._open_beside)

    def bring_back(self) -> None:
        """Say what will happen, and put it in the place of the journal; nothing while another one is under way."""
        self._get_key(self._look_at)

    # ----------------------------------------------------------------------------------------------- key

    def _get_key(self, then: Callable[[Any], None]) -> None:
        if any(each is not self and not each.is_over for each in self._window.findChildren(Restoring)):
            self._end()  # a second click on the button
            return
        asking = Asking(self._window, self._journal.vault.key)
        asking.got.connect(then)
        asking.left.connect(self._end)
        text = _("{name} is under another passphrase than the journal now: the one of its time.")
        with dialogs.faults_shown(self._window) as outcome:
            if self._is_the_journal():  # whose file must not be opened beside its connections
                raise BadInput(_("This is the journal itself, not a backup of it."))
            asking.ask(
                self._backup, _("The passphrase of that time"), text.format(name=self._backup.name), _("Continue")
            )
        if not outcome.ok:
            self._end()

    def _is_the_journal(self) -> bool:
        try:
            return self._backup.samefile(self._journal.path)
        except OSError:
            return False  # one of them is not there

    # ---------------------------------------------------------------------------------------------- look

    @Slot(object)
    def _open_beside(self, key: "Key") -> None:
        path, beside = self._backup, self._journal.path

        def work(_progress: background.Progress) -> "Opened":
            from journal.store import opening

            return opening.open_to_look(path, key, beside)

        self._run(_("Opening the backup"), work, self._show_beside)

    @Slot(object)
    def _show_beside(self, opened: "Opened") -> None:
        self._end()
        if not self._journal.is_open:
            opened.vault.close()
            return
        is_ours = opened.vault.journal_id == self._journal.journal_id
        shown = OpenJournal(opened.vault, opened=opened)
        last = moment_words(opened.last_change.at)
        said = (
            _("The backup of {moment}, only to be looked at: nothing in it can be changed.").format(moment=self._made)
            if self._made
            else _("A copy, only to be looked at. Its last change was on {moment}.").format(moment=last)
        )
        if not is_ours:
            said = _("Another journal, only to be looked at. Its last change was on {moment}.").format(moment=last)
        shown.notice(Notice("looked-at", said, _("Bring this one back…") if is_ours else ""))
        again = partial(_bring_back, self._journal, self._window, self._backup, self._made)
        journal_window(self._window).look_beside(shown, again)

    # ----------------------------------------------------------------------------------------- bring back

    @Slot(object)
    def _look_at(self, key: "Key") -> None:
        self._key = key
        journal, path = self._journal, self._backup

        def work(_progress: background.Progress) -> _Facts:
            from journal.practices import entries
            from journal.store import restoring

            found = restoring.look_at(path, key)
            if found.journal_id != journal.journal_id:
                raise BadInput(
                    _("This is a backup of another journal. The one at {path} was left as it is.").format(
                        path=journal.path
                    )
                )
            try:
                with journal.read_anywhere() as session:
                    return _Facts(found, entries.changed_since(session, found.changed_at))
            except UpwardError:
                return _Facts(found, -1)  # damaged or gone: that is why a backup is wanted

        self._run(_("Checking the backup"), work, self._ask)

    @Slot(object)
    def _ask(self, facts: _Facts) -> None:
        if not self._journal.is_open:
            self._end()
            return
        words = "\n\n".join(self._words(facts))
        dialog = dialogs.Dialog(self._window, _("Bring this backup back?"), words, action=_("Bring it back"))
        dialog.accepted.connect(self._back_up_first)
        dialog.rejected.connect(self._end)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _words(self, facts: _Facts) -> list[str]:
        found, name = facts.contents, self._journal.path.name
        entries = n_("{n} entry", "{n} entries", found.entries).format(n=found.entries)
        becomes = _("The journal will be as it was on {moment}, with {entries}.")
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

        def work(_progress: background.Progress) -> None:
            from journal.store import shelf

            with contextlib.suppress(JournalDamaged):  # what cannot be read is set aside as it is
                shelf.make(journal.vault, "restore")

        self._run(_("Making a backup first"), work, self._restore)

    @Slot(object)
    def _restore(self, _done: object) -> None:
        if not self._journal.is_open:
            self._end()
        elif journal_window(self._window).save_everything():
            self._put_in_place()
        else:
            self._ask_about_words()

    def _ask_about_words(self) -> None:
        """The journal that takes no words any more is the very one that is to go; they are carried over."""
        self._words_left = _unsaved_words(self._window)
        text = _(
            "The journal’s file does not take what you typed last. It will be the draft of a new entry in the journal as"
            " the backup brings it back, and it is on the clipboard until Upward locks."
        )
        dialog = dialogs.Dialog(
            self._window, _("What you typed is not saved"), text, action=_("Copy the text and go on")
        )
        dialog.accepted.connect(self._copy_and_go_on)
        dialog.rejected.connect(self._end)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _copy_and_go_on(self) -> None:
        if self._words_left:
            clipboard.put(self._words_left)
        self._put_in_place()

    def _put_in_place(self) -> None:
        if self._key is None or not self._journal.is_open:
            self._end()
            return
        act = partial(_restore, self._backup, self._key, self._journal.vault, self._words_left)
        title = _("Bringing the backup back")
        work = FileWork(self._journal, self._window, title, act, saves=not self._words_left)
        work.finished.connect(self._lock)
        work.failed.connect(self._refuse)
        work.start()

    @Slot(object)
    def _lock(self, are_words_kept: bool) -> None:
        if not are_words_kept:
            text = _(
                "It could not be put into the journal. It is on the clipboard: paste it into another program now, for Upward"
                " locks when you go on."
            )
            dialogs.show_message(self._window, _("What you typed is not saved"), text)
        journal_window(self._window).leave(lock_reason.RESTORED)

    # ------------------------------------------------------------------------------------------- internal

    def _run(self, title: str, work: Callable[[background.Progress], Any], then: Callable[[Any], None]) -> None:
        job = LongJob(self._window, title, work)
        job.finished.connect(then)
        job.failed.connect(self._refuse)
        job.start()

    @Slot()
    def _end(self) -> None:
        if not self.is_over:
            self.is_over = True
            self.ended.emit()
            self.deleteLater()

    @Slot(object)
    def _refuse(self, fault: Exception) -> None:
        self._end()
        if self._journal.is_open and not isinstance(fault, background.Cancelled):
            dialogs.show_fault(self._window, fault, _("Nothing was changed"))


def _bring_back(journal: OpenJournal, window: QWidget, backup: Path, made: str) -> None:
    """From the window in which it was looked at."""
    Restoring(journal, window, backup, made).bring_back()


def _unsaved_words(window: QWidget) -> str:
    return "\n\n".join(words for bar in window.findChildren(SaveBar) if (words := bar.unsaved_words.strip()))


def _restore(backup: Path, key: "Key", replaced: "Vault", words: str, _step: Step) -> bool:
    """Bring it back, and put the words into it; whether they are there. Runs on a worker thread."""
    from journal.practices import quick_draft
    from journal.store import restoring
    from journal.store.vault import Vault

    restoring.restore(backup, key, replaced.path)
    if not words:
        return True
    try:
        vault = Vault.open_keyed(replaced.path, key, device=replaced.device)
        try:
            with vault.write() as session:
                quick_draft.add(session, words)
        finally:
            vault.close()
    except UpwardError:
        return False
    return True

"""When a journal is damaged or gone: look at it, bring back the newest backup, or rescue what can still be read.

Nothing here erases anything: the damaged file is set aside or left where it is.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from journal.errors import JournalMissing, PassphraseChanged, UpwardError
from journal.text import _, n_
from journal.ui import background
from journal.ui.background import Progress
from journal.ui.unlocking import JOURNALS, Found, free_name, sentence
from journal.ui.widgets.choice_form import ChoiceForm

if TYPE_CHECKING:
    from journal.store.key import Key
    from journal.store.rescue import Report
    from journal.store.shelf import Backup
    from journal.ui.widgets.stage import Stage

LOOK, BACKUP, RESCUE, LEAVE, OPEN = "look", "backup", "rescue", "leave", "open"


class _Rescued(NamedTuple):
    path: Path
    report: "Report"


class Mending(QObject):
    """Offers the ways on a stage. `opened` carries a Found; `left` when the user goes back to the passphrase."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, stage: "Stage", parent: QObject) -> None:
        """Made once, begun as often as it is needed."""
        super().__init__(parent)
        self._stage = stage
        self._path = Path()
        self._secret: str | Key = ""
        self._is_missing = False
        self._is_changed = False
        self._fault = ""
        self._backup: Backup | None = None
        self._rescued = Path()
        self.form = ChoiceForm(_("This journal needs mending"), stage.place)
        self.form.chosen.connect(self._choose)
        self.report = ChoiceForm(_("What could be rescued"), stage.place)
        self.report.chosen.connect(self._choose)

    def begin(self, fault: UpwardError, path: Path, secret: "str | Key") -> None:
        """Offer the ways out of this fault; the secret fits the journal or its backup."""
        self._path, self._secret, self._fault = path, secret, str(fault)
        self._is_missing = isinstance(fault, JournalMissing)
        self._is_changed = isinstance(fault, PassphraseChanged)

        def work(_progress: Progress) -> "Backup | None":
            from journal.ui import unlocking

            return unlocking.newest_backup(path, secret)

        background.run(work, self._offer, self._offer_without)

    @Slot(object)
    def _offer_without(self, fault: Exception) -> None:
        if not isinstance(fault, UpwardError):
            raise fault
        self._offer(None)

    @Slot(object)
    def _offer(self, backup: "Backup | None") -> None:
        self._backup = backup
        form = self.form
        form.take_back()
        form.title.setText(self._title())
        form.say(self._fault)
        has_pages = not self._is_missing and not self._is_changed
        if self._is_changed:
            form.offer(LEAVE, _("Type the present passphrase"))
        if has_pages:
            form.offer(LOOK, _("Open it only to look"), _("Nothing is written. What cannot be read stays empty."))
        if backup:
            form.offer(BACKUP, _("Bring back this backup"), self._of_backup(backup))
        if has_pages:
            form.offer(
                RESCUE,
                _("Rescue what can be read…"),
                _("Every record that can still be read is copied into a new journal. You get a list of the others."),
            )
        if not self._is_changed:
            form.offer(LEAVE, _("Back"), quiet=True)
        self._stage.show_form(form)

    def _title(self) -> str:
        if self._is_changed:
            return _("The passphrase was changed")
        return _("This journal is missing") if self._is_missing else _("This journal is damaged")

    def _of_backup(self, backup: "Backup") -> str:
        from journal.ui import unlocking

        moment = unlocking.moment_words(backup.made_at)
        words = _("The newest backup that was found whole is of {moment}.").format(moment=moment)
        if backup.entries is not None:
            number = backup.entries
            words += " " + n_("It holds {n} entry.", "It holds {n} entries.", number).format(n=number)
        if not self._is_missing:
            words += " " + _("The present file is set aside beside it, not deleted.")
        return words

    @Slot(str)
    def _choose(self, way: str) -> None:
        if way == LOOK:
            self._look()
        elif way == BACKUP:
            self._bring_back()
        elif way == RESCUE:
            self._choose_place()
        elif way == OPEN:
            self._open_rescued()
        else:
            self._secret = ""
            self.left.emit()

    def _look(self) -> None:
        path, secret = self._path, self._secret

        def work(_progress: Progress) -> Found:
            from journal.ui import unlocking

            return unlocking.open_file(path, secret, read_only=True)

        self._begin_work()
        background.run(work, self._end, self._refuse)

    def _bring_back(self) -> None:
        path, secret, backup = self._path, self._secret, self._backup
        if backup is None:
            return
        source = backup.path

        def work(_progress: Progress) -> Found:
            from journal.store import restoring
            from journal.store.connection import read_salt
            from journal.store.key import Key, derive
            from journal.ui import unlocking

            key = secret if isinstance(secret, Key) else derive(secret, read_salt(source))
            restoring.restore(source, key, path)
            return unlocking.open_file(path, key)

        self._begin_work()
        background.run(work, self._end, self._refuse)

    def _choose_place(self) -> None:
        from journal.ui import dialogs

        proposed = free_name(self._path.with_stem(_("{name} rescued").format(name=self._path.stem)))
        kinds = _("Journals ({pattern})").format(pattern=JOURNALS)
        target = dialogs.choose_new_file(self._stage.window(), _("Where the rescued journal goes"), proposed, kinds)
        if target:
            self._rescue(target)

    def _rescue(self, target: Path) -> None:
        from journal.ui.long_job import LongJob

        path, secret = self._path, self._secret

        def work(progress: Progress) -> _Rescued:
            from journal import paths
            from journal.store import rescue

            return _Rescued(target, rescue.rescue(path, secret, target, device=paths.device(), step=progress.step))

        job = LongJob(self._stage.window(), _("Rescuing what can be read"), work)
        job.finished.connect(self._show_report)
        job.failed.connect(self._refuse)
        self._begin_work()
        job.start()

    @Slot(object)
    def _show_report(self, rescued: _Rescued) -> None:
        self._rescued, form = rescued.path, self.report
        self.form.busy(False)
        form.take_back()
        number, lines = rescued.report.rescued.total(), rescued.report.lines()
        said = n_("{n} record is in the new journal.", "{n} records are in the new journal.", number).format(n=number)
        form.say(said + " " + (_("These could not be read as they were:") if lines else _("Nothing is missing.")))
        form.list_lines(lines)
        words = _(
            "It opens with the same passphrase. Merge the newest backup into it to bring back what that still has."
        )
        if self._is_beside():
            words += " " + _("It takes the damaged file's name; that one is set aside beside it, not deleted.")
        form.offer(OPEN, _("Open the rescued journal"), words)
        form.offer(LEAVE, _("Back"), quiet=True)
        self._stage.show_form(form)

    def _is_beside(self) -> bool:
        return self._rescued.parent == self._path.parent

    def _open_rescued(self) -> None:
        """In the damaged one's place, where it lies beside it; else where it is."""
        rescued, path, secret, is_beside = self._rescued, self._path, self._secret, self._is_beside()

        def work(_progress: Progress) -> Found:
            from journal.store import rescue
            from journal.ui import unlocking

            if is_beside and rescued.exists():
                rescue.take_place(rescued, path)
            return unlocking.open_file(path if is_beside else rescued, secret)

        self._begin_work()
        background.run(work, self._end, self._refuse)

    def _begin_work(self) -> None:
        for form in (self.form, self.report):
            form.busy(True)

    @Slot(object)
    def _end(self, found: Found) -> None:
        self._secret = ""
        for form in (self.form, self.report):
            form.busy(False)
        self.opened.emit(found)

    @Slot(object)
    def _refuse(self, fault: Exception) -> None:
        for form in (self.form, self.report):
            form.busy(False)
            form.refuse(sentence(fault))

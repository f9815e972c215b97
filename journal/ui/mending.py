"""When a journal is damaged or gone: bring back the newest backup, look at it, or rescue what can still be read.

Nothing here erases anything: the damaged file is set aside or left where it is.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from journal.errors import JournalDamaged, JournalMissing, PassphraseChanged, WrongPassphrase
from journal.text import _, n_
from journal.ui import background, unlocking
from journal.ui.background import Progress
from journal.ui.unlocking import JOURNALS, Found, Hurt, free_name, moment_words, sentence
from journal.ui.widgets.choice_form import ChoiceForm

if TYPE_CHECKING:
    from journal.store.key import Key
    from journal.store.rescue import Report
    from journal.store.shelf import Backup
    from journal.ui.widgets.stage import Stage

LOOK, BACKUP, RESCUE, LEAVE, OPEN, MERGE = "look", "backup", "rescue", "leave", "open", "merge"
LISTED: Final = 8  # lines of what could not be rescued, on the screen


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
        self._backup: Backup | None = None
        self._rescued = Path()
        self.form = ChoiceForm("", stage.place)
        self.report = ChoiceForm(_("What could be rescued"), stage.place)
        self.report.height_hint = 88.0
        for form in (self.form, self.report):
            form.chosen.connect(self._choose)

    def begin(self, hurt: Hurt) -> None:
        """Offer the ways out of this fault, the best one first."""
        self._path, self._secret, self._backup = hurt.path, hurt.secret, hurt.backup
        form = self.form
        form.take_back()
        form.title.setText(_title(hurt))
        form.say(_said(hurt))
        if isinstance(hurt.fault, PassphraseChanged):
            form.offer(LEAVE, _("Type the present passphrase"))
            self._offer_backup(hurt)
        else:
            self._offer_backup(hurt)
            if not isinstance(hurt.fault, JournalMissing):
                self._offer_pages()
            form.offer(LEAVE, _("Back"), quiet=True)
        self._stage.show_form(form)

    def forget(self) -> None:
        """Leave no secret behind."""
        self._secret = ""

    # ------------------------------------------------------------------------------------------ internal

    def _offer_backup(self, hurt: Hurt) -> None:
        if hurt.backup:
            words = _of_backup(hurt.backup, is_there=not isinstance(hurt.fault, JournalMissing))
            self.form.offer(BACKUP, _("Bring back this backup"), words)

    def _offer_pages(self) -> None:
        """What can be done with the pages that are left; to rescue them is the best where there is no backup."""
        look = (LOOK, _("Open it only to look"), _("Nothing is written. What cannot be read stays empty."))
        words = _("Every record that can still be read is copied into a new journal. You get a list of the others.")
        rescue = (RESCUE, _("Rescue what can be read…"), words)
        for way in (look, rescue) if self._backup else (rescue, look):
            self.form.offer(*way)

    @Slot(str)
    def _choose(self, way: str) -> None:
        if way == LOOK:
            self._look()
        elif way == BACKUP:
            self._bring_back()
        elif way == RESCUE:
            self._choose_place()
        elif way in (OPEN, MERGE):
            self._open_rescued(merges=way == MERGE)
        else:
            self.forget()
            self.left.emit()

    def _look(self) -> None:
        path, secret = self._path, self._secret

        def work() -> Found:
            return unlocking.open_file(path, secret, read_only=True)

        self._run(work, self._refuse_look)

    def _bring_back(self) -> None:
        path, secret, backup = self._path, self._secret, self._backup
        if backup is None:
            return
        source = backup.path

        def work() -> Found:
            from journal.store import restoring
            from journal.store.connection import read_salt
            from journal.store.key import key_of

            key = key_of(secret, read_salt(source))
            restoring.restore(source, key, path)
            return unlocking.open_file(path, key)

        self._run(work, self._refuse)

    def _choose_place(self) -> None:
        from journal.ui import dialogs

        proposed = free_name(self._path.with_stem(_("{name} rescued").format(name=self._path.stem)))
        kinds = _("Journals ({pattern})").format(pattern=JOURNALS)
        target = dialogs.choose_new_file(self._stage.window(), _("Where the rescued journal goes"), proposed, kinds)
        if target and self._stage.still_shows(self.form):
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
        self.form.busy(True)
        job.start()

    @Slot(object)
    def _show_report(self, rescued: _Rescued) -> None:
        self._rescued, form = rescued.path, self.report
        self.form.busy(False)
        form.take_back()
        number, lines = rescued.report.rescued.total(), rescued.report.lines(unlocking.day_words)
        said = n_("{n} record is in the new journal.", "{n} records are in the new journal.", number).format(n=number)
        form.say(said + " " + (_("These could not be fully recovered:") if lines else _("Nothing is missing.")))
        form.list_lines(lines, shown=LISTED)
        if lines and self._backup:
            words = _("The newest intact backup is from {moment}. What it still has comes back, and the journal opens.")
            words = words.format(moment=moment_words(self._backup.made_at))
            form.offer(MERGE, _("Merge the newest backup into it"), words)
            form.offer(OPEN, _("Open it as it is"), self._of_place())
        else:
            form.offer(OPEN, _("Open the rescued journal"), self._of_place())
        form.offer(LEAVE, _("Back"), quiet=True)
        self._stage.show_form(form)

    def _of_place(self) -> str:
        words = _("It opens with the same passphrase.")
        if self._is_beside():
            words += " " + _("It takes the damaged file’s name; that one is set aside beside it, not deleted.")
        return words

    def _is_beside(self) -> bool:
        return self._rescued.parent == self._path.parent

    def _open_rescued(self, *, merges: bool) -> None:
        """In the damaged one's place, where it lies beside it; else where it is."""
        rescued, path, secret, is_beside = self._rescued, self._path, self._secret, self._is_beside()
        source = self._backup.path if merges and self._backup else None

        def work() -> Found:
            from journal.store import rescue
            from journal.store.connection import read_salt
            from journal.store.key import key_of

            if not rescued.exists():
                return unlocking.open_file(path, secret)  # it took the place before something else failed
            key = key_of(secret, read_salt(rescued))
            if source:
                _merge(source, rescued, key)
            if is_beside:
                rescue.take_place(rescued, path, key)
            return unlocking.open_file(path if is_beside else rescued, key)

        self._run(work, self._refuse)

    def _run(self, work: Callable[[], Found], on_failed: Callable[[Exception], None]) -> None:
        def opens(progress: Progress) -> Found:
            return unlocking.unless_left(work(), progress)

        for form in (self.form, self.report):
            form.busy(True)
        background.run(opens, self._end, on_failed)

    @Slot(object)
    def _end(self, found: Found) -> None:
        self.forget()
        for form in (self.form, self.report):
            form.busy(False)
        self.opened.emit(found)

    @Slot(object)
    def _refuse(self, fault: Exception) -> None:
        self._say_refused(sentence(fault))

    @Slot(object)
    def _refuse_look(self, fault: Exception) -> None:
        if not isinstance(fault, (JournalDamaged, WrongPassphrase)):
            self._refuse(fault)
        elif self._backup:
            self._say_refused(_("Too damaged to look at. Bring back the backup, or rescue what can be read."))
        else:
            self._say_refused(_("Too damaged to look at. Rescue what can be read."))

    def _say_refused(self, words: str) -> None:
        for form in (self.form, self.report):
            form.busy(False)
        current = self._stage.current()
        if current in (self.form, self.report):
            current.refuse(words)


def _title(hurt: Hurt) -> str:
    if isinstance(hurt.fault, PassphraseChanged):
        return _("The passphrase was changed")
    return _("This journal is missing") if isinstance(hurt.fault, JournalMissing) else _("This journal is damaged")


def _said(hurt: Hurt) -> str:
    """What is wrong, without the ways: they stand below it."""
    if hurt.backup is None or isinstance(hurt.fault, JournalMissing):
        return str(hurt.fault)
    if isinstance(hurt.fault, PassphraseChanged):
        return _(
            "What you typed opens the newest backup, but no longer the journal itself. If you never changed the passphrase,"
            " the file is damaged: bring back that backup."
        )
    return _("The passphrase fits, but the file is damaged.")


def _of_backup(backup: "Backup", *, is_there: bool) -> str:
    words = _("The newest intact backup is from {moment}.").format(moment=moment_words(backup.made_at))
    if backup.entries is not None:
        number = backup.entries
        words += " " + n_("It holds {n} entry.", "It holds {n} entries.", number).format(n=number)
    if is_there:
        words += " " + _("The present file is set aside beside it, not deleted.")
    return words


def _merge(source: Path, into: Path, key: "Key") -> None:
    """Bring into a rescued journal what a backup has and the damage took."""
    from journal import paths
    from journal.store import merge, opening

    with (
        closing(opening.open_vault(into, key, device=paths.device())) as vault,
        opening.copied(source, key, into) as copy,
        copy.read() as theirs,
        vault.write() as session,
    ):
        merge.merge(session, merge.rows_of(theirs))

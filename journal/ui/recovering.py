"""Opening with the recovery sheet: the sheet, a new passphrase, the passphrase once more, the new sheet; then it is open."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from journal.text import _, n_
from journal.ui import background
from journal.ui.background import Progress
from journal.ui.showing_sheet import ShowingSheet
from journal.ui.unlocking import Found, Hurt, offered, sentence
from journal.ui.widgets.new_passphrase_form import NewPassphraseForm
from journal.ui.widgets.prove_form import ProveForm
from journal.ui.widgets.recover_form import RecoverForm

if TYPE_CHECKING:
    from journal.store.key import Key
    from journal.store.rekey import Changed
    from journal.ui.widgets.stage import Stage


class _Renewed(NamedTuple):
    """What the change of passphrase did, and the groups of the new sheet."""

    changed: "Changed"
    groups: list[str]


class Recovering(QObject):
    """Goes through the steps on a stage. `opened` carries a Found, or a Hurt where the journal needs mending."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, stage: "Stage", parent: QObject) -> None:
        """Made once, begun as often as it is needed."""
        super().__init__(parent)
        self._stage = stage
        self._path = Path()
        self._key: Key | None = None
        self._words = ""
        self._is_checked = False
        self.form = RecoverForm(stage.place)
        self.passphrase = NewPassphraseForm(offered, stage.place)
        self.proof = ProveForm(
            _("Type it once"),
            _("The passphrase is changed when you have shown that you have it. The old one will no longer work."),
            _("Change the passphrase"),
            stage.place,
        )
        self.sheet = ShowingSheet(stage, self, can_go_back=False)
        self._connect()

    def _connect(self) -> None:
        self.form.submitted.connect(self._read)
        self.form.back_asked.connect(self._leave)
        self.passphrase.submitted.connect(self._take_passphrase)
        self.passphrase.back_asked.connect(self._to_sheet)
        self.proof.submitted.connect(self._change)
        self.proof.back_asked.connect(self._to_passphrase)
        self.sheet.checked.connect(self._note_checked)
        self.sheet.later.connect(self._put_off)

    def begin(self, journal: Path) -> None:
        """Ask for the sheet of this journal."""
        self._path = journal
        self.form.set_journal(journal)
        self._to_sheet()

    def forget(self) -> None:
        """Leave no secret behind."""
        self._key, self._words = None, ""
        self.form.forget()
        self.passphrase.forget()
        self.proof.forget()
        self.sheet.forget()

    @Slot()
    def _leave(self) -> None:
        self.forget()
        self.left.emit()

    @Slot()
    def _to_sheet(self) -> None:
        self._stage.show_form(self.form)

    @Slot()
    def _read(self) -> None:
        """The journal is opened with the sheet and closed again: only then is a new passphrase asked for."""
        path, typed = self._path, self.form.typed()

        def work(_progress: Progress) -> "Key | Hurt":
            from journal.store import opening
            from journal.ui import unlocking

            key = opening.key_of_sheet(path, typed)
            result = unlocking.open_or_tell(path, key)
            unlocking.close(result)
            return result if isinstance(result, Hurt) else key

        self.form.busy(_("Opening…"))
        background.run(work, self._take_key, self._refuse)

    @Slot(object)
    def _take_key(self, read: "Key | Hurt") -> None:
        self.form.busy("")
        if isinstance(read, Hurt):
            self.opened.emit(read)
            return
        self._key = read
        self._to_passphrase()

    @Slot(object)
    def _refuse(self, fault: Exception) -> None:
        self.form.refuse(sentence(fault))

    @Slot()
    def _to_passphrase(self) -> None:
        self.passphrase.busy("")
        self.passphrase.start()
        self._stage.show_form(self.passphrase)

    @Slot()
    def _take_passphrase(self) -> None:
        self._words = self.passphrase.chosen()
        if self.passphrase.is_generated:
            self.proof.ask_for(self._words)
            self._stage.show_form(self.proof)
        else:
            self._change()  # an own one was typed twice just now

    @Slot()
    def _change(self) -> None:
        path, key, words = self._path, self._key, self._words
        if key is None:
            return
        old = key

        def work(_progress: Progress) -> _Renewed:
            from journal import paths
            from journal.store import rekey, sheet

            changed = rekey.change_passphrase(path, old, words, device=paths.device())
            return _Renewed(changed, sheet.groups(changed.key))

        (self.passphrase if not self.passphrase.is_generated else self.proof).busy(_("Changing…"))
        background.run(work, self._show_sheet, self._refuse_change)

    @Slot(object)
    def _refuse_change(self, fault: Exception) -> None:
        self.proof.busy("")
        self._to_passphrase()
        self.passphrase.refuse(sentence(fault))

    @Slot(object)
    def _show_sheet(self, renewed: _Renewed) -> None:
        self.passphrase.busy("")
        self.proof.busy("")
        self._key = renewed.changed.key
        self.sheet.show_groups(renewed.groups, self._path.name)
        left = len(renewed.changed.left)
        if left:
            said = n_(
                "{n} backup could not be reached and still opens with the old passphrase.",
                "{n} backups could not be reached and still open with the old passphrase.",
                left,
            )
            self.sheet.form.say(said.format(n=left))

    @Slot()
    def _note_checked(self) -> None:
        self._open(is_checked=True)

    @Slot()
    def _put_off(self) -> None:
        self._open(is_checked=False)

    def _open(self, *, is_checked: bool) -> None:
        path, key = self._path, self._key
        if key is None:
            return
        new = key

        def work(progress: Progress) -> Found | Hurt:
            from journal.ui import unlocking

            return unlocking.unless_left(unlocking.open_or_tell(path, new, note_sheet=is_checked), progress)

        self.sheet.busy(_("Opening…"))
        background.run(work, self._end, self._fail)

    @Slot(object)
    def _end(self, result: Found | Hurt) -> None:
        self.sheet.busy("")
        self.forget()
        self.opened.emit(result)

    @Slot(object)
    def _fail(self, fault: Exception) -> None:
        """The new sheet stays on, and it can be tried again."""
        self.sheet.refuse(sentence(fault))

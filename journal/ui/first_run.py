"""The first run: a place, a passphrase, its recovery sheet, and the passphrase once more; then there is a journal.

Nothing is written before the last step, so that leaving half way, or going back, leaves nothing behind.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from journal import paths
from journal.errors import JournalExists, UpwardError, WeakPassphrase
from journal.text import _
from journal.ui import background
from journal.ui.background import Progress
from journal.ui.showing_sheet import ShowingSheet
from journal.ui.unlocking import JOURNALS, Found, NewKey, free_name, offered, refusal, sentence
from journal.ui.widgets.new_passphrase_form import NewPassphraseForm
from journal.ui.widgets.place_form import PlaceForm
from journal.ui.widgets.prove_form import ProveForm

if TYPE_CHECKING:
    from journal.ui.widgets.stage import Stage

STEPS: Final = 4


class _Looked(NamedTuple):
    """What there is to say against a place, and whether the usual one is better."""

    place: Path
    said: str
    is_own_better: bool


class FirstRun(QObject):
    """Goes through the steps on a stage. `made` carries what `unlocking.make_file` found."""

    made = Signal(object)
    existing_asked = Signal()
    left = Signal()

    def __init__(self, stage: "Stage", parent: QObject, hold: Callable[[Path], bool]) -> None:
        """hold: takes the place for this window; False, having said so, when another one has it."""
        super().__init__(parent)
        self._stage, self._hold = stage, hold
        self._new: NewKey | None = None
        self._new_of = ""
        self._is_checked = False
        self.place = PlaceForm(stage.place, step=_step(1))
        self.place.submitted.connect(self._to_passphrase)
        self.place.back_asked.connect(self.left)
        self.place.existing_asked.connect(self.existing_asked)
        self.place.choice_asked.connect(self._choose_place)
        self.place.own_place_asked.connect(self._take_own_place)

    # the later steps are made when they are first needed: the first one must be on the screen at once

    @cached_property
    def passphrase(self) -> NewPassphraseForm:
        """The second step."""
        form = NewPassphraseForm(offered, self._stage.place, step=_step(2))
        form.submitted.connect(self._derive)
        form.back_asked.connect(self._to_place)
        return form

    @cached_property
    def sheet(self) -> ShowingSheet:
        """The third step."""
        flow = ShowingSheet(self._stage, self, step=_step(3))
        flow.back_asked.connect(self._to_passphrase)
        flow.checked.connect(self._note_checked)
        flow.later.connect(self._put_off)
        return flow

    @cached_property
    def proof(self) -> ProveForm:
        """The fourth step."""
        words = _("Type the passphrase as you will from now on. Then the journal is made.")
        form = ProveForm(_("Now open it once"), words, _("Open the journal"), self._stage.place, step=_step(4))
        form.submitted.connect(self._make)
        form.back_asked.connect(self._to_sheet)
        return form

    def begin(self, *, can_go_back: bool) -> None:
        """Show the first step."""
        self.place.back.setVisible(can_go_back)
        self._set_place(free_name(paths.default_journal()))
        self._to_place()

    def begin_anew(self) -> None:
        """Nobody was there for a while: everything goes, and that is said, for words may be on paper already."""
        was_begun = bool(self._new_of or (self._was_begun() and self.passphrase.chosen()))
        self.forget()
        self._set_place(free_name(paths.default_journal()))
        self._to_place()
        if was_begun:
            self.place.refuse(
                _(
                    "Nobody touched a key for a while, so this begins anew. Words or groups that you wrote down before will"
                    " not open the journal."
                )
            )

    @property
    def is_on(self) -> bool:
        """Whether one of its steps is on the screen."""
        on = self._stage.current()
        return on is self.place or (
            self._was_begun() and on in (self.passphrase, self.sheet.form, self.sheet.check, self.proof)
        )

    def forget(self) -> None:
        """Leave no secret behind, and no name."""
        self._new, self._new_of = None, ""
        self.place.manager.clear()
        if self._was_begun():
            self.passphrase.forget()
            self.sheet.forget()
            self.proof.forget()

    def _was_begun(self) -> bool:
        return "passphrase" in self.__dict__

    # -------------------------------------------------------------------------------------- the place

    @Slot()
    def _to_place(self) -> None:
        self._stage.show_form(self.place)

    @Slot()
    def _choose_place(self) -> None:
        from journal.ui import dialogs

        kinds = _("Journals ({pattern})").format(pattern=JOURNALS)
        chosen = dialogs.choose_new_file(self._stage.window(), _("Where the journal goes"), self.place.place, kinds)
        if chosen and self._stage.still_shows(self.place):
            self._set_place(chosen)

    @Slot()
    def _take_own_place(self) -> None:
        self._set_place(free_name(paths.default_journal()))
        self.place.focus_first()

    def _set_place(self, place: Path) -> None:
        self.place.set_place(place)
        own = paths.default_journal().parent

        def work(_progress: Progress) -> _Looked:
            from journal.store import location

            found = location.risk(place.parent)
            said = refusal(place) or (found.sentence if found else "")
            return _Looked(place, said, bool(said) and place.parent != own and location.risk(own) is None)

        background.run(work, self._warn, self._warn_of_nothing)

    @Slot(object)
    def _warn(self, found: _Looked) -> None:
        if found.said and found.place == self.place.place:
            self.place.warn(found.said, offer_own=found.is_own_better)

    @Slot(object)
    def _warn_of_nothing(self, fault: Exception) -> None:
        if not isinstance(fault, (UpwardError, OSError)):
            raise fault

    # --------------------------------------------------------------------------------- the passphrase

    @Slot()
    def _to_passphrase(self) -> None:
        place = self.place.place
        if place.exists():
            self._stage.show_form(self.place)
            self.place.refuse(str(JournalExists(place)))
            return
        if why_not := refusal(place):
            self._stage.show_form(self.place)
            self.place.warn(why_not, offer_own=place.parent != paths.default_journal().parent)
            return
        self.place.refuse_nothing()
        self.passphrase.known = self.place.manager.text()
        self.passphrase.busy("")
        self.passphrase.start()
        self._stage.show_form(self.passphrase)

    @Slot()
    def _derive(self) -> None:
        words = self.passphrase.chosen()
        if self._new and words == self._new_of:
            self._to_sheet()
            return

        def work(_progress: Progress) -> NewKey:
            from journal.ui import unlocking

            return unlocking.new_key(words)

        self._new_of = words
        self.passphrase.busy(_("One moment…"))
        background.run(work, self._take_key, self._refuse_passphrase)

    @Slot(object)
    def _take_key(self, new: NewKey) -> None:
        self._new, self._is_checked = new, False
        self._to_sheet()

    @Slot(object)
    def _refuse_passphrase(self, fault: Exception) -> None:
        self.passphrase.refuse(sentence(fault))

    # --------------------------------------------------------------------- the sheet, and the journal

    @Slot()
    def _to_sheet(self) -> None:
        if self._new:
            self.sheet.show_groups(self._new.groups, self.place.place.name)

    @Slot()
    def _note_checked(self) -> None:
        self._is_checked = True
        self._to_proof()

    @Slot()
    def _put_off(self) -> None:
        self._is_checked = False
        self._to_proof()

    def _to_proof(self) -> None:
        self.proof.ask_for(self._new_of)
        self._stage.show_form(self.proof)

    @Slot()
    def _make(self) -> None:
        place, new = self.place.place, self._new
        words, manager, is_checked = self.proof.wanted, self.place.manager.text(), self._is_checked
        if new is None or not self._hold(place):
            return
        key = new

        def work(progress: Progress) -> Found:
            from journal.ui import unlocking

            made = unlocking.make_file(place, words, key, manager, sheet_is_checked=is_checked)
            return unlocking.unless_left(made, progress)

        self.proof.busy(_("Creating…"))
        background.run(work, self._end, self._refuse_make)

    @Slot(object)
    def _end(self, found: Found) -> None:
        self.forget()
        self.made.emit(found)

    @Slot(object)
    def _refuse_make(self, fault: Exception) -> None:
        if isinstance(fault, WeakPassphrase):
            self._stage.show_form(self.passphrase)
            self.passphrase.refuse(sentence(fault))
        else:
            self.proof.refuse(sentence(fault))


def _step(number: int) -> str:
    return _("Step {number} of {count}").format(number=number, count=STEPS)

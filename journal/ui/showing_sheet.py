"""Getting the recovery sheet onto paper: show it, print it or save it as a PDF, and ask two of its groups back."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import background, dialogs, theme
from journal.ui.background import Progress
from journal.ui.printing import Printing
from journal.ui.widgets.pdf_view import usual_paper
from journal.ui.widgets.sheet_form import SheetCheck, SheetForm
from journal.ui.widgets.stage import Stage

if TYPE_CHECKING:
    from journal.sharing.document import PageSize
    from journal.ui.open_journal import OpenJournal


class ShowingSheet(QObject):
    """Two forms on a stage. `checked` when two groups were typed from the paper, `later` when that is put off."""

    checked = Signal()
    later = Signal()
    back_asked = Signal()

    def __init__(self, stage: Stage, parent: QObject, *, step: str = "", can_go_back: bool = True) -> None:
        """step: where this is in a longer way, such as `Step 3 of 4`."""
        super().__init__(parent)
        self._stage = stage
        self._groups: list[str] = []
        self._printed: list[str] = []
        self._name = ""
        self.form = SheetForm(stage.place, step=step)
        self.check = SheetCheck(stage.place, step=step)
        self.form.back.setVisible(can_go_back)
        self.form.submitted.connect(self._ask)
        self.form.later_asked.connect(self.later)
        self.form.back_asked.connect(self.back_asked)
        self.form.print_asked.connect(self._print)
        self.form.save_asked.connect(self._save)
        self.check.submitted.connect(self.checked)
        self.check.back_asked.connect(self._show_again)
        self._printing = Printing(stage)
        self._printing.printed.connect(self._say_printed)

    def show_groups(self, groups: Sequence[str], name: str) -> None:
        """Show these groups; `name` is that of the journal's file, put on the paper only when the user wants it."""
        self._groups, self._name = list(groups), name
        self.form.show_groups(groups)
        self.form.say("")
        self._stage.show_form(self.form)

    def busy(self, words: str) -> None:
        """While something is under way nothing can be pressed; empty when it is over."""
        for form in (self.form, self.check):
            form.busy(words)

    def refuse(self, sentence: str) -> None:
        """Say why what follows the sheet could not be done."""
        self.busy("")
        form = self._stage.current()
        if form in (self.form, self.check):
            form.refuse(sentence)

    def forget(self) -> None:
        """Leave nothing of the sheet behind."""
        self._groups = self._printed = []
        self._printing.forget()
        self.form.forget()
        self.check.forget()

    @Slot()
    def _ask(self) -> None:
        self.check.ask(self._groups)
        self._stage.show_form(self.check)

    @Slot()
    def _show_again(self) -> None:
        self._stage.show_form(self.form)

    @Slot()
    def _save(self) -> None:
        proposed, groups = Path.home() / _("recovery sheet.pdf"), list(self._groups)
        target = dialogs.choose_new_file(
            self._stage.window(), _("Save the recovery sheet"), proposed, _("PDF files (*.pdf)")
        )
        if target is None or not self._still_shows(groups):
            return
        name, where = self._named(), target

        def work(_progress: Progress) -> Path:
            from journal.sharing import pdf_sheet, saving

            saving.save_pdf(pdf_sheet.render(groups, date.today(), journal=name, page=_page()), where)
            return where

        background.run(work, self._say_saved, self._say_fault)

    @Slot(object)
    def _say_saved(self, target: Path) -> None:
        said = _("Saved as {name}. That file is not encrypted: print it, then delete it.")
        self.form.say(said.format(name=target.name))

    @Slot(object)
    def _say_fault(self, fault: Exception) -> None:
        dialogs.show_fault(self._stage.window(), fault, _("The recovery sheet was not saved"))

    @Slot()
    def _print(self) -> None:
        groups, name = list(self._groups), self._named()

        def work(_progress: Progress) -> bytes:
            from journal.sharing import pdf_sheet

            return pdf_sheet.render(groups, date.today(), journal=name, page=_page())

        self._printed = groups
        background.run(work, self._start_printing, self._say_fault)

    @Slot(object)
    def _start_printing(self, data: bytes) -> None:
        if self._still_shows(self._printed):
            self._printing.start(data)

    @Slot()
    def _say_printed(self) -> None:
        if self._still_shows(self._printed):
            self.form.say(_("Sent to the printer. Take the page out before somebody else does."))

    def _still_shows(self, groups: list[str]) -> bool:
        """Whether these groups are still on after a dialog, which may stand longer than they do."""
        return shiboken6.isValid(self) and bool(groups) and self._groups == groups

    def _named(self) -> str:
        return self._name if self.form.with_name.isChecked() else ""


def _page() -> "PageSize":
    return "Letter" if usual_paper() == "Letter" else "A4"


class SheetDialog(QDialog):
    """The same in a window of its own, for a journal that is open. `checked` once it is known to be on paper."""

    checked = Signal()

    def __init__(self, groups: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        """groups: of the present passphrase. name: of the journal's file."""
        super().__init__(parent)
        self.setWindowTitle(_("Upward"))
        self.setModal(True)
        stage = Stage(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(stage)
        self.showing = ShowingSheet(stage, self, can_go_back=False)
        self.showing.checked.connect(self._end_checked)
        self.showing.later.connect(self.reject)
        self.finished.connect(self.showing.forget)
        self.showing.show_groups(groups, name)
        self.setMinimumWidth(theme.space(50))

    def flush(self) -> bool:
        """Nothing here must be saved."""
        return True

    @Slot()
    def _end_checked(self) -> None:
        self.checked.emit()
        self.accept()


class SheetOf(QObject):
    """Shows the sheet of an open journal, and notes in the journal that it was checked; goes when that is over."""

    ended = Signal()

    def __init__(self, journal: "OpenJournal", window: QWidget) -> None:
        """`window` is what the dialog stands on."""
        super().__init__(window)
        self._journal, self._window = journal, window

    def open(self) -> SheetDialog:
        """Show it."""
        from journal.store import sheet

        dialog = SheetDialog(sheet.groups(self._journal.vault.key), self._journal.path.name, self._window)
        dialog.checked.connect(self._note)
        dialog.finished.connect(self._end)
        dialog.open()
        return dialog

    @Slot()
    def _note(self) -> None:
        from journal.store import sheet_check
        from journal.ui.open_journal import Changed

        with dialogs.faults_shown(self._window), self._journal.write(Changed(0)) as session:
            sheet_check.remember(session, self._journal.vault.key.salt, date.today())
        self._journal.put_away("sheet")

    @Slot()
    def _end(self) -> None:
        self.ended.emit()
        self.deleteLater()

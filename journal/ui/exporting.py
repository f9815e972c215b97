"""File › Export: everything, in a form that needs no Upward, with the plain word that it is not encrypted."""

import os
from itertools import chain, count
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.text import _, n_
from journal.ui import background, dialogs, notifications
from journal.ui.long_job import LongJob
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.filter_bar import SegmentedChoice

FORMATS: Final = (("markdown", _("Text to read")), ("json", _("Everything, to bring back")), ("csv", _("Tables")))


class Exporting(QObject):
    """One export. `ended` at its end, however it ends."""

    ended = Signal()

    def __init__(self, journal: OpenJournal, window: QWidget) -> None:
        """`window` is what the dialogs stand on."""
        super().__init__(window)
        self._journal = journal
        self._window = window
        self._folder = Path()

    def ask(self) -> None:
        """Ask for the form and the folder, and go on."""
        words = _(
            "The exported files hold every private word and are not encrypted. Keep them where nobody else reads, and "
            "delete them when you do not need them any more."
        )
        dialog = dialogs.Dialog(self._window, _("Export everything"), words, action=_("Choose a folder…"))
        form = SegmentedChoice(_("Form"), FORMATS)
        dialog.content.addWidget(form)
        folder = (
            dialogs.choose_folder(self._window, _("Export into a new folder"), Path.home()) if dialog.exec() else None
        )
        if folder is None:
            self.ended.emit()
        else:
            self.write(form.value(), free_folder(folder))

    def write(self, form: str, folder: Path) -> None:
        """Write everything into a new folder, from a copy of the journal, so that writing goes on meanwhile."""
        self._folder = folder

        def work(progress: background.Progress) -> list[Path]:
            from journal.exchange import csv_export, journal_json, markdown

            export = {"json": journal_json.export_json, "csv": csv_export.export_csv}.get(
                form, markdown.export_markdown
            )
            with self._journal.snapshot() as vault, vault.read() as session:
                return export(session, folder, step=progress.step)

        job = LongJob(self._window, _("Exporting…"), work)
        job.finished.connect(self._done)
        job.failed.connect(self._failed)
        job.start()

    @Slot(object)
    def _done(self, files: list[Path]) -> None:
        number = len(files)
        text = n_("Exported {n} file to {folder}", "Exported {n} files to {folder}", number)
        notifications.say(self._window, text.format(n=number, folder=self._folder))
        self.ended.emit()

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if isinstance(error, background.Cancelled):
            notifications.say(self._window, str(error))
        else:
            dialogs.show_fault(self._window, error, _("Nothing was exported"))
        self.ended.emit()


def free_folder(parent: Path) -> Path:
    """A name for an export that is not taken: `Upward export`, or with a number."""
    names = (_("Upward export {n}").format(n=number) for number in count(2))
    return next(parent / name for name in chain([_("Upward export")], names) if not os.path.lexists(parent / name))

"""File › Import: look at what a file or folder would add, then take it in as a whole, with a bar that can be stopped."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.errors import SourceRefused
from journal.text import _
from journal.ui import background, dialogs, notifications, preferences
from journal.ui.long_job import LongJob
from journal.ui.open_journal import ANYTHING, OpenJournal
from journal.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from journal.exchange.incoming import ImportPlan
    from journal.exchange.sources import Source


#: The preference that keeps which calendar was read last.
CALENDAR: Final = "calendar_file"


class Importing(QObject):
    """One import, from the choice of a file to the message that says what came in. `ended` at its end, however it ends."""

    ended = Signal()

    def __init__(self, journal: OpenJournal, window: QWidget) -> None:
        """`window` is what the dialogs stand on."""
        super().__init__(window)
        self._journal = journal
        self._window = window
        self._path = Path()
        self._skip_bad = False

    def choose_file(self) -> None:
        """Ask for a file and go on with it."""
        title = _("Import a file")
        kinds = _("Notes and tables (*.txt *.json *.csv *.ics);;All files (*)")
        self._begin(dialogs.choose_file(self._window, title, Path.home(), kinds))

    def choose_folder(self) -> None:
        """Ask for a folder and go on with everything in it that can be taken."""
        self._begin(dialogs.choose_folder(self._window, _("Import a folder"), Path.home()))

    def choose_calendar(self) -> None:
        """Ask for a calendar, beginning with the one that was read last on this computer, and go on with it."""
        known = preferences.current().text(CALENDAR)
        begin = Path(known) if known and Path(known).exists() else Path.home()
        path = dialogs.choose_file(self._window, _("Read a calendar"), begin, _("Calendars (*.ics)"))
        if path:
            preferences.current().remember(**{CALENDAR: str(path)})
        self._begin(path)

    def look_at(self, path: Path, *, skip_bad: bool = False) -> None:
        """Read a source and compare it with the journal, then show what would come in."""
        self._path, self._skip_bad = path, skip_bad
        today, journal = date.today(), self._journal.path

        def work(progress: background.Progress) -> "tuple[Source, ImportPlan]":
            from journal.exchange import incoming, sources

            source = sources.read(path, today, skip_bad=skip_bad, leave=journal, step=progress.step)
            with self._journal.read_anywhere() as session:
                return source, incoming.compare(session, source)

        self._run(_("Reading…"), work, self._preview)

    # ------------------------------------------------------------------------------------------ internal

    def _begin(self, path: Path | None) -> None:
        if path is None:
            self.ended.emit()
        else:
            self.look_at(path)

    def _run(self, title: str, work: Callable[[background.Progress], Any], then: Callable[[Any], None]) -> None:
        job = LongJob(self._window, title, work)
        job.finished.connect(then)
        job.failed.connect(self._refuse)
        job.start()

    @Slot(object)
    def _preview(self, found: "tuple[Source, ImportPlan]") -> None:
        from journal.exchange import report

        source, plan = found
        words = report.lines(plan, done=False)
        if not self._journal.is_open:
            self.ended.emit()
        elif plan.is_empty:
            self._show(_("Nothing to import"), words)
            self.ended.emit()
        elif (
            self._report(_("Import {name}").format(name=self._path.name), words, _("Import")).exec()
            and self._journal.is_open  # it may have been locked while the question stood there
        ):
            self._take_in(source)
        else:
            self.ended.emit()

    def _take_in(self, source: "Source") -> None:
        """Take in what the preview was made of: the files themselves may be others by now. A backup is made first."""

        def work(progress: background.Progress) -> tuple[list[str], bool]:
            from journal.exchange import report, writing
            from journal.store import shelf

            shelf.make(self._journal.vault, "import")
            with self._journal.write_anywhere() as session:
                plan = writing.bring_in(session, source, step=progress.step)
            return report.lines(plan), bool(report.remarks(plan))

        self._run(_("Importing…"), work, self._done)

    @Slot(object)
    def _done(self, told: tuple[list[str], bool]) -> None:
        words, has_remarks = told
        if self._journal.is_open:
            self._journal.announce(ANYTHING)
            if has_remarks:
                self._show(_("Imported"), words)
            else:
                notifications.say(self._window, _("Imported. {words}").format(words=" · ".join(words[:3])))
        self.ended.emit()

    def _show(self, title: str, words: list[str]) -> None:
        dialog = self._report(title, words, _("Close"))
        dialog.cancel.hide()
        dialog.exec()

    def _report(self, title: str, words: list[str], action: str) -> dialogs.Dialog:
        """A dialog with every line of a report, however many there are."""
        dialog = dialogs.Dialog(self._window, title, action=action)
        lines = TextEditor(title, look="field")
        lines.setReadOnly(True)
        lines.set_text("\n".join(words))
        dialog.content.addWidget(lines)
        return dialog

    @Slot(object)
    def _refuse(self, error: Exception) -> None:
        """Say what is wrong; where rows are bad, offer to leave them out."""
        if isinstance(error, background.Cancelled):
            notifications.say(self._window, str(error))
        elif isinstance(error, SourceRefused) and getattr(error, "problems", ()) and not self._skip_bad:
            self._offer_to_skip(error)
            return
        else:
            dialogs.show_fault(self._window, error, _("Nothing was imported"))
        self.ended.emit()

    def _offer_to_skip(self, error: SourceRefused) -> None:
        if dialogs.confirm(self._window, _("Nothing was imported"), str(error), _("Leave out bad rows")):
            self.look_at(self._path, skip_bad=True)
        else:
            self.ended.emit()

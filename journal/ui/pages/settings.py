"""Settings: the look, the manager's chapter, the journal's file, and the keys."""

from datetime import date
from typing import Final, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from journal import __version__
from journal.practices import managers
from journal.store.tables import Manager
from journal.text import _
from journal.ui import background, dialogs, notifications, preferences, theme
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.button import Button
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.form import FormColumn, LineField
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.section import PageHeading, SectionHeading

KEYS: Final = (
    ("Ctrl+N", _("a new entry, from anywhere")),
    ("Ctrl+K", _("search everything")),
    ("Ctrl+1 … 6", _("go to a page")),
    ("Ctrl+L", _("lock")),
    ("Ctrl+Shift+Z", _("undo the last deletion or change of state")),
    ("F10", _("the File menu")),
)
WIDEST: Final = 620


class SettingsPage(QWidget):
    """What can be set, in one column."""

    go = Signal(str, str)
    title = _("Settings")
    reads = Changed.MANAGERS

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page and read the chapter."""
        super().__init__(parent)
        self._journal = journal
        self._manager: Manager | None = None
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.space(1.5))
        self._column.addWidget(PageHeading(self.title))
        self._build_look()
        self._build_manager()
        self._build_file()
        self._build_keys()
        self._assemble()
        self.refresh()

    # -------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the current chapter again."""
        with self._journal.read() as session:
            found = managers.chapters(session)
        running = [each for each in found if each.ended_on is None]
        self._manager = next(iter(running or found), None)
        if self._manager and not self._is_edited():
            self._name.setText(self._manager.name)
            self._since.set_day(self._manager.started_on)

    def show_record(self, record_id: str) -> None:
        """Settings have no records."""

    def new_record(self) -> None:
        """Settings have no records."""

    def flush(self) -> bool:
        """Save the chapter's name and day."""
        self._save_manager()
        return True

    # ------------------------------------------------------------------------------------------ building

    def _section(self, heading: str, words: str = "") -> None:
        self._column.addSpacing(theme.space(2))
        self._column.addWidget(SectionHeading(heading))
        self._column.addWidget(hairline())
        if words:
            self._column.addWidget(Label(words, "muted", wrap=True))

    def _build_look(self) -> None:
        self._section(_("Look"))
        now = preferences.current()
        self._scheme = SegmentedChoice(
            _("Colours"),
            [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
            now.scheme,
        )
        sizes = [(str(scale), f"{round(scale * 100)} %") for scale in preferences.TEXT_SCALES]
        nearest = min(preferences.TEXT_SCALES, key=lambda scale: abs(scale - now.text_scale))
        self._scale = SegmentedChoice(_("Size of text"), sizes, str(nearest))
        self._scheme.changed.connect(self._apply_look)
        self._scale.changed.connect(self._apply_look)
        form = FormColumn()
        form.add(_("Colours"), self._scheme)
        form.add(_("Size of text"), self._scale)
        self._column.addWidget(form)

    def _build_manager(self) -> None:
        self._section(_("My manager"))
        self._name = LineField(name=_("Name of my manager"))
        self._since = DateField(_("My manager since"))
        self._name.editingFinished.connect(self._save_manager)
        self._since.changed.connect(self._save_manager)
        form = FormColumn()
        form.add(_("Name"), self._name)
        since = form.add(
            _("Since"), self._since, _("The day on which this person became your manager, if you know it.")
        )
        self._since.complained.connect(since.complain)
        self._column.addWidget(form)

    def _build_file(self) -> None:
        self._section(
            _("The journal's file"),
            _("Everything is in this one file, encrypted with your passphrase: {path}").format(path=self._journal.path),
        )
        limits = _(
            "Encryption protects a lost or copied file. It does not protect from whoever controls this computer while the "
            "journal is open, such as malware or the administrator of a managed work computer; not from a court order; and "
            "nobody can open the journal when the passphrase is forgotten."
        )
        self._column.addWidget(Label(limits, "small", wrap=True))
        self._copy = Button(_("Make a copy…"), icon="export")
        self._copy.clicked.connect(self._make_copy)
        row = QHBoxLayout()
        row.addWidget(self._copy)
        row.addStretch(1)
        self._column.addLayout(row)

    def _build_keys(self) -> None:
        self._section(_("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(0.75))
        for row, (keys, does) in enumerate(KEYS):
            grid.addWidget(Label(keys, "strong"), row, 0)
            grid.addWidget(Label(does, "muted"), row, 1)
        grid.setColumnStretch(1, 1)
        self._column.addLayout(grid)
        self._column.addSpacing(theme.space(2))
        about = _("Upward {version}. No account, no network, no telemetry.").format(version=__version__)
        self._column.addWidget(Label(about, "small"))

    def _assemble(self) -> None:
        self._column.addStretch(1)
        body = QWidget()
        body.setMaximumWidth(max(WIDEST, theme.theme().em(32)))
        body.setLayout(self._column)
        self._column.setContentsMargins(theme.space(3), theme.space(2.5), theme.space(3), theme.space(3))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(body, 1)
        row.addStretch(0)
        row.setAlignment(body, Qt.AlignmentFlag.AlignLeft)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    # ------------------------------------------------------------------------------------------- changes

    @Slot()
    def _apply_look(self) -> None:
        scheme = cast("theme.Scheme", self._scheme.value())
        scale = float(self._scale.value())
        preferences.current().remember(scheme=scheme, text_scale=scale)
        theme.theme().apply(scheme, scale)

    def _is_edited(self) -> bool:
        return self._name.hasFocus() or self._since.hasFocus()

    @Slot()
    def _save_manager(self) -> None:
        manager, name, since = self._manager, self._name.text(), self._since.day()
        if manager is None or (name == manager.name and since == manager.started_on):
            return
        with dialogs.faults_shown(self) as outcome, self._journal.write(Changed.MANAGERS) as session:
            revised = managers.revise(session, manager.id, name=name, started_on=since, ended_on=manager.ended_on)
        if outcome.ok:
            self._manager = revised
        else:
            self._name.setText(manager.name)
            self._since.set_day(manager.started_on)

    @Slot()
    def _make_copy(self) -> None:
        path = self._journal.path
        proposed = path.with_name(_("{name} {day}.upward").format(name=path.stem, day=date.today().isoformat()))
        target = dialogs.choose_new_file(self, _("Make a copy"), proposed, _("Journals (*.upward)"))
        if target is None:
            return
        self._copy.setEnabled(False)

        def work(_progress: background.Progress) -> str:
            self._journal.backup_to(target)
            return target.name

        background.run(work, self._copied, self._copy_failed)

    @Slot(object)
    def _copied(self, name: str) -> None:
        self._copy.setEnabled(True)
        notifications.say(self, _("Copied to {name} and verified. The same passphrase opens it.").format(name=name))

    @Slot(object)
    def _copy_failed(self, error: Exception) -> None:
        self._copy.setEnabled(True)
        dialogs.show_fault(self, error, _("No copy was made"))

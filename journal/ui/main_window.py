"""The window of an open journal: side bar, search, and one page at a time, made when it is first shown."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, cast

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from journal.errors import JournalBusy, UpwardError
from journal.text import _
from journal.ui import dialogs, icons, lock_reason, notifications, preferences, theme
from journal.ui.file_menu import FileMenu
from journal.ui.leaving import Leaving
from journal.ui.models.search_results import SearchResults
from journal.ui.notices import Notices
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.places import HOMES, PLACES, Page, Place
from journal.ui.prompting import PAGES, PRACTICE, Prompting
from journal.ui.upkeep import Upkeep
from journal.ui.veil import Veils
from journal.ui.widgets import clipboard
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import hairline
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.search_box import SearchBox
from journal.ui.widgets.side_bar import SideBar

AGAIN_MS: Final = 500
TRASH_MS: Final = 10_000
SETTINGS: Final = "settings"
_ASIDE: Final = 32  # how far a window with a copy stands beside the main one
_USUAL_SIZE: Final = QSize(1240, 800)
_FRAME: Final = QSize(8, 40)  # what a window manager puts around
_LEAST_SIZE: Final = QSize(800, 560)
_ROOM_FOR_WORDS: Final = 28  # ems of a window in which the side bar may spell its pages out


class MainWindow(QMainWindow):
    """Shows the pages of one open journal. `lock_asked` when the journal is closed and the process shall start anew."""

    #: Why, as a code of `lock_reason`.
    lock_asked = Signal(str)

    def __init__(self, journal: OpenJournal, places: Mapping[str, Place] = PLACES) -> None:
        """Today is shown at once; every other page when it is first asked for."""
        super().__init__()
        self._journal = journal
        self._places = places
        self._pages: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._name = ""
        self.veils = Veils(self)
        self._leaving = Leaving(journal, self, self._pages, self.veils)
        self._leaving.locked.connect(self._close_beside)
        self._leaving.locked.connect(self.lock_asked)
        self.upkeep = Upkeep(journal, self)
        self.upkeep.bring_back_asked.connect(self._bring_this_back)
        self.prompting = Prompting(journal, self)
        self.prompting.entry_wanted.connect(self._begin_entry)
        self._owner: MainWindow | None = None
        self._beside: list[MainWindow] = []
        self._closed: list[MainWindow] = []
        self._bring_back: Callable[[], None] | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._try_again)
        self.setWindowTitle("Upward")
        self.setWindowIcon(icons.application_icon())
        self.setMinimumSize(_LEAST_SIZE)
        self._build()
        self._build_menu()
        self._connect()
        self._restore_size()
        self.show_page(next(iter(places)))
        QTimer.singleShot(TRASH_MS, journal, journal.empty_old_trash)

    # ------------------------------------------------------------------------------------------- public

    @Slot(str)
    def show_page(self, name: str) -> bool:
        """Show a page; False when the one that is on stays: it could not save its text, or the journal is busy."""
        if name != self._name:
            if not self._leaving.may_leave(self._name):
                self._side_bar.choose(self._name)
                return False
            try:
                self._stack.setCurrentWidget(self._page(name))
            except JournalBusy as error:
                self._keep_page(error)
                return False
            self._name = name
            self._side_bar.choose(name)
            page, focused = self._pages[name], QApplication.focusWidget()
            if focused is None or not page.isAncestorOf(focused):  # a page may choose for itself when it is shown
                page.setFocus()
        self._refresh_if_stale(name)
        return True

    @Slot(str, str)
    def go(self, name: str, record_id: str) -> None:
        """Show a page and one of its records, or a new one where the id is empty; nothing while `is_busy`."""
        if self.is_busy or not self.show_page(name):
            return
        page = self._known(name)
        if record_id:
            page.show_record(record_id)
        else:
            page.new_record()

    @property
    def is_busy(self) -> bool:
        """Whether something else has the window: a dialog, or an act on the file, during which nothing can be saved."""
        return not self._journal.is_open or QApplication.activeModalWidget() is not None

    @property
    def page(self) -> QWidget:
        """The page that is on."""
        return self._pages[self._name]

    @Slot()
    def new_entry(self) -> None:
        """Begin a new entry: in the Journal's editor where that is on, else in a small window over what one is doing.

        There is one such window at a time; nothing begins while `is_busy`.
        """
        from journal.ui.quick_capture import QuickCapture

        begun = next((each for each in self.findChildren(QuickCapture) if each.isVisible()), None)
        if begun:
            begun.raise_()
            begun.activateWindow()
        elif self._name == "journal":
            self.go("journal", "")
        elif not self.is_busy:
            capture = QuickCapture(self._journal, self)
            capture.saved.connect(self._offer_to_open)
            capture.open()

    @Slot(str)
    def lock(self, reason: str = "") -> None:
        """Save, close the journal, and ask for a fresh process; `reason` is a code of `lock_reason`."""
        if self._owner:
            self._owner.lock(reason)  # whatever is looked at beside goes with it
            return
        self._remember_size()
        self._leaving.lock(reason or lock_reason.ASKED)

    def save_everything(self) -> bool:
        """Save what is typed anywhere; whether nothing is unsaved any more."""
        return self._leaving.save_patiently()

    def leave(self, reason: str) -> None:
        """Ask for a fresh process, where the journal is saved and its file may be another one by now."""
        self._remember_size()
        self._leaving.leave(reason or lock_reason.ASKED)

    def look_beside(self, journal: OpenJournal, bring_back: Callable[[], None]) -> None:
        """Show a copy that is open only to be looked at in a window of its own; `bring_back` is what its notice offers."""
        places = {name: place for name, place in self._places.items() if name != SETTINGS}
        beside = MainWindow(journal, places)
        beside._owner, beside._bring_back = self, bring_back
        self._beside.append(beside)
        beside.resize(self.size())
        beside.move(self.pos() + QPoint(_ASIDE, _ASIDE))
        beside.show()
        beside.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save before the window goes; what cannot be saved is worth a question."""
        if self._leaving.save_patiently():
            clipboard.take_back()
        elif not self._owner and not self._confirm_loss():  # what could only be copied stays on the clipboard
            event.ignore()
            return
        if self._owner:
            self._owner.forget_beside(self)
        else:
            self._remember_size()
        self._close_beside()
        self._leaving.close()
        self.veils.lift()  # the window is gone before anything is painted; a veil would cover the next one
        super().closeEvent(event)

    @Slot()
    def _close_beside(self) -> None:
        for beside in list(self._beside):
            beside.close()

    def forget_beside(self, beside: "MainWindow") -> None:
        """A window with a copy is closed."""
        if beside in self._beside:
            self._beside.remove(beside)
            self._closed.append(beside)  # it is in the middle of closing: held until that is over
            beside.deleteLater()
            QTimer.singleShot(0, self, self._closed.clear)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text in a narrow window: the pages get the room, the side bar keeps its icons."""
        super().resizeEvent(event)
        self._fold_side_bar()

    # ----------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self._side_bar = SideBar(_("Upward"))
        for name, place in self._places.items():
            self._side_bar.add_page(name, place.text, place.icon, foot=place.at_foot)
        self.search = SearchBox(_("Search everything"))
        self._stack = QStackedWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        self.notices = Notices(self._journal, self.upkeep)
        for part in (self._build_top(), hairline(), self.notices.bar, self._stack):
            right.addWidget(part)
        right.setStretch(3, 1)
        middle = QWidget()
        columns = QHBoxLayout(middle)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self._side_bar)
        columns.addWidget(hairline("down"))
        columns.addLayout(right, 1)
        self.setCentralWidget(middle)

    def _build_top(self) -> QWidget:
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(theme.space(3), theme.space(1.25), theme.space(2), theme.space(1.25))
        row.setSpacing(theme.space(1))
        self._file_button = Button(_("File"), "quiet")
        self._lock_button = Button(_("Lock"), "quiet", "lock")
        self._lock_button.setToolTip(_("Close the journal and ask for its passphrase (Ctrl+L)"))
        row.addWidget(self.search, 1)
        row.addSpacing(theme.space(1))
        row.addWidget(self._file_button)
        row.addWidget(self._lock_button)
        return top

    def _build_menu(self) -> None:
        self.file_menu = menu = FileMenu(self._journal, self)
        menu.add(_("New entry"), "Ctrl+N", self.new_entry).setEnabled(not self._journal.is_read_only)
        menu.add(_("Prompts…"), "Ctrl+Shift+P", self.prompting.show_list)
        menu.addSeparator()
        menu.add_work(self.upkeep.merge)
        menu.addSeparator()
        menu.add(_("Hide"), "F9", self.veils.hide_or_show)
        menu.add(_("Lock"), "Ctrl+L", self._lock)
        menu.add(_("Quit"), QKeySequence.StandardKey.Quit, self.close)
        if menu.put_into_bar():
            self._file_button.hide()

    def _connect(self) -> None:
        self._results = SearchResults(self._journal, self)
        self.search.set_model(self._results)
        self.search.searched.connect(self._results.search)
        self.search.chosen.connect(self._open_hit)
        self._results.arrived.connect(self._show_hits)
        self._side_bar.chosen.connect(self.show_page)
        self._file_button.clicked.connect(self._open_menu)
        self._lock_button.clicked.connect(self._lock)
        self._journal.changed.connect(self._mark_stale)
        theme.theme().changed.connect(self._fold_side_bar)
        for keys in ("Ctrl+K", QKeySequence.StandardKey.Find):
            QShortcut(QKeySequence(keys), self, self.search.start)
        for keys in ("F10", "Alt+F"):
            QShortcut(QKeySequence(keys), self, self._open_menu)
        QShortcut(QKeySequence("Ctrl+,"), self, self._show_settings)

    # ----------------------------------------------------------------------------------------- internal

    @Slot()
    def _begin_entry(self) -> None:
        self.go("journal", "")

    @Slot(str)
    def _offer_to_open(self, entry_id: str) -> None:
        open_it = partial(self.go, "journal", entry_id)
        notifications.offer_undo(self, _("The entry is in the journal."), open_it, _("Open"))

    @Slot()
    def _bring_this_back(self) -> None:
        bring_back = self._bring_back
        self.close()
        if bring_back:
            bring_back()

    @Slot()
    def _fold_side_bar(self) -> None:
        self._side_bar.fold(is_folded=self.width() < theme.theme().em(_ROOM_FOR_WORDS))

    def _page(self, name: str) -> QWidget:
        page = self._pages.get(name)
        if page is None:
            # a page that is made inside the window takes the style sheet once, not once more when it is put there
            page = self._pages[name] = self._places[name].make(self._journal, self._stack)
            page.setProperty("ground", "paper")
            page.setProperty(PRACTICE, PAGES.get(name))
            page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            page.setAccessibleName(self._places[name].text)
            self._stack.addWidget(page)
            self._known(name).go.connect(self.go)
        return page

    def _known(self, name: str) -> Page:
        return cast(Page, cast(Any, self._pages[name]))

    @Slot(object)
    def _mark_stale(self, what: Changed) -> None:
        """A page that is on reads again; the others do when they are shown."""
        self._stale |= {name for name in self._pages if self._known(name).reads & what}
        self._refresh_if_stale(self._name)

    def _refresh_if_stale(self, name: str) -> None:
        if name in self._stale and self._journal.is_open:
            self._stale.discard(name)
            try:
                self._known(name).refresh()
            except UpwardError as error:
                self._stale.add(name)  # it shows what it has
                if isinstance(error, JournalBusy):
                    self._again.start()
                else:
                    notifications.say(self, str(error))

    @Slot()
    def _try_again(self) -> None:
        """After a moment in which another program had the journal to itself."""
        if self._journal.is_open:
            self.show_page(self._name or next(iter(self._places)))

    def _keep_page(self, error: JournalBusy) -> None:
        """A page could not be made while another program has the journal to itself."""
        made = set(self._pages.values())
        for child in self._stack.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if child not in made:
                child.deleteLater()  # it was half made
        if self._name:
            self._side_bar.choose(self._name)
            notifications.say(self, str(error))
        else:
            self._again.start()

    @Slot()
    def _lock(self) -> None:
        self.lock()

    def _confirm_loss(self) -> bool:
        self.veils.lift()  # only now: what is saved in time is never laid open
        return dialogs.confirm(
            self,
            _("Close without saving?"),
            _("The last changes on this page could not be saved. Copy the text first if you need it."),
            _("Close anyway"),
            danger=True,
        )

    @Slot()
    def _show_hits(self) -> None:
        if self._results.rowCount():
            self.search.show_results()
        else:
            self.search.show_message(self._results.message)

    @Slot(QModelIndex)
    def _open_hit(self, index: QModelIndex) -> None:
        kind, record_id = index.data(self._results.KIND), index.data(RowRole.ID)
        self.go(HOMES.get(kind, "journal"), record_id)

    @Slot()
    def _open_menu(self) -> None:
        corner = self._file_button.mapToGlobal(self._file_button.rect().bottomLeft())
        self.file_menu.popup(corner)

    @Slot()
    def _show_settings(self) -> None:
        if SETTINGS in self._places:
            self.show_page(SETTINGS)

    def _restore_size(self) -> None:
        geometry = preferences.current().geometry()
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(_USUAL_SIZE.boundedTo(self.screen().availableSize() - _FRAME))

    def _remember_size(self) -> None:
        preferences.current().remember_geometry(self.saveGeometry())
        preferences.current().save()

"""What I must demonstrate for a bigger role: each with how it is known, how far it is, and the entries that show it."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.practices import bigger_role
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.models.bigger_role import CaseView, criterion_rows
from journal.ui.models.goals import evidence_rows
from journal.ui.models.rows import RowsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth import evidence_acts
from journal.ui.pages.growth.entry_picker import EntryPicker
from journal.ui.widgets.button import Button
from journal.ui.widgets.check_list import CheckList
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.reading_field import EntryLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from journal.store.tables import Criterion

_WHAT: Final = Changed.GROWTH
_NEXT: Final = {"open": "shown", "shown": "agreed", "agreed": "open"}


class Criteria(QWidget):
    """Enter adds one; Space or the icon: to be shown, shown, agreed; L links an entry, T told or assumed, Delete."""

    edited = Signal()
    #: Show the entry with this UUID.
    entry = Signal(str)

    def __init__(self, journal: OpenJournal, acts: Acts, parent: QWidget | None = None) -> None:
        """Empty until a case is shown."""
        super().__init__(parent)
        self._acts = acts
        self._view: CaseView | None = None
        self._chosen = ""
        self._half: dict[str, str] = {}  # what is half typed for other cases
        self.model = RowsModel(self)
        self.list = CheckList(_("What I must demonstrate"))
        self.list.setModel(self.model)
        self.list.pressed_icon.connect(self._step)
        self.list.opened.connect(self._offer_entries)
        self.list.delete_pressed.connect(self._remove)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.line = EntryLine(_("New criterion"), _("Add what you must demonstrate"))
        self.line.returnPressed.connect(self._add)
        self.line.textChanged.connect(self.edited)
        self.picker = EntryPicker(journal, self)
        self.picker.chosen.connect(self._link)
        self._build_buttons()
        self.shown = RowsModel(self)
        self.shown_list = CheckList(_("What shows it"))
        self.shown_list.setModel(self.shown)
        self.shown_list.opened.connect(self._open_entry)
        self.shown_list.delete_pressed.connect(self._unlink)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self.list, self.line, self._of_one):
            column.addWidget(part)
        acts.need_writing(self.line, self.link, self.told, self.remove, self.state)

    def _build_buttons(self) -> None:
        self.state = Button("", "plain")
        self.told = Button("", "plain")
        self.link = Button(_("Link an entry"), "plain", "plus")
        self.remove = Button(_("Delete"), "quiet", "trash")
        for button, slot in (
            (self.state, self._step),
            (self.told, self._turn_basis),
            (self.link, self._offer_entries),
            (self.remove, self._remove),
        ):
            button.clicked.connect(slot)
        self._named = Label("", "strong", wrap=True)
        self._of_one = QWidget()
        buttons = QWidget()
        flow = FlowLayout(buttons, theme.space(1))
        for button in (self.state, self.told, self.link, self.remove):
            flow.addWidget(button)
        inside = QVBoxLayout(self._of_one)
        inside.setContentsMargins(0, theme.space(0.5), 0, 0)
        inside.setSpacing(theme.space(1))
        self._shown_place = inside
        inside.addWidget(self._named)
        inside.addWidget(buttons)

    # ------------------------------------------------------------------------------------------- showing

    def typed(self) -> dict[str, str]:
        """What is half typed, by the ids of the cases."""
        here = {self._view.id: self.line.text()} if self._view else {}
        return {case_id: words for case_id, words in (self._half | here).items() if words.strip()}

    def put(self, typed: Mapping[str, str]) -> None:
        """Take such words back; each shows again with its case."""
        shown = self._view.id if self._view else ""
        self._half = {case_id: words for case_id, words in typed.items() if case_id != shown}
        self.line.setText(typed.get(shown, ""))

    def show_case(self, view: CaseView) -> None:
        """Show the criteria of a case; the chosen one stays chosen. What is half typed stays with its case."""
        before, self._view = self._view, view
        if before and before.id != view.id:
            self._half[before.id] = self.line.text()
            self.line.setText(self._half.pop(view.id, ""))
        if self._shown_place.indexOf(self.shown_list) < 0:
            self._shown_place.addWidget(self.shown_list)
        self.model.set_rows(criterion_rows(view))
        self.list.setVisible(bool(view.criteria))
        if not self.list.choose(self._chosen) and view.criteria:
            self.list.choose(view.criteria[0].id)
        self._show_chosen()

    @Slot()
    def _choose(self) -> None:
        index = self.list.currentIndex()
        self._chosen = str(index.data(RowRole.ID)) if index.isValid() else ""
        self._show_chosen()

    def _show_chosen(self) -> None:
        criterion = (
            next((each for each in self._view.criteria if each.id == self._chosen), None) if self._view else None
        )
        self._of_one.setVisible(criterion is not None)
        if criterion is None or self._view is None:
            return
        self._named.setText(criterion.what)
        self.state.setText(
            {"open": _("I have shown it"), "shown": _("They agree"), "agreed": _("Not yet after all")}[criterion.state]
        )
        self.told.setText(_("They told me so") if criterion.basis != "told" else _("Only assumed"))
        shown = self._view.shown[criterion.id]
        self.shown.set_rows(evidence_rows(shown))
        self.shown_list.setVisible(bool(shown))

    # ------------------------------------------------------------------------------------------ actions

    @Slot()
    def _add(self) -> None:
        if self._view is None or self._acts.refuse_writing() or not self.line.text().strip():
            return
        act = partial(bigger_role.add_criterion, case_id=self._view.id, what=self.line.text())
        made = self._acts.attempt(_WHAT, act)
        if made:
            self._acts.remember(_WHAT, partial(bigger_role.remove_criterion, criterion_id=made.id))
            self.line.clear()
            self._chosen = made.id
            self.list.choose(made.id)

    @Slot()
    def _step(self) -> None:
        self._change("state", lambda now: _NEXT[now])

    @Slot()
    def _turn_basis(self) -> None:
        self._change("basis", lambda now: "assumed" if now == "told" else "told")

    def _change(self, column: str, to: "Callable[[str], str]") -> None:
        criterion = self._criterion()
        if criterion:
            before = getattr(criterion, column)
            revise = partial(bigger_role.revise_criterion, criterion_id=criterion.id)
            self._acts.try_to(_WHAT, partial(revise, **{column: to(before)}), partial(revise, **{column: before}))

    @Slot()
    def _remove(self) -> None:
        criterion = self._criterion()
        if criterion:
            back = partial(bigger_role.take_back_criterion, criterion_id=criterion.id)
            act = partial(bigger_role.remove_criterion, criterion_id=criterion.id)
            self._acts.try_to(_WHAT, act, back, _("Criterion deleted."))

    @Slot()
    def _offer_entries(self) -> None:
        if self._criterion() and not self._acts.refuse_writing():
            self.picker.open_below(self.link, "criterion_id", self._chosen)

    @Slot(str)
    def _link(self, entry_id: str) -> None:
        evidence_acts.link(self._acts, entry_id, "criterion_id", self._chosen)

    @Slot(QModelIndex)
    def _unlink(self, index: QModelIndex) -> None:
        evidence_acts.unlink(self._acts, str(index.data(RowRole.ID)))

    @Slot(QModelIndex)
    def _open_entry(self, index: QModelIndex) -> None:
        shown = self._view.shown.get(self._chosen, []) if self._view else []
        found = next((each for each in shown if each.id == index.data(RowRole.ID)), None)
        if found:
            self.entry.emit(found.entry_id)

    def _criterion(self) -> "Criterion | None":
        found = self._view.criteria if self._view else []
        return next((each for each in found if each.id == self._chosen), None)

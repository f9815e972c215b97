"""One plan card in full: two fields at first, all of them for who wants more, saved by themselves."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.practices import one_on_ones
from journal.store import history, records
from journal.store.tables import OneOnOne, PlanCard
from journal.text import COLUMNS, _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.autosave import Autosave
from journal.ui.open_journal import Changed
from journal.ui.pages.one_on_ones.wording_hint import WordingHint
from journal.ui.record_fields import joined
from journal.ui.widgets.button import Button
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.form import FormColumn
from journal.ui.widgets.label import Label
from journal.ui.widgets.reading_field import EntryLine
from journal.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

#: The fields that are open at first; the others come with *More*.
FIRST: Final = one_on_ones.FIELDS[:2]
#: What a possibility or a confrontation is read from.
CHECKED: Final = ("opening", "key_points")
_ASKS: Final = {
    "issue": _("One issue, in a few words"),
    "outcome": _("What is different when we get up?"),
    "opening": _("How would this make them want to listen?"),
    "key_points": _("Two or three, one a line"),
    "proposal": _("A plan or an idea that improves things, not only the problem"),
    "likely_answer": _("And what would I say then?"),
    "alternatives": _("What I could live with as well"),
    "wider_view": _("What of the bigger picture am I missing?"),
    "better_future": _("Why they would want it too"),
    "obstacles": _("What stands in the way, for each of us?"),
    "support_from_me": _("What I can do for them"),
    "support_from_them": _("What I need from them for it"),
}


class CardForm(QWidget):
    """The fields of the card that is shown. Ctrl+Return or Escape leads back to the list of cards."""

    left = Signal()
    split_off = Signal(str)
    caret_moved = Signal(object)
    #: The keyboard has come into the fields.
    begun = Signal()

    def __init__(self, acts: Acts) -> None:
        """Two fields; the other ones are made when they are first asked for."""
        super().__init__()
        self._acts = acts
        self._card: PlanCard | None = None
        self._meeting: OneOnOne | None = None
        #: What is typed and not saved yet, by the ids of the cards and the names of the fields.
        self._typed: dict[str, dict[str, str]] = {}
        #: The cards as they were when the typing began, and their meetings.
        self._before: dict[str, tuple[PlanCard, OneOnOne]] = {}
        self.editors: dict[str, TextEditor] = {}
        self.hints: list[WordingHint] = []
        self.saving = Autosave(self._write, self)
        self._first, self._rest = FormColumn(), FormColumn()
        self.more = Button(_("More"), "quiet", "chevron-down")
        self.more.clicked.connect(self.show_more)
        self._build_splitting()
        self._add_fields(self._first, FIRST)
        self._assemble()
        self.editors["issue"].textChanged.connect(self._look_for_two)

    def _build_splitting(self) -> None:
        self._two = Label(_("Two issues? One a card keeps the talk clear."), "small", wrap=True)
        self.split = Button(_("Split in two"), "quiet", "plus")
        self.split.clicked.connect(self.ask_split)
        self.other = EntryLine(placeholder=_("The issue for the other card"), name=_("The issue for the other card"))
        self.other.returnPressed.connect(self._split)
        self._acts.need_writing(self.split, self.other)

    def _assemble(self) -> None:
        ways = QWidget()
        flow = FlowLayout(ways, theme.space(1))
        for button in (self.more, self.split):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1.5), theme.space(1), theme.space(1.5), theme.space(1))
        column.setSpacing(theme.space(1.5))
        for part in (self._first, self._two, self.other, self._rest, ways):
            column.addWidget(part)
        self.other.hide()
        self._two.hide()
        self._rest.hide()

    def _add_fields(self, column: FormColumn, names: Sequence[str]) -> None:
        labels = COLUMNS["plan_card"]
        for name in names:
            editor = TextEditor(labels[name], _ASKS[name], look="field", lines=1 if name == "issue" else 2)
            editor.setObjectName(name)
            editor.setReadOnly(self._acts.is_read_only)
            editor.edited.connect(self._edited)
            editor.cursorPositionChanged.connect(self._follow)
            self.editors[name] = editor
            column.add(labels[name], editor)
            if name in CHECKED:
                hint = WordingHint(editor)
                self.hints.append(hint)
                column.add_widget(hint)

    # ------------------------------------------------------------------------------------------- showing

    @property
    def card_id(self) -> str:
        """Whose fields are shown; empty for none."""
        return self._card.id if self._card else ""

    @property
    def words(self) -> list[str]:
        """Everything typed here that is not saved."""
        return [text for fields in self._typed.values() for text in fields.values() if text.strip()]

    def show_card(self, card: PlanCard | None, meeting: OneOnOne | None) -> None:
        """Show a card of a meeting; what is typed into it and not saved yet stands instead of what is stored."""
        is_other = card is None or self._card is None or card.id != self._card.id
        self._card, self._meeting = card, meeting
        if card is None:
            return
        if is_other:
            self.other.hide()
            self._unfold(is_on=any(getattr(card, name) for name in one_on_ones.FIELDS if name not in FIRST))
        typed = self._typed.get(card.id, {})
        for name, editor in self.editors.items():
            text = str(typed.get(name, getattr(card, name)))
            if editor.text() != text:
                editor.set_text(text)

    @Slot()
    def show_more(self) -> None:
        """All fields, or the first two again."""
        is_on = self._rest.isHidden()
        self._unfold(is_on=is_on)
        if is_on and self._card:
            self.show_card(self._card, self._meeting)
            self.editors["opening"].setFocus()

    def _unfold(self, *, is_on: bool) -> None:
        if is_on and len(self.editors) == len(FIRST):
            self._add_fields(self._rest, one_on_ones.FIELDS[len(FIRST) :])
            self._walk_in_order()
        self._rest.setVisible(is_on)
        self.more.setText(_("Less") if is_on else _("More"))
        self.more.set_icon("chevron-up" if is_on else "chevron-down")

    def _walk_in_order(self) -> None:
        """Tab goes from field to field, and to the buttons below at last."""
        uses = {hint.editor: hint.use for hint in self.hints}
        walk: list[QWidget] = []
        for editor in self.editors.values():
            walk += [editor, uses[editor]] if editor in uses else [editor]
        for before, after in pairwise([*walk, self.more]):
            QWidget.setTabOrder(before, after)

    @Slot()
    def _look_for_two(self) -> None:
        self._two.setVisible(bool(one_on_ones.second_issue(self.editors["issue"].text())))

    @Slot()
    def _follow(self) -> None:
        self.caret_moved.emit(self.sender())

    # ------------------------------------------------------------------------------------------- writing

    @Slot()
    def _edited(self) -> None:
        editor = self.sender()
        if self._card and self._meeting and isinstance(editor, TextEditor) and not self._acts.is_read_only:
            self._before.setdefault(self._card.id, (self._card, self._meeting))
            self._typed.setdefault(self._card.id, {})[editor.objectName()] = editor.text()
            self.saving.touch()

    def _write(self) -> None:
        """All that wait, in one transaction; called by the autosave."""
        self._acts.do(Changed.MEETINGS, partial(_revise_all, typed=self._typed, before=self._before))
        self._typed.clear()
        self._before.clear()

    @Slot()
    def ask_split(self) -> None:
        """Ask which issue goes onto the other card; where two are seen in the words the second one is proposed."""
        if self._card and not self._acts.refuse_writing():
            self.other.setText(one_on_ones.second_issue(self.editors["issue"].text()))
            self.other.show()
            self.other.setFocus()
            self.other.selectAll()

    @Slot()
    def _split(self) -> None:
        words = self.other.text().strip()
        if words and self.saving.flush():
            self.other.clear()
            self.other.hide()
            self.split_off.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the list; Ctrl+Return does too, which is a key of the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.other.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def begin(self) -> None:
        """The keyboard to the first empty one of the two fields, else to the first."""
        empty = next((name for name in FIRST if not self.editors[name].text()), FIRST[0])
        self.editors[empty].setFocus()
        QTimer.singleShot(0, self, self.begun.emit)  # once the layout has given the fields their places


def _revise_all(
    session: "Session", typed: dict[str, dict[str, str]], before: dict[str, tuple[PlanCard, OneOnOne]]
) -> None:
    """Write what was typed into cards. What another program wrote into a field meanwhile is kept below.

    What it deleted comes back.
    """
    for card_id, fields in typed.items():
        (was, meeting), there = before[card_id], records.find(session, PlanCard, card_id)
        if there is None or there.one_on_one_id == meeting.id:
            one_on_ones.there_again(session, meeting)
        if there is None:
            one_on_ones.add_card(session, meeting.id, **fields)
            continue
        if there.deleted_at:
            history.restore(there)
        changes = {name: joined(text, getattr(was, name), getattr(there, name)) for name, text in fields.items()}
        one_on_ones.revise_card(session, card_id, **changes)

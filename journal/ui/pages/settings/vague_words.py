"""The vague words that are marked in feedback: those that ship, to switch off, and one's own, each with its question."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from journal.errors import BadInput, UpwardError
from journal.practices import vague_words
from journal.practices.vague_words import Kept, VagueWord
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.drafting import Drafting, Typed
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.settings.section import Section
from journal.ui.widgets.button import Button
from journal.ui.widgets.form import FormColumn, LineField
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.list_view import ListView

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_ROWS_SHOWN = 6
_OWN = "own:"


class VagueWordsSection(Section):
    """A list to tick, and two fields for an expression of one's own."""

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Reads at `refresh`."""
        words = _(
            "These are marked while you write down feedback, and the question that each calls for is shown. Untick what "
            "you do not want to see, and add what you hear often."
        )
        super().__init__(_("Vague words"), words, parent)
        self._journal = journal
        self._acts = Acts(journal, self)
        self._kept = Kept()
        self._model = RowsModel(self)
        self.list = ListView(_("Vague words"), sections=True)
        self.list.setModel(self._model)
        self.list.icon_pressed.connect(self._switch)
        self.list.opened.connect(self._change)
        self.list.delete_pressed.connect(self._remove)
        self.list.chosen.connect(self._fit_buttons)
        self.column.addWidget(self.list)
        self._build_form()
        self._drafting = Drafting(journal, "vague_words", self._typed, self)
        self._bring_back()
        self._acts.need_writing(self.add, self.change, self.remove, self.expression, self.question)
        journal.changed.connect(self._follow)
        theme.theme().changed.connect(self._fit)
        self._fit()

    def _build_form(self) -> None:
        self.change, self.remove = Button(_("Change"), icon="edit"), Button(_("Remove"), icon="trash")
        self.change.clicked.connect(self._change)
        self.remove.clicked.connect(self._remove)
        self.add_buttons(self.change, self.remove)
        form = FormColumn()
        self.expression = LineField(placeholder=_("Such as: be more senior"), name=_("An expression of your own"))
        self.question = LineField(
            placeholder=_("What would I do, that a senior person does?"), name=_("The question that it calls for")
        )
        self._expression = form.add(_("An expression of your own"), self.expression)
        self._question = form.add(_("The question that it calls for"), self.question)
        for field in (self.expression, self.question):
            field.textEdited.connect(self._typing)
        self.column.addWidget(form)
        self.add = Button(_("Add"), icon="plus")
        self.add.clicked.connect(self._add)
        self.add_buttons(self.add)

    # ------------------------------------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Read again which words are marked; what is being typed stays."""
        try:
            with self._journal.read() as session:
                self._kept = vague_words.kept(session)
        except UpwardError:
            return  # busy at this moment: what is shown stays
        here = self._chosen_id()
        self._model.set_rows(_rows(self._kept))
        at = next((number for number, row in enumerate(self._model.rows()) if row.id == here), 0)
        self.list.choose_row(at)
        self._fit_buttons()

    def flush(self) -> bool:
        """Keep what is typed and not added yet."""
        return self._drafting.flush()

    @Slot(object)
    def _follow(self, what: Changed) -> None:
        if what & Changed.ENTRIES and self._journal.is_open and self.isVisible():
            self.refresh()

    @Slot()
    def _fit(self) -> None:
        self.list.setFixedHeight(_ROWS_SHOWN * self.list.rows.height + self.list.rows.section_height + 8)

    @Slot()
    def _fit_buttons(self) -> None:
        is_changeable = not self._acts.is_read_only
        self.change.setEnabled(is_changeable and self._chosen() is not None)
        self.remove.setEnabled(is_changeable and self._own() is not None)

    def _chosen_id(self) -> str:
        row = self._model.row_at(self.list.currentIndex())
        return row.id if row else ""

    def _chosen(self) -> VagueWord | None:
        """The word that is chosen."""
        found, words = self._chosen_id(), (*self._kept.own, *vague_words.load().words)
        return next((word for word in words if _id(word) == found), None)

    def _own(self) -> VagueWord | None:
        """The word that is chosen, if it is one's own."""
        word = self._chosen()
        return word if word and word.kind == vague_words.OWN else None

    # ------------------------------------------------------------------------------------------ changing

    @Slot(QModelIndex)
    def _switch(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if row is None or row.ticked is None:
            return
        to, back = (
            partial(vague_words.switch, expression=row.id, is_on=is_on) for is_on in (not row.ticked, row.ticked)
        )
        self._acts.try_to(Changed.ENTRIES, to, back)
        self.refresh()

    @Slot()
    def _change(self) -> None:
        """Put a word into the fields: with another question it is one's own, and goes before the one that ships."""
        word = self._chosen()
        if word and not self._acts.is_read_only:
            self.expression.setText(word.expression)
            self.question.setText(word.question)
            self.question.setFocus()
            self._typing()

    @Slot()
    def _remove(self) -> None:
        word = self._own()
        if word is None:
            return
        said = _("“{expression}” is not marked any more.").format(expression=word.expression)
        away = partial(vague_words.remove, expression=word.expression)
        back = partial(vague_words.add, expression=word.expression, question=word.question)
        self._acts.try_to(Changed.ENTRIES, away, back, said)
        self.refresh()

    @Slot()
    def _add(self) -> None:
        before = self._kept.own
        add = partial(vague_words.add, expression=self.expression.text(), question=self.question.text())
        self._complain("")
        try:
            word = self._acts.do(Changed.ENTRIES, add)
        except BadInput as fault:
            self._complain(str(fault))
            return
        except UpwardError as fault:
            self._acts.say(fault)
            return
        self._acts.remember(Changed.ENTRIES, partial(_put_back, word=word, before=before))
        for field in (self.expression, self.question):
            field.clear()
        self._drafting.flush()
        self.refresh()
        self.list.first_row_chosen(partial(_has_id, _OWN + word.expression))
        self.expression.setFocus()

    def _complain(self, sentence: str) -> None:
        is_word = bool(sentence) and not self.expression.text().strip()
        self._expression.complain(sentence if is_word else "")
        self._question.complain("" if is_word else sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in one of the fields adds what is typed."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and (self.expression.hasFocus() or self.question.hasFocus()):
            self._add()
        else:
            super().keyPressEvent(event)

    # -------------------------------------------------------------------------------------------- drafts

    @Slot()
    def _typing(self) -> None:
        self._complain("")
        self._drafting.touch()

    def _typed(self) -> Typed:
        typed = {"expression": self.expression.text(), "question": self.question.text()}
        return {name: words for name, words in typed.items() if words.strip()}

    def _bring_back(self) -> None:
        typed = self._drafting.bring_back()
        self.expression.setText(str(typed.get("expression", "")))
        self.question.setText(str(typed.get("question", "")))


def _rows(kept: Kept) -> list[Row]:
    """One's own first, then those that ship under the names of their kinds."""
    found, kind = list[Row](), ""
    shipped = vague_words.load()
    names = {vague_words.OWN: _("Your own"), **shipped.kinds}
    for word in (*kept.own, *shipped.words):
        is_own = word.kind == vague_words.OWN
        section = names[word.kind] if word.kind != kind else ""
        kind = word.kind
        ticked = None if is_own else word.expression not in kept.off
        icon = "tag" if is_own else ""
        found.append(Row(_id(word), word.expression, word.question, icon=icon, section=section, ticked=ticked))
    return found


def _id(word: VagueWord) -> str:
    return _OWN + word.expression if word.kind == vague_words.OWN else word.expression


def _has_id(wanted: str, index: QModelIndex) -> bool:
    return index.data(RowRole.ID) == wanted


def _put_back(session: "Session", word: VagueWord, before: tuple[VagueWord, ...]) -> None:
    """Take an added word away again; where it gave an earlier one another question, that one is there again."""
    vague_words.remove(session, word.expression)
    earlier = next((each for each in before if each.expression == word.expression), None)
    if earlier:
        vague_words.add(session, earlier.expression, earlier.question)

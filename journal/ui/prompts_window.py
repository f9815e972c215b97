"""All questions in one window: to find one and put it into a text, and to keep questions of one's own."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from journal.errors import RecordGone, UpwardError
from journal.practices import prompts
from journal.practices.prompts import MOMENTS, PRACTICES, SOURCES, Question
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.dialogs import Dialog
from journal.ui.drafting import Drafting
from journal.ui.models.questions import QuestionsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.button import Button
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.form import FormColumn, LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from journal.ui.open_journal import Session


#: Saves a question: as it was, as it is by now. Raises UpwardError.
Keep = Callable[[Question, Question], None]


class PromptsWindow(Dialog):
    """`wanted` carries the text of the question that was chosen.

    Typing narrows the list, Up and Down walk it, Delete puts one of one's own into the trash, Ctrl+Z takes that back.
    """

    wanted = Signal(str)

    def __init__(self, journal: OpenJournal, parent: QWidget, practice: str = "", *, has_text: bool = True) -> None:
        """The questions of `practice` stand first; without a text at hand the question begins a new entry."""
        super().__init__(parent, _("Prompts"), action=_("Insert") if has_text else _("Write about it"))
        self._journal, self._practice = journal, practice
        self._acts = Acts(journal, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.cancel.setText(_("Close"))
        self.search = LineField(placeholder=_("Search the questions"), name=_("Search the questions"))
        self.search.set_start_icon("search")
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.model = QuestionsModel(journal, self, has_sections=True)
        self.list = ListView(_("Questions"), sections=True)
        self.list.setModel(self.model)
        self.list.opened.connect(self.accept)
        self.list.chosen.connect(self._show)
        self.list.delete_pressed.connect(self.remove)
        self.whole = Label("", "body", wrap=True)
        self.source = Label("", "small", wrap=True)
        self.add = Button(_("New question…"), "quiet", "plus")
        self.change = Button(_("Change…"), "quiet", "edit")
        self.drop = Button(_("Remove"), "quiet", "trash")
        for button, slot in ((self.add, self.begin_new), (self.change, self.begin_change), (self.drop, self.remove)):
            button.clicked.connect(slot)
            button.setAutoDefault(False)
        self._assemble(parent.window().size())
        self._acts.need_writing(self.add)
        journal.changed.connect(self._follow)
        journal.closing.connect(self.reject)
        self.refresh()
        self.list.choose_row(0)
        self.search.setFocus()

    def _assemble(self, room: QSize) -> None:
        own = QWidget()
        flow = FlowLayout(own, theme.space(1))
        for button in (self.add, self.change, self.drop):
            flow.addWidget(button)
        for label in (self.whole, self.source):
            label.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)  # under the words of the list
        self.content.addWidget(self.search)
        self.content.addWidget(self.list, 1)
        for part in (self.whole, self.source, own):
            self.content.addWidget(part)
        em = theme.theme().em
        self.resize(QSize(em(36), em(34)).boundedTo(room - QSize(theme.space(6), theme.space(6))))

    # ------------------------------------------------------------------------------------------- showing

    @Slot()
    def refresh(self) -> None:
        """Read the questions again; the one that is on stays on."""
        self.model.read()
        self._narrow()

    @Slot(object)
    def _follow(self, what: Changed) -> None:
        if Changed.PROMPTS in what:
            self.refresh()

    @Slot()
    def _narrow(self) -> None:
        here = self.question()
        self.model.narrow(self.search.text(), self._practice)
        if not (here and self.list.first_row_chosen(partial(self._is_row_of, here))):
            self.list.choose_row(0)
        self._show()

    def _is_row_of(self, question: Question, index: QModelIndex) -> bool:
        found = self.model.question_at(index)
        return found is not None and (found.id or found.text) == (question.id or question.text)

    def question(self) -> Question | None:
        """The question that is on."""
        return self.model.question_at(self.list.currentIndex())

    @Slot()
    def _show(self) -> None:
        question = self.question()
        self.whole.setText(question.text if question else _("No question has these words."))
        source = _("From: {source}").format(source=SOURCES.get(question.source, "")) if question else ""
        self.source.setText(source)
        self.action.setEnabled(question is not None)
        is_own = question is not None and bool(question.id) and not self._acts.is_read_only
        for button in (self.change, self.drop):
            button.setEnabled(is_own)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down walk the list while one types."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step:
                self.list.choose_row(self.list.currentIndex().row() + step)
                return True
        return super().eventFilter(watched, event)

    # -------------------------------------------------------------------------------------------- acting

    @Slot()
    def accept(self) -> None:
        """Hand over the question that is on."""
        question = self.question()
        if question:
            super().accept()
            self.wanted.emit(question.text)

    @Slot()
    def begin_new(self) -> None:
        """A form for a question of one's own."""
        self._open(Question(self._practice or "one-on-ones", "before", ""))

    @Slot()
    def begin_change(self) -> None:
        """The form with one of one's own."""
        question = self.question()
        if question and question.id:
            self._open(question)

    def _open(self, question: Question) -> None:
        PromptForm(self._journal, question, self._keep, self).open()

    def _keep(self, before: Question, typed: Question) -> None:
        """A new question, or other words for one; Ctrl+Z takes it back. Raises UpwardError where it cannot be saved."""
        values = {"practice": typed.practice, "moment": typed.moment, "text": typed.text}
        if before.id and self._is_changed(before, values):
            return
        made = self._acts.do(Changed.PROMPTS, partial(_added, values=values))
        self._acts.remember(Changed.PROMPTS, partial(prompts.remove, prompt_id=made))
        self.search.clear()
        self.list.first_row_chosen(partial(self._is_row_of, Question("", "", "", "", made)))

    def _is_changed(self, before: Question, values: dict[str, str]) -> bool:
        """Whether the question was still there to be changed, be it in the trash. Raises UpwardError."""
        earlier = {"practice": before.practice, "moment": before.moment, "text": before.text}
        change = partial(prompts.revise, prompt_id=before.id)
        try:
            self._acts.do(Changed.PROMPTS, partial(change, **values))
        except RecordGone:
            return False
        self._acts.remember(Changed.PROMPTS, partial(change, **earlier))
        return True

    @Slot()
    def remove(self) -> None:
        """Put one of one's own into the trash."""
        question = self.question()
        if question and question.id and not self._acts.refuse_writing():
            self._acts.try_to(
                Changed.PROMPTS,
                partial(prompts.remove, prompt_id=question.id),
                partial(prompts.take_back, prompt_id=question.id),
                _("The question is in the trash."),
            )


def _added(session: "Session", values: dict[str, str]) -> str:
    return prompts.add(session, values["practice"], values["moment"], values["text"]).id


class PromptForm(Dialog):
    """A question of one's own: its words, its practice, its moment. What is typed survives locking."""

    def __init__(self, journal: OpenJournal, question: Question, keep: Keep, parent: QWidget) -> None:
        """Shows the question, or what was typed of it before the journal was locked; `keep` saves it."""
        super().__init__(parent, _("Your question"), action=_("Save"))
        self._keep = keep
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._before, self._is_over = question, False
        self.text = TextEditor(_("Question"), _("A short question, or a form with … to fill in"), look="field", lines=3)
        self.practice = QComboBox()
        for name, words in PRACTICES.items():
            self.practice.addItem(words, name)
        self.moment = SegmentedChoice(_("Moment"), list(MOMENTS.items()), wraps=True)
        form = FormColumn()
        self._field = form.add(_("Question"), self.text)
        form.add(_("Practice"), self.practice)
        form.add(_("Moment"), self.moment)
        self.content.addWidget(form)
        self._drafting = Drafting(journal, f"prompt.{question.id}", self.typed, self)
        self._put({"practice": question.practice, "moment": question.moment, "text": question.text})
        self._put(self._drafting.bring_back())
        for signal in (self.text.edited, self.practice.activated, self.moment.changed):
            signal.connect(self._drafting.touch)
        self.setMinimumWidth(min(theme.theme().em(26), parent.width()))
        self.text.setFocus()

    def typed(self) -> dict[str, Any]:
        """What differs from the question as it was; nothing once the form is done or left."""
        now = self._question()
        same = (now.practice, now.moment, now.text) == (self._before.practice, self._before.moment, self._before.text)
        is_typed = not self._is_over and not same and bool(now.text.strip() or self._before.text)
        return {"practice": now.practice, "moment": now.moment, "text": now.text} if is_typed else {}

    def flush(self) -> bool:
        """Keep what is typed; whether it is kept."""
        return self._drafting.flush()

    @Slot()
    def accept(self) -> None:
        """Save the question; where that cannot be, it says why, and what is typed stays."""
        try:
            self._keep(self._before, self._question())
        except UpwardError as fault:
            self._field.complain(str(fault))
            self.text.setFocus()
            return
        self._end()
        super().accept()

    @Slot()
    def reject(self) -> None:
        """Leave it as it was."""
        self._end()
        super().reject()

    def _end(self) -> None:
        self._is_over = True
        self._drafting.flush()

    def _question(self) -> Question:
        return Question(str(self.practice.currentData()), self.moment.value(), self.text.text(), "", self._before.id)

    def _put(self, typed: dict[str, Any]) -> None:
        if typed:
            self.text.set_text(typed["text"])
            self.practice.setCurrentIndex(max(0, self.practice.findData(typed["practice"])))
            if typed["moment"] in MOMENTS:
                self.moment.set_value(typed["moment"])

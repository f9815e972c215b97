"""What a feedback has beside its text: the exact words first, the ladder that is climbed from them, and what I try."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from journal.errors import UpwardError
from journal.practices import feedback, vague_words
from journal.practices.vague_words import VagueWord
from journal.text import COLUMNS, FEEDBACK_KINDS, YES_PARTLY_NO, _
from journal.ui import notifications
from journal.ui.pages.journal import climbing, rung_words
from journal.ui.pages.journal.climb_history import ClimbHistory, Step
from journal.ui.pages.journal.climbing import Known
from journal.ui.pages.journal.confirmation import Confirmation
from journal.ui.pages.journal.details_panel import Desk, DetailsPanel
from journal.ui.pages.journal.ladder import Ladder
from journal.ui.pages.journal.rung import Rung
from journal.ui.pages.journal.state import Values
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.filter_bar import FilterBar
from journal.ui.widgets.form import Field, FormColumn
from journal.ui.widgets.label import Label, restyle
from journal.ui.widgets.text_editor import TextEditor
from journal.ui.widgets.vague_marks import MarkHighlighter, VagueMarks, nothing

_HEARD_FIRST: Final = ("understood", "felt_heard", "my_view", "strength")


class FeedbackPanel(DetailsPanel):
    """Hear first: the words as they were said, then what they are about, and only then what I make of them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """The fields in the order in which a feedback becomes clear."""
        super().__init__(_("Feedback"), desk, parent)
        self._entry_id = ""
        self._clarity, self._day = feedback.LADDER[0], date.today()
        self._known = Known()
        self._words: tuple[VagueWord, ...] = ()
        self._build_words()
        self._build_ladder()
        self._build_hearing()
        self._build_trying()
        self.climb = ClimbHistory()
        self._climb_heading = Label(_("Its climb"), "strong")
        self.form.add_widget(self._climb_heading)
        self.form.add_widget(self.climb)
        self.edited.connect(self._follow_words)

    # ----------------------------------------------------------------------------------------- building

    def _build_words(self) -> None:
        self.exact_words = self.add_text(
            "feedback.exact_words", _("The exact words"), _("As they were said, without my view")
        )
        self.marks = VagueMarks(self.exact_words, MarkHighlighter(self.exact_words.document()))
        self.marks.said.connect(self._follow_words)
        self.add_line("feedback.from_whom", _("From"), _("Who said it"))
        self.add_pills("feedback.kind", _("What kind it was"), tuple(FEEDBACK_KINDS.items()))

    def _build_ladder(self) -> None:
        self.ladder = Ladder(_("How clear it is"))
        self.form.add(_("How clear it is"), self.ladder)
        rungs = self.ladder.rungs
        example, behaviour, goal = rungs["example"].fields, rungs["behaviour"].fields, rungs["goal"].fields
        self.add_text("feedback.situation", _("Situation"), _("When did it show, and where?"), to=example)
        self.add_text("feedback.behaviour", "", _("What anybody could have seen or heard"), to=behaviour)
        self.add_text("feedback.impact", "", _("What it costs them, or makes harder"), to=behaviour)
        self.add_text("feedback.goal", _("Which critical goal does it touch?"), _("A goal of the department"), to=goal)
        self.add_text(
            "feedback.faster_by", _("Which new behaviour would speed it up?"), _("One thing I do not do now"), to=goal
        )
        self.confirmation = Confirmation(self.desk.journal)
        self.desk.watch(self.confirmation.drafting.autosave)
        self._confirmation = rungs["confirmed"].fields.add(_("In their words"), self.confirmation)
        self.ladder.ask_wanted.connect(self._ask)
        self.ladder.climb_wanted.connect(self._climb)
        self.ladder.down_wanted.connect(self._step_down)
        self.ladder.opened.connect(self._enter)

    def _build_hearing(self) -> None:
        self.hearing = FormColumn()
        self.hearing.add_widget(Label(_("Hear first"), "strong"))
        self.form.add_widget(self.hearing)
        names = COLUMNS["feedback"]
        self.understood = self.add_text(
            "feedback.understood", names["understood"], _("In my words, as they would say it"), to=self.hearing
        )
        self._felt_heard = FilterBar(names["felt_heard"], tuple(YES_PARTLY_NO.items()))
        self._felt_heard.changed.connect(self._decide)
        self.add_other(
            "feedback.felt_heard",
            names["felt_heard"],
            self._felt_heard,
            self._get_felt_heard,
            self._set_felt_heard,
            to=self.hearing,
        )
        self.my_view = self.add_text("feedback.my_view", names["my_view"], _("Only then"), to=self.hearing)
        strength = self.add_text(
            "feedback.strength",
            names["strength"],
            _("How can we make it work for the group?"),
            to=self.hearing,
        )
        _field_of(strength).set_hint(_("More range, not another personality."))

    def _build_trying(self) -> None:
        trying = FormColumn()
        trying.add_widget(Label(_("One behaviour to try"), "strong"))
        self.form.add_widget(trying)
        self.add_text(
            "feedback.what_i_will_do", COLUMNS["feedback"]["what_i_will_do"], _("One behaviour, not five"), to=trying
        )
        self.ask_again = DateField(_("Ask again on"))
        field = self.add_other(
            "feedback.ask_again_on",
            _("Ask again on"),
            self.ask_again,
            self.ask_again.day,
            self.ask_again.set_day,
            to=trying,
        )
        self.ask_again.changed.connect(self._decide)
        self.ask_again.complained.connect(field.complain)
        self.distances = FilterBar(
            _("How long until then"), (("fortnight", _("In 2 weeks")), ("month", _("In a month")))
        )
        self.distances.changed.connect(self._ask_again_in)
        trying.add_widget(self.distances)

    # ------------------------------------------------------------------------------------------ showing

    def show_values(self, values: Values) -> None:
        """Show the values of an entry."""
        self._clarity, self._day = values["feedback.clarity"], values["day"]
        super().show_values(values)

    def show_entry(self, entry_id: str) -> None:
        """Read its climb, what was asked about it, and the vague words that are marked."""
        self._entry_id = entry_id
        if self.confirmation.show_entry(entry_id):
            self._confirmation.complain("")
        try:
            with self.desk.journal.read() as session:
                words = vague_words.in_force(session)
                self.confirmation.forget_gone(session)
                self._known = climbing.read(session, entry_id) if entry_id else Known()
        except UpwardError:
            return  # busy at this moment: what was known before stays
        if words != self._words:
            self._words = words
            self.finds = partial(vague_words.marks, words=words) if words else nothing
            self.marks.set_find(self.finds)
        self._show_climb()
        self._follow_words()

    def _show_climb(self) -> None:
        """From the day on which it was heard; of what is not in the journal yet there is none."""
        heard = feedback.in_quotes(self.values()["feedback.exact_words"])
        steps = [Step(self._day, _("Heard"), heard), *self._known.steps] if self._entry_id else []
        self.climb.show_steps(steps)
        for part in (self.climb, self._climb_heading):
            part.setVisible(bool(steps))

    def follow(self) -> None:
        """What there is depends on the kind and on the rung."""
        values = self.values()
        kind = values["feedback.kind"]
        self.ladder.stand(self._clarity, feedback.rungs(kind, self._clarity))
        is_praise = kind == "appreciation"
        what = _("What exactly did I do?") if is_praise else _("What specifically do I do that concerns you?")
        effect = _("What did it make possible?") if is_praise else _("How does it lower others’ productivity?")
        for name, label in (("feedback.behaviour", what), ("feedback.impact", effect)):
            _field_of(self.widget_of(name)).label.setText(label)
            self.widget_of(name).setAccessibleName(label)
        is_heard = any(values[f"feedback.{name}"] for name in _HEARD_FIRST)
        self.hearing.setVisible(not is_praise or is_heard)
        days = feedback.ask_again_days(date.today())
        self.distances.set_values([name for name, day in days.items() if day == values["feedback.ask_again_on"]])
        self._follow_words()

    @Slot()
    def _follow_words(self) -> None:
        """What is said beside the fields follows what is typed in them."""
        values = self.values()
        self._say_vague(values)
        self._fill_rungs(values)
        is_waiting = not values["feedback.understood"].strip()
        hint = _("First what I understood: then my view is heard better.") if is_waiting else ""
        _field_of(self.my_view).set_hint(hint)
        if bool(self.my_view.property("waiting")) != is_waiting:
            self.my_view.setProperty("waiting", is_waiting)
            restyle(self.my_view)

    def _say_vague(self, values: Values) -> None:
        words = values["feedback.exact_words"]
        scene = vague_words.scene_question(words, values["feedback.situation"])
        is_praise = values["feedback.kind"] == "appreciation"
        said = [self.marks.sentence, "" if is_praise else scene]
        _field_of(self.exact_words).set_hint("\n".join(each for each in said if each))

    def _fill_rungs(self, values: Values) -> None:
        for value, rung in self.ladder.rungs.items():
            if rung.place == "below":
                rung.show_words(rung_words.words_of(value, values))
            elif rung.place == "next":
                self._show_question(rung, values)
            elif value == "confirmed":
                rung.show_words(self._known.confirmation)

    # ------------------------------------------------------------------------------------- the question

    def _show_question(self, rung: Rung, values: Values) -> None:
        before = rung_words.asked(rung.value, values, self._known.asked)
        question = rung_words.question(rung.value, values)
        rung.show_question(question, rung_words.became_of(before, date.today()), rung_words.ask_words(before))

    @Slot()
    def _ask(self) -> None:
        entry_id, values = self._settled(), self.values()
        rung = feedback.next_rung(values["feedback.kind"], self._clarity)
        text = rung_words.to_ask(rung, values, self._known.asked) if entry_id and rung else ""
        if text:
            climbing.ask(self.desk, entry_id, text)

    # -------------------------------------------------------------------------------------- the climbing

    @Slot(str)
    def _enter(self, rung: str) -> None:
        """The fields of a rung were opened: an answer from an agenda is there to begin with, and the keyboard is."""
        values, names = self.values(), rung_words.FIELDS[rung]
        field = self.widget_of(f"feedback.{names[0]}") if names else self.confirmation
        if not isinstance(field, TextEditor):
            return
        is_next = self.ladder.rungs[rung].place == "next"
        asked = rung_words.asked(rung, values, self._known.asked) if is_next else None
        if asked and asked.answer and not field.text().strip():
            field.insertPlainText(asked.answer)
        field.setFocus()
        QTimer.singleShot(0, self, partial(self._show_rung, rung))

    def _show_rung(self, rung: str) -> None:
        self.ensureWidgetVisible(self.ladder.rungs[rung])

    @Slot(str)
    def _climb(self, rung: str) -> None:
        on = self.ladder.rungs[rung]
        if on.day.hasFocus():
            on.day.editingFinished.emit()  # a click leaves the keyboard, and what was typed unread, in the field
        is_said = rung == "confirmed"
        words = self.confirmation.words() if is_said else rung_words.words_of(rung, self.values())
        needed = _("Write what they said: confirmed is what they have seen.")
        self._confirmation.complain(needed if is_said and not words else "")
        if is_said and not words:
            self.confirmation.setFocus()
        elif on.day.complaint:
            on.day.setFocus()
        elif entry_id := self._settled():
            unsaid = partial(self.confirmation.unsay, entry_id, words if is_said else "")
            day = on.day.day() or date.today()
            if climbing.climb(self.desk, entry_id, rung, day, words, self._clarity, unsaid):
                self._climbed(entry_id, rung)

    def _climbed(self, entry_id: str, rung: str) -> None:
        if rung == "confirmed":
            self.confirmation.forget(entry_id)
        above = feedback.next_rung(self.values()["feedback.kind"], rung)
        here = self.ladder.rungs[above].ask if above else self.ladder.rungs[rung].down
        here.setFocus()
        QTimer.singleShot(0, self, partial(self._show_rung, above or rung))

    @Slot()
    def _step_down(self) -> None:
        below = feedback.LADDER[max(0, feedback.LADDER.index(self._clarity) - 1)]
        entry_id = self._settled()
        if entry_id and climbing.climb(self.desk, entry_id, below, date.today(), "", self._clarity):
            self.ladder.rungs[below].down.setFocus()

    def _settled(self) -> str:
        entry_id = self.desk.settle()
        if not entry_id:
            notifications.say(self, _("Write the words that you heard first."))
            self.exact_words.setFocus()
        return entry_id

    # -------------------------------------------------------------------------------------------- values

    def more_words(self) -> str:
        """What the manager said and is not climbed yet."""
        return self.confirmation.words()

    def flush(self) -> bool:
        """Keep what the manager said and is not climbed yet."""
        return self.confirmation.drafting.flush()

    @Slot(object)
    def _ask_again_in(self, on: list[str]) -> None:
        days = feedback.ask_again_days(date.today())
        self.ask_again.set_day(days[on[0]] if on else None)
        self._decide()

    def _get_felt_heard(self) -> str:
        return next(iter(self._felt_heard.values()), "")

    def _set_felt_heard(self, value: str) -> None:
        self._felt_heard.set_values([value] if value else [])


def _field_of(widget: QWidget) -> Field:
    field = widget.parentWidget()
    if not isinstance(field, Field):
        raise TypeError
    return field

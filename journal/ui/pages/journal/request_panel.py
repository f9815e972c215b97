"""What a request has beside its text: what is asked, what would make it stronger, where it stands, what came of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, cast

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction, QIntValidator
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from journal.practices.requests import ANSWERED, Missing, missing, needs_courage, step_days
from journal.store.tables import Request
from journal.text import OBSTACLES, REQUEST_KINDS, REQUEST_STATUSES, _
from journal.ui import theme
from journal.ui.pages.journal.details_panel import Desk, DetailsPanel
from journal.ui.pages.journal.request_acts import RequestActs
from journal.ui.pages.journal.request_steps import RequestSteps
from journal.ui.pages.journal.state import Values
from journal.ui.widgets.button import Button
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.form import Field, FormColumn, LineField
from journal.ui.widgets.label import Label

#: What can be done about each thing that may stand in the way (source article 3).
REMEDIES: Final[Mapping[str, str]] = {
    "": "",
    "how": _("Name a first step that they can take, or bring it ready to be sent."),
    "unclear": _("Say in one sentence what it looks like when it is done."),
    "time": _("Ask for the fewest minutes that do, and do the rest yourself."),
}
#: What each missing part is called in the one line that sums them up.
_PARTS: Final[Mapping[str, str]] = {
    "ask": _("what you ask"),
    "verb": _("a verb"),
    "vague": _("something definite"),
    "by_when": _("a date"),
    "why_them": _("why they"),
    "why_it_helps_them": _("their gain"),
    "minutes": _("their minutes"),
}
#: Its words stand below those of the fields.
_FLUSH: Final = "padding-left: 0; padding-right: 0; margin-left: -2px;"
_CHECKED: Final = ("ask", "by_when", "why_them", "why_it_helps_them", "minutes")


class RequestPanel(DetailsPanel):
    """A clear and specific request: what is missing is said beside each field as one types, and never holds one back."""

    split_wanted = Signal()
    agenda_wanted = Signal()
    #: Show the request with this id.
    link_pressed = Signal(str)
    #: It asks about the experience with this id.
    experience_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Where it stands comes first, then the fields in the order in which a request is made."""
        super().__init__(_("Request"), desk, parent)
        self._noted_on = date.today()
        self.ask = self.add_text("request.ask", _("What exactly I ask"), _("Begin with a verb"))
        self._build_links()
        self._kind = self.add_choice("request.kind", _("What kind of help"), tuple(REQUEST_KINDS.items()))
        self._build_experiences()
        self.add_day("request.by_when", _("By when"))
        self.why_them = self.add_text("request.why_them", _("Why them"), _("What they can do that nobody else can"), 1)
        gain = _("What it does for them and for all of us")
        self.add_text("request.why_it_helps_them", _("Why it helps them"), gain, 1)
        self._build_minutes()
        obstacles = (("", _("Nothing that I know of")), *OBSTACLES.items())
        self.add_choice("request.obstacle", _("What may stand in the way"), obstacles)
        self._build_answer()
        self._build_steps()
        self.edited.connect(self._check)
        self._acts = RequestActs(desk, self)

    def _build_steps(self) -> None:
        """On top to the eye, last to the Tab key, which goes from the text to what is asked."""
        top = FormColumn()
        self.steps = RequestSteps(_("Where it stands"))
        self.steps.changed.connect(self._decide)
        self.agenda = Button(_("To the next one-on-one"), "quiet", "one-on-ones")
        self.agenda.setToolTip(_("Put it on the agenda of the next one-on-one"))
        self.agenda.clicked.connect(self.agenda_wanted)
        self.steps.buttons.addWidget(self.agenda)
        read, write = self.steps.value, self.steps.set_value
        self.add_other("request.status", _("Where it stands"), self.steps, read, write, to=top)
        self._courage = Label("", "small", wrap=True)
        self._strength = Label("", "small", wrap=True)
        for line in (self._courage, self._strength):
            top.add_widget(line)
        inside = cast("QWidget", self.widget())
        cast("QVBoxLayout", inside.layout()).insertWidget(1, top)

    def _build_links(self) -> None:
        self._links = QWidget()
        column = QVBoxLayout(self._links)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        self.splitter = Button(_("Split in two"), "quiet")
        self.splitter.setToolTip(
            _("One issue a request: the words that you select, or the second part, become another.")
        )
        self.splitter.setStyleSheet(_FLUSH)
        self.splitter.clicked.connect(self.split_wanted)
        self._link_buttons = QWidget()
        FlowLayout(self._link_buttons, gap=theme.space(0.5))
        row = QWidget()
        flow = FlowLayout(row, gap=theme.space(0.5))
        flow.addWidget(self.splitter)
        for part in (row, self._link_buttons):
            column.addWidget(part)
        self.form.add_widget(self._links)

    def _build_experiences(self) -> None:
        row = QWidget()
        flow = FlowLayout(row, gap=theme.space(0.5))
        self.experiences = Button(_("From their experience…"), "quiet", "person")
        self.experiences.setStyleSheet(_FLUSH)
        self.experiences.clicked.connect(self._open_experiences)
        self.experience_menu = QMenu(self)
        self.experience_menu.triggered.connect(self._choose_experience)
        flow.addWidget(self.experiences)
        self._experience_row = row
        self.form.add_widget(row)
        self._offered: dict[str, tuple[str, str]] = {}

    def _build_minutes(self) -> None:
        minutes = LineField(placeholder=_("Such as 15"), name=_("Minutes of their time"))
        minutes.setValidator(QIntValidator(1, 999, minutes))
        minutes.textEdited.connect(self.edited)
        self.minutes = minutes
        self.add_other("request.minutes", _("Minutes of their time"), minutes, self._read_minutes, self._write_minutes)

    def _build_answer(self) -> None:
        self._asked_on = self.add_day("request.asked_on", _("Asked on"))
        self._agreed_on = self.add_day("request.agreed_on", _("Agreed on"))
        self._answered_on = self.add_day("request.answered_on", _("Answered on"))
        self.add_text("request.answer", _("What they answered"), _("In their words"))
        self.add_text("request.outcome", _("What came of it"), _("What they did, and how it went"))

    # ------------------------------------------------------------------------------------------- showing

    def show_values(self, values: Values) -> None:
        """Show the values of an entry; its day is that of the draft."""
        self._noted_on = values["day"]
        super().show_values(values)

    def show_entry(self, entry_id: str) -> None:
        """Show what the request is tied to."""
        self._acts.show_ties(entry_id)

    def values(self) -> dict[str, Any]:
        """The values as they are now; while it stands at the yes, the day of the yes is when it got there."""
        found = super().values()
        if found["request.status"] == "agreed" and found["request.agreed_on"]:
            found["request.answered_on"] = found["request.agreed_on"]
        return found

    def follow(self) -> None:
        """The steps with their days; the days and the answer show once there is something to say."""
        values = self.values()
        status, today = values["request.status"], date.today()
        days = {name: values[f"request.{name}"] for name in ("asked_on", "agreed_on", "answered_on")}
        self.steps.show_steps(step_days(status, self._noted_on, **days), today)
        self._courage.setVisible(needs_courage(status, self._noted_on, today))
        self._courage.setText(_courage(self._noted_on, today))
        self._asked_on.setVisible(status != "draft")
        self._agreed_on.setVisible(status == "agreed" or days["agreed_on"] is not None)
        self._answered_on.setVisible(status in ANSWERED - {"agreed"})
        label = _("{status} on").format(status=REQUEST_STATUSES[status])
        self._answered_on.label.setText(label)
        for name in ("request.answer", "request.outcome"):
            self.field_of(name).setVisible(bool(values[name].strip()) or status in ANSWERED)
        self.agenda.setVisible(status in ("draft", "asked"))
        self._experience_row.setVisible(values["request.kind"] == "advice" and bool(self._offered))
        self.field_of("request.obstacle").set_hint(REMEDIES[values["request.obstacle"]])
        self._check()

    def field_of(self, name: str) -> Field:
        """The field with its label and hint."""
        return cast("Field", self.widget_of(name).parentWidget())

    def show_links(self, links: Sequence[tuple[str, str]]) -> None:
        """Offer the way to each of these requests: its id, and what it asks."""
        flow = cast("FlowLayout", self._link_buttons.layout())
        while (item := flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for entry_id, ask in links:
            link = Button(_short(ask), "quiet", "request", parent=self._link_buttons)
            link.setAccessibleName(_("The other request: {ask}").format(ask=_short(ask, 200)))
            link.setStyleSheet(_FLUSH)
            link.setProperty("entry", entry_id)
            link.setToolTip(_short(ask, 400))
            link.clicked.connect(self._press_link)
            flow.addWidget(link)
            link.show()
        self._link_buttons.setVisible(bool(links))

    def links(self) -> list[Button]:
        """The ways to the linked requests."""
        return [found for found in self._link_buttons.findChildren(Button) if not found.isHidden()]

    def show_experiences(self, offered: Mapping[str, tuple[str, str]]) -> None:
        """Offer what the manager has done, and what could be learned from it, by the id of the experience."""
        self._offered = dict(offered)
        self.experience_menu.clear()
        for experience_id, (what, _learn) in offered.items():
            self.experience_menu.addAction(_short(what, 60).replace("&", "&&")).setData(experience_id)
        self._experience_row.setVisible(self.values()["request.kind"] == "advice" and bool(offered))

    def show_on_agenda(self, *, is_there: bool) -> None:
        """Say whether it stands on an agenda already."""
        self.agenda.setText(_("On an agenda") if is_there else _("To the next one-on-one"))
        self.agenda.set_icon("check" if is_there else "one-on-ones")
        self.agenda.setEnabled(not is_there)

    # ------------------------------------------------------------------------------------------- strength

    @Slot()
    def _check(self) -> None:
        """Say what would make it stronger, as long as it can still be made so."""
        values = self.values()
        is_open = values["request.status"] in ("draft", "asked")
        found = missing(_request(values)) if is_open else []
        by_field = {each.field: each for each in found}
        for name in _CHECKED:
            self.field_of(f"request.{name}").set_hint(_hint(by_field.get(name)))
        self._strength.setText(_sum(found))
        self._strength.set_role("small" if found else "accent")
        self._strength.setVisible(is_open)

    # ------------------------------------------------------------------------------------------- actions

    @Slot()
    def _press_link(self) -> None:
        self.link_pressed.emit(str(self.sender().property("entry")))

    @Slot()
    def _open_experiences(self) -> None:
        self.experience_menu.popup(self.experiences.mapToGlobal(QPoint(0, self.experiences.height() + 4)))

    @Slot(object)
    def _choose_experience(self, action: QAction) -> None:
        """Their experience is why they are asked; what could be learned from it is what is asked, if nothing is yet."""
        experience_id = str(action.data())
        what, learn = self._offered[experience_id]
        self.why_them.set_text("\n".join(part for part in (self.why_them.text().strip(), what) if part))
        if not self.ask.text().strip():
            self.ask.set_text(learn)
        self.edited.emit()
        self.experience_chosen.emit(experience_id)

    def _read_minutes(self) -> int | None:
        return int(self.minutes.text()) if self.minutes.text().isdecimal() else None

    def _write_minutes(self, minutes: int | None) -> None:
        self.minutes.setText(str(minutes or ""))


def _request(values: Mapping[str, Any]) -> Request:
    """What is typed, as the check looks at it; it is in no journal."""
    names = ("kind", *_CHECKED)
    return Request(**{name: values[f"request.{name}"] for name in names})


def _hint(found: Missing | None) -> str:
    return _("{sentence} Such as: “{example}”").format(sentence=found.sentence, example=found.example) if found else ""


def _sum(found: list[Missing]) -> str:
    if not found:
        return _("Clear and specific.")
    return _("It would be stronger with: {parts}.").format(parts=" · ".join(_PARTS[each.what] for each in found))


def _courage(noted_on: date, today: date) -> str:
    """A quiet word for a draft that waits (source article 3)."""
    words = _("A draft for {count} days. People who succeed asked for help, and being asked flatters.")
    return words.format(count=(today - noted_on).days)


def _short(text: str, longest: int = 24) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"

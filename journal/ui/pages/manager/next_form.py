"""The form that begins the next chapter."""

from datetime import date, timedelta

from journal.text import _
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.form import LineField
from journal.ui.widgets.inline_form import InlineForm

ENDS, RUNS = "ends", "runs"
CARRIED, LEFT = "carried", "left"


class NextForm(InlineForm):
    """Who is next, from when, whether the present chapter ends, and what of me goes along."""

    def __init__(self) -> None:
        """Hidden until it begins."""
        super().__init__(_("The next manager"), _("Begin"))
        self.name = LineField(placeholder=_("A name, or a word that stands for it"), name=_("Name"))
        self.day = DateField(_("First day"), optional=False)
        self.present = SegmentedChoice(
            _("The present chapter"), [(ENDS, _("Ends the day before")), (RUNS, _("Runs on as well"))], wraps=True
        )
        self.carries = SegmentedChoice(
            _("What is about me"), [(CARRIED, _("Goes along, not yet discussed")), (LEFT, _("Stays here"))], wraps=True
        )
        self.add("name", _("Name"), self.name)
        self.add("day", _("First day"), self.day)
        self._present_field = self.add("present", _("The present chapter"), self.present)
        hint = _("Your side of the agreement is copied; your goals are yours in every chapter.")
        self.add("carries", _("What is about me"), self.carries, hint)
        self.hide()

    def begin(self, present: str) -> None:
        """Propose tomorrow as the first day, and take the keyboard; `present` is the name of the present manager."""
        self.complain("")
        self.name.clear()
        self.day.set_day(date.today() + timedelta(days=1))
        self._present_field.label.setText(_("The chapter with {name}").format(name=present))
        self.begun()
        self.name.setFocus()

    def fault(self) -> str:
        """A first day that is none."""
        return self.day.complaint

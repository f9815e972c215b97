"""Small forms beside the ledger: agree on another date, let go, correct. Enter does it, Escape leaves."""

from datetime import date

from journal.text import _
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.form import LineField
from journal.ui.widgets.inline_form import InlineForm


class RenegotiateForm(InlineForm):
    """Another date, and why."""

    def __init__(self) -> None:
        """Empty fields."""
        super().__init__(_("Agree on another date"), _("Renegotiate"))
        self.due = DateField(_("New date"))
        self.reason = LineField(placeholder=_("What has changed? (if you like)"), name=_("Reason"))
        self.add("due", _("New date"), self.due, _("Such as fri, 12 Dec or +7. Up and Down change it."))
        self.add("reason", _("Reason"), self.reason)

    def begin(self, due: date) -> None:
        """Propose a day and take the keyboard."""
        self.complain("")
        self.due.set_day(due)
        self.reason.clear()
        self.begun()
        self.due.setFocus()
        self.due.selectAll()

    def fault(self) -> str:
        """A date that is none."""
        return self.due.complaint


class DropForm(InlineForm):
    """Why it is let go."""

    def __init__(self) -> None:
        """An empty field."""
        super().__init__(_("Let it go"), _("Drop"))
        self.reason = LineField(placeholder=_("Why? (if you like)"), name=_("Reason"))
        self.add("reason", _("Reason"), self.reason)

    def begin(self) -> None:
        """Take the keyboard."""
        self.complain("")
        self.reason.clear()
        self.begun()
        self.reason.setFocus()


class EditForm(InlineForm):
    """What was written down wrongly: the words, whose promise, the due day."""

    def __init__(self) -> None:
        """Empty fields."""
        super().__init__(_("Correct it"), _("Save"))
        self.what = LineField(name=_("What was promised"))
        self.owner = SegmentedChoice(_("Whose commitment"), [("me", _("Mine")), ("manager", _("My manager’s"))])
        self.due = DateField(_("Due"))
        self.add("what", _("What was promised"), self.what)
        self.add("owner", _("Whose commitment"), self.owner)
        self.add("due", _("Due"), self.due)

    def begin(self, what: str, owner: str, due: date | None) -> None:
        """Show what is there and take the keyboard."""
        self.complain("")
        self.what.setText(what)
        self.owner.set_value(owner)
        self.due.set_day(due)
        self.begun()
        self.what.setFocus()
        self.what.selectAll()

    def fault(self) -> str:
        """A date that is none."""
        return self.due.complaint

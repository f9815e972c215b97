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
        self._due_field = self.fields.add(
            _("New date"), self.due, _("Such as fri, 12 Dec or +7. Up and Down change it.")
        )
        self.due.complained.connect(self._due_field.complain)
        self.fields.add(_("Reason"), self.reason)

        self._proposed = ""

    def begin(self, due: date) -> None:
        """Propose a day and take the keyboard."""
        self.complain("")
        self.due.set_day(due)
        self._proposed = self.due.text()
        self.reason.clear()
        self.due.setFocus()
        self.due.selectAll()

    def is_filled(self) -> bool:
        """Whether anything else than what was proposed stands here."""
        return bool(self.reason.text().strip()) or self.due.text() != self._proposed

    def fault(self) -> str:
        """A date that is none."""
        return self.due.complaint


class DropForm(InlineForm):
    """Why it is let go."""

    def __init__(self) -> None:
        """An empty field."""
        super().__init__(_("Let it go"), _("Drop"))
        self.reason = LineField(placeholder=_("Why? (if you like)"), name=_("Reason"))
        self.fields.add(_("Reason"), self.reason)

    def begin(self) -> None:
        """Take the keyboard."""
        self.complain("")
        self.reason.clear()
        self.reason.setFocus()

    def is_filled(self) -> bool:
        """Whether a reason was typed."""
        return bool(self.reason.text().strip())


class EditForm(InlineForm):
    """What was written down wrongly: the words, whose promise, the due day."""

    def __init__(self) -> None:
        """Empty fields."""
        super().__init__(_("Correct it"), _("Save"))
        self.what = LineField(name=_("What was promised"))
        self.owner = SegmentedChoice(_("Whose commitment"), [("me", _("Mine")), ("manager", _("My manager’s"))])
        self.due = DateField(_("Due"))
        self.fields.add(_("What was promised"), self.what)
        self.fields.add(_("Whose commitment"), self.owner)
        due = self.fields.add(_("Due"), self.due)
        self.due.complained.connect(due.complain)
        self._there = ("", "", "")

    def begin(self, what: str, owner: str, due: date | None) -> None:
        """Show what is there and take the keyboard."""
        self.complain("")
        self.what.setText(what)
        self.owner.set_value(owner)
        self.due.set_day(due)
        self._there = self._typed()
        self.what.setFocus()
        self.what.selectAll()

    def is_filled(self) -> bool:
        """Whether anything was changed."""
        return self._typed() != self._there

    def _typed(self) -> tuple[str, str, str]:
        return self.what.text(), self.owner.value(), self.due.text()

    def fault(self) -> str:
        """A date that is none."""
        return self.due.complaint

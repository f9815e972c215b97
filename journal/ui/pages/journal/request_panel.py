"""What a request has beside its text: what is asked, by when, what it does for them, and what came of it."""

from PySide6.QtWidgets import QWidget

from journal.practices.requests import ANSWERED
from journal.text import REQUEST_KINDS, REQUEST_STATUSES, _
from journal.ui.pages.journal.details_panel import Desk, DetailsPanel


class RequestPanel(DetailsPanel):
    """A clear and specific request: the days of asking and answering follow its status, and can be put right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """The fields in the order in which a request is made."""
        super().__init__(_("Request"), desk, parent)
        self.ask = self.add_text("request.ask", _("What exactly I ask"), _("Begin with a verb"))
        self.add_choice("request.kind", _("What kind of help"), tuple(REQUEST_KINDS.items()))
        self.add_day("request.by_when", _("By when"))
        self.add_text("request.why_it_helps_them", _("Why it helps them"), _("What it does for them and for all of us"))
        self.status = self.add_pills("request.status", _("Where it stands"), tuple(REQUEST_STATUSES.items()))
        self._asked_on = self.add_day("request.asked_on", _("Asked on"))
        self._answered_on = self.add_day("request.answered_on", _("Answered on"))
        self.add_text("request.outcome", _("What came of it"), _("What they did, and how it went"))

    def follow(self) -> None:
        """The days show once there is something to date."""
        status = self.values()["request.status"]
        self._asked_on.setVisible(status != "draft")
        self._answered_on.setVisible(status in ANSWERED)

"""What a feedback has beside its text: the exact words first, and the rungs that are climbed from them."""

from PySide6.QtWidgets import QWidget

from journal.text import FEEDBACK_KINDS, _
from journal.ui.pages.journal.details_panel import Desk, DetailsPanel
from journal.ui.pages.journal.ladder import Ladder


class FeedbackPanel(DetailsPanel):
    """Hear first: the words as they were said, then what they are about, and only then what I make of them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """The fields in the order in which a feedback becomes clear."""
        super().__init__(_("Feedback"), desk, parent)
        self.exact_words = self.add_text(
            "feedback.exact_words", _("The exact words"), _("As they were said, without my view")
        )
        self.add_line("feedback.from_whom", _("From"), _("Who said it"))
        self.add_pills("feedback.kind", _("What kind it was"), tuple(FEEDBACK_KINDS.items()))
        self.ladder = Ladder(_("How clear it is"))
        self.ladder.changed.connect(self.decided)
        self.add_other("feedback.clarity", _("How clear it is"), self.ladder, self.ladder.value, self.ladder.set_value)
        self.add_text("feedback.situation", _("Situation"), _("When did it show, and where?"))
        self.add_text("feedback.behaviour", _("Behaviour"), _("What do I do that concerns them?"))
        self.add_text("feedback.impact", _("Impact"), _("What does it do to others’ results?"))
        self.add_text("feedback.what_i_will_do", _("What I will do"), _("One behaviour to try"))
        self.add_day("feedback.ask_again_on", _("Ask again on"))

"""An example for every part of a request, made for its kind: what could stand there, in one sentence."""

from typing import Final, NamedTuple

from journal.text import _


class Examples(NamedTuple):
    """A request of one kind as it might read, part by part."""

    ask: str
    by_when: str
    why_them: str
    why_it_helps_them: str
    minutes: str


EXAMPLES: Final[dict[str, Examples]] = {
    "intervene": Examples(
        _("Ask Rosa Lind to release two testers to us for the first week of May."),
        _("By Thursday, before her team fixes its rota."),
        _("She reports to your peer; a word from me is one of many."),
        _("The launch that you announced keeps its date."),
        _("Ten minutes: one call, and I send you three lines for it."),
    ),
    "advice": Examples(
        _("Tell me how you won over the works council in the Leeds move."),
        _("Before I meet them on the 14th."),
        _("You have led such a move; I have only read of one."),
        _("We avoid a second round, and you hear no complaints."),
        _("Twenty minutes, in our next one-on-one."),
    ),
    "decision": Examples(
        _("Weigh in on whether I close the Thursday desk or move it to Mill Lane."),
        _("By Friday: the lease notice is due on Monday."),
        _("You know what the board would never accept."),
        _("You will not be surprised by it in the review."),
        _("Fifteen minutes: both options stand on one page."),
    ),
    "information": Examples(
        _("Send me the three figures that the board will judge the pilot by."),
        _("By 3 March, before I write the plan."),
        _("You sit in that meeting, and I do not."),
        _("My report answers the questions that you will be asked."),
        _("Five minutes: a short message is enough."),
    ),
    "introduction": Examples(
        _("Introduce me by mail to Omar Reyes, who runs the depots."),
        _("This week, before their budget closes."),
        _("He trusts you from the Heron project."),
        _("Both departments stop paying for the same survey."),
        _("Two minutes: my three lines to forward are ready."),
    ),
    "resources": Examples(
        _("Approve 8,000 for a second bench until the end of June."),
        _("By the 20th, so that it is here for the spring load."),
        _("It is above my limit, and within yours."),
        _("It saves one day in each repair that your figures show."),
        _("Ten minutes: the numbers fill half a page."),
    ),
    "visibility": Examples(
        _("Let me present the repair times to the directors on 9 June."),
        _("Before the agenda is sent out on 2 June."),
        _("You choose who speaks in your part of it."),
        _("They hear the result from whoever can answer for it, and it carries your name."),
        _("Five minutes now, and ten for a rehearsal."),
    ),
    "support": Examples(
        _("Watch me chair Tuesday’s planning and tell me one thing to do otherwise."),
        _("Until the end of the month, in two meetings."),
        _("You see me where nobody else who coaches me does."),
        _("You can hand me the planning, and have Tuesdays free."),
        _("Half an hour, twice."),
    ),
    "role": Examples(
        _("Name me as your deputy for the Mill Lane opening."),
        _("Before the roles are drawn up in September."),
        _("You alone can say what you would need to have seen."),
        _("You have someone who can stand in while you are away."),
        _("Thirty minutes, to go through what I have to show."),
    ),
}

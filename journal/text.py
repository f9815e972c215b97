"""Every word that a user sees goes through here, in any layer, so that no language ever needs a rewrite.

`_` translates one text, `n_` one that depends on a number. Names of kinds, statuses and sections stand here once,
because the window, the command line and the summary must call a thing by the same word.
"""

import gettext
from datetime import date
from typing import Final

from journal.paths import resource

DOMAIN: Final = "upward"

_catalogue = gettext.translation(DOMAIN, str(resource("locale")), fallback=True)
_ = _catalogue.gettext
n_ = _catalogue.ngettext

ENTRY_KINDS: Final[dict[str, str]] = {
    "interaction": _("Interaction"),
    "feedback": _("Feedback"),
    "request": _("Request"),
    "win": _("Win"),
    "reflection": _("Reflection"),
}
FEEDBACK_KINDS: Final[dict[str, str]] = {
    "appreciation": _("Appreciation"),
    "coaching": _("Coaching"),
    "evaluation": _("Evaluation"),
}
CLARITIES: Final[dict[str, str]] = {
    "label": _("Label"),
    "example": _("Example"),
    "behaviour": _("Behaviour"),
    "goal": _("Goal"),
    "confirmed": _("Confirmed"),
}
REQUEST_KINDS: Final[dict[str, str]] = {
    "intervene": _("Intervene with another executive"),
    "advice": _("Advice from their experience"),
    "decision": _("Weigh in on a decision"),
    "information": _("Information"),
    "introduction": _("Introduction"),
    "resources": _("Resources"),
    "visibility": _("Visibility"),
    "support": _("Support for my development"),
    "role": _("A bigger role"),
}
REQUEST_STATUSES: Final[dict[str, str]] = {
    "draft": _("Draft"),
    "asked": _("Asked"),
    "agreed": _("Agreed"),
    "delivered": _("Delivered"),
    "declined": _("Declined"),
    "withdrawn": _("Withdrawn"),
}
COMMITMENT_STATUSES: Final[dict[str, str]] = {
    "open": _("Open"),
    "kept": _("Kept"),
    "renegotiated": _("Renegotiated"),
    "dropped": _("Dropped"),
}
OWNERS: Final[dict[str, str]] = {"me": _("Me"), "manager": _("My manager")}
MEETING_STATES: Final[dict[str, str]] = {"planned": _("Planned"), "held": _("Held")}
RATERS: Final[dict[str, str]] = {
    "me": _("Me"),
    "my-guess-of-manager": _("My guess of my manager’s"),
    "manager": _("My manager"),
}
SECTIONS: Final[dict[str, str]] = {
    "progress": _("Progress"),
    "feedback": _("Your feedback, and what I did with it"),
    "commitments": _("Commitments"),
    "support": _("Support that helped: thank you"),
    "requests": _("Requests"),
    "next": _("Next steps"),
}
#: Where an approved line can stand: in a section of the summary, before or after them, or on another paper for the manager.
LINE_SECTIONS: Final[dict[str, str]] = {
    "opening": _("Opening sentence"),
    **SECTIONS,
    "closing": _("Closing sentence"),
    "agreement": _("How we work together"),
    "role": _("A bigger role"),
}
#: How something is known of a manager: its standing as evidence.
BASES: Final[dict[str, str]] = {"told": _("Told"), "observed": _("Observed"), "assumed": _("Assumed")}
#: Answers that a debrief, and hearing first, know.
YES_PARTLY_NO: Final[dict[str, str]] = {"yes": _("Yes"), "partly": _("Partly"), "no": _("No")}
#: Why help may be missing (source article 3).
OBSTACLES: Final[dict[str, str]] = {
    "how": _("They may not know how"),
    "unclear": _("It may not be clear what I need"),
    "time": _("They may not have the time"),
}
CHANNELS: Final[dict[str, str]] = {
    "talk": _("In person"),
    "call": _("By phone or video"),
    "chat": _("By chat"),
    "mail": _("By mail"),
}
TAKES_IN: Final[dict[str, str]] = {"reading": _("A reader"), "listening": _("A listener")}
DETAIL: Final[dict[str, str]] = {"brief": _("Brief first"), "full": _("The full picture")}
COACH_PATHS: Final[dict[str, str]] = {
    "unaware": _("Has not met the idea"),
    "learning": _("Is learning"),
    "able": _("Coaches well"),
}
HINDERED_BY: Final[dict[str, str]] = {
    "load": _("Too much on their desk"),
    "skill": _("Little practice in coaching"),
    "both": _("Both"),
}
#: How far I may go alone in a kind of decision (Oncken and Wass, five degrees of initiative).
DEGREES: Final[dict[int, str]] = {
    1: _("Wait to be told"),
    2: _("Ask"),
    3: _("Recommend"),
    4: _("Act, and tell at once"),
    5: _("Act, and report routinely"),
}
GOAL_KINDS: Final[dict[str, str]] = {"growth": _("Development goal"), "duty": _("Standing duty")}
GOAL_STATUSES: Final[dict[str, str]] = {"open": _("Open"), "reached": _("Reached"), "dropped": _("Dropped")}
CRITERION_STATES: Final[dict[str, str]] = {
    "open": _("To be shown"),
    "shown": _("Shown"),
    "agreed": _("My manager agrees"),
}
TALK_SUBJECTS: Final[dict[str, str]] = {
    "career": _("Career"),
    "performance": _("Performance"),
    "role": _("A bigger role"),
    "skills": _("Skills"),
}
PULSE_WORDS: Final[dict[str, str]] = {
    "support": _("Support for my development"),
    "trust": _("Trust"),
    "loyalty": _("Loyalty"),
    "accountability": _("Accountability"),
    "collaboration": _("Collaboration"),
    "openness": _("Openness"),
}
#: What a statement of the working agreement is about: the side or sides that it can be made for, and its name.
TOPICS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "channel": (("me", "manager"), _("How to reach each other")),
    "working": (("me", "manager"), _("Ways of working")),
    "deciding": (("me", "manager"), _("Decision style")),
    "hot-buttons": (("me", "manager"), _("Hot buttons")),
    "wants": (("me", "manager"), _("Wanted from the relationship")),
    "expectations": (("me", "manager"), _("Expectations")),
    "boundaries": (("me", "manager"), _("Boundaries of coaching")),
    "coached": (("me",), _("How I like to be coached")),
    "managed": (("me",), _("How I like to be managed")),
    "told": (("me",), _("How I like to be told things")),
    "supported": (("me",), _("How I like to be supported")),
    "needs": (("me",), _("My needs")),
    "goals": (("me",), _("My goals")),
    "skills": (("me",), _("My skills")),
    "concerns": (("me",), _("My concerns")),
    "taken-as-known": (("me",), _("What I take for known")),
    "pressures": (("manager",), _("Their pressures and setbacks")),
    "strengths": (("manager",), _("Their strengths and blind spots")),
    "leverage": (("manager",), _("Their leverage on my results and career")),
}
HIT_KINDS: Final[dict[str, str]] = {
    **ENTRY_KINDS,
    "one_on_one": _("One-on-one"),
    "commitment": _("Commitment"),
    "statement": _("Working agreement"),
    "authority": _("Limit of authority"),
    "surprise": _("Surprise"),
    "experience": _("Experience"),
    "goal": _("Goal"),
    "role_case": _("Bigger role"),
    "development_talk": _("Development talk"),
    "pulse": _("Pulse"),
}

#: What a kind of record is called, by its table; a table that is not here is a part of another record.
RECORDS: Final[dict[str, str]] = {
    "entry": _("Entry"),
    "one_on_one": _("One-on-one"),
    "agenda_item": _("Topic"),
    "commitment": _("Commitment"),
    "shareable_line": _("Line for a summary"),
    "importance_hand": _("Importance hand"),
    "receipt": _("Receipt"),
    "manager": _("Manager"),
    "climb_step": _("Rung climbed"),
    "plan_card": _("Plan"),
    "statement": _("Statement of the working agreement"),
    "authority": _("Limit of authority"),
    "surprise": _("Surprise"),
    "experience": _("Experience"),
    "goal": _("Goal"),
    "role_case": _("Case for a bigger role"),
    "criterion": _("Criterion"),
    "evidence": _("Evidence"),
    "development_talk": _("Development talk"),
    "pulse": _("Pulse"),
    "prompt": _("Prompt"),
}
#: What each column that a user has filled, or sees, is called.
COLUMNS: Final[dict[str, dict[str, str]]] = {
    "entry": {
        "text": _("Text"),
        "kind": _("Kind"),
        "day": _("Day"),
        "time": _("Time"),
        "manager_id": _("Manager"),
    },
    "feedback": {
        "exact_words": _("The exact words"),
        "from_whom": _("From"),
        "kind": _("What kind it was"),
        "clarity": _("How clear it is"),
        "situation": _("Situation"),
        "behaviour": _("Behaviour"),
        "impact": _("Impact"),
        "what_i_will_do": _("What I will do"),
        "ask_again_on": _("Ask again on"),
        "understood": _("What I understood"),
        "felt_heard": _("Did they feel heard?"),
        "my_view": _("My view"),
        "strength": _("A strength that I join it to"),
        "goal": _("Which critical goal it touches"),
        "faster_by": _("What new behaviour would speed it up"),
    },
    "climb_step": {"rung": _("Rung"), "reached_on": _("Reached on"), "words": _("In these words")},
    "request": {
        "ask": _("What I ask for"),
        "kind": _("What kind of request"),
        "by_when": _("By when"),
        "why_it_helps_them": _("What it does for them"),
        "status": _("State"),
        "asked_on": _("Asked on"),
        "answered_on": _("Answered on"),
        "outcome": _("What came of it"),
        "why_them": _("Why them"),
        "minutes": _("Minutes of their time"),
        "obstacle": _("What may stand in the way"),
        "agreed_on": _("Agreed on"),
        "answer": _("Their answer"),
        "split_from_id": _("Split from"),
    },
    "one_on_one": {
        "day": _("Day"),
        "start": _("Time"),
        "minutes": _("Minutes"),
        "state": _("State"),
        "notes": _("Private notes"),
        "next_topics": _("Topics for next time"),
        "manager_id": _("Manager"),
        "outcome_reached": _("Did I get the outcome?"),
        "felt_heard": _("Did they feel heard?"),
        "listened": _("Did I listen to understand?"),
        "opened_by": _("Who opened it"),
        "learned": _("What I learned"),
        "debriefed_on": _("Debriefed on"),
    },
    "agenda_item": {
        "text": _("Topic"),
        "discussed": _("Discussed"),
        "raised_on": _("First raised"),
        "one_on_one_id": _("One-on-one"),
        "answer": _("What they said"),
    },
    "plan_card": {
        "issue": _("The one issue"),
        "opening": _("How I open"),
        "key_points": _("Key points"),
        "outcome": _("The outcome I want"),
        "likely_answer": _("What they may answer"),
        "proposal": _("The proposal I bring"),
        "alternatives": _("Alternatives I would accept"),
        "wider_view": _("What I ask of their wider view"),
        "better_future": _("What it opens for both of us"),
        "obstacles": _("Obstacles"),
        "support_from_me": _("Support from me"),
        "support_from_them": _("Support from them"),
        "rehearsed_on": _("Rehearsed on"),
        "rehearsed_seconds": _("Seconds of the rehearsal"),
        "one_on_one_id": _("One-on-one"),
    },
    "commitment": {
        "what": _("What was promised"),
        "owner": _("Whose commitment"),
        "due": _("Due"),
        "status": _("State"),
        "closed_on": _("Closed on"),
        "reason": _("Reason"),
        "made_on": _("Promised on"),
        "one_on_one_id": _("One-on-one"),
        "manager_id": _("Manager"),
    },
    "shareable_line": {
        "text": _("The line that your manager will read"),
        "section": _("Section of the summary"),
        "source_day": _("The day that it counts on"),
        "withdrawn_at": _("Not in the summary since"),
        "let_stand": _("Let stand"),
        "manager_id": _("Manager"),
    },
    "importance_hand": {
        "rater": _("Whose choice"),
        "competencies": _("Competencies"),
        "rated_on": _("Day"),
        "manager_id": _("Manager"),
    },
    "receipt": {
        "title": _("Title"),
        "lines": _("Lines"),
        "made_at": _("Handed over"),
        "period_from": _("First day"),
        "period_to": _("Last day"),
        "manager_id": _("Manager"),
    },
    "receipt_file": {},
    "manager": {
        "name": _("Name"),
        "started_on": _("Since"),
        "ended_on": _("Until"),
        "channel": _("How they like to be reached"),
        "takes_in": _("How they take things in"),
        "detail": _("How much they want at first"),
        "coach_path": _("On their way as a coach"),
        "hindered_by": _("What keeps them from supporting me"),
        "cadence_weeks": _("Weeks between one-on-ones"),
    },
    "statement": {
        "text": _("Statement"),
        "side": _("Whose"),
        "topic": _("What it is about"),
        "basis": _("How I know"),
        "said_on": _("Last confirmed on"),
        "times": _("Times observed"),
        "discussed_on": _("Discussed on"),
        "manager_id": _("Manager"),
    },
    "authority": {
        "decision": _("Kind of decision"),
        "degree": _("How far I may go"),
        "condition": _("Conditions"),
        "basis": _("How I know"),
        "said_on": _("Last confirmed on"),
        "discussed_on": _("Discussed on"),
        "manager_id": _("Manager"),
    },
    "surprise": {
        "what_happened": _("What happened"),
        "they_expected": _("What they expected"),
        "day": _("Day"),
        "authority_id": _("New limit of authority"),
        "statement_id": _("New statement"),
        "manager_id": _("Manager"),
    },
    "experience": {
        "what_they_did": _("What they have done"),
        "what_i_could_learn": _("What I could learn from it"),
        "basis": _("How I know"),
        "known_on": _("Known since"),
        "asked_entry_id": _("Asked for in"),
        "manager_id": _("Manager"),
    },
    "goal": {
        "what": _("What I need to show"),
        "kind": _("What kind of goal"),
        "why": _("Which critical goal it serves"),
        "competency": _("Competency"),
        "support_wanted": _("Support I ask for"),
        "due": _("Due"),
        "status": _("State"),
        "closed_on": _("Closed on"),
        "begun_on": _("Begun on"),
        "manager_id": _("Manager"),
    },
    "role_case": {
        "role": _("The role"),
        "reasoning": _("Why I am ready"),
        "agrees": _("Does my manager agree?"),
        "agrees_on": _("They said so on"),
        "their_words": _("In their words"),
        "advocacy_limit": _("How far they can speak for me"),
        "limit_asked_on": _("Asked on"),
        "next_steps": _("Next steps together"),
        "status": _("State"),
        "closed_on": _("Closed on"),
        "begun_on": _("Begun on"),
        "manager_id": _("Manager"),
    },
    "criterion": {"what": _("What I must demonstrate"), "basis": _("How I know"), "state": _("State")},
    "evidence": {},
    "development_talk": {
        "day": _("Day"),
        "opened_by": _("Who opened it"),
        "about": _("What it was about"),
        "strengths": _("Strengths they see"),
        "areas": _("What to develop"),
        "next_steps": _("Next steps"),
        "one_on_one_id": _("One-on-one"),
        "manager_id": _("Manager"),
    },
    "pulse": {
        "rated_on": _("Day"),
        **PULSE_WORDS,
        "note": _("Note"),
        "manager_id": _("Manager"),
    },
    "prompt": {"text": _("Question"), "practice": _("Practice"), "moment": _("Moment")},
}

_MONTHS: Final = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)


def long_day(day: date) -> str:
    """A day as a sentence holds it, such as `3 July 2026`; for papers, where the system's locale must not show."""
    return _("{day} {month} {year}").format(day=day.day, month=_MONTHS[day.month - 1], year=day.year)


def month_name(month: int) -> str:
    """The name of a month, 1 to 12."""
    return _MONTHS[month - 1]


def day_range(first: date, last: date) -> str:
    """A period as a title says it: `1 July – 30 September 2026`; a single day as itself."""
    if first == last:
        return long_day(first)
    if first.year == last.year:
        start = _("{day} {month}").format(day=first.day, month=_MONTHS[first.month - 1])
    else:
        start = long_day(first)
    return _("{start} – {end}").format(start=start, end=long_day(last))


def first_line(text: str) -> str:
    """The line that stands for a text in lists: its first that is not blank, without space around it."""
    head = text.partition("\n")[0].strip()
    return head or next((line.strip() for line in text.splitlines() if line.strip()), "")

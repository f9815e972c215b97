"""How often we meet: every one, two or four weeks, counted from the last one-on-one that really took place.

Days are those of the user's own calendar: the next one falls on the same weekday, over the turn of a year and over a
change of the clocks alike. Nothing here blames anybody for a meeting that came late.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import records
from journal.store.tables import Manager, OneOnOne
from journal.text import _

#: Weeks from one meeting to the next.
CHOICES: Final = (1, 2, 4)
#: Days by which a meeting may come later before a word is said about it.
GRACE: Final = 2

State = Literal["unset", "none", "open", "planned", "late"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the plan stands. `due`: the day on which the rhythm places the next one; `planned`: the day that was agreed.

    `late`: days by which the planned day, or today where nothing is planned, lies behind the due day; 0 if it does not.
    """

    weeks: int | None
    last: date | None = None
    due: date | None = None
    planned: date | None = None
    late: int = 0

    @property
    def state(self) -> State:
        """`unset` without a rhythm, `none` before the first meeting; `late`, `planned`, or `open` where nothing is."""
        if self.weeks is None:
            return "unset"
        if self.last is None:
            return "planned" if self.planned else "none"
        if self.late > GRACE:
            return "late"
        return "planned" if self.planned else "open"


def next_day(last: date, weeks: int) -> date:
    """The day of the next meeting after one that took place: the same weekday, so many weeks on."""
    return last + timedelta(weeks=weeks)


def coming_day(last: date, weeks: int, today: date) -> date:
    """The first day of the rhythm that is neither past nor the day of the last meeting itself; today counts."""
    rounds = max(1, -(-(today - last).days // (7 * weeks)))
    return last + timedelta(weeks=weeks * rounds)


def stand(last: date | None, weeks: int | None, planned: date | None, today: date) -> Standing:
    """How the plan stands to the rhythm. `last`: the day of the last meeting held; `planned`: of the next one planned."""
    if weeks is None or last is None:
        return Standing(weeks, last, None, planned)
    due = next_day(last, weeks)
    return Standing(weeks, last, due, planned, max(0, ((planned or today) - due).days))


def late_words(days: int) -> str:
    """How much later than the rhythm, softly; nothing within two days of it."""
    for least, words in _SOFT:
        if days >= least:
            return words
    return ""


_SOFT: Final = (
    (60, _("a good while after its time")),
    (25, _("about a month after its time")),
    (18, _("about three weeks after its time")),
    (11, _("about two weeks after its time")),
    (6, _("about a week after its time")),
    (GRACE + 1, _("a few days after its time")),
)


def of(session: Session, manager: Manager, today: date) -> Standing:
    """Where the plan with a manager stands."""
    mine = select(OneOnOne.day).where(OneOnOne.deleted_at.is_(None), OneOnOne.manager_id == manager.id)
    last = session.scalar(
        mine.where(OneOnOne.state == "held", OneOnOne.day <= today).order_by(OneOnOne.place.desc()).limit(1)
    )
    planned = session.scalar(
        mine.where(OneOnOne.state == "planned", OneOnOne.day >= today).order_by(OneOnOne.place).limit(1)
    )
    return stand(last, manager.cadence_weeks, planned, today)


def keep(session: Session, manager_id: str, weeks: int | None) -> Manager:
    """Choose how often to meet; None for no rhythm. Raises BadInput for any other number of weeks, RecordGone."""
    if weeks not in {None, *CHOICES}:
        raise BadInput(_("One-on-ones can come every one, two or four weeks."))
    manager = records.get(session, Manager, manager_id)
    records.change(manager, {"cadence_weeks": weeks})
    return manager

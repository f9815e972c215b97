"""What was chosen for the coming summary, as the page works with it: kept in the journal at each change, with a way back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QObject, Signal

from journal.practices import managers, one_on_ones
from journal.sharing import choices, receipts
from journal.sharing.choices import Choices, Period
from journal.ui import preferences
from journal.ui.acts import Acts
from journal.ui.open_journal import Changed
from journal.ui.widgets.pdf_view import usual_paper

if TYPE_CHECKING:
    from journal.practices.periods import Days
    from journal.sharing.document import PageSize
    from journal.ui.open_journal import Session

_SINCE: Final = ("since-summary", "since-meeting")


@dataclass(frozen=True)
class Read:
    """What was read of the choices: for whom, the period that is kept by its name, and the days of each that can be chosen."""

    choices: Choices
    whose: str = ""
    named: Period = "quarter"
    periods: "Mapping[Period, Days]" = field(default_factory=dict[Period, "Days"])


class Chosen(QObject):
    """The choices for one manager's summary. `read` before anything else is asked of it."""

    #: Other choices are on; they are kept already, where anything can be.
    changed = Signal()

    def __init__(self, acts: Acts, parent: QObject) -> None:
        """Today alone, until something is read and taken."""
        super().__init__(parent)
        self._acts = acts
        self._on = Read(Choices(date.today(), date.today()))

    @property
    def choices(self) -> Choices:
        """What is on."""
        return self._on.choices

    @property
    def periods(self) -> "Mapping[Period, Days]":
        """The days of each period that can be chosen by its name."""
        return self._on.periods

    def read(self, session: "Session", manager_id: str) -> Read:
        """Read what is kept for a manager (empty: the current one), with the days that its period has today.

        A period that began after something which is told or held by now keeps its days while the page is on.
        """
        today = date.today()
        whose = manager_id or managers.current(session, today).id
        since = _since(session, whose, today)
        periods = _periods(today, since)
        if self._acts.is_read_only and self._on.whose == whose:
            return replace(self._on, periods=periods)
        found = choices.read(session, whose, today, paper=_paper(), **since)
        named = found.period
        if self._on.whose == whose:
            named = named if choices.is_kept(session, whose) else self._on.named
            found = self._held(found, named, periods)
        elif named not in (*periods, "own"):
            found = replace(found, period="quarter")
        return Read(found, whose, named, periods)

    def _held(self, found: Choices, named: Period, periods: "Mapping[Period, Days]") -> Choices:
        """The choices with the days that are on, where their period has another beginning by now, or none."""
        on = self._on
        if named not in _SINCE or named != on.named:
            first, last = periods.get(named, (found.first, found.last))
            return replace(found, period=named, first=first, last=last)
        if named in periods and periods[named][0] == on.choices.first:
            return found
        return replace(found, period="own", first=on.choices.first, last=on.choices.last)

    def take(self, read: Read) -> None:
        """What was read is on from now."""
        self._on = read

    def change(self, **fields: Any) -> bool:
        """Choose otherwise, with Ctrl+Z as the way back; whether it is kept. If not, the window has said why."""
        held = self._on
        if fields.get("first", held.choices.first) != held.choices.first:
            fields.setdefault("let_stand", frozenset())  # that was another summary's
        before = {name: getattr(held.choices, name) for name in fields}
        if before == fields:
            return True
        self._on = replace(held, choices=replace(held.choices, **fields), named=fields.get("period", held.named))
        if not self._acts.is_read_only and not self._keep(held, fields, before):
            self._on = held
            return False
        self.changed.emit()
        return True

    def _keep(self, held: Read, fields: dict[str, Any], before: dict[str, Any]) -> bool:
        put = partial(_put, manager_id=held.whose, first_ones=held.choices)
        return self._acts.try_to(Changed.LINES, partial(put, fields=fields), partial(put, fields=before))


def _put(session: "Session", manager_id: str, first_ones: Choices, fields: dict[str, Any]) -> None:
    """Keep these among the choices; `first_ones` are those that were on before any was kept."""
    today, paper, found = date.today(), _paper(), first_ones
    if choices.is_kept(session, manager_id):
        found = choices.read(session, manager_id, today, paper=paper, **_since(session, manager_id, today))
    choices.keep(session, manager_id, replace(found, **fields), paper=paper)


def _since(session: "Session", manager_id: str, today: date) -> dict[str, date | None]:
    """Where the periods begin that begin after something."""
    return {
        "since_summary": receipts.since_the_last(session, today, manager_id=manager_id),
        "since_meeting": one_on_ones.since_the_last(session, today, manager_id=manager_id),
    }


def _periods(today: date, since: dict[str, date | None]) -> "dict[Period, Days]":
    found: dict[Period, Days] = {}
    for name in choices.PERIODS:
        period = cast("Period", name)
        days = choices.days(period, today, since_summary=since["since_summary"], since_meeting=since["since_meeting"])
        if days:
            found[period] = days
    return found


def _paper() -> "PageSize":
    return "Letter" if preferences.current().text("paper", usual_paper()) == "Letter" else "A4"

"""What I chose for the coming summary, beside its lines: kept in the journal, so that a lock or a crash loses nothing.

There is one set a manager. It holds no words: those are lines. Two copies of a journal that are merged keep one of the two.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Literal, cast, get_args

from sqlalchemy.orm import Session

from journal.practices.periods import Days, quarter_before, quarter_of
from journal.sharing import labels
from journal.sharing.document import MOST_PAGES, Design, PageSize
from journal.store.tables import Setting
from journal.text import SECTIONS

#: The period that is on: by its name, so that it moves with the days, or days of one's own.
Period = Literal["quarter", "last-quarter", "since-summary", "since-meeting", "own"]
PERIODS: Final = get_args(Period)
#: As many pages as it takes, when somebody asks for that.
ANY_NUMBER: Final = 9
#: Charts beside the goals', which are chosen by `goal:` and the goal's UUID.
KEPT_BY_MONTH: Final = "kept"
_KEY: Final = "summary."


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices for one manager's summary; `first` and `last` are the days that are on.

    `chart` is empty, `kept`, or `goal:` with a goal's UUID; `off` holds the sections that are left out; `let_stand` the keys
    of findings about the summary as a whole.
    """

    first: date
    last: date
    period: Period = "own"
    page: PageSize = "A4"
    design: Design = "accent"
    language: str = "en-GB"
    pages: int = MOST_PAGES
    chart: str = ""
    off: frozenset[str] = frozenset()
    let_stand: frozenset[str] = frozenset()


def read(
    session: Session,
    manager_id: str,
    today: date,
    *,
    since_summary: date | None = None,
    since_meeting: date | None = None,
    paper: PageSize = "A4",
) -> Choices:
    """What was chosen, with the days that its period has today; at first the days since the last summary, or the quarter.

    `since_summary` and `since_meeting` are the first days of those periods, or None where there is none; `paper` is the one
    that is usual here. What was let stand of one summary is not let stand of the next, which begins on another day.
    """
    found = session.get(Setting, _KEY + manager_id)
    kept: Any = found.value if found else {}
    values = cast("dict[str, Any]", kept) if isinstance(kept, dict) else {}
    period = _one_of(values.get("period"), PERIODS, "since-summary" if since_summary else "quarter")
    own = _own_days(values) if period == "own" else None
    first, last = (
        own or days(period, today, since_summary=since_summary, since_meeting=since_meeting) or quarter_of(today)
    )
    pages = values.get("pages")
    return Choices(
        first,
        last,
        period,
        page=_one_of(values.get("page"), get_args(PageSize), paper),
        design=_one_of(values.get("design"), get_args(Design), "accent"),
        language=_one_of(values.get("language"), tuple(labels.LANGUAGES), labels.usual_language()),
        pages=pages if isinstance(pages, int) and 1 <= pages <= ANY_NUMBER else MOST_PAGES,
        chart=str(values.get("chart") or ""),
        off=frozenset(SECTIONS) & _texts(values.get("off")),
        let_stand=_texts(values.get("let_stand")) if values.get("first") == first.isoformat() else frozenset(),
    )


def is_kept(session: Session, manager_id: str) -> bool:
    """Whether anything was chosen for a manager's summary yet."""
    return session.get(Setting, _KEY + manager_id) is not None


def _one_of(value: Any, known: tuple[str, ...], usual: str) -> Any:
    return value if value in known else usual


def _texts(value: Any) -> frozenset[str]:
    among = cast("list[Any]", value) if isinstance(value, list) else []
    return frozenset(each for each in among if isinstance(each, str))


def _own_days(values: dict[str, Any]) -> Days | None:
    try:
        first, last = date.fromisoformat(values["first"]), date.fromisoformat(values["last"])
    except (KeyError, ValueError, TypeError):  # written by a version that kept them otherwise
        return None
    return (first, last) if first <= last else None


def keep(session: Session, manager_id: str, chosen: Choices, *, paper: PageSize | None = None) -> None:
    """Keep these choices in place of the earlier ones.

    `paper` is the one that is usual here: it is not kept as a choice, so that another usual one counts at once.
    """
    values = asdict(chosen) | {"off": sorted(chosen.off), "let_stand": sorted(chosen.let_stand)}
    if chosen.page == paper:
        del values["page"]
    values |= {"first": chosen.first.isoformat(), "last": chosen.last.isoformat()}
    found = session.get(Setting, _KEY + manager_id)
    if found is None:
        session.add(Setting(key=_KEY + manager_id, value=values))
    elif found.value != values:
        found.value = values


def days(period: Period, today: date, *, since_summary: date | None, since_meeting: date | None) -> Days | None:
    """The days of a period today; None for days of one's own, and for one that has no beginning."""
    match period:
        case "quarter":
            return quarter_of(today)
        case "last-quarter":
            return quarter_before(today)
        case "since-summary":
            return (since_summary, today) if since_summary else None
        case "since-meeting":
            return (since_meeting, today) if since_meeting else None
        case _:
            return None

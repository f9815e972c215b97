"""What parsers hand back: frozen rows, each with the place where it stands in its source, and problems."""

from dataclasses import dataclass, field
from datetime import date

from journal.text import _


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a row begins: the file's name and the line, counted from 1 (0: the file as a whole)."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return _("{file}, line {line}").format(file=self.file, line=self.line)


@dataclass(frozen=True, slots=True)
class Problem:
    """A row, or a whole file, that cannot be taken. `reason` never quotes what the file says there."""

    place: Place
    reason: str

    def __str__(self) -> str:
        return _("{place}: {reason}").format(place=self.place, reason=self.reason)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note of jrnl. `time` is `HH:MM`; `text` is the title, and below it the body where there is one."""

    place: Place
    day: date
    time: str
    text: str
    starred: bool

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One one-on-one that was held; `agenda` has a topic an item, `next_topics` a topic a line."""

    place: Place
    day: date
    start: str
    minutes: int | None
    agenda: tuple[str, ...]
    notes: str
    next_topics: str
    manager: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One promise of either side. `one_on_one` is the day of the meeting where it was made."""

    place: Place
    made_on: date
    owner: str
    what: str
    due: date | None
    status: str
    closed_on: date | None
    one_on_one: date | None
    manager: str = ""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request to the manager; a draft has no `asked_on`."""

    place: Place
    asked_on: date | None
    kind: str
    ask: str
    by_when: date | None
    why_it_helps_them: str
    status: str
    answered_on: date | None
    outcome: str
    manager: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One feedback received. `kind` and `clarity` are empty where the source does not say."""

    place: Place
    received_on: date
    from_whom: str
    exact_words: str
    kind: str
    situation: str
    behaviour: str
    impact: str
    what_i_will_do: str
    ask_again_on: date | None
    clarity: str
    manager: str = ""


@dataclass(frozen=True, slots=True)
class HandRow:
    """The four competencies that one rater chose on one day, sorted."""

    place: Place
    rated_on: date
    rater: str
    competencies: tuple[str, ...]
    manager: str = ""


@dataclass(frozen=True, slots=True)
class LineRow:
    """One approved line; `source` names what it is about: the table's file without ending, and the day there."""

    place: Place
    section: str
    text: str
    source: str
    source_day: date
    manager: str = ""


@dataclass(frozen=True, slots=True)
class InstanceRow:
    """One meeting of a calendar series. `instance` names it within the series, wherever it was moved to."""

    place: Place
    uid: str
    instance: str
    day: date
    start: str
    minutes: int | None


Row = NoteRow | MeetingRow | CommitmentRow | RequestRow | FeedbackRow | HandRow | LineRow


@dataclass(frozen=True, slots=True)
class Series:
    """A recurring timed event with its instances, past and coming. `people` are names and addresses."""

    place: Place
    uid: str
    title: str
    people: tuple[str, ...]
    instances: tuple[InstanceRow, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one file holds. `cancelled` are series that were called off as a whole: they have no instances."""

    rows: tuple[Row, ...] = ()
    series: tuple[Series, ...] = ()
    problems: tuple[Problem, ...] = ()
    cancelled: tuple[Series, ...] = ()


@dataclass(slots=True)
class Gathered:
    """Rows and problems while a file is being read."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def done(self) -> Parsed:
        return Parsed(tuple(self.rows), (), tuple(self.problems))

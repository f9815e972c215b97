"""What a look back is made of: parts by practice, and in each a line for every record that it tells of."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Line:
    """One record in a sentence. `kind` and `record_id` say where it leads, empty for a mere figure.

    day: None for a figure; note: what became of it, when and how; group: the heading within its part. copied: what a copy
    says in place of the note, where that holds the manager's words; None where the note may be copied as it is.
    """

    text: str
    day: date | None = None
    note: str = ""
    kind: str = ""
    record_id: str = ""
    group: str = ""
    copied: str | None = None


@dataclass(frozen=True)
class Part:
    """One practice in a period. `is_mine`: whether it belongs into words about myself; the rest is never copied with them."""

    name: str
    heading: str
    lines: tuple[Line, ...]
    is_mine: bool = True

"""From approved lines to the contents of a paper beside the summary: the same door out of the journal, and as narrow.

What passes here is approved lines and the manager's name; whether the paper may leave is for the leak check, as ever.
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.sharing import lines, paper_lines, papers
from journal.sharing.choices import Choices
from journal.sharing.collect import Collected
from journal.sharing.document import Design, PageSize, clean
from journal.store import records
from journal.store.tables import Manager, ShareableLine
from journal.text import TOPICS, _

_NOTHING_YET: Final = _("No line is approved for this page yet. Tick what should stand on it, and write its line.")


def collect_agreement(
    session: Session, manager_id: str, day: date, *, page: PageSize = "A4", design: Design = "accent"
) -> Collected:
    """The page to discuss with a manager: its approved lines alone, under their topics.

    Raises BadInput when no line is approved.
    """
    parts = paper_lines.agreement_parts(session, manager_id)
    found = paper_lines.approved(parts, paper_lines.written(session, lines.AGREEMENT, manager_id))
    if not found:
        raise BadInput(_NOTHING_YET)
    headed = [(TOPICS[part.key][1], line.text) for part, line in found]
    name = records.get(session, Manager, manager_id).name
    document = papers.agreement(headed, name, day, page=page, design=design)
    return Collected(document, [line for _part, line in found], day, day, manager_id)


def collect_proposal(session: Session, case_id: str, day: date, chosen: Choices, *, manager_id: str) -> Collected:
    """The proposal for a bigger role: its approved lines alone, in the language and the look that were chosen.

    Raises BadInput when no line is approved, RecordGone when the case is gone.
    """
    parts = paper_lines.role_parts(session, case_id)
    found = paper_lines.approved(parts, paper_lines.written(session, paper_lines.ROLE, manager_id))
    if not found:
        raise BadInput(_NOTHING_YET)
    document = papers.role_proposal(
        [(part.key, line.text) for part, line in found],
        day,
        language=chosen.language,
        page=chosen.page,
        design=chosen.design,
    )
    return Collected(document, [line for _part, line in found], day, day, manager_id)


def talking_points(content: Collected, most: int = papers.MOST_POINTS) -> Collected:
    """The same approved lines as points for a talk with somebody who would rather listen than read.

    Of each section as many lines as make at most `most` points, and at least one line; the others stand on no paper, and
    in no receipt. `left_out` says which.
    """
    told: Counter[str] = Counter()
    kept: list[ShareableLine] = []
    for line in content.lines:
        points = len(papers.thoughts(clean(line.text)))
        if not told[line.section] or told[line.section] + points <= most:
            kept.append(line)
        told[line.section] += points  # the order of the lines is the user's: none comes before its turn
    document = papers.talking_points(content.document, [(line.section, line.text) for line in kept])
    return replace(content, document=document, lines=kept)


def left_out(content: Collected, points: Collected) -> list[ShareableLine]:
    """The approved lines that found no room among the points."""
    kept = {line.id for line in points.lines}
    return [line for line in content.lines if line.id not in kept]

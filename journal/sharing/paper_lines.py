"""The lines of a paper beside the summary: what each can be about, and what was written and approved for it.

Each thing that such a paper could speak of is a part; it may have one line. What a part is about is private and for my eyes;
its line begins with words that were said to the manager already, or with nothing.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from journal.practices import agreement, bigger_role, commitments
from journal.sharing import lines
from journal.store import records
from journal.store.tables import Commitment, Criterion, Manager, RoleCase, ShareableLine, Statement
from journal.text import CRITERION_STATES, OWNERS, TOPICS, _

#: The section of a proposal for a bigger role; no summary takes what stands in it.
ROLE: Final = "role"
#: The parts of a proposal, by the names of their headings among the fixed labels, as the window calls them.
ROLE_PARTS: Final[dict[str, str]] = {
    "role": _("The role"),
    "role_criteria": _("What it takes"),
    "role_next": _("Next steps together"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a line can be about: the private words `about`, under the heading that `key` names.

    `id` and `kind` are the source of its line: a record's UUID, or one derived from it where a record has several parts.
    `wording` is what the line begins with; `note` says more of it, such as whose it is.
    """

    id: str
    kind: str
    key: str
    about: str
    wording: str = ""
    note: str = ""


def agreement_parts(session: Session, manager_id: str) -> list[Part]:
    """The statements of a working agreement, in the order of their topics.

    Words that were told were said aloud, and can begin a line; what is seen or assumed is for my eyes only. Raises
    RecordGone.
    """
    name = records.get(session, Manager, manager_id).name
    return [_stated(each, name) for each in agreement.statements(session, manager_id)]


def _stated(statement: Statement, manager: str) -> Part:
    told = statement.text if statement.basis == "told" else ""
    side = OWNERS["me"] if statement.side == "me" else manager
    return Part(
        statement.id, "statement", statement.topic, statement.text, told, f"{side} · {TOPICS[statement.topic][1]}"
    )


def role_parts(session: Session, case_id: str) -> list[Part]:
    """What a proposal for a bigger role can say: the role, why I am ready, what it takes, and the next steps.

    The role's name, a criterion that I was told, and a step that is a promise in the ledger can begin a line. Raises
    RecordGone.
    """
    case = records.get(session, RoleCase, case_id)
    return [*_of_case(case), *map(_of_criterion, bigger_role.criteria(session, case_id)), *_steps(session, case)]


def _of_case(case: RoleCase) -> Iterator[Part]:
    yield Part(case.id, "role_case", "role", case.role, case.role, ROLE_PARTS["role"])
    if case.reasoning.strip():
        reasons = " ".join(case.reasoning.split())
        yield Part(_derived(case, "reasoning"), "role_case", "role", reasons, note=_("Why I am ready"))


def _of_criterion(criterion: Criterion) -> Part:
    told = criterion.what if criterion.basis == "told" else ""
    note = f"{ROLE_PARTS['role_criteria']} · {CRITERION_STATES[criterion.state]}"
    return Part(criterion.id, "criterion", "role_criteria", criterion.what, told, note)


def _steps(session: Session, case: RoleCase) -> Iterator[Part]:
    """A part for each line of the next steps, by its place: a line stays with a step whose words are mended."""
    steps = [step.strip() for step in case.next_steps.splitlines() if step.strip()]
    promised = _promised(session, case.manager_id) if steps else []
    for number, step in enumerate(steps, start=1):
        made = next((what for what in promised if what.casefold() in step.casefold()), "")
        yield Part(_derived(case, f"step {number}"), "role_case", "role_next", step, made, ROLE_PARTS["role_next"])


def _promised(session: Session, manager_id: str) -> list[str]:
    wanted = commitments.live().where(Commitment.manager_id == manager_id, Commitment.status == "open")
    return [each.what for each in session.scalars(wanted)]


def _derived(case: RoleCase, name: str) -> str:
    """The same UUID in every copy of a journal."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{case.id} {name}"))


def written(session: Session, section: str, manager_id: str) -> dict[str, ShareableLine]:
    """The lines of a paper for a manager, approved or not, by the id of their part."""
    return {line.source_id: line for line in lines.of_paper(session, section, manager_id) if line.source_id}


def approved(parts: Sequence[Part], known: Mapping[str, ShareableLine]) -> list[tuple[Part, ShareableLine]]:
    """What stands on the paper, in the order of the parts: approved lines alone, and none whose part is gone."""
    found = ((part, known[part.id]) for part in parts if part.id in known)
    return [(part, line) for part, line in found if line.withdrawn_at is None]

"""The proposal for a bigger role takes its approved lines alone, in the order of the case, in the language chosen."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices import bigger_role
from journal.sharing import lines, paper_lines
from journal.sharing.choices import Choices
from journal.sharing.collect import collect
from journal.sharing.collect_papers import collect_proposal
from journal.sharing.lines import Source
from journal.sharing.paper_lines import Part
from journal.store.tables import RoleCase
from journal.store.vault import Vault
from tests import make
from tests.make import DAY

GERMAN = Choices(DAY, DAY, language="de", page="Letter", design="plain")


def case_of(session: Session, steps: str = "Tell the board heron\nDraft the plan weir") -> RoleCase:
    whose = make.manager(session).id
    case = bigger_role.begin(
        session, "Head of service", DAY, manager_id=whose, reasoning="He is late", next_steps=steps
    )
    bigger_role.add_criterion(session, case.id, "Lead two sites", "told")
    bigger_role.add_criterion(session, case.id, "Private otters", "assumed")
    return case


def line(session: Session, part: Part, words: str, *, approved: bool = True) -> str:
    write = lines.approve if approved else lines.draft
    source = Source(part.kind, part.id, DAY)
    return write(session, paper_lines.ROLE, words, source, manager_id=make.manager(session).id).id


def test_only_approved_lines_stand_on_it_under_the_headings_of_its_language(vault: Vault) -> None:
    with vault.write() as session:
        case = case_of(session)
        role, why, told, assumed, first, second = paper_lines.role_parts(session, case.id)
        line(session, second, "We meet the board in May.")
        line(session, told, "Two sites led for a year.")
        line(session, why, "I run both regions today.")
        line(session, assumed, "A draft that nobody approved.", approved=False)
        lines.withdraw(session, line(session, first, "Taken back."))
        content = collect_proposal(session, case.id, DAY, GERMAN, manager_id=case.manager_id)
    document = content.document
    assert role.about == "Head of service"
    assert [(section.key, section.lines) for section in document.sections] == [
        ("role", ("I run both regions today.",)),
        ("role_criteria", ("Two sites led for a year.",)),
        ("role_next", ("We meet the board in May.",)),
    ]
    assert (document.language, document.page, document.design) == ("de", "Letter", "plain")
    assert document.title == "Eine größere Rolle: ein Vorschlag"
    assert "2. März 2026" in document.period
    assert not [word for word in ("late", "otters", "heron", "draft", "Taken") if word in "\n".join(document.texts())]
    assert [each.text for each in content.lines] == [words for section in document.sections for words in section.lines]


def test_a_line_begins_with_words_that_they_heard_already_or_with_nothing(vault: Vault) -> None:
    with vault.write() as session:
        case = case_of(session)
        make.promise(session, "Draft the plan")
        make.promise(session, "Something else")
        parts = paper_lines.role_parts(session, case.id)
    assert [part.wording for part in parts] == ["Head of service", "", "Lead two sites", "", "", "Draft the plan"]


def test_a_proposal_without_an_approved_line_is_refused(vault: Vault) -> None:
    with vault.write() as session:
        case = case_of(session)
        with pytest.raises(BadInput, match="No line is approved"):
            collect_proposal(session, case.id, DAY, GERMAN, manager_id=case.manager_id)


def test_a_line_stays_with_its_step_when_the_step_is_mended_and_goes_with_it(vault: Vault) -> None:
    with vault.write() as session:
        case = case_of(session)
        first, second = paper_lines.role_parts(session, case.id)[-2:]
        line(session, first, "One.")
        line(session, second, "Two.")
        bigger_role.revise(session, case.id, next_steps="Tell the board, mended")
        content = collect_proposal(session, case.id, DAY, GERMAN, manager_id=case.manager_id)
        assert [each.text for each in content.lines] == ["One."]
        bigger_role.revise(session, case.id, next_steps="Tell the board, mended\n\n And again")
        content = collect_proposal(session, case.id, DAY, GERMAN, manager_id=case.manager_id)
        assert [each.text for each in content.lines] == ["One.", "Two."]


def test_two_cases_have_lines_of_their_own_and_the_summary_has_none_of_them(vault: Vault) -> None:
    with vault.write() as session:
        one, other = case_of(session), case_of(session)
        line(session, paper_lines.role_parts(session, one.id)[-1], "Of the one.")
        line(session, paper_lines.role_parts(session, other.id)[-1], "Of the other.")
        make.line(session, "The pilot stands.")
        for case, words in ((one, "Of the one."), (other, "Of the other.")):
            content = collect_proposal(session, case.id, DAY, GERMAN, manager_id=case.manager_id)
            assert [each.text for each in content.lines] == [words]
        content = collect(session, Choices(DAY - timedelta(days=9), DAY))
        assert [each.text for each in content.lines] == ["The pilot stands."]

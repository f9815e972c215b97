"""Read as your manager: what is found in the lines of a coming summary, and above all what is not."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from journal.practices import agreement, commitments, managers
from journal.sharing import lines, reading
from journal.sharing.reading import Finding, Reading
from journal.store.history import EVERY_VERSION
from journal.store.tables import Receipt, ShareableLine
from journal.store.vault import Vault
from journal.text import SECTIONS
from tests import make

THANKS = "Thank you for the second engineer."
ASK = "Could you open the door to the board?"


def _read(session: Session, *texts: str, section: str = "progress", of: Sequence[ShareableLine] = ()) -> list[Finding]:
    """What is found in these lines, beside a thank-you and an ask that hold nothing."""
    about = [*of, *(make.line(session, text, section) for text in texts)]
    about += [make.line(session, THANKS, "support"), make.line(session, ASK, "requests")]
    return reading.read(session, about, manager_id=make.manager(session).id)


def _kinds(found: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(each.kind, each.words) for each in found]


# ------------------------------------------------------------------------------------------------ the finding


def test_a_finding_says_where_and_why_and_offers_the_mended_line(vault: Vault) -> None:
    with vault.write() as session:
        text = "The date is set. Finance failed to send the numbers by May."
        line = make.line(session, text)
        (found,) = _read(session, of=[line])
    assert (found.line_id, found.kind, found.words) == (line.id, "blame", "failed to")
    assert text[found.start : found.start + found.length] == found.words
    assert found.why
    assert found.offer == "The date is set. We are waiting on Finance to send the numbers by May."


def test_what_is_let_stand_stays_quiet_until_its_words_change(vault: Vault) -> None:
    with vault.write() as session:
        line = make.line(session, "The date was never clear.")
        (found,) = _read(session, of=[line])
        reading.let_stand(session, line.id, found.key)
        reading.let_stand(session, line.id, found.key)
        assert line.let_stand == [found.key]
        assert _read(session, of=[line]) == []
        lines.revise(session, line.id, "The NEVER  clear date was moved.")
        assert _read(session, of=[line]) == []
        lines.revise(session, line.id, "The date was always clear.")
        assert [each.words for each in _read(session, of=[line])] == ["always"]
        lines.revise(session, line.id, "The date was never clear.")
        reading.take_up_again(session, line.id, found.key)
        assert [each.key for each in _read(session, of=[line])] == [found.key]


def test_what_is_let_stand_survives_the_session(vault: Vault) -> None:
    with vault.write() as session:
        line = make.line(session, "The date was never clear.")
        (found,) = _read(session, of=[line])
        reading.let_stand(session, line.id, found.key)
    with vault.read() as session:
        (again,) = lines.approved(session, make.DAY, make.DAY, manager_id=managers.current(session).id)[:1]
        assert again.let_stand == [found.key]


def test_words_that_are_not_saved_yet_are_read_as_they_stand(vault: Vault) -> None:
    with vault.write() as session:
        line = make.line(session, "The pilot stands.", "support")
        found = reading.read(session, [line], manager_id=line.manager_id, words={line.id: "The pilot never stands."})
    assert ("absolute", "never") in _kinds(found)


def test_the_rules_run_without_a_session(vault: Vault) -> None:
    with vault.write() as session:
        line = make.line(session, "Nobody answered.", "support")
        whole = Reading([line], manager_id=line.manager_id)
    for step in whole.steps():
        with vault.read() as session:
            step(session)
    assert ("absolute", "Nobody") in _kinds(whole.findings())


def test_what_is_private_in_a_line_is_a_finding_with_its_place_in_the_journal(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "Walked home. He cried on the phone for an hour, he really did.")
        (found,) = _read(session, "As he cried on the phone for an hour, we moved the date.")
    assert (found.kind, found.words, found.offer) == ("quotation", "he cried on the phone for an hour", "")
    assert "8 words" in found.why
    assert "2 March 2026" in found.why


def test_a_line_may_quote_the_promise_and_the_ask_that_it_is_about(vault: Vault) -> None:
    with vault.write() as session:
        made = make.promise(session, "Draft the plan for the second pilot")
        make.topic(session, make.meeting(session), "Draft the plan for the second pilot: how far?")
        own = make.line(session, "Draft the plan for the second pilot", "next", kind="commitment", id=made.id)
        other = make.line(session, "Then draft the plan for the second pilot.", "next")
        found = _read(session, of=[own, other])
    assert [(each.kind, each.line_id) for each in found] == [("quotation", other.id)]


# ------------------------------------------------------------------------------------------------ tone


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("Finance failed to send it.", "We are waiting on Finance to send it."),
        ("The Oslo team has failed to answer.", "We are waiting on the Oslo team to answer."),
        ("We failed to hold the date.", "We have yet to hold the date."),
        ("I have failed to convince them.", "I have yet to convince them."),
        ("You need to sign this.", "Could you sign this?"),
        ("The delay is unacceptable.", "The delay is unhelpful."),
        ("It is always late.", "It is often late."),
    ],
)
def test_a_gentler_wording_is_offered(vault: Vault, text: str, offer: str) -> None:
    with vault.write() as session:
        (found,) = _read(session, text)
    assert found.offer == offer


def test_where_no_wording_fits_an_example_stands_in_the_reason(vault: Vault) -> None:
    with vault.write() as session:
        (found,) = _read(session, "The supplier, who had promised it twice, failed to deliver.")
    assert (found.offer, found.kind) == ("", "blame")
    assert "waiting on the numbers" in found.why


@pytest.mark.parametrize(
    "text",
    [
        "Compressor failures are down by a third; the failure rate is 2 percent.",
        "Our disaster recovery plan was tried out in June.",
        "Toxic waste is collected on Fridays.",
        "I called immediately, and nothing was lost.",
        "Thanks to everyone in Lyon, everything is in place.",
        "You keep the board informed, which helps.",
        "The date holds, so that nobody waits.",
    ],
)
def test_plain_statements_on_paper_are_no_confrontation(vault: Vault, text: str) -> None:
    with vault.write() as session:
        assert _read(session, text) == []


# ------------------------------------------------------------------------------------------------ hot buttons


@pytest.mark.parametrize(
    ("statement", "text", "words"),
    [
        ("Surprises before the board.", "A surprise in Lisbon moved the date.", "surprise"),
        ("Long slides, and late papers", "My papers were late once.", "papers were late"),
        ("Hears “no problem” and sees red", "It is no problem for the team.", "no problem"),
        ("Comments by the dozen. Three at a time.", "I sent my comments on Friday.", "comments"),
        ("Überraschungen vor dem Vorstand", "Eine Überraschung aus Linz kam dazwischen.", "Überraschung"),
    ],
)
def test_a_hot_button_is_found_by_the_words_of_the_agreement(
    vault: Vault, statement: str, text: str, words: str
) -> None:
    with vault.write() as session:
        boss = make.manager(session).id
        agreement.state(session, "manager", "hot-buttons", statement, "told", make.DAY, manager_id=boss)
        (found,) = _read(session, text)
    assert (found.kind, found.words) == ("hot-button", words)
    assert statement in found.why


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("Surprises before the board.", "The board approved our limit."),
        ("Late papers", "My papers lead with the decision."),
        ("Somebody who speaks for a person that has not been asked.", "You asked to hear early about problems."),
        ("Being told late.", "I told the team in good time."),
        ("", "A surprise."),
    ],
)
def test_words_that_only_stand_around_it_touch_no_hot_button(vault: Vault, statement: str, text: str) -> None:
    with vault.write() as session:
        boss = make.manager(session).id
        if statement:
            agreement.state(session, "manager", "hot-buttons", statement, "told", make.DAY, manager_id=boss)
        assert _read(session, text) == []


def test_only_this_managers_hot_buttons_count_and_none_of_mine(vault: Vault) -> None:
    with vault.write() as session:
        boss, earlier = make.manager(session).id, managers.begin(session, "Siv", date(2001, 1, 1)).id
        managers.close(session, earlier, date(2002, 1, 1))
        agreement.state(session, "me", "hot-buttons", "Surprises", "told", make.DAY, manager_id=boss)
        agreement.state(session, "manager", "hot-buttons", "Surprises", "told", make.DAY, manager_id=earlier)
        agreement.state(session, "manager", "wants", "Surprises", "told", make.DAY, manager_id=boss)
        assert _read(session, "A surprise in Lisbon moved the date.") == []


# ------------------------------------------------------------------------------------------------ length, balance


@pytest.mark.parametrize(("choices", "most"), [({}, 32), ({"detail": "brief"}, 25), ({"takes_in": "listening"}, 28)])
def test_a_line_is_measured_by_how_this_manager_takes_things_in(
    vault: Vault, choices: dict[str, str], most: int
) -> None:
    with vault.write() as session:
        managers.describe(session, make.manager(session).id, **choices)
        assert _read(session, " ".join(["word"] * most)) == []
        (found,) = _read(session, " ".join(["word"] * (most + 1)))
    assert (found.kind, found.start) == ("length", 0)
    assert f"{most + 1} words; {most} are" in found.why


def test_of_an_endless_line_only_its_length_is_said(vault: Vault) -> None:
    with vault.write() as session:
        line = make.line(session, "The pilot stands.")
        found = reading.read(session, [line], manager_id=line.manager_id, words={line.id: "never " * 200_000})
    assert [each.kind for each in found if each.line_id] == ["length"]


def test_too_many_lines_are_counted_over_the_whole_summary(vault: Vault) -> None:
    with vault.write() as session:
        managers.describe(session, make.manager(session).id, detail="brief")
        many = [make.line(session, f"Step {each} is taken.") for each in range(11)]
        (found,) = _read(session, of=many)
        assert _read(session, of=many[:10]) == []
    assert (found.line_id, found.kind) == ("", "length")
    assert "13 lines; 12 are" in found.why


def test_a_summary_without_an_ask_or_a_thank_you_is_told_so(vault: Vault) -> None:
    with vault.write() as session:
        line = make.line(session, "The pilot stands.")
        found = reading.read(session, [line], manager_id=line.manager_id)
        assert [(each.kind, each.line_id) for each in found] == [("ask", ""), ("thanks", "")]
        stand = {each.key for each in found}
        assert reading.read(session, [line], manager_id=line.manager_id, stand=stand) == []
        assert reading.read(session, [], manager_id=line.manager_id) == []


@pytest.mark.parametrize(
    "text", ["Danke für den Rückhalt.", "Merci de votre appui.", "شكرا على الدعم", "Thanks a lot."]
)
def test_thanks_are_thanks_wherever_they_stand_and_in_other_languages(vault: Vault, text: str) -> None:
    with vault.write() as session:
        about = [make.line(session, text, "closing"), make.line(session, ASK, "requests")]
        assert reading.read(session, about, manager_id=about[0].manager_id) == []


def test_more_than_three_asks_are_too_many(vault: Vault) -> None:
    with vault.write() as session:
        asks = [make.line(session, f"Please open door {each}.", "requests") for each in range(3)]
        (found,) = _read(session, of=asks)
        assert _read(session, of=asks[1:]) == []
    assert (found.kind, found.line_id) == ("ask", "")
    assert "4 things" in found.why


# ------------------------------------------------------------------------------------------------ contradictions


def _hand_over(session: Session, *given: ShareableLine, at: datetime) -> None:
    rows = [{"id": each.id, "section": each.section, "text": each.text} for each in given]
    made = Receipt(made_at=at.isoformat(), period_from=make.DAY, period_to=make.DAY, title="Summary", lines=rows)
    made.sha256, made.manager_id = "", make.manager(session).id
    session.add(made)
    session.flush()


def _now(days: int = 0) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


@pytest.mark.parametrize("again", [False, True])
def test_a_promise_that_was_still_open_when_it_was_shared_contradicts_nothing(vault: Vault, again: bool) -> None:
    with vault.write() as session:
        made = make.promise(session, "Draft the plan")
        told = make.line(session, "The plan for Lisbon", "commitments", kind="commitment", id=made.id)
        _hand_over(session, told, at=_now())
    with vault.write() as session:
        if again:
            session.info[EVERY_VERSION] = True
            commitments.keep(session, made.id, make.DAY)
            commitments.reopen(session, made.id)
        assert _read(session) == []


def test_what_was_shared_as_kept_and_is_open_again_is_a_contradiction(vault: Vault) -> None:
    with vault.write() as session:
        made = make.promise(session, "Draft the plan")
        commitments.keep(session, made.id, make.DAY)
        told = make.line(session, "The plan for Lisbon", "commitments", kind="commitment", id=made.id)
        _hand_over(session, told, at=_now())
    with vault.write() as session:
        assert _read(session) == []
        session.info[EVERY_VERSION] = True  # as if a while had passed: of one stretch of editing one version is kept
        commitments.reopen(session, made.id)
    with vault.write() as session:
        (of_line,) = _read(session, of=[lines.approve_words(session, told.id, "The plan for Lisbon is under way.")])
        (of_whole,) = _read(session)
    assert (of_line.kind, of_line.line_id) == ("contradiction", told.id)
    assert (of_whole.kind, of_whole.line_id) == ("contradiction", "")
    assert "The plan for Lisbon" in of_whole.why


@pytest.mark.parametrize(
    ("text", "is_kept", "count"),
    [
        ("The plan is delivered.", False, 1),
        ("The plan is delivered.", True, 0),
        ("The plan is still open.", True, 1),
        ("The plan is still open.", False, 0),
        ("Two parts are delivered, the third is due in May.", False, 0),
        ("The plan comes in May.", True, 0),
        ("Der Plan ist abgeschlossen.", False, 1),
    ],
)
def test_a_line_that_says_other_than_the_ledger_is_a_contradiction(
    vault: Vault, text: str, is_kept: bool, count: int
) -> None:
    with vault.write() as session:
        made = make.promise(session, "Draft the plan")
        if is_kept:
            commitments.keep(session, made.id, make.DAY)
        line = make.line(session, text, "commitments", kind="commitment", id=made.id)
        assert [each.kind for each in _read(session, of=[line])] == ["contradiction"] * count


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("The campaign closed with 74 units.", "In all 78 units were exchanged.", "78 units"),
        ("The penalty risk fell to £60k.", "The penalty risk fell to £90k.", "£90k"),
        ("Renewals at 91 %.", "Renewals at 89%, as hoped.", "89%"),
        ("The campaign closed on 2 April: 74 units.", "The campaign closed on 3 April: 74 units.", ""),
        ("The campaign of 2025 has 74 units.", "The campaign of 2026 has 74 units.", ""),
        ("From 78 to 91 percent.", "From 91 to 93 percent of 40 percent.", ""),
    ],
)
def test_another_figure_for_the_same_thing_is_a_contradiction(vault: Vault, was: str, now: str, words: str) -> None:
    with vault.write() as session:
        source = make.entry(session, "Counted.").id
        told = make.line(session, was, kind="entry", id=source)
        _hand_over(session, told, at=_now(-90))
        later = make.line(session, now, kind="entry", id=source, day=make.DAY + timedelta(days=90))
        found = _read(session, of=[later])
    assert [each.words for each in found] == ([words] if words else [])


def test_the_same_line_again_contradicts_nothing(vault: Vault) -> None:
    with vault.write() as session:
        made = make.promise(session, "Draft 3 plans")
        line = make.line(session, "3 plans are delivered", "commitments", kind="commitment", id=made.id)
        commitments.keep(session, made.id, make.DAY)
        _hand_over(session, line, at=_now())
        assert _read(session, of=[line]) == []


# ------------------------------------------------------------------------------------------------ other languages


@pytest.mark.parametrize(
    "text",
    [
        "Die Abteilung hat den Vertrag mit dem Kunden in Linz unterschrieben, und der Vorstand ist zufrieden.",
        "Im Vertrieb ist die Umsatzplanung für das dritte Quartal fertig; Controlling und Einkauf sind einverstanden.",
        "Wir haben die Kosten gesenkt. Danach kam die Abnahme in München.",
        "Le comité de direction a validé le budget de Lyon, et les délais sont tenus.",
        "Nous avons terminé la migration à Genève avant la date.",
        "أنهى الفريق المشروع في الموعد المحدد، ووافق المجلس على الميزانية الجديدة.",
        "四半期の目標を達成しました。",
    ],
)
def test_nothing_misfires_on_other_languages(vault: Vault, text: str) -> None:
    with vault.write() as session:
        make.entry(session, "Der Vorstand sagte ja, und die Abteilung fragt nach dem Vertrag. @team")
        make.entry(session, "Le comité a dit oui. Genève dit non.")
        make.entry(session, "قال المدير نعم @الفريق")
        agreement.state(
            session, "manager", "hot-buttons", "Late surprises", "told", make.DAY, manager_id=make.manager(session).id
        )
        assert _read(session, text) == []


def test_every_section_and_every_line_is_read(vault: Vault) -> None:
    with vault.write() as session:
        of = [make.line(session, f"{name} never ends.", section) for section, name in SECTIONS.items()]
        of += [make.line(session, "It never ends.", "opening"), make.line(session, "It never ends.", "agreement")]
        found = [each.line_id for each in _read(session, of=of) if each.words.endswith("never")]
    assert found == [each.id for each in of]


def test_no_wording_is_offered_that_no_line_has_room_for(vault: Vault) -> None:
    with vault.write() as session:
        full = ("Legal failed to send it. " + "and so on " * 40)[:399].strip()
        found, short = make.line(session, full), make.line(session, "Legal failed to send it.")
        read = reading.read(session, [found, short], manager_id=make.manager(session).id)
    offers = {each.line_id: each.offer for each in read if each.kind == "blame"}
    assert offers == {found.id: "", short.id: "We are waiting on Legal to send it."}


def test_what_is_let_stand_in_a_line_does_not_grow_for_ever(vault: Vault) -> None:
    """Whoever words a line anew a hundred times keeps the last of what was let stand, and it still counts."""
    with vault.write() as session:
        line = make.line(session, "We always deliver.")
        for number in range(100):
            reading.let_stand(session, line.id, f"person:name {number}")
        [found] = [
            each
            for each in reading.read(session, [line], manager_id=make.manager(session).id)
            if each.kind == "absolute"
        ]
        reading.let_stand(session, line.id, found.key)
        left = reading.read(session, [line], manager_id=make.manager(session).id)
    assert "absolute" not in {each.kind for each in left}
    assert len(line.let_stand) < 100

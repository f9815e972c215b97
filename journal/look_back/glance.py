"""The figures of a period in a few sentences: those of the review, each from a short reading of its own."""

from collections.abc import Callable
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from journal import review
from journal.look_back.lines import Line, Part
from journal.review import coaching
from journal.text import _, n_


def _notes(session: Session, first: date, last: date) -> Part:
    notes = review.notes(session, first, last)
    return _part((notes, n_("{n} note", "{n} notes", notes)))


def _meetings(session: Session, first: date, last: date) -> Part:
    held = review.held(session, first, last)
    return _part((held, n_("{n} one-on-one held", "{n} one-on-ones held", held)))


def _commitments(session: Session, first: date, last: date) -> Part:
    kept = review.promises(session, first, last)["me"]["kept"]
    return _part((kept, n_("{n} commitment of mine kept", "{n} commitments of mine kept", kept)))


def _heard(session: Session, first: date, last: date) -> Part:
    heard = sum(review.received(session, first, last).values())
    return _part((heard, n_("{n} feedback received", "{n} feedbacks received", heard)))


def _climbed(session: Session, first: date, last: date) -> Part:
    climbed = coaching.climbs(session, first, last)["feedbacks"]
    return _part((climbed, n_("{n} feedback made clearer", "{n} feedbacks made clearer", climbed)))


def _requests(session: Session, first: date, last: date) -> Part:
    found = coaching.asked_requests(session, first, last).values()
    asked, said_yes = sum(each["asked"] for each in found), sum(each["yes"] for each in found)
    return _part(
        (asked, n_("{n} request made", "{n} requests made", asked)),
        (said_yes, n_("{n} request got a yes", "{n} requests got a yes", said_yes)),
    )


def _talks(session: Session, first: date, last: date) -> Part:
    talks = coaching.talks(session, first, last)
    n, mine = talks["n"], talks["opened_by"]["me"]
    return _part(
        (n, n_("{n} talk about my development", "{n} talks about my development", n)),
        (mine, n_("{n} of these opened by me", "{n} of these opened by me", mine)),
    )


def _part(*found: tuple[int, str]) -> Part:
    lines = tuple(Line(words.format(n=number)) for number, words in found if number)
    return Part("figures", _("At a glance"), lines)


PARTS: Final[tuple[Callable[[Session, date, date], Part], ...]] = (
    _notes,
    _meetings,
    _commitments,
    _heard,
    _climbed,
    _requests,
    _talks,
)

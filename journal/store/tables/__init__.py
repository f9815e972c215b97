"""The mapped classes, a module a practice. They are the domain classes: read-only once they left their session."""

from journal.store.tables.base import Base, Placed, Record
from journal.store.tables.commitments import Commitment
from journal.store.tables.entries import Entry, EntryTag, Feedback, Request
from journal.store.tables.importance import ImportanceHand
from journal.store.tables.keeping import IDENTITY, History, Imported, Setting
from journal.store.tables.managers import Manager
from journal.store.tables.one_on_ones import AgendaItem, OneOnOne
from journal.store.tables.sharing import Receipt, ShareableLine

__all__ = [
    "IDENTITY",
    "AgendaItem",
    "Base",
    "Commitment",
    "Entry",
    "EntryTag",
    "Feedback",
    "History",
    "ImportanceHand",
    "Imported",
    "Manager",
    "OneOnOne",
    "Placed",
    "Receipt",
    "Record",
    "Request",
    "Setting",
    "ShareableLine",
]

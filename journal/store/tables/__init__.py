"""The mapped classes, a module a practice. They are the domain classes: read-only once they left their session."""

from journal.store.tables.agreement import Authority, Experience, Statement, Surprise
from journal.store.tables.base import Base, Placed, Record
from journal.store.tables.commitments import Commitment
from journal.store.tables.entries import ClimbStep, Entry, EntryTag, Feedback, Request
from journal.store.tables.growth import Criterion, DevelopmentTalk, Evidence, Goal, Pulse, RoleCase
from journal.store.tables.importance import ImportanceHand
from journal.store.tables.keeping import IDENTITY, History, Imported, Setting
from journal.store.tables.managers import Manager
from journal.store.tables.one_on_ones import AgendaItem, OneOnOne, PlanCard
from journal.store.tables.prompts import Prompt
from journal.store.tables.sharing import Receipt, ReceiptFile, ShareableLine

__all__ = [
    "IDENTITY",
    "AgendaItem",
    "Authority",
    "Base",
    "ClimbStep",
    "Commitment",
    "Criterion",
    "DevelopmentTalk",
    "Entry",
    "EntryTag",
    "Evidence",
    "Experience",
    "Feedback",
    "Goal",
    "History",
    "ImportanceHand",
    "Imported",
    "Manager",
    "OneOnOne",
    "Placed",
    "PlanCard",
    "Prompt",
    "Pulse",
    "Receipt",
    "ReceiptFile",
    "Record",
    "Request",
    "RoleCase",
    "Setting",
    "ShareableLine",
    "Statement",
    "Surprise",
]

"""The Journal: the list of entries by day, the editor, and the panels of a feedback and of a request."""

from journal.ui.pages.journal.page import JournalPage

__all__ = ["JournalPage"]

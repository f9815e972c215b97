"""The Summary page: candidates at the left, the line of each below them, and at the right the very page that comes of it."""

from journal.ui.pages.summary.page import SummaryPage

__all__ = ["SummaryPage"]

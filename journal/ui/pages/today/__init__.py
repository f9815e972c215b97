"""The page Today: what wants attention now, and the way to it."""

from journal.ui.pages.today.page import TodayPage

__all__ = ["TodayPage"]

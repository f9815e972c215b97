"""My manager: the working agreement, limits of authority, surprises, experience, and the chapters."""

from journal.ui.pages.manager.page import ManagerPage

__all__ = ["ManagerPage"]

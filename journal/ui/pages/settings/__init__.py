"""Settings: a module a section, in one column."""

from journal.ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]

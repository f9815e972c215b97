"""Upward: a private, offline journal for a leader who wants more from working with their own manager."""

__version__ = "0.4.0"

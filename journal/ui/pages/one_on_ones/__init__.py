"""One-on-ones: planned and held, with agenda, private notes and the promises of both sides."""

from journal.ui.pages.one_on_ones.page import OneOnOnesPage

__all__ = ["OneOnOnesPage"]

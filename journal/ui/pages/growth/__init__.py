"""Growth: the importance board, goals, a bigger role, talks and pulse, and the look back."""

from journal.ui.pages.growth.page import GrowthPage

__all__ = ["GrowthPage"]

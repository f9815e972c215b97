"""Commitments: the ledger of both sides' promises."""

from journal.ui.pages.commitments.page import CommitmentsPage

__all__ = ["CommitmentsPage"]

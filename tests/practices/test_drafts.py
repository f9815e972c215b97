"""Drafts: whatever was typed is there again, one under each name, and gone when it is done."""

import pytest

from journal.practices import drafts
from journal.store.vault import Vault


@pytest.mark.parametrize("typed", [{"line": "manager:"}, {"due": "31 Feb", "fields": {"reason": "x" * 5_000}}])
def test_what_was_typed_is_there_again_as_it_was(vault: Vault, typed: dict[str, object]) -> None:
    with vault.write() as session:
        drafts.keep(session, "commitments", {"line": "earlier"})
        drafts.keep(session, "commitments", typed)
        drafts.keep(session, "one_on_ones", {"topics": {}})
    with vault.read() as session:
        assert drafts.kept(session, "commitments") == typed
        assert drafts.kept(session, "one_on_ones") == {"topics": {}}


def test_a_draft_that_is_done_leaves_nothing(vault: Vault) -> None:
    with vault.write() as session:
        drafts.keep(session, "commitments", {"line": "earlier"})
    with vault.write() as session:
        drafts.keep(session, "commitments", {})
        drafts.keep(session, "never", {})
    with vault.read() as session:
        assert drafts.kept(session, "commitments") == drafts.kept(session, "never") == {}

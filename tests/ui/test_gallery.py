"""The pictures of the demonstration: one of each page, and no chatter beside them."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from journal.practices import managers, one_on_ones
from journal.ui import gallery
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth import GrowthPage
from journal.ui.pages.manager import ManagerPage
from journal.ui.places import PLACES
from tests import make

SAYS = """
from journal.ui import gallery
from PySide6.QtCore import qWarning
with gallery._size_hints_unsaid():
    qWarning("This plugin does not support propagateSizeHints()")
    qWarning("something else")
qWarning("This plugin does not support propagateSizeHints()")
"""


def test_one_message_of_the_platform_is_kept_back_and_only_while_pictures_are_made() -> None:
    done = subprocess.run([sys.executable, "-c", SAYS], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines() == ["something else", "This plugin does not support propagateSizeHints()"]


def test_there_is_a_picture_of_every_page_and_of_every_tab(open_journal: OpenJournal, tmp_path: Path) -> None:
    with open_journal.write(Changed.MEETINGS) as session:
        make.meeting(session, date.today() - timedelta(days=3))
        coming = one_on_ones.plan(session, date.today() + timedelta(days=3), manager_id=managers.current(session).id)
        one_on_ones.add_card(session, coming.id, "Fund the second pilot", opening="Thank you for the budget.")
    written = gallery.write(open_journal, tmp_path, schemes=("light",))
    tabs = [f"manager-{tab}" for tab in ManagerPage.tabs[1:]] + [f"growth-{tab}" for tab in GrowthPage.tabs[1:]]
    steps = [f"one_on_ones-{step}" for step in ("talk", "rehearsal", "debrief")]
    views = ["summary-findings", "summary-receipts"]
    assert {path.stem for path in written} == {f"page-{name}" for name in ("unlock", *PLACES, *tabs, *steps, *views)}
    assert len({path.read_bytes() for path in written}) == len(written)

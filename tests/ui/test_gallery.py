"""The pictures of the demonstration: one of each page, and no chatter beside them."""

import subprocess
import sys

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

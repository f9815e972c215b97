"""The binding between Python and Qt, where it is known to break."""

import subprocess
import sys

CALLS = 20_000
PROGRAM = f"""
import os
import sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for number in range({CALLS}):
    label.setText(str(number))
print(label.text(), abs(sys.getrefcount(None) - before) < {CALLS} // 10)
"""


def test_calls_that_give_nothing_back_lose_no_reference() -> None:
    """PySide6 6.12.0 loses a reference of `None` at every void call on Python 3.11, and aborts after some thousands."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"{CALLS - 1} True\n"), done.stderr

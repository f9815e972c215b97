"""What the libraries that we stand on must not do to us; a pin is lifted only when these pass."""

import os
import subprocess
import sys

MANY_CALLS = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
for number in range(20_000):
    label.setText(str(number))
print(label.text())
"""


def test_qt_survives_as_many_calls_as_a_long_day_makes() -> None:
    # PySide6 6.12.0 loses a reference of None at every void call, and aborts after some 5,200 of them.
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = [sys.executable, "-X", "faulthandler", "-c", MANY_CALLS]
    done = subprocess.run(run, env=environment, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "19999\n"), done.stderr

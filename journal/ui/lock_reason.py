"""Why the journal was locked: told by the process that locks to the one that takes its place, which says it.

What is handed over is a short code that holds no word of the journal, in an environment variable that is taken out at
once.
"""

import os
from typing import Final

from journal.text import _, n_

_VARIABLE: Final = "UPWARD_LOCKED"
ASKED: Final = "asked"
SCREEN: Final = "screen"
SLEEP: Final = "sleep"
USER: Final = "user"
RESTORED: Final = "restored"
NEW_PASSPHRASE: Final = "new-passphrase"  # noqa: S105 (a reason, and no passphrase)
_IDLE: Final = "idle-"
_STOPPED: Final = "+stopped"


def idle(minutes: int) -> str:
    """The code for: nobody has touched a key or the mouse for so many minutes."""
    return f"{_IDLE}{minutes}"


def with_stopped_work(reason: str) -> str:
    """The code for the same, where something long was still running and was stopped."""
    return reason + _STOPPED


def hand_over(reason: str) -> None:
    """Leave the code to the process that follows."""
    os.environ[_VARIABLE] = reason


def taken() -> str:
    """What the process before us has left, as a sentence; empty when it left nothing. Can be asked once."""
    return sentence(os.environ.pop(_VARIABLE, ""))


def sentence(code: str) -> str:
    """What is said below the passphrase; a code that we do not know says nothing."""
    reason, mark, _rest = code.partition(_STOPPED)
    said = _why(reason)
    stopped = _("Unfinished work was stopped.") if mark else ""
    return " ".join(part for part in (said, stopped) if part)


def _why(reason: str) -> str:
    minutes = reason.removeprefix(_IDLE)
    if minutes != reason and minutes.isdecimal():
        number = int(minutes)
        return n_("Locked after {n} minute of inactivity.", "Locked after {n} minutes of inactivity.", number).format(
            n=number
        )
    return {
        ASKED: _("Locked. Everything is saved."),
        SCREEN: _("Locked with the screen."),
        SLEEP: _("Locked before the computer slept."),
        USER: _("Locked when another user took the screen."),
        RESTORED: _("The backup was brought back. Open it with the passphrase that it was made under."),
        NEW_PASSPHRASE: _("The passphrase is changed. From now on the new one opens the journal."),
    }.get(reason, "")

"""Making this process keep to itself what it knows: files for the owner alone, no memory dumps, no words in error messages.

`harden` comes first in every program. What each system offers stands in a function of its own; where a system lacks one,
nothing is promised and nothing fails.
"""

import contextlib
import os
import sys
import threading
from types import TracebackType
from typing import Any, Final

from journal.errors import own_fault

_NOT_DUMPABLE: Final = (4, 0)  # PR_SET_DUMPABLE and its value, of Linux' prctl(2)
_DENY_ATTACH: Final = 31  # PT_DENY_ATTACH of macOS' ptrace(2)
_NO_ERROR_BOXES: Final = (
    0x0001 | 0x0002 | 0x8000
)  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX
_NO_HEAP_IN_REPORTS: Final = 0x0001 | 0x0020  # WER_FAULT_REPORTING_FLAG_NOHEAP, WER_FAULT_REPORTING_NO_UI


def harden() -> None:
    """What costs nothing: rights of new files, no core files, and faults reported without the values in play."""
    os.umask(0o077)
    sys.excepthook = report_fault
    sys.unraisablehook = _report_unraisable
    threading.excepthook = _report_of_thread
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def forbid_debuggers() -> None:
    """No other program of this user may read our memory, and no crash report holds it; a window does it once it is painted."""
    import ctypes  # a debugger waits as long as this takes; the first window does not

    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(*_NOT_DUMPABLE, 0, 0, 0)
        elif sys.platform == "darwin":
            ctypes.CDLL(None).ptrace(_DENY_ATTACH, 0, 0, 0)
        elif sys.platform == "win32":
            _forbid_on_windows()


def _forbid_on_windows() -> None:
    """No dialog or report of a crash, and no handle to our memory for other programs of this user.

    As KeePassXC does it: an access list of the process that allows its owner only what a task list needs.
    """
    import ctypes

    kernel, security = _library("kernel32"), _library("advapi32")
    kernel.SetErrorMode(_NO_ERROR_BOXES)
    kernel.WerSetFlags(_NO_HEAP_IN_REPORTS)
    descriptor = ctypes.c_void_p()
    # D: the list; 0x1FFFFF all rights for the system, 0x101400 ask, wait and end for the owner
    words = "D:P(A;;0x1FFFFF;;;SY)(A;;0x101400;;;OW)"
    if security.ConvertStringSecurityDescriptorToSecurityDescriptorW(words, 1, ctypes.byref(descriptor), None):
        security.SetKernelObjectSecurity(ctypes.c_void_p(-1), 4, descriptor)  # 4: DACL_SECURITY_INFORMATION
        kernel.LocalFree(descriptor)


def _library(name: str) -> Any:
    import ctypes

    return getattr(ctypes, "windll")[name]  # noqa: B009 (only Windows has it)


def report_fault(kind: type[BaseException], _fault: BaseException | None, trace: TracebackType | None) -> None:
    """Say on stderr where a fault of our own happened."""
    sys.stderr.write(own_fault(kind, trace) + "\n")


def _report_unraisable(found: "sys.UnraisableHookArgs") -> None:
    """A fault while something was cleared away, which nobody can catch: Python's own report would print its text."""
    report_fault(found.exc_type, found.exc_value, found.exc_traceback)


def _report_of_thread(found: threading.ExceptHookArgs) -> None:
    """A fault that ended a thread."""
    if not issubclass(found.exc_type, SystemExit):
        report_fault(found.exc_type, found.exc_value, found.exc_traceback)

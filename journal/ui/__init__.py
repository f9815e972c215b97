"""The window: the only place, with `journal.app`, that knows Qt.

PySide reads the source of every module that is imported after it, in search of a language switch (`__feature__`) that
nothing here uses. That costs a tenth of the start, and more while the database is brought in, so it is told not to look.
"""

import contextlib
from importlib import import_module
from types import ModuleType


def _uses_no_switch(_module: ModuleType) -> bool:
    return False


with contextlib.suppress(ImportError):
    import_module("PySide6.QtCore")
    _feature = import_module("shibokensupport.feature")
    if hasattr(_feature, "_mod_uses_pyside"):
        setattr(_feature, "_mod_uses_pyside", _uses_no_switch)  # noqa: B010 (it has no types)

"""A field of the editor bound to a value of the entry: what was not touched is given back exactly as it was."""

from collections.abc import Callable
from typing import Any


class Bound:
    """Shows a value in a widget, and gives back that same value until the user has changed what is shown.

    A widget may show less than a value holds: other line ends, a clock without seconds. Reading it back untouched must
    not look like a change.
    """

    def __init__(self, read: Callable[[], Any], write: Callable[[Any], None]) -> None:
        """How to read what the widget shows, and how to make it show a value, without a signal."""
        self._read, self._write = read, write
        self._value: Any = None
        self._shown: Any = None
        self._was_shown = False

    def show(self, value: Any) -> None:
        """Show a value; where it is shown already, the cursor stays where it is."""
        if not self._was_shown or value != self.value():
            self._write(value)
        self._value, self._shown, self._was_shown = value, self._read(), True

    def value(self) -> Any:
        """The value as it is now."""
        shown = self._read()
        return self._value if shown == self._shown else shown

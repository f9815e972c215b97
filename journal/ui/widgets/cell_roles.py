"""What a table of cells asks its model beside `RowRole`."""

from enum import IntEnum

from PySide6.QtCore import Qt

_USER = int(Qt.ItemDataRole.UserRole) + 40


class CellRole(IntEnum):
    """Of a line's first cell, or of any."""

    HEADING = _USER  # str: a heading that goes across the whole line, or nothing
    TIP = _USER + 1  # str: what pressing the icon does
    MARK = _USER + 2  # bool: one of several marks of a line, set or not; None where the cell holds words

"""A word to SQLite's planner, which knows no statistics of a journal and takes any index for a narrow way."""

from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.operators import custom_op


def unindexed(column: "InstrumentedAttribute[Any]") -> ColumnElement[Any]:
    """The column as `+column`: a condition on it is checked, and no index on it is walked.

    For a table that is joined to a shorter one, or conditions that hold for nearly every row, such as those of not being
    in the trash and of a chapter. Source: SQLite's documentation of its query planner, on disqualifying terms.
    """
    plus: custom_op[Any] = custom_op("+")
    return UnaryExpression(column.expression, operator=plus, type_=column.type)

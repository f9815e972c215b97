"""The C functions of PDFium; each has the name, the arguments and the result of its header file."""

from typing import Any

def __getattr__(name: str) -> Any: ...

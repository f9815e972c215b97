"""Finds texts that a user would see and that do not go through `_()` or `n_()`: nobody could translate them.

    python tests/bare_strings.py [FOLDER]

What is looked at: what is handed to Qt's setters and constructors of texts, to argparse and to `print`, what
errors of `journal.errors` are raised with, and what a model's `headerData` returns.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent.parent / "journal"
SETTERS: Final = re.compile(
    r"set(Text|PlainText|Title|SubTitle|WindowTitle|ToolTip|StatusTip|WhatsThis|PlaceholderText|AccessibleName"
    r"|AccessibleDescription|InformativeText|DetailedText|LabelText|ButtonText|CancelButtonText|IconText|ItemText"
    r"|TabText|TabToolTip|Suffix|Prefix|SpecialValueText|HeaderLabels|HorizontalHeaderLabels"
    r"|ApplicationDisplayName)|add(Action|Menu|Tab|Row|Button|Items|Section)|insert(Tab|Action)|showMessage|drawText"
    r"|get(OpenFileName|OpenFileNames|SaveFileName|ExistingDirectory)|question|information|critical|about|print"
    r"|Q(Label|PushButton|ToolButton|CheckBox|RadioButton|GroupBox|Action|Menu|DockWidget|ProgressDialog"
    r"|MessageBox|CommandLinkButton|UndoCommand)"
)
FIRST_ONLY: Final = frozenset({"addItem", "insertItem"})  # the second argument is the item's own data
ARGPARSE: Final = frozenset({"help", "description", "epilog"})
FORMATTED: Final = re.compile(r"\{[^{}]*\}|&[a-z]+;|<[^<>]*>")


def shown(node: ast.AST) -> Iterator[str]:
    """The literal texts with a letter that this expression puts before the user."""
    match node:
        case ast.Constant(value="Upward"):  # a name is the same in every language
            pass
        case ast.Constant(value=str() as text) if re.search(r"[^\W\d_]", FORMATTED.sub("", text)):
            yield text
        case ast.BinOp(left=first, right=second) | ast.IfExp(body=first, orelse=second):
            yield from shown(first)
            yield from shown(second)
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from shown(part)
        case ast.FormattedValue(value=inner) | ast.Call(func=ast.Attribute(value=inner)):
            yield from shown(inner)
        case _:
            pass


def expressions(node: ast.AST, errors: frozenset[str]) -> Iterator[ast.AST]:
    """What a statement or call hands to the user, whatever it is."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments, keywords=keywords):
            if SETTERS.fullmatch(name) or name in errors:
                yield from arguments
                yield from (keyword.value for keyword in keywords if keyword.arg in {"text", "title"})
            elif name in FIRST_ONLY:
                yield from arguments[:1]
            yield from (keyword.value for keyword in keywords if keyword.arg in ARGPARSE)
        case ast.FunctionDef(name="headerData"):
            yield from (part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value)
        case _:
            pass


def bare_strings(folder: Path) -> Iterator[str]:
    """One line for each bare text in the Python files of a folder: file, line and the text."""
    errors = frozenset(re.findall(r"^class (\w+)", (PACKAGE / "errors.py").read_text(encoding="utf-8"), re.MULTILINE))
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for expression in expressions(node, errors):
                for text in shown(expression):
                    yield f"{file}:{getattr(expression, 'lineno', 0)}: bare text {text!r}, hand it to _()"


if __name__ == "__main__":
    found = list(bare_strings(Path(sys.argv[1]) if sys.argv[1:] else PACKAGE))
    print("\n".join(found))
    sys.exit(1 if found else 0)

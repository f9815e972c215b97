"""Every text that a user sees can be translated."""

import ast
import re
from pathlib import Path

import pytest

from tests.bare_strings import PACKAGE, bare_strings

BARE = [
    'label.setText("Next one-on-one")',
    'QPushButton("Prepare", self)',
    'self.menu.addAction(icon, "Undo")',
    'window.setWindowTitle("Unsaved" if dirty else name)',
    'field.setAccessibleName(f"Due {day}")',
    'status.setText("Saved {time}".format(time=now))',
    'parser.add_argument("--from", help="first day")',
    'print("imported", count)',
    'raise BadInput("this is no date")',
    'def headerData(self):\n    return "Due"',
]
FINE = [
    'window.setWindowTitle("Upward")',
    'label.setText(_("Next one-on-one"))',
    'label.setText(n_("{n} entry", "{n} entries", n).format(n=n))',
    'label.setText("{} · {}".format(day, hour))',
    'label.setText(KINDS["win"])',
    'combo.addItem(_("Win"), "win")',
    'label.setObjectName("headline")',
    'print(json.dumps(figures), end="\\n")',
    'raise BadInput(_("{day} is no date").format(day=day))',
    'raise ValueError("a month has no negative days")',
]


def test_every_text_of_the_package_goes_through_gettext() -> None:
    assert list(bare_strings(PACKAGE)) == []


@pytest.mark.parametrize("source", BARE)
def test_a_planted_bare_text_is_found(tmp_path: Path, source: str) -> None:
    (tmp_path / "planted.py").write_text(source, encoding="utf-8")
    assert len(list(bare_strings(tmp_path))) == 1


@pytest.mark.parametrize("source", FINE)
def test_texts_that_are_translated_or_never_shown_are_left_alone(tmp_path: Path, source: str) -> None:
    (tmp_path / "fine.py").write_text(source, encoding="utf-8")
    assert list(bare_strings(tmp_path)) == []


def test_what_was_promised_is_called_a_commitment() -> None:
    """One word for one thing, in every text of the window; the verb stays."""
    said: list[str] = []
    for path in PACKAGE.rglob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        for call in calls:
            if isinstance(call.func, ast.Name) and call.func.id in {"_", "n_"}:
                texts = [each.value for each in call.args if isinstance(each, ast.Constant)]
                said += [text for text in map(str, texts) if re.search(r"(?i)(?<!you )\bpromises?\b", text)]
    assert said == []

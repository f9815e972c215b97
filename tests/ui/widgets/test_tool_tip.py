from pathlib import Path

import pytest
from PySide6.QtGui import Qt, QTextDocument
from pytestqt.qtbot import QtBot

from journal.ui.widgets.place_form import PlaceForm
from journal.ui.widgets.status_line import StatusLine
from journal.ui.widgets.tool_tip import plain_tip
from journal.ui.widgets.unlock_forms import OpenForm

ODD = "/home/x/<img src='file:/etc/hostname'> &  <b>Ada</b>/journal.upward"


def as_shown(tip: str) -> str:
    """What Qt shows of a tool tip."""
    if not Qt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize("text", [ODD, "/home/ada/journal.upward", "1 < 2 & 3", ""])
def test_a_tool_tip_shows_every_letter_as_it_was_typed(qtbot: QtBot, text: str) -> None:
    assert as_shown(plain_tip(text)) == text


def test_a_path_or_a_sentence_that_looks_like_markup_is_none(qtbot: QtBot) -> None:
    opening, creating, status = OpenForm(), PlaceForm(), StatusLine()
    for widget in (opening, creating, status):
        qtbot.addWidget(widget)
    opening.set_journal(Path(ODD))
    creating.set_place(Path(ODD))
    status.failed(ODD)
    assert as_shown(opening.toolTip()) == ODD
    assert as_shown(creating._folder.toolTip()) == ODD
    assert ODD in as_shown(status.toolTip())

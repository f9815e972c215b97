"""The questions of a list of prompts: read from the journal, narrowed by words, the practice at hand before the others."""

from PySide6.QtCore import QObject

from journal.errors import UpwardError
from journal.practices import prompts
from journal.practices.prompts import MOMENTS, PRACTICES, Question
from journal.text import _, first_line
from journal.ui.models.rows import Index, Row, RowsModel
from journal.ui.open_journal import OpenJournal


class QuestionsModel(RowsModel):
    """Empty until it is `read` and `narrow`ed."""

    def __init__(self, journal: OpenJournal, parent: QObject, *, has_sections: bool = False) -> None:
        """With sections one's own stand first, then practice by practice."""
        super().__init__(parent)
        self._journal, self._has_sections = journal, has_sections
        self._questions: list[Question] = []
        self._shown: list[Question] = []

    def read(self) -> None:
        """Read one's own questions and those that come with Upward; these alone while the journal cannot be read."""
        try:
            with self._journal.read() as session:
                self._questions = prompts.everything(session)
        except UpwardError:
            self._questions = list(prompts.load())

    def narrow(self, words: str, practice: str = "") -> None:
        """Show the questions that hold the words."""
        found = prompts.search(self._questions, words, practice)
        if self._has_sections:
            order = {practice: -1} | {name: number for number, name in enumerate(PRACTICES) if name != practice}
            found = sorted(found, key=lambda each: (not each.id, order.get(each.practice, 0) if not each.id else 0))
        self._shown = found
        self.set_rows(_rows(found, has_sections=self._has_sections))

    def question_at(self, index: Index) -> Question | None:
        """The question of a row."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None


def _rows(questions: list[Question], *, has_sections: bool) -> list[Row]:
    rows: list[Row] = []
    before = ""
    for each in questions:
        section = _("Your own") if each.id else PRACTICES.get(each.practice, "")
        rows.append(_row(each, section if has_sections and section != before else "", has_sections=has_sections))
        before = section
    return rows


def _row(question: Question, section: str, *, has_sections: bool) -> Row:
    """Its first line, and what it belongs to; a form says with its other lines what it asks for."""
    lines = [line.strip() for line in question.text.splitlines() if line.strip()]
    practice, moment = PRACTICES.get(question.practice, ""), MOMENTS.get(question.moment, "")
    where = moment
    if not has_sections or question.id:
        where = _("{practice} · {moment}").format(practice=practice, moment=moment)
    second = " · ".join((where, *lines[1:]))
    return Row(question.id or question.text, first_line(question.text), second, section=section)

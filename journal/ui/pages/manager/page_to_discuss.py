"""The page to discuss together: which statements of the working agreement stand on it."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from journal.sharing import lines, paper_lines
from journal.sharing.paper_lines import Part
from journal.text import _
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.paper_lines import PaperLines, PaperWords
from journal.ui.showing_paper import page_size

if TYPE_CHECKING:
    from journal.sharing.collect import Collected
    from journal.ui.open_journal import Session

_WORDS: Final = PaperWords(
    lines.AGREEMENT,
    _(
        "One page for both of you to look at together. Only lines that you write and tick here can stand on it; your"
        " notes stay private. Enter writes a line and approves it."
    ),
    _("Back to both sides"),
    _("How we work together {day}"),
)


class PageToDiscuss(PaperLines):
    """A row a statement of the chapter that is on."""

    def __init__(self, chapter: Chapter, parent: QWidget | None = None) -> None:
        """Empty until `refresh`."""
        super().__init__(chapter.journal, chapter.acts, _WORDS, parent)
        self._chapter = chapter

    def manager_id(self) -> str:
        """The manager of the chapter."""
        return self._chapter.manager_id

    def read_parts(self, session: "Session") -> list[Part]:
        """The statements."""
        return paper_lines.agreement_parts(session, self._chapter.manager_id)

    def collect(self, session: "Session", day: date) -> "Collected":
        """The page to discuss, on the paper and in the design that are chosen for the summary."""
        from journal.sharing import choices
        from journal.sharing.collect_papers import collect_agreement

        chosen = choices.read(session, self._chapter.manager_id, day, paper=page_size())
        return collect_agreement(session, self._chapter.manager_id, day, page=chosen.page, design=chosen.design)

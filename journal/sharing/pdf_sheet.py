"""The recovery sheet as a paper: 14 numbered groups to type, what they are for, and room for notes."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from journal.sharing.document import PageSize, Section, SummaryDocument, clean_line
from journal.text import _, long_day

_MOST_NAME: Final = 80  # characters
_NOTE_LINES: Final = 4


def render(groups: Sequence[str], made_on: date, *, journal: str = "", page: PageSize = "A4") -> bytes:
    """The page as PDF, checked as every paper. `journal` is the name of its file, and only there when the user wants it.

    Raises LeakFound when the finished file holds anything else.
    """
    from journal.sharing import leak_check, pdf  # reportlab and pypdf: only where a paper is made

    paper = document(groups, made_on, journal=_drawable(journal), page=page)
    data = pdf.render(paper)
    leak_check.verify(data, paper)
    return data


def document(groups: Sequence[str], made_on: date, *, journal: str = "", page: PageSize = "A4") -> SummaryDocument:
    """What the sheet says."""
    about = _("For a journal of Upward, made on {day}").format(day=long_day(made_on))
    if journal:
        about = _("For the journal {name} of Upward, made on {day}").format(name=journal, day=long_day(made_on))
    return SummaryDocument(
        title=_("Recovery sheet"),
        period=about,
        opening=_(
            "These 14 groups open the journal when its passphrase is forgotten. Whoever has this sheet can read"
            " everything in the journal."
        ),
        sections=(Section("", "", tuple(groups), grid=True), *_words(), Section("", _("Notes"), (), rules=_NOTE_LINES)),
        page=page,
        language="en",
        most_pages=1,
    )


def _words() -> tuple[Section, Section]:
    use = _(
        "Start Upward, choose the journal, then “Use the recovery sheet”. Type the groups in the order of their"
        " numbers; capitals, blanks and dashes do not matter, and there is no letter O, only zero. You will then"
        " choose a new passphrase and get a new sheet: this one is of no use from then on."
    )
    keep = _(
        "On paper, where you keep papers that matter, and not beside the computer. If this page was saved as a file,"
        " delete the file once it is printed: it is not encrypted."
    )
    return Section("", _("How to use it"), (use,)), Section("", _("How to keep it"), (keep,))


def _drawable(name: str) -> str:
    """The name without what no face can draw, for it may be written in any script."""
    from journal.sharing.pdf_file import ONE_AT_A_TIME
    from journal.sharing.pdf_text import missing

    kept = clean_line(name)[:_MOST_NAME]
    with ONE_AT_A_TIME:
        while found := missing(kept):
            kept = kept.replace(found.character, "")
    return " ".join(kept.split())

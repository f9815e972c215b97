"""Whether the summary asks for something, and thanks for something: one to three asks, and a thank-you (source article 3)."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from journal.sharing.reading.findings import Finding, Line, of_whole, word_lists
from journal.text import _, n_

MOST_ASKS: Final = 3


def check(lines: Sequence[Line]) -> list[Finding]:
    """What a summary as a whole lacks, or has too much of; nothing about one without lines."""
    if not lines:
        return []
    found: list[Finding] = []
    asks = sum(line.section == "requests" for line in lines)
    if not asks and not any("?" in line.text or "؟" in line.text or "？" in line.text for line in lines):
        why = _("Nothing in it asks for anything. Your manager may want to know how to help: one to three asks do.")
        found.append(of_whole("ask", "none", why))
    elif asks > MOST_ASKS:
        why = n_("It asks for {n} thing.", "It asks for {n} things.", asks).format(n=asks)
        choose = _("Of more than three, the one that matters most is easily lost: which can wait?")
        found.append(of_whole("ask", "many", f"{why} {choose}"))
    if not any(line.section == "support" or _thanks().search(line.text) for line in lines):
        why = _("It thanks for nothing. If something your manager did has helped, say what, and what came of it.")
        found.append(of_whole("thanks", "none", why))
    return found


@cache
def _thanks() -> re.Pattern[str]:
    """Words of thanks in some languages, by their beginning."""
    return re.compile("|".join(rf"(?<!\w){re.escape(each)}" for each in word_lists()["thanks"]["words"]), re.IGNORECASE)

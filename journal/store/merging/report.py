"""What a merge does or did, counted by kind of record, and in plain lines."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from journal.text import _

#: The kinds of records that are counted, by their tables; what is a part of another counts with that.
KINDS: Final = {
    "manager": "managers",
    "entry": "entries",
    "one_on_one": "one-on-ones",
    "commitment": "commitments",
    "importance_hand": "importance",
    "shareable_line": "shareable",
    "receipt": "receipts",
    "statement": "statements",
    "authority": "limits",
    "surprise": "surprises",
    "experience": "experience",
    "goal": "goals",
    "role_case": "roles",
    "development_talk": "talks",
    "pulse": "pulses",
    "prompt": "prompts",
}
KIND_NAMES: Final[dict[str, str]] = {
    "managers": _("Managers"),
    "entries": _("Entries"),
    "one-on-ones": _("One-on-ones"),
    "commitments": _("Commitments"),
    "importance": _("Importance hands"),
    "shareable": _("Approved lines"),
    "receipts": _("Receipts"),
    "statements": _("Statements of the working agreement"),
    "limits": _("Limits of authority"),
    "surprises": _("Surprises"),
    "experience": _("Experience of managers"),
    "goals": _("Goals"),
    "roles": _("Bigger roles"),
    "talks": _("Development talks"),
    "pulses": _("Pulses"),
    "prompts": _("Prompts"),
}
#: What came in beside the records, and what would.
_SMALL_NEWS: Final[dict[str, tuple[str, str]]] = {
    "drafts": (_("Drafts came in."), _("Drafts will come in.")),
    "versions": (_("Earlier versions came in."), _("Earlier versions will come in.")),
    "settings": (_("Settings came in."), _("Settings will come in.")),
    "order": (
        _("What stands at the same minute changed its order."),
        _("What stands at the same minute will change its order."),
    ),
}
_WRITTEN: Final = ("added", "updated", "joined", "revived", "removed")


@dataclass(frozen=True, slots=True)
class MergeReport:
    """Counts by kind (`entries`, `commitments`, …) and outcome.

    added: only in the other copy; updated: later there; joined: changed in both, both kept; kept: later here; revived:
    deleted in one and edited in the other; removed: deleted for good there; gone: deleted for good here, still there.
    small_news: what came in beside the records: `drafts`, `versions`, `settings`, `order`.
    """

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    small_news: frozenset[str] = frozenset()

    def count(self, outcome: str) -> int:
        """How many records of all kinds have an outcome."""
        return sum(found[outcome] for found in self.counts.values())

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the journal changes: no record, and nothing beside them."""
        return not (any(map(self.count, _WRITTEN)) or self.small_news)

    @property
    def has_small_news(self) -> bool:
        """Whether anything came in beside the records."""
        return bool(self.small_news)


def report_lines(report: MergeReport, *, done: bool = True) -> list[str]:
    """The report of a merge, or with `done=False` its preview: a line a kind, what else came in, or that nothing did."""
    found = [
        _("{kind}: {counts}").format(kind=name, counts=", ".join(texts))
        for kind, name in KIND_NAMES.items()
        if (texts := list(_texts(report.counts.get(kind, Counter()), done=done)))
    ]
    found += small_news_lines(report.small_news, done=done)
    if report.is_empty:
        found.append(
            _("The other copy holds nothing new: the journal stays as it is.")
            if done
            else _("The other copy holds nothing new.")
        )
    return found


def small_news_lines(news: frozenset[str], *, done: bool = True) -> list[str]:
    """A line for everything that comes in beside the records."""
    return [came if done else comes for name, (came, comes) in _SMALL_NEWS.items() if name in news]


def _texts(counts: Counter[str], *, done: bool) -> Iterable[str]:
    texts = {
        "added": _("{n} added") if done else _("{n} to add"),
        "updated": _("{n} updated") if done else _("{n} to update"),
        "joined": (
            _("{n} changed in both copies, with both texts kept")
            if done
            else _("{n} changed in both copies: both texts will be kept")
        ),
        "revived": (
            _("{n} deleted in one copy and edited in the other, kept with the edit")
            if done
            else _("{n} deleted in one copy and edited in the other: kept with the edit")
        ),
        "removed": (
            _("{n} deleted for good in the other copy, removed")
            if done
            else _("{n} deleted for good in the other copy, to remove")
        ),
        "kept": _("{n} newer here, left as they are"),
    }
    return [text.format(n=counts[outcome]) for outcome, text in texts.items() if counts[outcome]]

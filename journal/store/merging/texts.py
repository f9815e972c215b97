"""Of several texts those that are needed for everything they say: what stands word for word in another one goes without."""

import re
from collections.abc import Sequence


def needed(texts: Sequence[str]) -> list[int]:
    """Where the texts stand, in their order, that are in no other one; of those that differ in outer blanks alone the first.

    One at least is needed, even where all are blank.
    """
    kept: list[int] = []
    for at in sorted(range(len(texts)), key=[-len(text.strip()) for text in texts].__getitem__):
        if not any(_is_within(texts[at].strip(), texts[longer].strip()) for longer in kept):
            kept.append(at)
    return sorted(kept)


def _is_within(text: str, longer: str) -> bool:
    """Whether the one has the other as whole words: a note that says `art` is not in one that says `start`."""
    if text == longer or not text:
        return True
    before = r"(?<!\w)" if re.match(r"\w", text) else ""
    after = r"(?!\w)" if re.match(r"\w", text[-1]) else ""
    return text in longer and re.search(before + re.escape(text) + after, longer) is not None

"""Everything as Markdown, to be read by people: a file a month of entries, and a file each for the rest.

What was typed stays what was typed: signs that Markdown would act on are escaped, so that no text becomes a heading, a
link or an image.
"""

from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from journal.exchange.folder import NewFolder
from journal.exchange.markdown_kept import KeptParts
from journal.exchange.markdown_parts import Parts
from journal.exchange.markdown_signs import document, escaped
from journal.exchange.papers_out import write_papers

__all__ = ["escaped", "export_markdown"]


def export_markdown(session: Session, folder: Path, *, step: Any = None) -> list[Path]:
    """Write everything into `folder`, which must be new or empty, and return the files.

    They are not encrypted. `step(done, total)` is called between the parts. Raises BadInput, DiskFull.
    """
    with NewFolder(folder) as new:
        parts = Parts(session)
        single = [*parts.single(), *KeptParts(parts).single()]
        for number, part in enumerate(single, 1):
            name, blocks = part()
            new.write(f"{name}.md", document(blocks))
            if step:
                step(number, len(single) + 1)
        write_papers(session, new)
        for month, blocks in parts.months():
            new.write(f"entries/{month}.md", document(blocks))
        return new.written

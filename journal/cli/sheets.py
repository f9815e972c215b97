"""Writing the recovery sheet to a file that was named."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from journal import paths
from journal.cli.output import say
from journal.errors import BadInput, not_written
from journal.text import _

if TYPE_CHECKING:
    from journal.store.key import Key


def write(key: "Key", file: Path, journal: Path) -> None:
    """Write the recovery sheet, for its owner alone. Raises BadInput when there is such a file already, DiskFull."""
    from journal.store import sheet

    if file.suffix.lower() == ".pdf":
        from journal.sharing import pdf_sheet

        data = pdf_sheet.render(sheet.groups(key), date.today())
    else:
        data = sheet.text(key, journal=journal.name, made_on=date.today()).encode()
    try:
        paths.write_private(file, data)
    except OSError as error:
        raise not_written(error, file) from None
    say(
        _("The recovery sheet is in {file}. Print it, keep it apart from this computer, and delete the file.").format(
            file=file
        )
    )


def refuse_existing(file: Path | None) -> None:
    """A recovery sheet never takes the place of a file: it may be the sheet of another journal. Raises BadInput."""
    if file and file.exists():
        raise BadInput(_("{file} exists already. Choose another name for the recovery sheet.").format(file=file))

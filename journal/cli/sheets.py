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


def refuse_unwritable(file: Path | None) -> None:
    """Know before anything is changed that the sheet can be written. Raises BadInput, DiskFull.

    It never takes the place of a file, which may be the sheet of another journal.
    """
    if file and file.exists():
        raise BadInput(_("{file} exists already. Choose another name for the recovery sheet.").format(file=file))
    if file:
        try:
            paths.Draft(file, b"").discard()
        except OSError as error:
            raise not_written(error, file) from None

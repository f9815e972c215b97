"""A finished paper reaches its folder whole or not at all, and only its owner may read it."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from journal import paths
from journal.errors import BadInput, not_written
from journal.text import _


class Saving:
    """A paper that lies on the disk beside its place, whole, and needs only its name."""

    def __init__(self, data: bytes, target: Path) -> None:
        """Write it there. Raises BadInput and DiskFull, and leaves nothing then."""
        if target.suffix.lower() != ".pdf":
            raise BadInput(_("{target} does not end in .pdf: choose another name.").format(target=target))
        self._target = target
        try:
            if target.is_dir():
                raise IsADirectoryError
            self._draft = paths.Draft(target, data)
        except OSError as error:
            raise not_written(error, target) from error

    def place(self) -> None:
        """Give it its name, in place of an earlier file. Raises BadInput and DiskFull, and leaves that file then."""
        try:
            self._draft.place()
        except OSError as error:
            raise not_written(error, self._target) from error

    def discard(self) -> None:
        """Take it away unless it was placed."""
        self._draft.discard()


@contextmanager
def prepared(data: bytes, target: Path) -> Generator[Saving]:
    """A paper that is ready to be placed; when the block ends without that, nothing is left of it.

    Raises BadInput for a name that is no PDF's (it may be the journal's own), for a folder that is missing or closed to
    us, and DiskFull.
    """
    saving = Saving(data, target)
    try:
        yield saving
    finally:
        saving.discard()


def save_pdf(data: bytes, target: Path) -> None:
    """Put a paper in its place; a file of that name is replaced only when the new one is whole. Raises as `prepared`."""
    with prepared(data, target) as saving:
        saving.place()

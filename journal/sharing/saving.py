"""A finished paper reaches its folder whole or not at all, and only its owner may read it.

One that travels can be put under a passphrase of its own; that is the last thing that happens to it, after every check.
"""

import unicodedata
from collections.abc import Generator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journal import paths
from journal.errors import BadInput, not_written
from journal.text import _

if TYPE_CHECKING:
    from pikepdf import Pdf

#: What a PDF takes of a passphrase (ISO 32000-2, 7.6.4.3.3); readers drop what is over it.
MOST_BYTES: Final = 127
_REVISION: Final = 6  # of the standard security handler: AES-256


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


def protected(data: bytes, passphrase: str) -> bytes:
    """The same pages under a passphrase: AES-256, as ISO 32000-2 has it (revision 6). No two results are the same.

    Raises WeakPassphrase as for a journal, and for more than a PDF can take; BadInput when what came of it does not open
    with the passphrase, and with it alone, on the very same pages.
    """
    from pikepdf import Encryption, Pdf  # only where a paper is put under a passphrase

    secret = check_passphrase(passphrase)
    made = BytesIO()
    with Pdf.open(BytesIO(data)) as plain:
        pages = _pages(plain)
        plain.save(made, encryption=Encryption(owner=secret, user=secret, R=_REVISION))
    result = made.getvalue()
    if not _opens(result, secret, pages):
        raise BadInput(_("The paper could not be put under this passphrase: choose another, or save it without one."))
    return result


def check_passphrase(passphrase: str) -> str:
    """The passphrase in the form in which readers compare it. Raises WeakPassphrase as `protected` does."""
    from journal.errors import WeakPassphrase
    from journal.store.key import check_new

    check_new(passphrase)
    secret = unicodedata.normalize("NFKC", passphrase)
    if len(secret.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise WeakPassphrase(_("The passphrase is too long for a PDF: use at most {n} letters.").format(n=MOST_BYTES))
    return secret


def _opens(data: bytes, secret: str, pages: list[bytes]) -> bool:
    """Whether it opens on these pages, strongly encrypted, and not without the passphrase."""
    from pikepdf import PasswordError, Pdf, PdfError

    try:
        Pdf.open(BytesIO(data)).close()
    except PasswordError:
        pass
    else:
        return False
    try:
        with Pdf.open(BytesIO(data), password=secret) as again:
            is_strong = again.encryption.R == _REVISION and again.encryption.stream_method.name == "aesv3"
            return is_strong and _pages(again) == pages
    except PdfError:
        return False


def _pages(opened: "Pdf") -> list[bytes]:
    """What every page draws."""
    from pikepdf import Array

    found: list[bytes] = []
    for page in opened.pages:
        contents = page.obj.Contents
        parts = list(contents) if isinstance(contents, Array) else [contents]
        found.append(b"\n".join(part.read_bytes() for part in parts))
    return found

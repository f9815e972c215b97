"""How the leak check names what it found: the place, and never a word of what stands there."""

from typing import Final

from journal.errors import LeakFound
from journal.text import _

_PLACES: Final[dict[str, str]] = {
    "/Author": _("the author"),
    "/Creator": _("the name of the program"),
    "/Producer": _("the name of the program"),
    "/Subject": _("the subject"),
    "/Keywords": _("the keywords"),
    "/CreationDate": _("the date"),
    "/ModDate": _("the date"),
    "/Title": _("the title"),
    "/Metadata": _("the metadata"),
    "/Annots": _("the annotations"),
    "/Names": _("the attachments or scripts"),
    "/AF": _("the attachments or scripts"),
    "/OpenAction": _("the attachments or scripts"),
    "/AA": _("the attachments or scripts"),
    "/Outlines": _("the bookmarks"),
    "/OCProperties": _("the layers"),
    "/XObject": _("the pictures"),
    "/Encrypt": _("the encryption"),
    "/Contents": _("the drawing"),
    "/Font": _("the fonts"),
    "/FontFile2": _("the fonts"),
    "/FontFile3": _("the fonts"),
    "/ToUnicode": _("the fonts"),
    "/BaseFont": _("the fonts"),
    "/FontName": _("the fonts"),
}


def leak(key: str = "") -> LeakFound:
    """The refusal, in words that name the place; a key that we do not know is not repeated, for it may be a text."""
    place = _PLACES.get(key, _("the structure"))
    return LeakFound(
        _("The summary was not written: {place} of the finished file holds something unexpected.").format(place=place)
    )

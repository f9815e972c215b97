"""Naming the folders of the backups, with advice where one lies on a stick, in a network, or with a sync program."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from journal.text import _
from journal.ui import dialogs
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.settings.backup_list import Shelf

_NONE = 2


def ask_for_first(parent: QWidget, journal: OpenJournal, found: Shelf) -> bool:
    """Another folder for the backups, or Upward's own again; whether it was changed."""
    if found.is_named:
        said = _("Backups go to {folder}, which you named.").format(folder=found.folder)
        own = _("Use Upward’s own folder")
        choice = _either(parent, _("Folder for the backups"), said, own)
        if choice is None or choice == _NONE:
            return choice == _NONE and _name(parent, journal, folder="")
    chosen = _choose(parent, _("Folder for the backups"), found.folder)
    return chosen is not None and _name(parent, journal, folder=str(chosen))


def ask_for_second(parent: QWidget, journal: OpenJournal, found: Shelf) -> bool:
    """A second folder, such as on a stick, or none any more; whether one was named."""
    if found.second:
        said = _("Every backup also goes to {folder}, when that is there.").format(folder=found.second)
        choice = _either(parent, _("Second folder"), said, _("No second folder"))
        if choice is None or choice == _NONE:
            if choice == _NONE:
                _name(parent, journal, second="")
            return False
    chosen = _choose(parent, _("Second folder"), Path(found.second) if found.second else Path.home())
    return chosen is not None and _name(parent, journal, second=str(chosen))


def _either(parent: QWidget, title: str, said: str, none: str) -> int | None:
    """Another folder (1), none (2), or leave it as it is."""
    from journal.ui.widgets.button import Button

    dialog = dialogs.Dialog(parent, title, said, action=_("Choose another…"))
    button = Button(none, "quiet")
    dialog.content.addWidget(button)

    def take_none() -> None:
        dialog.done(_NONE)

    button.clicked.connect(take_none)
    return dialog.exec() or None


def _choose(parent: QWidget, title: str, start: Path) -> Path | None:
    """A folder, once what may happen to it there was said: for a backup every place is better than none."""
    from journal.store import location

    folder = dialogs.choose_folder(parent, title, start)
    risk = location.risk(folder) if folder else None
    if folder and risk and risk.kind == "synced":
        said = _(
            "{carrier} carries this folder to other computers. A backup is encrypted, so that is a good place for it."
        )
        more = _("Whoever looks after those computers has a copy that only your passphrase protects.")
        words = f"{said.format(carrier=risk.carrier)} {more}"
        return folder if dialogs.confirm(parent, title, words, _("Use this folder")) else None
    if folder and risk and risk.kind == "network":
        said = _(
            "This folder lies on another computer. Whoever looks after it has a copy that only your passphrase protects."
        )
        return folder if dialogs.confirm(parent, title, said, _("Use this folder")) else None
    return folder


def _name(parent: QWidget, journal: OpenJournal, *, folder: str | None = None, second: str | None = None) -> bool:
    from journal.store import known, shelf
    from journal.ui.open_journal import Changed

    with dialogs.faults_shown(parent, _("The folder was not changed")) as outcome:
        shelf.name_folders(known.of(journal.vault), folder=folder, second=second)
        journal.announce(Changed.BACKUPS)
    return outcome.ok

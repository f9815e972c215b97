"""The commands of the command line and their options."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from journal import __version__
from journal.cli import care, daily, summary, values
from journal.text import _

COMMANDS: Final = (
    "new",
    "import",
    "review",
    "summary",
    "search",
    "export",
    "demo",
    "check",
    "backup",
    "restore",
    "merge",
    "passwd",
    "recover",
)


def parser() -> argparse.ArgumentParser:
    """Everything that can be asked for."""
    parser = argparse.ArgumentParser(
        prog="upward",
        description=_(
            "A private, offline journal about working with your manager. Without a command: opens the window."
        ),
        epilog=_("`upward [JOURNAL]` opens the window on the journal, or on the last one."),
    )
    parser.add_argument("--version", action="version", version=f"upward {__version__}")
    commands = parser.add_subparsers(metavar=_("COMMAND"), required=True)
    _add_writing(commands)
    _add_reading(commands)
    _add_care(commands)
    _add_keys(commands)
    return parser


def _add_writing(commands: Any) -> None:
    new = _command(commands, "new", _("create an empty encrypted journal"), daily.new)
    new.add_argument("journal", type=Path)
    new.add_argument("--manager", default="", help=_("the name of your manager"))
    _add_sheet(new)
    taken = _command(commands, "import", _("take in notes from a file or a folder"), daily.bring_in)
    taken.add_argument("source", type=Path)
    taken.add_argument("--into", type=Path, required=True, metavar="JOURNAL")
    taken.add_argument("--skip-bad", action="store_true", help=_("leave out bad rows and list them"))
    demo = commands.add_parser("demo", help=_("a sample journal with a year of invented notes"))
    demo.add_argument("--out", type=Path, metavar="DIR", help=_("write the journal, the summary and pictures to DIR"))
    demo.set_defaults(run=daily.demo)


def _add_reading(commands: Any) -> None:
    review = _command(commands, "review", _("the private figures of a period"), daily.review)
    review.add_argument("journal", type=Path)
    values.add_days(review)
    review.add_argument("--json", action="store_true")
    does = _("write the progress summary from the approved lines, or look at it first")
    summary.add(_command(commands, "summary", does, summary.run))
    search = _command(commands, "search", _("find words in everything"), daily.search)
    search.add_argument("journal", type=Path)
    search.add_argument("words", nargs="+")
    search.add_argument("--json", action="store_true")
    search.add_argument("--best", action="store_true", help=_("the best first instead of the newest"))
    search.add_argument("--limit", type=values.positive, default=50)
    export = _command(
        commands, "export", _("write everything in a form that needs no Upward; not encrypted"), daily.export
    )
    export.add_argument("journal", type=Path)
    export.add_argument("--to", type=Path, required=True, metavar="DIR")
    export.add_argument("--format", choices=("markdown", "json", "csv"), default="markdown")


def _command(commands: Any, name: str, does: str, run: Callable[[argparse.Namespace], int | None]) -> Any:
    command = commands.add_parser(name, help=does, description=does)
    _add_secret(command, "--passphrase-file", _("read the passphrase from FILE, or from standard input with -"))
    command.set_defaults(run=run)
    return command


def _add_secret(command: Any, option: str, does: str) -> None:
    command.add_argument(option, type=Path, metavar="FILE", help=does)


def _add_sheet(command: Any) -> None:
    does = _("write the recovery sheet to FILE: a page to print where it ends in .pdf, else text; not encrypted")
    command.add_argument("--sheet", type=Path, metavar="FILE", help=does)


def _add_care(commands: Any) -> None:
    check = _command(
        commands, "check", _("look whether the journal, its index and its newest backup are whole"), care.check
    )
    check.add_argument("journal", type=Path)
    backup = _command(commands, "backup", _("make a verified backup now"), care.backup)
    backup.add_argument("journal", type=Path)
    backup.add_argument("--to", type=Path, metavar="FILE", help=_("a copy in FILE instead of a backup on the shelf"))
    restore = _command(commands, "restore", _("bring a backup back; the present journal is set aside"), care.restore)
    restore.add_argument("backup", type=Path)
    restore.add_argument("--into", type=Path, required=True, metavar="JOURNAL")
    merge = _command(commands, "merge", _("join two copies of one journal, nothing lost"), care.merge)
    merge.add_argument("other", type=Path)
    merge.add_argument("--into", type=Path, required=True, metavar="JOURNAL")
    _add_secret(merge, "--other-passphrase-file", _("the passphrase of the other copy, where it has one of its own"))


def _add_keys(commands: Any) -> None:
    passwd = _command(commands, "passwd", _("change the passphrase"), care.passwd)
    passwd.add_argument("journal", type=Path)
    does = _("a new passphrase, with the recovery sheet in place of the old one")
    recover = commands.add_parser("recover", help=does, description=does)
    recover.set_defaults(run=care.recover)
    recover.add_argument("journal", type=Path)
    _add_secret(recover, "--recovery-file", _("read the groups of the recovery sheet from FILE, or from - "))
    for command in (passwd, recover):
        _add_secret(command, "--new-passphrase-file", _("read the new passphrase from FILE, or from -"))
        _add_sheet(command)

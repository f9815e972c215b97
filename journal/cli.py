"""The command line: the same application without a window. Exit 0 done, 1 refused with one clear line, 2 wrong usage."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from journal import __version__, paths
from journal.errors import BadInput, UpwardError, own_fault
from journal.text import _, n_

if TYPE_CHECKING:
    from journal.store.vault import Vault

COMMANDS: Final = ("new", "import", "review", "summary", "search", "export", "demo")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.umask(0o077)
    try:
        if not given or (given[0] not in COMMANDS and not given[0].startswith("-")):
            return _window(given)
        options = _parser().parse_args(given)
        return int(options.run(options) or 0)
    except UpwardError as error:
        print(_("upward: {why}").format(why=" ".join(str(error).split())), file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 (our own fault: said in one line, without a word of the journal)
        print(own_fault(type(error), error.__traceback__), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(_("upward: stopped; nothing was changed."), file=sys.stderr)
        return 1


def _window(given: list[str]) -> int:
    from journal import app

    if len(given) > 1:
        _parser().error(_("there is no command {word}").format(word=given[0]))
    return app.run(Path(given[0]) if given else None)


# ------------------------------------------------------------------------------------------------- commands


def _new(options: argparse.Namespace) -> None:
    from journal.practices import managers
    from journal.store.vault import Vault

    passphrase = _passphrase(options, twice=True)
    vault = Vault.create(options.journal, passphrase, device=paths.device())
    with vault.write() as session:
        managers.begin(session, options.manager)
    vault.close()
    print(_("Created {path}.").format(path=options.journal))


def _import(options: argparse.Namespace) -> None:
    from journal.exchange import report, sources, writing

    source = sources.read(options.source, date.today(), skip_bad=options.skip_bad, leave=options.into)
    with _opened(options, options.into) as vault, vault.write() as session:
        plan = writing.bring_in(session, source, step=_progress(_("Importing")))
    for line in report.lines(plan):
        print(line)


def _review(options: argparse.Namespace) -> None:
    from journal import review

    first, last = _period(options)
    with _opened(options, options.journal) as vault, vault.read() as session:
        figures = review.figures(session, first, last)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
    else:
        _print_tree(figures)


def _summary(options: argparse.Namespace) -> None:
    from journal.sharing import summary
    from journal.sharing.collect import collect

    first, last = _period(options)
    with _opened(options, options.journal) as vault:
        with vault.read() as session:
            content = collect(session, first, last, page=options.page, chart=options.chart)
        paper = summary.draw(content)
        summary.hand_over(vault.write, paper, options.output)
    number = len(content.lines)
    print(
        n_("Wrote {path} with {n} approved line. The file is not encrypted.",
           "Wrote {path} with {n} approved lines. The file is not encrypted.", number).format(path=options.output, n=number)
    )  # fmt: skip


def _search(options: argparse.Namespace) -> None:
    from journal.store import search

    with _opened(options, options.journal) as vault, vault.read() as session:
        order: search.Order = "best" if options.best else "newest"
        hits = search.find(session, " ".join(options.words), order=order, limit=options.limit)
    if options.json:
        print(json.dumps([_hit(hit) for hit in hits], ensure_ascii=False, indent=2))
        return
    for hit in hits:
        print(f"{hit.day}  {hit.title}\n            {search.plain(hit.excerpt)}")
    print(n_("{n} found", "{n} found", len(hits)).format(n=len(hits)), file=sys.stderr)


def _hit(hit: Any) -> dict[str, str]:
    from journal.store.search import plain

    day = hit.day.isoformat()
    return {"kind": hit.kind, "id": hit.id, "day": day, "title": hit.title, "excerpt": plain(hit.excerpt)}


def _export(options: argparse.Namespace) -> None:
    from journal.exchange import csv_export, journal_json, markdown

    export = {"json": journal_json.export_json, "csv": csv_export.export_csv, "markdown": markdown.export_markdown}
    with _opened(options, options.journal) as vault, vault.snapshot() as copy, copy.read() as session:
        files = export[options.format](session, options.to, step=_progress(_("Exporting")))
    number = len(files)
    done = n_(
        "Wrote {n} file to {folder}. What was exported is not encrypted.",
        "Wrote {n} files to {folder}. What was exported is not encrypted.",
        number,
    )
    print(done.format(n=number, folder=options.to))


def _demo(options: argparse.Namespace) -> int:
    from journal import app

    return app.demo(options.out)


# -------------------------------------------------------------------------------------------------- options


def _parser() -> argparse.ArgumentParser:
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
    return parser


def _add_writing(commands: Any) -> None:
    new = _command(commands, "new", _("create an empty encrypted journal"), _new)
    new.add_argument("journal", type=Path)
    new.add_argument("--manager", default="", help=_("the name of your manager"))
    taken = _command(commands, "import", _("take in notes from a file or a folder"), _import)
    taken.add_argument("source", type=Path)
    taken.add_argument("--into", type=Path, required=True, metavar="JOURNAL")
    taken.add_argument("--skip-bad", action="store_true", help=_("leave out bad rows and list them"))
    demo = commands.add_parser("demo", help=_("a sample journal with a year of invented notes"))
    demo.add_argument("--out", type=Path, metavar="DIR", help=_("write the journal, the summary and pictures to DIR"))
    demo.set_defaults(run=_demo)


def _add_reading(commands: Any) -> None:
    review = _command(commands, "review", _("the private figures of a period"), _review)
    review.add_argument("journal", type=Path)
    _add_period(review)
    review.add_argument("--json", action="store_true")
    summary = _command(commands, "summary", _("write the progress summary from the approved lines"), _summary)
    summary.add_argument("journal", type=Path)
    _add_period(summary)
    summary.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    summary.add_argument("--page", choices=("A4", "Letter"), default="A4")
    summary.add_argument("--chart", action="store_true", help=_("with the chart of my commitments kept by month"))
    search = _command(commands, "search", _("find words in everything"), _search)
    search.add_argument("journal", type=Path)
    search.add_argument("words", nargs="+")
    search.add_argument("--json", action="store_true")
    search.add_argument("--best", action="store_true", help=_("the best first instead of the newest"))
    search.add_argument("--limit", type=_positive, default=50)
    export = _command(commands, "export", _("write everything in a form that needs no Upward; not encrypted"), _export)
    export.add_argument("journal", type=Path)
    export.add_argument("--to", type=Path, required=True, metavar="DIR")
    export.add_argument("--format", choices=("markdown", "json", "csv"), default="markdown")


def _command(commands: Any, name: str, does: str, run: Callable[[argparse.Namespace], int | None]) -> Any:
    command = commands.add_parser(name, help=does, description=does)
    command.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=_("read the passphrase from FILE, or from standard input with -"),
    )
    command.set_defaults(run=run)
    return command


def _add_period(command: Any) -> None:
    command.add_argument(
        "--from", dest="first", type=_day, required=True, metavar="D", help=_("the first day, YYYY-MM-DD")
    )
    command.add_argument("--to", dest="last", type=_day, required=True, metavar="D", help=_("the last day, YYYY-MM-DD"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("{text} is not a day such as 2026-09-30").format(text=repr(text))) from None


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(_("{text} is not a number above 0").format(text=repr(text)))
    return int(text)


def _period(options: argparse.Namespace) -> tuple[date, date]:
    if options.last < options.first:
        raise BadInput(_("The period ends before it begins: exchange --from and --to."))
    return options.first, options.last


# --------------------------------------------------------------------------------------------------- common


@contextmanager
def _opened(options: argparse.Namespace, journal: Path) -> "Generator[Vault]":
    """The journal that a command works on: the one place where the command line opens one."""
    from journal.store.vault import Vault

    vault = Vault.open(journal, _passphrase(options), device=paths.device())
    try:
        yield vault
    finally:
        vault.close()


def _passphrase(options: argparse.Namespace, *, twice: bool = False) -> str:
    """The passphrase from its file, from standard input, or from a prompt; one trailing newline is dropped."""
    source: Path | None = options.passphrase_file
    if source is None:
        return _prompted(twice=twice)
    try:
        data = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
        return data.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except OSError as error:
        raise BadInput(
            _("Cannot read the passphrase from {file} ({why}).").format(file=source, why=error.strerror)
        ) from None
    except UnicodeDecodeError:
        raise BadInput(_("The passphrase in {file} is not text in UTF-8.").format(file=source)) from None


def _prompted(*, twice: bool) -> str:
    if not sys.stdin.isatty():
        raise BadInput(
            _("There is no terminal to ask for the passphrase: use --passphrase-file FILE, or - for standard input.")
        )
    passphrase = getpass.getpass(_("Passphrase: "))
    if twice and getpass.getpass(_("The same again: ")) != passphrase:
        raise BadInput(_("The two passphrases differ. Try again."))
    return passphrase


def _progress(doing: str) -> Callable[[int, int], None]:
    """A bar on the terminal for long work; nothing where no terminal is."""
    if not sys.stderr.isatty():
        return _silent

    def show(done: int, total: int) -> None:
        filled = 30 * done // max(total, 1)
        end = "\n" if done >= total else ""
        print(f"\r{doing} {'█' * filled}{'·' * (30 - filled)} {done}/{total}", end=end, file=sys.stderr, flush=True)

    return show


def _silent(_done: int, _total: int) -> None:
    """Say nothing."""


def _print_tree(value: dict[str, Any], indent: str = "") -> None:
    for name, part in value.items():
        label = f"{indent}{name.replace('_', ' ')}:"
        if isinstance(part, dict):
            print(label)
            _print_tree(part, indent + "  ")  # type: ignore[reportUnknownArgumentType]
        elif isinstance(part, list):
            _print_list(label, part, indent)  # type: ignore[reportUnknownArgumentType]
        else:
            print(f"{label:<28} {part}")


def _print_list(label: str, parts: list[Any], indent: str) -> None:
    print(label)
    for part in parts:
        if isinstance(part, dict):
            _print_tree(part, indent + "  ")  # type: ignore[reportUnknownArgumentType]
        else:
            print(f"{indent}  {part}")

"""The command line: the same application without a window. Exit 0 done, 1 refused with one clear line, 2 wrong usage."""

import argparse
import contextlib
import getpass
import io
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from journal import __version__, paths
from journal.errors import BadInput, UpwardError, own_fault
from journal.text import CLARITIES, COMMITMENT_STATUSES, OWNERS, REQUEST_STATUSES, _, n_

if TYPE_CHECKING:
    from journal.store.vault import Vault

COMMANDS: Final = ("new", "import", "review", "summary", "search", "export", "demo")
#: The figures of `review` in words, by their names in JSON.
FIGURES: Final[dict[str, str]] = {
    **OWNERS,
    **CLARITIES,
    **REQUEST_STATUSES,
    **COMMITMENT_STATUSES,
    "from": _("First day"),
    "to": _("Last day"),
    "notes": _("Notes"),
    "one_on_ones": _("One-on-ones held"),
    "commitments": _("Commitments"),
    "made": _("Made"),
    "kept_late": _("Kept after the day due"),
    "open_at_end": _("Open on the last day"),
    "overdue_at_end": _("Overdue on the last day"),
    "requests_at_end": _("Requests on the last day"),
    "feedback_received": _("Feedback received"),
    "importance": _("Importance board"),
    "round": _("Round"),
    "rated_on": _("Hands laid down on"),
    "my-guess-of-manager": _("My guess of my manager"),
    "me_vs_manager": _("Common to my hand and my manager's"),
    "me_vs_manager_common": _("These"),
    "guess_vs_manager": _("Common to my guess and my manager's hand"),
    "guess_vs_manager_common": _("These"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.umask(0o077)
    _let_every_letter_be_printed()
    try:
        if not given or (given[0] not in COMMANDS and not given[0].startswith("-")):
            return _window(given)
        options = _parser().parse_args(given)
        return int(options.run(options) or 0)
    except UpwardError as error:
        _say(_("upward: {why}").format(why=" ".join(str(error).split())), sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our answer has read enough, as `head` does
        _drop_the_rest()
        return 0
    except Exception as error:  # noqa: BLE001 (our own fault: said in one line, without a word of the journal)
        _say(own_fault(type(error), error.__traceback__), sys.stderr)
        return 1
    except KeyboardInterrupt:
        _say(_("upward: stopped."), sys.stderr)  # before the commit or after it, nobody knows here
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
    _say(_("Created {path}.").format(path=options.journal))


def _import(options: argparse.Namespace) -> None:
    from journal.exchange import report, sources, writing

    source = sources.read(options.source, date.today(), skip_bad=options.skip_bad, leave=options.into)
    with _opened(options, options.into) as vault, vault.write() as session:
        plan = writing.bring_in(session, source, step=_progress(_("Importing")))
    _say("\n".join(report.lines(plan)))


def _review(options: argparse.Namespace) -> None:
    from journal import review

    first, last = _period(options)
    with _opened(options, options.journal) as vault, vault.read() as session:
        figures = review.figures(session, first, last)
    if options.json:
        _say_json(figures)
    else:
        _say("\n".join(_tree(figures)))


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
    done = n_(
        "Wrote {path} with {n} approved line. The file is not encrypted.",
        "Wrote {path} with {n} approved lines. The file is not encrypted.",
        number,
    )
    _say(done.format(path=options.output, n=number))


def _search(options: argparse.Namespace) -> None:
    from journal.store import search

    with _opened(options, options.journal) as vault, vault.read() as session:
        order: search.Order = "best" if options.best else "newest"
        hits = search.find(session, " ".join(options.words), order=order, limit=options.limit)
    if options.json:
        _say_json([_hit(hit) for hit in hits])
        return
    if hits:
        _say("\n".join(f"{hit.day}  {hit.title}\n            {search.plain(hit.excerpt)}" for hit in hits))
    _say(n_("{n} found", "{n} found", len(hits)).format(n=len(hits)), sys.stderr)


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
    _say(done.format(n=number, folder=options.to))


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


# --------------------------------------------------------------------------------------------------- output


def _let_every_letter_be_printed() -> None:
    """A terminal that lacks a letter must not make a command fail that has done its work."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _say(text: str, stream: TextIO | None = None) -> None:
    """Print a text, without the characters that a terminal would obey instead of showing them.

    Raises BrokenPipeError when nobody reads on, and BadInput when the answer cannot be written otherwise.
    """
    shown = "".join(each for each in text.replace("\t", " ") if each == "\n" or not _is_obeyed(each))
    _print(shown, stream)


def _say_json(value: Any) -> None:
    """Print data for a script; what a terminal would obey, or cannot show, stands as an escape of JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    _print("".join(json.dumps(each)[1:-1] if each != "\n" and _is_obeyed(each) else each for each in text))


def _is_obeyed(character: str) -> bool:
    """Whether it is a control or a format character, such as one that begins a terminal's command or turns the line round."""
    return unicodedata.category(character) in {"Cc", "Cf"}


def _print(text: str, stream: TextIO | None = None) -> None:
    if stream is sys.stderr:
        with contextlib.suppress(OSError):
            print(text, file=stream, flush=True)
        return
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        _drop_the_rest()
        sentence = _("The answer could not be written ({why}). The command itself was carried out.")
        raise BadInput(sentence.format(why=error.strerror)) from None


def _drop_the_rest() -> None:
    """What is still to be printed goes nowhere, or Python would complain about it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _tree(value: dict[str, Any], indent: str = "") -> Generator[str]:
    """Figures as lines of text."""
    for name, part in value.items():
        label = f"{indent}{FIGURES.get(name, name)}:"
        if isinstance(part, dict):
            yield label
            yield from _tree(part, indent + "  ")  # type: ignore[reportUnknownArgumentType]
        elif isinstance(part, list):
            yield label
            yield from _items(part, indent + "  ")  # type: ignore[reportUnknownArgumentType]
        else:
            yield f"{label:<44} {_('not yet') if part is None else part}"


def _items(parts: list[Any], indent: str) -> Generator[str]:
    for part in parts:
        if isinstance(part, dict):
            yield from _tree(part, indent)  # type: ignore[reportUnknownArgumentType]
        else:
            yield f"{indent}{part}"

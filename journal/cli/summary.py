"""The command `summary`: the paper for the manager from the approved lines, or a print of what would stand on it."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from journal.cli import dry_run, values
from journal.cli.asking import PERIODS, collected
from journal.cli.daily import opened, period
from journal.cli.output import say, say_json
from journal.errors import BadInput
from journal.sharing.document import MOST_PAGES, Design, PageSize
from journal.sharing.labels import LANGUAGES
from journal.text import SECTIONS, _, n_

if TYPE_CHECKING:
    from journal.cli.asking import Asked


def add(command: Any) -> None:
    """The options of the command."""
    command.add_argument("journal", type=Path)
    values.add_days(command, needed=False)
    command.add_argument(
        "--period", choices=tuple(PERIODS), help=_("a period by its name, in place of --from and --to")
    )
    command.add_argument("--manager", default="", metavar="NAME", help=_("for whom, where it is not the current one"))
    command.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", help=_("where the paper is written"))
    _add_contents(command)
    _add_look(command)
    dry = _("print what would stand on it, and what to look at before it is written; write nothing")
    command.add_argument("--dry-run", action="store_true", help=dry)
    command.add_argument("--json", action="store_true", help=_("with --dry-run: as JSON"))
    strict = _("refuse as long as there is anything to look at, see --dry-run")
    command.add_argument("--strict", action="store_true", help=strict)
    command.set_defaults(refuse=command.error)


def _add_contents(command: Any) -> None:
    only = _("these sections alone, of {known}").format(known=",".join(SECTIONS))
    which = command.add_mutually_exclusive_group()
    which.add_argument("--sections", type=values.sections, metavar="A,B", help=only)
    which.add_argument(
        "--without", type=values.sections, default=frozenset[str](), metavar="A,B", help=_("all sections but these")
    )
    chart = command.add_mutually_exclusive_group()
    chart.add_argument("--chart", action="store_true", help=_("with the chart of my commitments kept by month"))
    goal = _("with the chart of the steps of the goal with this text, beside the goal’s approved line")
    chart.add_argument("--goal-chart", default="", metavar="TEXT", help=goal)
    points = _("points for a talk in place of the summary: large type, one thought a line")
    chart.add_argument("--talking-points", action="store_true", help=points)
    most = _("with --talking-points: at most N of each section")
    command.add_argument("--points", type=values.positive, metavar="N", help=most)


def _add_look(command: Any) -> None:
    command.add_argument("--page", choices=get_args(PageSize), default="A4")
    command.add_argument("--design", choices=get_args(Design), default="accent")
    language = _("of the headings and the dates; your lines stay as they are")
    command.add_argument(
        "--language", type=values.language, default="en-GB", metavar="|".join(LANGUAGES), help=language
    )
    pages = _("at most N pages, up to 9; 2 if nothing is said")
    command.add_argument(
        "--pages", type=int, choices=range(1, values.MOST_PAGES + 1), default=MOST_PAGES, metavar="N", help=pages
    )


def run(options: argparse.Namespace) -> None:
    """Write the paper with its receipt, or print what would stand on it. Raises BadInput, LeakFound, DiskFull."""
    from journal.sharing import summary

    _refuse_wrong_usage(options)
    if not options.period:
        period(options)  # days in the wrong order are refused before the passphrase is asked for
    with opened(options, options.journal) as vault:
        with vault.read() as session:
            asked = collected(session, options)
        if options.dry_run:
            _print(options, asked)
            return
        if options.strict:
            _refuse_findings(asked)
        summary.hand_over(vault.write, summary.draw(asked.content), options.output)
    _say_written(options, asked)


def _refuse_wrong_usage(options: argparse.Namespace) -> None:
    """What the parser cannot see by itself. Exits with 2."""
    has_days = (options.first is not None, options.last is not None)
    wrong = ""
    if options.output is None and not options.dry_run:
        wrong = _("say with -o FILE.pdf where to write the paper, or --dry-run to look first")
    elif options.period and any(has_days):
        wrong = _("--period stands in place of --from and --to")
    elif not options.period and not all(has_days):
        wrong = _("say for which days: --from D --to D, or --period")
    elif options.json and not options.dry_run:
        wrong = _("--json goes with --dry-run")
    elif options.points and not options.talking_points:
        wrong = _("--points goes with --talking-points")
    if wrong:
        options.refuse(wrong)


def _print(options: argparse.Namespace, asked: "Asked") -> None:
    """Print what would stand on the paper. Raises BadInput afterwards where `--strict` would refuse it."""
    look = dry_run.look(asked)
    if options.json:
        say_json(dry_run.as_json(look))
    else:
        say("\n".join(dry_run.as_text(look)))
    if options.strict:
        _refuse_findings(asked)
        if look.problem:
            raise BadInput(look.problem)


def _refuse_findings(asked: "Asked") -> None:
    number = len(asked.findings)
    if number:
        sentence = n_(
            "There is {n} thing to look at before your manager reads this: see --dry-run. Nothing was written.",
            "There are {n} things to look at before your manager reads this: see --dry-run. Nothing was written.",
            number,
        )
        raise BadInput(sentence.format(n=number))


def _say_written(options: argparse.Namespace, asked: "Asked") -> None:
    number = len(asked.content.lines)
    done = n_(
        "Wrote {path} with {n} approved line. The file is not encrypted.",
        "Wrote {path} with {n} approved lines. The file is not encrypted.",
        number,
    )
    say(done.format(path=options.output, n=number))
    left = len(asked.left_out)
    if left:
        say(
            n_(
                "{n} approved line is not among the points.", "{n} approved lines are not among the points.", left
            ).format(n=left)
        )
    found = len(asked.findings)
    if found:
        hint = n_(
            "Read as your manager: {n} thing to look at, see --dry-run.",
            "Read as your manager: {n} things to look at, see --dry-run.",
            found,
        )
        say(hint.format(n=found), sys.stderr)

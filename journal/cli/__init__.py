"""The command line: the same application without a window. Exit 0 done, 1 refused with one clear line, 2 wrong usage."""

import sys
from collections.abc import Sequence
from pathlib import Path

from journal.cli import options
from journal.cli.output import FIGURES, drop_the_rest, let_every_letter_be_printed, say
from journal.errors import UpwardError, own_fault
from journal.hardening import harden
from journal.text import _

__all__ = ["FIGURES", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        harden()
    let_every_letter_be_printed()
    try:
        if not given or (given[0] not in options.COMMANDS and not given[0].startswith("-")):
            return _window(given)
        asked = options.parser().parse_args(given)
        return int(asked.run(asked) or 0)
    except UpwardError as error:
        say(_("upward: {why}").format(why=" ".join(str(error).split())), sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our answer has read enough, as `head` does
        drop_the_rest()
        return 0
    except Exception as error:  # noqa: BLE001 (our own fault: said in one line, without a word of the journal)
        say(own_fault(type(error), error.__traceback__), sys.stderr)
        return 1
    except KeyboardInterrupt:
        say(_("upward: stopped."), sys.stderr)  # before the commit or after it, nobody knows here
        return 1


def _window(given: list[str]) -> int:
    from journal import app

    if len(given) > 1:
        options.parser().error(_("there is no command {word}").format(word=given[0]))
    return app.run(Path(given[0]) if given else None)

"""Where the command line gets its secrets: from a file, from standard input, or from a prompt; never from an argument."""

import argparse
import getpass
import sys
from pathlib import Path

from journal.errors import BadInput
from journal.text import _


def passphrase(options: argparse.Namespace, *, twice: bool = False) -> str:
    """The passphrase of the journal; one trailing newline is dropped. Raises BadInput."""
    return _from(options.passphrase_file, _("Passphrase: "), "--passphrase-file", twice=twice)


def new_passphrase(options: argparse.Namespace) -> str:
    """The passphrase from now on, asked for twice. Raises BadInput."""
    return _from(options.new_passphrase_file, _("New passphrase: "), "--new-passphrase-file", twice=True)


def other_passphrase(options: argparse.Namespace) -> str:
    """The passphrase of the other copy, where it is not the journal's. Raises BadInput."""
    prompt = _("Passphrase of the other copy: ")
    return _from(options.other_passphrase_file, prompt, "--other-passphrase-file", twice=False)


def recovery_sheet(options: argparse.Namespace) -> str:
    """The groups of a recovery sheet, or its text file. Raises BadInput."""
    return _from(options.recovery_file, _("The 14 groups of the recovery sheet: "), "--recovery-file", twice=False)


def refuse_one_input_for_two(options: argparse.Namespace) -> None:
    """Standard input can hand over one secret alone. Raises BadInput where two are asked for from it."""
    names = ("passphrase_file", "new_passphrase_file", "other_passphrase_file", "recovery_file")
    if sum(str(getattr(options, name, None)) == "-" for name in names) > 1:
        raise BadInput(_("Only one secret can come from standard input: name a file for the other one."))


def _from(source: Path | None, prompt: str, option: str, *, twice: bool) -> str:
    if source is None:
        return _prompted(prompt, option, twice=twice)
    try:
        data = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
        return data.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except OSError as error:
        raise BadInput(
            _("Cannot read the passphrase from {file} ({why}).").format(file=source, why=error.strerror)
        ) from None
    except UnicodeDecodeError:
        raise BadInput(_("The passphrase in {file} is not text in UTF-8.").format(file=source)) from None


def _prompted(prompt: str, option: str, *, twice: bool) -> str:
    if not sys.stdin.isatty():
        raise BadInput(
            _("There is no terminal to ask for the passphrase: use {option} FILE, or - for standard input.").format(
                option=option
            )
        )
    try:
        typed = getpass.getpass(prompt)
        if twice and getpass.getpass(_("The same again: ")) != typed:
            raise BadInput(_("The two passphrases differ. Try again."))
    except EOFError:
        raise BadInput(_("Nothing was typed, so nothing was done.")) from None
    return typed

"""The commands of every day: a new journal, what goes in, what is found and what comes out."""

import argparse
import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journal import paths
from journal.cli import secrets, sheets
from journal.cli.output import progress, say, say_faults, say_json, tree
from journal.errors import BadInput
from journal.text import _, n_

if TYPE_CHECKING:
    from journal.store.vault import Vault


@contextmanager
def opened(options: argparse.Namespace, journal: Path) -> "Generator[Vault]":
    """The journal that a command works on: the one place where the command line opens one to work in it."""
    from journal.store import opening

    vault = opening.open_vault(journal, secrets.passphrase(options), device=paths.device())
    try:
        yield vault
    finally:
        vault.close()


def period(options: argparse.Namespace) -> tuple[date, date]:
    """The days from and to. Raises BadInput when they are the wrong way round."""
    if options.last < options.first:
        raise BadInput(_("The period ends before it begins: exchange --from and --to."))
    return options.first, options.last


def new(options: argparse.Namespace) -> None:
    """An empty journal with its first chapter."""
    from journal.practices import managers
    from journal.store.vault import Vault

    sheets.refuse_unwritable(options.sheet)
    words = secrets.passphrase(options, twice=True)
    vault = Vault.create(options.journal, words, device=paths.device())
    with vault.write() as session:
        managers.begin(session, options.manager)
    vault.close()
    if options.sheet:
        sheets.write(vault.key, options.sheet, options.journal)
    say(_("Created {path}.").format(path=options.journal))


def bring_in(options: argparse.Namespace) -> None:
    """Take in a file or a folder, after a backup."""
    from journal.exchange import report, sources, writing
    from journal.store import shelf

    source = sources.read(options.source, date.today(), skip_bad=options.skip_bad, leave=options.into)
    with opened(options, options.into) as vault:
        say_faults(shelf.make(vault, "import"))
        with vault.write() as session:
            plan = writing.bring_in(session, source, step=progress(_("Importing")))
    say("\n".join(report.lines(plan)))


def review(options: argparse.Namespace) -> None:
    """The private figures of a period."""
    from journal import review

    first, last = period(options)
    with opened(options, options.journal) as vault, vault.read() as session:
        figures = review.figures(session, first, last)
    if options.json:
        say_json(figures)
    else:
        say("\n".join(tree(figures)))


def search(options: argparse.Namespace) -> None:
    """Whatever holds these words."""
    from journal.store import search

    with opened(options, options.journal) as vault, vault.read() as session:
        order: search.Order = "best" if options.best else "newest"
        hits = search.find(session, " ".join(options.words), order=order, limit=options.limit)
    if options.json:
        say_json([_hit(hit) for hit in hits])
        return
    if hits:
        say("\n".join(f"{hit.day}  {hit.title}\n            {search.plain(hit.excerpt)}" for hit in hits))
    say(n_("{n} found", "{n} found", len(hits)).format(n=len(hits)), sys.stderr)


def _hit(hit: Any) -> dict[str, str]:
    from journal.store.search import plain

    day = hit.day.isoformat()
    return {"kind": hit.kind, "id": hit.id, "day": day, "title": hit.title, "excerpt": plain(hit.excerpt)}


def export(options: argparse.Namespace) -> None:
    """Everything, in a form that needs no Upward."""
    from journal.exchange import csv_export, journal_json, markdown

    export = {"json": journal_json.export_json, "csv": csv_export.export_csv, "markdown": markdown.export_markdown}
    with opened(options, options.journal) as vault, vault.snapshot() as copy, copy.read() as session:
        files = export[options.format](session, options.to, step=progress(_("Exporting")))
    number = len(files)
    done = n_(
        "Wrote {n} file to {folder}. What was exported is not encrypted.",
        "Wrote {n} files to {folder}. What was exported is not encrypted.",
        number,
    )
    say(done.format(n=number, folder=options.to))


def demo(options: argparse.Namespace) -> int:
    """The sample journal, in the window or in a folder."""
    from journal import app

    return app.demo(options.out)

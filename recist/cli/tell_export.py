"""What is said of an export: the files by format, what they could not hold, what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath
from textwrap import shorten

import typer

from recist.app import load_manifest
from recist.cli.output import count, put, warn
from recist.model.finding import Severity
from recist.trial.checking import check_cases
from recist.trial.record import ExportRecord

SHOWN, LONGEST = 20, 240


def tell_written(out: Path, notes: Sequence[str]) -> None:
    """Say where the files of each format lie, and what could not stand there as it was."""
    tell_notes(notes)
    lines = []
    listed = load_manifest(out).files
    for name, files in groupby(listed, key=lambda one: one.format):
        held = [PurePosixPath(one.path) for one in files]
        there = held[0] if len(held) == 1 else _folder(held)
        lines.append(f"wrote {out / there}  ({name}, {count(len(held), 'file')})\n")
    put("".join(lines), None)


def tell_notes(notes: Sequence[str]) -> None:
    """Warn of each remark once, with the number of the files that it is about."""
    alike = Counter(map(_remark, notes))
    first = {_remark(note): note for note in reversed(notes)}
    for remark, number in list(alike.items())[:SHOWN]:
        more = f" (and {number - 1} more like this)" if number > 1 else ""
        warn(f"{shorten(first[remark], LONGEST, placeholder=' …')}{more}")
    if len(alike) > SHOWN:
        warn(f"and {len(alike) - SHOWN} other remarks")


def _remark(note: str) -> str:
    """Return what a remark says, without the file and the details."""
    return note.split(": ")[1] if ": " in note else note


def tell_differences(differences: Sequence[str], what: str) -> None:
    """Say what differs from the record, or that nothing does."""
    for one in differences[:SHOWN]:
        typer.echo(f"differs  {one}", err=True)
    if len(differences) > SHOWN:
        typer.echo(f"differs  and {len(differences) - SHOWN} times more", err=True)
    if not differences:
        typer.echo(f"{what}: nothing differs from the record", err=True)


def tell_found(record: ExportRecord) -> None:
    """Say how many errors and warnings the exported findings have, where there are any.

    What several protocols find alike counts once.
    """
    found = {
        (one.subject, one.reader, note): note.severity
        for judged in record.judged
        for one in check_cases(judged.cases, record.reads, judged.protocol)
        for note in one.findings
    }
    severities = list(found.values())
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    if errors or warnings:
        typer.echo(
            f"in the findings: {count(errors, 'error')}, {count(warnings, 'warning')}", err=True
        )


def _folder(paths: Sequence[PurePosixPath]) -> PurePosixPath:
    """Return the folder that holds all of them."""
    shared = paths[0].parent
    while not all(path.is_relative_to(shared) for path in paths):
        shared = shared.parent
    return shared

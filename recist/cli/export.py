"""``recist export``: the coordinator's files, read back and compared after they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from recist.app import (
    EXPORTERS,
    Manifest,
    beside_of,
    check_export,
    demand_format,
    export_record,
    load_manifest,
)
from recist.cli.options import ProtocolIds, Subjects, TablesOrTrial, Treatments, path_of
from recist.cli.output import count, progress_bar
from recist.cli.record_source import RecordSource, record_source
from recist.cli.tell_export import tell_differences, tell_found, tell_written
from recist.model.errors import InputError
from recist.trial.record import ExportRecord, ReadChoice

DIFFERENT = 1

Scans = Annotated[
    list[Path] | None,
    typer.Option(
        "--scans",
        metavar="PATH",
        parser=path_of,
        help="Folder or zip with the scans of a reading table, for references and pictures; "
        "a trial has its own.",
    ),
]


def export(
    tables: TablesOrTrial,
    to: Annotated[
        str,
        typer.Option(
            metavar="FORMATS", help=f"Formats with commas between: {', '.join(EXPORTERS)}."
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", parser=path_of, help="Folder for the files."),
    ] = None,
    reads: Annotated[
        ReadChoice,
        typer.Option(help="Every read, each with a mark whether it is accepted, or accepted ones."),
    ] = ReadChoice.ALL,
    check: Annotated[
        Path | None,
        typer.Option(
            "--check", metavar="DIR", parser=path_of, help="Compare an export that was made before."
        ),
    ] = None,
    protocol: ProtocolIds = None,
    subjects: Subjects = None,
    treatments: Treatments = None,
    scans: Scans = None,
) -> None:
    """Write responses, lesions and sums as files; each is read back and compared.

    Exit status 1 says that a file differs from the record. With --check nothing is written: an
    export that was made before is compared with what the trial or the tables say now.
    """
    # What is wrong with the line itself is told before anybody logs in or waits.
    formats = _formats(to, out, check)
    manifest = load_manifest(check) if check is not None else None
    source = record_source(
        tables, subjects=subjects, treatments=treatments, protocols=protocol, scans=scans or ()
    )
    found = (
        _write(source, formats, out, reads)
        if manifest is None or check is None
        else _check(source, check, manifest)
    )
    if found:
        raise typer.Exit(DIFFERENT)


def _formats(to: str, out: Path | None, check: Path | None) -> list[str]:
    """Read which formats are asked for; where an export is compared, its list says which."""
    if (check is None) == (out is None):
        raise InputError("export: say either --out DIR, to write, or --check DIR, to compare again")
    if check is not None:
        return []
    formats = [name.strip().casefold() for name in to.split(",") if name.strip()]
    if not formats:
        raise InputError(f"export: say which formats with --to: {', '.join(EXPORTERS)}")
    for name in formats:
        demand_format(name)
    return formats


def _write(
    source: RecordSource, formats: Sequence[str], out: Path | None, reads: ReadChoice
) -> Sequence[str]:
    assert out is not None
    with progress_bar("Exporting") as progress:
        record = source.record(reads, progress)
        note = partial(source.note_export, out=out, formats=formats)
        done = export_record(
            record, formats, out, note=note, progress=progress, inputs=source.inputs
        )
    tell_written(out, done.notes)
    # The list itself is none of the files that it lists.
    tell_differences(done.differences, f"{count(len(done.files) - 1, 'file')}, read back")
    tell_found(record)
    return done.differences


def _check(source: RecordSource, folder: Path, manifest: Manifest) -> Sequence[str]:
    found = [line for part in manifest.parts for line in _differences(source, folder, part)]
    number = sum(len(part.files) for part in manifest.parts)
    tell_differences(found, f"{folder}, {count(number, 'file')}")
    return found


def _differences(source: RecordSource, folder: Path, part: Manifest) -> Iterator[str]:
    """Compare what a folder holds of one state: formats may have been exported at another time."""
    record = source.record(part.choice)
    _demand_beside(source, folder, part, record)
    made = tuple(one.protocol.id for one in record.judged)
    if made != part.protocols:
        yield (
            f"{folder}: made under {', '.join(part.protocols)}, compared with {', '.join(made)}; "
            "say with --protocol what it was made under"
        )
    if not source.holds(part.origin.head):
        yield f"{folder}: is of another trial, or its chain was cut: {part.origin.head}"
    yield from check_export(replace(record, origin=part.origin), folder, part)


def _demand_beside(
    source: RecordSource, folder: Path, part: Manifest, record: ExportRecord
) -> None:
    """Raise ``InputError`` where tables are compared without what they were exported with."""
    missing = [f"--{name}" for name in part.beside if name not in beside_of(record)]
    if missing and not source.is_trial:
        options = ", ".join(missing)
        raise InputError(f"{folder} was made with {options}; say {options} again")

"""``recist import``: scans or reading tables into a trial."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from recist.app import import_scans, is_sdtm, load_rows, printable
from recist.cli.log_in import Session, enter
from recist.cli.options import path_of
from recist.cli.output import count, progress_bar, put, table_text, tell_conflicts, warn
from recist.imaging.series import Rejected
from recist.model.errors import InputError
from recist.trial.importing import import_rows
from recist.trial.scans import Given, ImportedScans

TABLES = frozenset({".csv", ".tsv", ".xlsx", ".parquet"})
# What lies beside scans and is none; of interest to nobody.
NO_SCANS = frozenset({"not-dicom", "empty-file"})
COLUMNS = ("subject", "visit", "date")


def import_into(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            parser=path_of,
            help="Folders, files and zip archives with scans, or reading tables, or SDTM datasets.",
        ),
    ],
    into: Annotated[
        Path,
        typer.Option("--into", metavar="TRIAL", parser=path_of, help="The trial (NAME.recist)."),
    ],
    subject: Annotated[
        str,
        typer.Option(metavar="ID", help="Whose the scans are that name no patient (NIfTI, NRRD)."),
    ] = "",
    visit: Annotated[
        str, typer.Option(metavar="LABEL", help="The visit of the scans that have no date.")
    ] = "",
) -> None:
    """Add scans, or the readings of reading tables or SDTM (TU, TR, RS), to a trial.

    What is there already is not changed. A coordinator adds scans: subjects by PatientID, visits
    by the date of the study. The name of a NIfTI or NRRD file stands for its subject, unless
    --subject says whose it is. Readers add readings of their own; a coordinator adds those of every
    reader that the column reader names, to visits that the reader has not begun, and the visits
    themselves.
    """
    tables = [path for path in paths if path.suffix.lower() in TABLES or is_sdtm([path])]
    if tables and len(tables) < len(paths):
        raise InputError(f"{tables[0]} is a table: import scans and tables one after the other")
    if tables and (subject or visit):
        raise InputError(f"{tables[0]}: a table names subjects and visits itself")
    session = enter(into)
    if tables:
        _import_tables(session, into, tables)
    else:
        _import_scans(session, into, paths, Given(subject=subject.strip(), visit=visit.strip()))


def _import_tables(session: Session, into: Path, tables: Sequence[Path]) -> None:
    rows = load_rows(tables)
    reason = f"imported from {', '.join(path.name for path in tables)}"
    added = session.trial.do(
        session.actor, lambda work: import_rows(work, session.actor, rows, reason)
    )
    there = len(rows) - (added or 0)
    put(f"{into}: {count(added or 0, 'row')} added{_also(there)}\n", None)


def _import_scans(session: Session, into: Path, paths: Sequence[Path], given: Given) -> None:
    with progress_bar("Importing scans") as progress:
        done = import_scans(
            into, session.trial, session.actor, paths, given=given, progress=progress
        )
    rows = [(printable(one.subject), printable(one.label), one.date.text) for one in done.visits]
    found = f"{count(len(done.subjects), 'subject')}, {count(len(done.visits), 'visit')}"
    line = f"{into}: {count(done.new, 'image')} added{_also(done.there)}; {found}\n"
    put((table_text(COLUMNS, rows) if rows else "") + line, None)
    _tell(done)


def _tell(done: ImportedScans) -> None:
    """Warn of what the coordinator has to know."""
    for series in done.doubtful:
        name = printable(series.description or series.uid)
        why = "; ".join(one.message for one in series.reasons)
        warn(f"{printable(series.subject)}, {name}: no length can be measured on it: {why}")
    tell_conflicts(done.conflicts)
    told = [one for one in done.rejected if one.code not in NO_SCANS]
    alike = Counter((one.code, one.message) for one in told)
    first: dict[tuple[str, str], Rejected] = {}
    for one in told:
        first.setdefault((one.code, one.message), one)
    for (code, message), number in alike.items():
        more = f" and {count(number - 1, 'other file')}" if number > 1 else ""
        warn(f"not imported {printable(first[code, message].file)}{more}: {message} [{code}]")


def _also(there: int) -> str:
    return f", {there} there already" if there else ""

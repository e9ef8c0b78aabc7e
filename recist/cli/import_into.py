"""``recist import``: files of every kind into a trial, or as one reading table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from recist.app import NO_SCANS, Assumed, import_files, printable
from recist.cli.import_table import as_table
from recist.cli.log_in import enter
from recist.cli.options import path_of
from recist.cli.output import count, progress_bar, put, table_text, tell_conflicts, warn
from recist.cli.tell_import import tell_findings, tell_refused
from recist.imaging.series import Rejected
from recist.model.errors import InputError
from recist.model.lesion import Role
from recist.trial.import_parts import ImportedParts
from recist.trial.scans import NOTHING_GIVEN, Given, ImportedScans

COLUMNS = ("subject", "visit", "date")


class SaidRole(StrEnum):
    """The roles that a user can say lesions to have."""

    TARGET = "target"
    NON_TARGET = "non-target"


Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        parser=path_of,
        help="Files, folders and zip archives: scans, reading, subject and treatment tables, "
        "DICOM SR, AIM XML, SDTM.",
    ),
]
Into = Annotated[
    Path | None,
    typer.Option("--into", metavar="TRIAL", parser=path_of, help="The trial (NAME.recist)."),
]
Out = Annotated[
    Path | None,
    typer.Option(
        metavar="TABLE.csv",
        parser=path_of,
        help="Write a reading table instead, its calipers beside it.",
    ),
]
Subject = Annotated[
    str,
    typer.Option(metavar="ID", help="Whose the scans are that name no patient (NIfTI, NRRD)."),
]
Visit = Annotated[
    str, typer.Option(metavar="LABEL", help="The visit of the scans that have no date.")
]
Reader = Annotated[
    str, typer.Option(metavar="R", help="Who has read the reports that name no reader.")
]
SaidOfRole = Annotated[
    SaidRole | None,
    typer.Option(
        help="What measured lesions are whose file does not say it; targets if not given, "
        "with a warning on each.",
    ),
]


def import_into(
    paths: Files,
    into: Into = None,
    out: Out = None,
    subject: Subject = "",
    visit: Visit = "",
    reader: Reader = "",
    role: SaidOfRole = None,
) -> int:
    """Add scans and readings to a trial, or make a reading table of readings.

    What a file is, its content says. One that cannot be taken is named with the reason, nothing of
    it is imported, and the rest is; the exit status is 2 then. What is there already is not
    changed. A coordinator adds scans: subjects by PatientID, visits by the date of the study. The
    name of a NIfTI or NRRD file stands for its subject, unless --subject says whose it is. Readers
    add readings of their own; a coordinator adds those of every reader that the files name, to
    visits that the reader has not begun, and the visits themselves. Scans among the files are what
    the lengths in reports and annotations are compared with.
    """
    assumed = Assumed(role=None if role is None else Role(role), reader=reader.strip())
    given = Given(subject=subject.strip(), visit=visit.strip())
    match into, out:
        case Path(), None:
            return _into_trial(paths, into, given, assumed)
        case None, Path() if given != NOTHING_GIVEN:
            raise InputError("--subject and --visit are for scans, which go into a trial (--into)")
        case None, Path():
            return as_table(paths, out, assumed)
        case _:
            raise InputError("name a trial with --into, or a reading table to write with --out")


def _into_trial(paths: list[Path], into: Path, given: Given, assumed: Assumed) -> int:
    session = enter(into)
    with ExitStack() as bars:
        done = import_files(
            into,
            session.trial,
            session.actor,
            paths,
            given=given,
            assumed=assumed,
            tell=lambda what: bars.enter_context(progress_bar(what)),
        )
    if done.is_nothing:
        raise InputError(f"{paths[0]}: nothing that can be imported is there; is the path right?")
    for line in (
        *_scan_lines(into, done.scans),
        *_table_lines(into, done.subjects, done.treatments),
        *_reading_lines(into, done.readings),
    ):
        put(line, None)
    if done.scans is not None:
        _tell_scans(done.scans)
    for told in () if done.readings is None else done.readings.moved:
        warn(printable(told))
    tell_findings(done.findings)
    return tell_refused(done.refused)


def _scan_lines(into: Path, scans: ImportedScans | None) -> Iterator[str]:
    if scans is None:
        return
    rows = [(printable(one.subject), printable(one.label), one.date.text) for one in scans.visits]
    if rows:
        yield table_text(COLUMNS, rows)
    found = f"{count(len(scans.subjects), 'subject')}, {count(len(scans.visits), 'visit')}"
    yield f"{into}: {count(scans.new, 'image')} added{_also(scans.there)}; {found}\n"


def _table_lines(into: Path, subjects: int | None, treatments: int | None) -> Iterator[str]:
    if subjects is not None:
        yield f"{into}: {count(subjects, 'subject')} entered\n"
    if treatments is not None:
        yield f"{into}: {count(treatments, 'treatment')} entered\n"


def _reading_lines(into: Path, readings: ImportedParts | None) -> Iterator[str]:
    if readings is not None:
        yield f"{into}: {count(readings.new, 'row')} added{_also(readings.there)}\n"


def _tell_scans(done: ImportedScans) -> None:
    """Warn of what the coordinator has to know of scans."""
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

"""What was asked to be opened, and in which trial the readings of it are kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gui.state.tongue import later, tr
from recist.imaging.series import Inspection
from recist.model.row import Row
from recist.trial.scans import ImportedScans

MOST_NAMED = 3
READINGS = "readings.csv"
TRIAL = ".recist"


class Start(StrEnum):
    """Whether to go on with what has been read, or to begin anew."""

    RESUME = "resume"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to open.

    Attributes
    ----------
    paths : tuple of Path
        Folders, zips and files with scans; may be empty where only a table is opened.
    table : Path or None
        The reading table; None takes ``readings.csv`` of the first folder, if it is there.
    reader : str or None
        Whose readings; None takes the first of the table.
    """

    paths: tuple[Path, ...]
    table: Path | None = None
    reader: str | None = None
    start: Start = Start.RESUME


def table_of(request: Request) -> Path | None:
    """Return the reading table that goes with a request."""
    if request.table is not None:
        return request.table
    if request.start is Start.NEW:
        return None
    for path in request.paths:
        if path.is_dir() and (path / READINGS).is_file():
            return path / READINGS
    return None


def trial_of(request: Request) -> Path | None:
    """Return the trial that is asked for, None where scans or a table are."""
    return next((path for path in request.paths if path.suffix == TRIAL), None)


def trial_name(request: Request) -> str:
    """Return a file name that is the same whenever the same is opened, and tells nothing else."""
    table = table_of(request)
    parts = sorted(str(path.resolve()) for path in request.paths)
    parts += [str(table.resolve()) if table else "", request.reader or "", request.start.value]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32] + TRIAL


def found_text(request: Request, inspection: Inspection, rows: tuple[Row, ...]) -> str:
    """Say what is missing: scans in the folders, or scans of the subjects in the table."""
    if not inspection.series:
        return _no_scans(request, inspection) if request.paths else ""
    read = sorted({row.subject for row in rows})
    scanned = sorted({series.subject for series in inspection.series if series.subject})
    if not read or set(read) & set(scanned):
        return ""
    many = len(read) > MOST_NAMED
    absent = _number(read) if many else tr("subjects {names}", names=", ".join(read))
    unread = _number(scanned) if len(scanned) > MOST_NAMED else ", ".join(scanned)
    return tr(
        "Table: {absent} have no scans here; scans of {unread} are unread",
        absent=absent,
        unread=unread or tr("nobody named"),
    )


def _number(subjects: list[str]) -> str:
    return tr("{number} subjects", number=len(subjects))


def added_text(added: ImportedScans) -> str:
    """Say what scans were brought into a trial."""
    said = [tr("{new} images added, {there} were there already", new=added.new, there=added.there)]
    if added.conflicts:
        text = later("{number} images share their UID with other ones, all are kept")
        said.append(tr(text, number=len(added.conflicts)))
    if added.rejected:
        said.append(tr("{number} files could not be used", number=len(added.rejected)))
    return "; ".join(said)


def _no_scans(request: Request, inspection: Inspection) -> str:
    places = ", ".join(path.name or str(path) for path in request.paths)
    if not inspection.rejected:
        return tr("No scans in {places}", places=places)
    first, count = inspection.rejected[0], len(inspection.rejected)
    why = f"{Path(first.file).name} {first.message}"
    if count == 1:
        return tr("No scans in {places}; 1 file could not be used: {why}", places=places, why=why)
    return tr(
        "No scans in {places}; {number} files could not be used: {why}",
        places=places,
        number=count,
        why=why,
    )

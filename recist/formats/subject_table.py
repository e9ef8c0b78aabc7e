"""The subject table: dates that bound each subject's course."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from recist.formats.csv_table import read_csv
from recist.model.dates import ScanDate
from recist.model.errors import InputError
from recist.model.subject import SubjectInfo

SUBJECT, REFERENCE, NEW_THERAPY = "subject", "reference_date", "new_therapy_date"


def read_subjects(path: Path) -> dict[str, SubjectInfo]:
    """Read a subject table by subject; columns that are not known are left alone.

    Raises
    ------
    InputError
        For a file, column, date or repeated subject that cannot be read.
    """
    table = read_csv(path, known=(SUBJECT, REFERENCE, NEW_THERAPY))
    if SUBJECT not in table.header:
        raise InputError(f"{path.name} row {table.header_row}, column {SUBJECT}: missing")
    subjects: dict[str, SubjectInfo] = {}
    for where, cells in table.rows:
        subject = cells[SUBJECT].strip()
        if not subject or subject in subjects:
            problem = f"{subject} stands there twice" if subject else "is empty"
            raise InputError(f"{where}, column {SUBJECT}: {problem}")
        subjects[subject] = SubjectInfo(
            subject=subject,
            reference_date=_date(cells, REFERENCE, where),
            new_therapy_date=_date(cells, NEW_THERAPY, where),
        )
    return subjects


def _date(cells: Mapping[str, str], column: str, where: str) -> date | None:
    text = cells.get(column, "").strip()
    try:
        when = ScanDate.parse(text)
    except ValueError:
        when = None
    if when is None or (text and when.day is None):
        raise InputError(
            f"{where}, column {column}: {text!r} is no full date; write it as 2024-03-01"
        )
    return when.day

"""The subject table: dates that bound each subject's course, and what inclusion asks for."""

from __future__ import annotations

from pathlib import Path

from recist.formats.misnamed import refuse_misnamed
from recist.formats.table_cells import Cells, need_columns
from recist.formats.table_files import read_text_table
from recist.model.errors import InputError
from recist.model.subject import SubjectInfo
from recist.trial.columns import NEEDED

SUBJECT = "subject"
COLUMNS = (
    SUBJECT,
    "arm",
    "reference_date",
    "death_date",
    "last_known_alive",
    "new_therapy_date",
    "withdrawal_date",
    "symptomatic_deterioration_date",
    "liver_involvement_percent",
    "liver_remnant_percent",
    "local_therapy_suitable",
)


def read_subjects(path: Path) -> dict[str, SubjectInfo]:
    """Read a subject table by subject; columns that are not known are kept as covariates.

    Raises
    ------
    InputError
        For a file, column, cell or repeated subject that cannot be read: names file, row and
        column.
    """
    table = read_text_table(path, known=COLUMNS)
    if set(NEEDED) <= set(table.header):
        raise InputError(
            f"{path.name} is a reading table and no subject table; `recist import` brings it into "
            "a trial"
        )
    refuse_misnamed(table, COLUMNS)
    need_columns(table, (SUBJECT,))
    subjects: dict[str, SubjectInfo] = {}
    for where, cells in table.rows:
        row = Cells(cells, where)
        subject = row.needed(SUBJECT)
        if subject in subjects:
            raise row.error(SUBJECT, f"{subject} stands there twice")
        subjects[subject] = _info(row, subject)
    return subjects


def _info(row: Cells, subject: str) -> SubjectInfo:
    return SubjectInfo(
        subject=subject,
        arm=row.text("arm"),
        reference_date=row.date("reference_date"),
        death_date=row.date("death_date"),
        last_known_alive=row.date("last_known_alive"),
        new_therapy_date=row.date("new_therapy_date"),
        withdrawal_date=row.date("withdrawal_date"),
        symptomatic_deterioration_date=row.date("symptomatic_deterioration_date"),
        liver_involvement_percent=row.percent("liver_involvement_percent"),
        liver_remnant_percent=row.percent("liver_remnant_percent"),
        local_therapy_suitable=row.flag("local_therapy_suitable"),
        covariates=tuple((name, row.text(name)) for name in row.cells if name not in COLUMNS),
    )

"""The treatment table: local treatments of lesions, one per row."""

from __future__ import annotations

from pathlib import Path

from recist.formats.misnamed import refuse_misnamed
from recist.formats.table_cells import Cells, need_columns
from recist.formats.table_files import read_text_table
from recist.model.treatment import Treatment, TreatmentKind

COLUMNS = ("subject", "lesion", "date", "kind")
NEEDED = ("subject", "date", "kind")


def read_treatments(path: Path) -> tuple[Treatment, ...]:
    """Read a treatment table; an empty ``lesion`` means none in particular.

    Raises
    ------
    InputError
        For a file, column or cell that cannot be read: names file, row and column.
    """
    table = read_text_table(path, known=COLUMNS)
    refuse_misnamed(table, COLUMNS)
    need_columns(table, NEEDED)
    return tuple(_treatment(Cells(cells, where)) for where, cells in table.rows)


def _treatment(row: Cells) -> Treatment:
    when = row.date("date")
    if when is None:
        raise row.error("date", "is empty; a treatment needs its day, as in 2024-03-01")
    return Treatment(
        subject=row.needed("subject"),
        lesion=row.text("lesion"),
        date=when,
        kind=row.word(TreatmentKind, "kind"),
    )

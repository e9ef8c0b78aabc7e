"""What a reading table and its caliper file hold that would be lost if they were written anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recist.formats.caliper_file import read_calipers
from recist.formats.csv_writing import text_cell
from recist.formats.faults import UNFORESEEN
from recist.formats.held_text import Substitutions
from recist.formats.reading_table import read_table
from recist.formats.table_files import read_text_table
from recist.model.errors import InputError
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from recist.trial.columns import COLUMNS, NEEDED
from recist.trial.row_cells import cells_from_row


def rows_lost(table: Path, rows: Iterable[Row]) -> int:
    """Return how many rows a table holds that are not, as they are, among the given ones.

    Raises
    ------
    InputError
        Where the file holds something, and no readings.
    """
    try:
        if not table.stat().st_size or _is_header_alone(table):
            return 0
        held = read_table(table)
    except (InputError, *UNFORESEEN):
        raise InputError(f"{table} is there already, and is no reading table") from None
    kept = {_said(row) for row in rows}
    return sum(_said(row) not in kept for row in held)


def calipers_lost(file: Path, records: Iterable[CaliperRecord]) -> int:
    """Return how many calipers a file holds that are not, as they are, among the given ones.

    Raises
    ------
    InputError
        Where the file holds something else.
    """
    try:
        held = read_calipers(file) if file.stat().st_size else ()
    except (InputError, *UNFORESEEN):
        raise InputError(f"{file} is there already, and is no caliper file") from None
    return len(set(held) - set(records))


def _is_header_alone(table: Path) -> bool:
    text = read_text_table(table, known=COLUMNS)
    return not text.rows and set(NEEDED) <= set(text.header)


def _said(row: Row) -> frozenset[tuple[str, str]]:
    """Return the cells of a row that hold anything, as a file has them."""
    cells, told = cells_from_row(row), Substitutions()
    return frozenset((name, text_cell(text, told)) for name, text in cells.items() if text)

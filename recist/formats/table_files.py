"""The files that hold a table: text with delimiters, a workbook, or Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from recist.formats.csv_table import read_csv
from recist.formats.parquet_table import read_parquet
from recist.formats.text_table import TextTable
from recist.formats.workbook_table import read_workbook

WORKBOOKS = frozenset({".xlsx", ".xlsm"})


def read_text_table(path: Path, *, known: Sequence[str]) -> TextTable:
    """Read a table as text cells, by the ending of its name; anything else is taken as CSV.

    Parameters
    ----------
    path : Path
    known : sequence of str
        Columns that must not stand there twice.

    Raises
    ------
    InputError
        Where the file is not there, empty or no table: one line with file, row and column.
    """
    ending = path.suffix.lower()
    if ending in WORKBOOKS:
        return read_workbook(path, known=known)
    if ending == ".parquet":
        return read_parquet(path, known=known)
    return read_csv(path, known=known)

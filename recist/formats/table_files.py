"""The files that hold a table: text with delimiters, a workbook, or Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from recist.formats.csv_table import read_csv
from recist.formats.parquet_table import read_parquet
from recist.formats.text_table import TextTable
from recist.formats.workbook_table import read_workbook

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
ZIP, PARQUET = b"PK\x03\x04", b"PAR1"


def read_text_table(path: Path, *, known: Sequence[str]) -> TextTable:
    """Read a table as text cells, by how it begins, else by the ending of its name, else as CSV.

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
    ending, start = path.suffix.lower(), _start(path)
    if start == PARQUET or (ending == ".parquet" and start != ZIP):
        return read_parquet(path, known=known)
    if start == ZIP or ending in WORKBOOKS:
        return read_workbook(path, known=known)
    return read_csv(path, known=known)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(len(ZIP))
    except OSError:
        # Whoever reads it says so.
        return b""

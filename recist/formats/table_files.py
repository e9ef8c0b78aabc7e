"""The files that hold a table: text with delimiters, a workbook, or Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from recist.formats.csv_table import read_csv
from recist.formats.parquet_table import read_parquet
from recist.formats.text_table import TextTable
from recist.formats.what_else import AS_TABLE, PARQUET, START_BYTES, look_of
from recist.formats.workbook_table import read_workbook
from recist.model.errors import InputError

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
ZIP = b"PK\x03\x04"


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
    is_zip, look = start.startswith(ZIP), look_of(start)
    if start.startswith(PARQUET) or (ending == ".parquet" and not is_zip):
        return read_parquet(path, known=known)
    if is_zip and look is not None and look.advice == AS_TABLE:
        raise InputError(f"{path.name} {look.told('table')}")
    if is_zip or ending in WORKBOOKS:
        return read_workbook(path, known=known)
    return read_csv(path, known=known)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(START_BYTES)
    except OSError:
        # Whoever reads it says so.
        return b""

"""One reading table in every form."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
from pyarrow import parquet

from recist.model.row import Row

HEADER = "subject,visit,date,lesion,role,organ,state,longest_diameter_mm,comment,scanner"

LINES = (
    "0012,baseline,2024-01-02,T1,target,liver,measured,34.2,first,A7",
    "0012,baseline,2024-01-02,NT1,non-target,lung,present,,,A7",
    "0012,week 8,2024-03-01,T1,target,liver,measured,12.345,= 1 + 1,B1",
    "0012,week 8,2024-03-01,NT1,non-target,lung,absent,,  two  spaces,B1",
    "0012,week 16,2024-05,T1,target,liver,not-done,,,",
)

Table = list[list[Any]]


def texts() -> Table:
    return [line.split(",") for line in (HEADER, *LINES)]


def typed() -> Table:
    """The same with numbers as numbers and full dates as dates."""
    header, *rows = texts()
    for row in rows:
        row[2] = datetime.date.fromisoformat(row[2]) if len(row[2]) == 10 else row[2]
        row[7] = float(row[7]) if row[7] else None
    return [header, *rows]


def as_csv(path: Path, table: Table, delimiter: str = ",") -> Path:
    path.write_text("\n".join(delimiter.join(map(str, line)) for line in table) + "\n", "utf-8")
    return path


def as_xlsx(path: Path, table: Table) -> Path:
    book = openpyxl.Workbook()
    for number, line in enumerate(table, start=1):
        for column, value in enumerate(line, start=1):
            cell = book.active.cell(number, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(path)
    return path


def as_parquet(path: Path, table: Table) -> Path:
    header, *rows = table
    columns = {
        name: pyarrow.array([row[place] for row in rows], from_pandas=True)
        for place, name in enumerate(header)
        if name != "date"
    }
    dates = [str(row[header.index("date")]) for row in rows]
    columns["date"] = pyarrow.array(dates)
    parquet.write_table(pyarrow.table(columns).select(header), path)
    return path


def bare(rows: Sequence[Row]) -> list[Row]:
    return [replace(row, source="") for row in rows]


def with_cell(row: int, name: str, value: Any) -> Table:
    table = typed()
    table[row][table[0].index(name)] = value
    return table


def spoilt(tmp_path: Path, change: Callable[[Any], None]) -> Path:
    """The workbook after something was done to its sheet."""
    path = as_xlsx(tmp_path / "reads.xlsx", typed())
    book = openpyxl.load_workbook(path)
    change(book.active)
    book.save(path)
    return path


def packed(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def parquet_of(path: Path, **columns: Any) -> Path:
    table: dict[str, Any] = {
        "subject": ["0012"],
        "visit": ["baseline"],
        "date": ["2024-01-02"],
        "lesion": ["T1"],
        "role": ["target"],
        "organ": ["liver"],
        "state": ["measured"],
        "longest_diameter_mm": ["34.2"],
    }
    parquet.write_table(pyarrow.table(table | columns), path)
    return path


FORMS: dict[str, Callable[[Path], Path]] = {
    "csv": lambda folder: as_csv(folder / "reads.csv", texts()),
    "semicolons": lambda folder: as_csv(folder / "reads.csv", texts(), ";"),
    "tsv": lambda folder: as_csv(folder / "reads.tsv", texts(), "\t"),
    "xlsx of texts": lambda folder: as_xlsx(folder / "reads.xlsx", texts()),
    "xlsx of numbers": lambda folder: as_xlsx(folder / "reads.XLSX", typed()),
    "parquet of texts": lambda folder: as_parquet(folder / "reads.parquet", texts()),
    "parquet of numbers": lambda folder: as_parquet(folder / "reads.parquet", typed()),
}

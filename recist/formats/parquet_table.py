"""A Parquet file as rows of text cells."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from recist.formats.faults import UNFORESEEN
from recist.formats.text_table import TextTable, bytes_of, text_table
from recist.formats.workbook_table import plain_text
from recist.model.errors import InputError

if TYPE_CHECKING:
    import pyarrow
    from pyarrow import parquet

MOST_CELLS = 10_000_000
MOST_BYTES = 256 * 1024 * 1024


def read_parquet(path: Path, *, known: Sequence[str]) -> TextTable:
    """Read a table out of Parquet; rows are counted from 1, nulls are empty.

    Raises
    ------
    InputError
        Where it cannot be read, or a column holds neither texts, numbers, dates nor yes and no.
    """
    # Only who reads Parquet needs it.
    import pyarrow
    from pyarrow import parquet

    content = bytes_of(path)
    try:
        file = parquet.ParquetFile(io.BytesIO(content))
        _refuse_huge(file.metadata, path.name)
        # One long text that thousands of rows share is held once, until it is known to fit.
        shared = [one.name for one in file.schema_arrow if _is_text(one.type)]
        table = parquet.read_table(io.BytesIO(content), read_dictionary=shared)
        table.validate(full=True)
        _refuse_long(table, path.name)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        told = " ".join(str(error).split())[:120]
        raise InputError(
            f"{path.name} cannot be read as Parquet ({told}); write it again, or as CSV"
        ) from None
    columns = [
        _texts(table.column(place), f"{path.name}, column {name}")
        for place, name in enumerate(table.column_names)
    ]
    return text_table(table.column_names, path.name, _rows(path.name, columns), known=known)


def _refuse_huge(claimed: parquet.FileMetaData, name: str) -> None:
    """Refuse what would be more than a table needs, by what the file says of itself."""
    groups = [claimed.row_group(number) for number in range(claimed.num_row_groups)]
    rows = max(claimed.num_rows, sum(one.num_rows for one in groups))
    unpacked = sum(one.total_byte_size for one in groups)
    if rows * claimed.num_columns > MOST_CELLS or unpacked > MOST_BYTES:
        raise InputError(
            f"{name} has {rows:,} rows of {claimed.num_columns} columns in {unpacked:,} bytes, too "
            "many for a table of readings; write less, or as CSV"
        )


def _refuse_long(table: pyarrow.Table, name: str) -> None:
    """Refuse texts that would fill the memory once each row has its own."""
    from pyarrow import compute, types

    total = 0
    for column in table.columns:
        for chunk in column.chunks if types.is_dictionary(column.type) else ():
            if _is_text(chunk.type.value_type):
                lengths = compute.binary_length(chunk.dictionary)
                total += compute.sum(compute.take(lengths, chunk.indices)).as_py() or 0
    if total > MOST_BYTES:
        raise InputError(f"{name} holds {total:,} bytes of text, too many for a table of readings")


def _is_text(kind: pyarrow.DataType) -> bool:
    from pyarrow import types

    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_binary(kind))


def _rows(name: str, columns: Sequence[Sequence[str]]) -> Iterator[tuple[str, list[str]]]:
    for number, cells in enumerate(zip(*columns, strict=True), start=1):
        if any(cell.strip() for cell in cells):
            yield f"{name} row {number}", list(cells)


def _texts(column: pyarrow.ChunkedArray, where: str) -> list[str]:
    """Return the cells of a column as text; a category counts as what it stands for."""
    import pyarrow
    from pyarrow import compute, types

    kind = column.type
    if types.is_dictionary(kind):
        kind = kind.value_type
        column = column.cast(kind)
    if types.is_null(kind):
        return [""] * len(column)
    if types.is_floating(kind):
        # A float of 32 bits has the digits of its own kind, not those of a double.
        texts = compute.cast(column, pyarrow.string()).to_pylist()
        return [plain_text(_number(text)) for text in texts]
    if not _is_plain(kind):
        raise InputError(f"{where}: holds {kind}; a table has texts, numbers, dates, yes and no")
    try:
        return [plain_text(value) for value in column.to_pylist()]
    except UNFORESEEN as error:
        # A day beyond the calendar, a time zone that nobody knows.
        told = " ".join(str(error).split())[:120]
        raise InputError(f"{where}: holds {kind} that cannot be read ({told})") from None


def _is_plain(kind: pyarrow.DataType) -> bool:
    from pyarrow import types

    return any(
        is_one(kind)
        for is_one in (
            types.is_string,
            types.is_large_string,
            types.is_string_view,
            types.is_integer,
            types.is_decimal,
            types.is_boolean,
            types.is_date,
            types.is_timestamp,
        )
    )


def _number(text: str | None) -> float | str | None:
    """Return a number; pandas writes what is missing as one that is none."""
    if text is None or text == "nan":
        return None
    return float(text) if text not in ("inf", "-inf") else text

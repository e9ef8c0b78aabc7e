"""A Parquet file as rows of text cells."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from recist.formats.text_table import TextTable, bytes_of, text_table
from recist.formats.workbook_table import plain_text
from recist.model.errors import InputError

if TYPE_CHECKING:
    import pyarrow


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
        table = parquet.read_table(io.BytesIO(content))
        table.validate(full=True)
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
    except ValueError as error:
        raise InputError(f"{where}: {' '.join(str(error).split())}") from None


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

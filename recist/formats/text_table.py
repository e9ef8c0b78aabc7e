"""A table as rows of text cells, each with the place where it stands, whatever file it is in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from recist.model.errors import InputError
from recist.trial.columns import EXPORTED
from recist.trial.live_text import unguarded


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """Rows as (where, cells by column).

    Attributes
    ----------
    header_place : str
        Where the names of the columns stand, such as ``reads.csv row 1``.
    rows : tuple
        ``where`` is such as ``reads.csv row 7``, as people count in that kind of file.
    """

    header: tuple[str, ...]
    header_place: str
    rows: tuple[tuple[str, dict[str, str]], ...]


def text_table(
    header: Sequence[str],
    header_place: str,
    rows: Iterable[tuple[str, Sequence[str]]],
    *,
    known: Sequence[str],
) -> TextTable:
    """Put a table together; of what we have written, the columns that say so are left out.

    Raises
    ------
    InputError
        Where a column of ours stands there twice.
    """
    names = tuple(column_name(cell, known) for cell in header)
    start = _place_of_origin(names)
    end = start + len(EXPORTED)
    if start >= 0:
        names = names[:start] + names[end:]
    repeated = [name for name in names if name in known and names.count(name) > 1]
    if repeated:
        raise InputError(f"{header_place}, column {repeated[0]}: stands there more than once")
    found = []
    for where, line in rows:
        cells = [unguarded(cell) for cell in line]
        if start >= 0:
            del cells[start:end]
        found.append((where, dict(zip(names, cells, strict=True))))
    return TextTable(header=names, header_place=header_place, rows=tuple(found))


def column_name(cell: str, known: Sequence[str]) -> str:
    """Return the name of a column; one of ours may have spaces, as people write them."""
    name = " ".join(unguarded(cell).split()).casefold()
    joined = name.replace(" ", "_")
    return joined if joined in known or joined in EXPORTED else name


def bytes_of(path: Path) -> bytes:
    """Return what a file holds.

    Raises
    ------
    InputError
        Where it is not there, cannot be read, or holds nothing.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; is the path right?") from None
    if not content.strip():
        raise InputError(f"{path.name} is empty; a table has a header and rows")
    return content


def _place_of_origin(names: Sequence[str]) -> int:
    """Return where the columns begin that say where an exported table comes from; else −1."""
    for place in range(len(names) - len(EXPORTED), -1, -1):
        if tuple(names[place : place + len(EXPORTED)]) == EXPORTED:
            return place
    return -1

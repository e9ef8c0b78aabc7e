"""Columns that are called almost as one of ours: what stands under them would be lost unseen."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from recist.formats.text_table import TextTable
from recist.model.errors import InputError

OURS = frozenset(
    {"", "mm", "millimeter", "millimeters", "millimetre", "millimetres", "percent", "pct"}
)
OTHERS = frozenset(
    {
        *("cm", "dm", "m", "um", "μm", "nm", "in", "inch", "inches"),
        *("centimeter", "centimeters", "centimetre", "centimetres"),
    }
)
"""Units at the end of a name that ours has in mm."""


def misnamed(header: Collection[str], known: Collection[str]) -> dict[str, str]:
    """Return the columns that are meant for one of ours that is not there, each with our name.

    Names are alike that differ in case, blanks, punctuation and the unit at their end.
    """
    lacking = [name for name in known if name not in header]
    meant = {alike: name for name in lacking for alike in _alike(name)}
    return {
        column: meant[_bare(column)]
        for column in header
        if column not in known and _bare(column) in meant
    }


def refuse_misnamed(table: TextTable, known: Collection[str]) -> None:
    """Refuse a table with a column that is called almost as one of ours.

    Raises
    ------
    InputError
        Names the file, the header's row, the column and the name that it should have.
    """
    for column, name in misnamed(table.header, known).items():
        is_other = name.endswith("_mm") and _bare(column) not in _with(_stem(name), OURS)
        says = "lengths are given in mm; convert them, and call" if is_other else "call"
        raise InputError(f"{table.header_place}, column {column}: {says} the column {name}")


def _alike(name: str) -> set[str]:
    """Return how a name of ours may be written: letters and digits, with any unit."""
    stem = _stem(name)
    if stem == name:
        return {_bare(name)}
    return _with(stem, OURS | OTHERS if name.endswith("_mm") else OURS)


def _stem(name: str) -> str:
    return name.removesuffix("_mm").removesuffix("_percent")


def _with(stem: str, units: Collection[str]) -> set[str]:
    bare = _bare(stem)
    return {bare + joined + unit for unit in units for joined in ("", "in") if unit or not joined}


def _bare(name: str) -> str:
    """Return a name's letters and digits, however they are written."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(sign for sign in folded if sign.isalnum())

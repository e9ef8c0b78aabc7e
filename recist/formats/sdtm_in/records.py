"""Records of an SDTM dataset as text, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

SIGNIFICANT = 15
"""Digits that a number of eight bytes holds for certain, whatever its base."""


class UnreadableError(Exception):
    """What keeps a set of datasets from being taken; ``where`` names file, row and variable."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record.

    Attributes
    ----------
    place : str
        As ``tr.xpt row 12``.
    cells : mapping
        Variable to text as it stands; variables that are not there count as empty.
    more : mapping
        What the supplemental qualifiers say, by QNAM.
    """

    place: str
    cells: Mapping[str, str]
    more: Mapping[str, str]

    def text(self, variable: str) -> str:
        """Return a value on one line, without the padding around it."""
        return " ".join(self.cells.get(variable, "").split())

    def word(self, variable: str) -> str:
        """Return a value in upper case, for comparing it with the terms of a codelist."""
        return self.text(variable).upper()

    def where(self, variable: str) -> str:
        """Name one value of this record."""
        return f"{self.place}, {variable}"

    def fault(self, variable: str, why: str) -> UnreadableError:
        """Return an error that names a value of this record."""
        return UnreadableError(self.where(variable), why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The records of one file (or of one member of a transport file)."""

    file: str
    columns: tuple[str, ...]
    records: tuple[Record, ...]


def text_of(value: object) -> str:
    """Write a value of any format as text; numbers with the digits that are certain."""
    if value is None:
        return ""
    if isinstance(value, float):
        return "" if value != value else number_text(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def number_text(value: float) -> str:
    """Write a binary number as the decimal that was meant: ``34.2``, ``5``."""
    return format(Decimal(format(value, f".{SIGNIFICANT}g")), "f")


def record_of(place: str, columns: tuple[str, ...], values: list[object]) -> Record:
    """Make a record of values in the order of their columns."""
    cells = dict(zip(columns, map(text_of, values), strict=True))
    return Record(place=place, cells=cells, more={})

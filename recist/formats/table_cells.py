"""Cells of the tables that stand beside the reading table, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from recist.formats.text_table import TextTable
from recist.model.dates import ScanDate
from recist.model.errors import InputError

Word = TypeVar("Word", bound=StrEnum)
PERCENT_DIGITS = 12


def need_columns(table: TextTable, needed: tuple[str, ...]) -> None:
    """Refuse a table without a column that it needs.

    Raises
    ------
    InputError
        Names the file, the header's row and the column.
    """
    for column in needed:
        if column not in table.header:
            raise InputError(
                f"{table.header_place}, column {column}: missing; "
                f"the table needs {', '.join(needed)}"
            )


@dataclass(frozen=True, slots=True)
class Cells:
    """One row; each method raises ``InputError`` that names row and column.

    ``where`` names the row, such as ``subjects.csv row 3``.
    """

    cells: Mapping[str, str]
    where: str

    def text(self, column: str) -> str:
        """Return a cell on one line; empty where there is no such column."""
        return " ".join(self.cells.get(column, "").split())

    def needed(self, column: str) -> str:
        """Return a cell that must not be empty."""
        text = self.text(column)
        if not text:
            raise self.error(column, "is empty")
        return text

    def date(self, column: str) -> date | None:
        """Return a full date, None where the cell is empty."""
        text = self.text(column)
        try:
            when = ScanDate.parse(text)
        except ValueError:
            when = None
        if when is None or (text and when.day is None):
            raise self.error(column, f"{text!r} is no full date; write it as 2024-03-01")
        return when.day

    def percent(self, column: str) -> Decimal | None:
        """Return a percentage from 0 to 100 as written, None where the cell is empty."""
        text = self.text(column)
        if not text:
            return None
        whole, point, digits = text.partition(".")
        plain = text.isascii() and whole.isdigit() and (digits.isdigit() or not point)
        if not plain or len(text) > PERCENT_DIGITS or Decimal(text) > 100:
            hint = "; write the decimal point, as in 62.5" if "," in text else ""
            raise self.error(column, f"{text!r} is no percentage from 0 to 100{hint}")
        return Decimal(text)

    def flag(self, column: str) -> bool | None:
        """Return yes or no, None where the cell is empty."""
        text = self.text(column)
        if text.casefold() not in ("", "yes", "no"):
            raise self.error(column, f"{text!r} is neither yes nor no")
        return None if not text else text.casefold() == "yes"

    def word(self, words: type[Word], column: str) -> Word:
        """Return one of an enum's words."""
        text = self.needed(column)
        try:
            return words(text.casefold())
        except ValueError:
            raise self.error(column, f"{text!r} is none of {', '.join(words)}") from None

    def error(self, column: str, message: str) -> InputError:
        """Return an error that says where it stands."""
        return InputError(f"{self.where}, column {column}: {message}")

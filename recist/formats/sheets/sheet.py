"""A table with typed columns, each of which says what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Cell = str | int | float | Decimal | None
"""What a cell holds; None is a value that does not exist."""


class Kind(StrEnum):
    """What the cells of a column are.

    TEXT is anybody's text and may be hostile, WORD one of a list of ours. LENGTH is micrometres
    as int and is written as millimetres; PERCENT is a change, SHARE a part of a whole; DATE is
    ISO 8601 text, perhaps partial; PLACE is an unrounded coordinate.
    """

    TEXT = "text"
    WORD = "word"
    RESPONSE = "response"
    LENGTH = "length"
    PERCENT = "percent"
    SHARE = "percentage"
    COUNT = "number"
    FLAG = "yes/no"
    DATE = "date"
    PLACE = "coordinate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column, as the sheet that explains the columns tells of it.

    Attributes
    ----------
    unit : str
        Empty where there is none.
    ours : bool
        Whether the name is one of ours: those of visits, and of columns that came with a table,
        are not.
    aside : bool
        Whether it is for programs, and need not be in people's sight.
    rule : str
        The clause or the part of the program that the value comes from.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    rule: str = ""
    ours: bool = True
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of an export.

    Attributes
    ----------
    name : str
        Stands in file names, as ``subjects_by_visit``.
    title : str
        For people, as ``Subjects by visit``.
    about : str
        One sentence that says what a row is.
    rows : sequence of tuple
        Cells in the order of the columns.
    frozen : int
        How many columns stay in sight when the rest is scrolled.
    by_protocol : bool
        Whether each row names the protocol that it is by.
    notes : tuple of str
        What could not stand there as it is, each with what stands there instead.
    """

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    frozen: int = 0
    by_protocol: bool = False
    notes: tuple[str, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def yes_no(value: bool | None) -> str | None:
    """Return the words of a flag; None where it is not known."""
    return None if value is None else "yes" if value else "no"


SUBJECT = Column(name="subject", kind=Kind.TEXT, meaning="the subject, as text")
READER = Column(name="reader", kind=Kind.TEXT, meaning="who read; empty for one reader")
SCOPE = Column(name="scope", kind=Kind.TEXT, meaning="all, an organ, or not- and an organ")
VISIT = Column(name="visit", kind=Kind.TEXT, meaning="label of the visit")
PROTOCOL = Column(name="protocol", kind=Kind.TEXT, meaning="the protocol that the row is by")
ACCEPTED = Column(
    name="accepted", kind=Kind.FLAG, meaning="whether this is the read that analyses use"
)

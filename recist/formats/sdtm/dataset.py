"""Records of a dataset with what each is made of, and datasets as columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from recist.formats.held_text import paired
from recist.formats.sdtm.variables import DOMAINS, Domain, Kind

Cell = str | int | float | None
"""A value; where there is none, None for a number and an empty text for a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a record was made of; empty where it is about none in particular.

    Attributes
    ----------
    protocol : str
        Id of the protocol that judged it; empty for what was read.
    """

    subject: str
    reader: str
    visit: str = ""
    lesion: str = ""
    scope: str = ""
    protocol: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SdtmRecord:
    """One record of a dataset, with what it was made of.

    Attributes
    ----------
    values : mapping
        By variable; a variable that is not there is empty.
    more : tuple of (QNAM, text)
        What the dataset has no variable for.
    """

    domain: str
    values: Mapping[str, Cell]
    source: Source
    more: tuple[tuple[str, str], ...] = ()

    @property
    def seq(self) -> int:
        """Its number, unique in the subject and dataset."""
        return int(self.values[f"{self.domain}SEQ"] or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The records of one dataset as columns, all of the same length.

    Attributes
    ----------
    columns : mapping
        By variable, in the dataset's order; also of variables that the domain does not know.
    label : str
        As a file labels it; empty where it is not known.
    labels : mapping
        As a file labels the variables.
    """

    name: str
    columns: Mapping[str, list[Cell]]
    label: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def domain(self) -> Domain:
        """What is known of its variables; ``KeyError`` for a dataset that is none of ours."""
        return DOMAINS[self.name]

    @property
    def size(self) -> int:
        """How many records there are."""
        return len(next(iter(self.columns.values()), []))

    def records(self) -> list[dict[str, Cell]]:
        """Return the records one by one."""
        names = list(self.columns)
        rows = zip(*self.columns.values(), strict=True)
        return [dict(zip(names, row, strict=True)) for row in rows]


def dataset_of(name: str, records: Iterable[Mapping[str, Cell]]) -> Dataset:
    """Put records together as columns, in the order of the domain's variables."""
    held = list(records)
    columns: dict[str, list[Cell]] = {}
    for one in DOMAINS[name].variables:
        if one.kind is Kind.NUM:
            columns[one.name] = [row.get(one.name) for row in held]
        else:
            columns[one.name] = [paired(str(row.get(one.name) or "")) for row in held]
    return Dataset(name=name, columns=columns)

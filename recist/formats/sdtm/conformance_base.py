"""What checks of conformance are given and give back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from recist.formats.sdtm.dataset import Cell, Dataset
from recist.model.finding import Severity

Record = dict[str, Cell]
Who = tuple[str, str, str]
"""Subject, evaluator and the evaluator's identifier."""


class Hit(NamedTuple):
    """One place where a rule is broken; ``row`` counts from 1, and is 0 for the whole dataset."""

    dataset: str
    row: int
    message: str


class Numbered(NamedTuple):
    """A record with its row."""

    row: int
    values: Record

    def text(self, variable: str) -> str:
        """Return a text; empty where there is none."""
        found = self.values.get(variable)
        return "" if found is None else str(found)

    def number(self, variable: str) -> float | None:
        """Return a number; None where there is none."""
        found = self.values.get(variable)
        return float(found) if isinstance(found, int | float) else None


class Tables:
    """Datasets by name, as records."""

    def __init__(self, datasets: Mapping[str, Dataset]) -> None:
        self.datasets = datasets
        self._records: dict[str, list[Numbered]] = {}

    def records(self, name: str) -> list[Numbered]:
        """Return the records of a dataset; none where it is not there."""
        if name not in self._records:
            there = name in self.datasets
            held = self.datasets[name].records() if there else []
            self._records[name] = [Numbered(row, one) for row, one in enumerate(held, start=1)]
        return self._records[name]

    @cached_property
    def more(self) -> dict[tuple[str, str, str], dict[str, str]]:
        """What supplemental datasets say, by dataset, subject and sequence number."""
        found: dict[tuple[str, str, str], dict[str, str]] = {}
        for name in self.datasets:
            for one in self.records(name) if name.startswith("SUPP") else ():
                key = (one.text("RDOMAIN"), one.text("USUBJID"), one.text("IDVARVAL"))
                found.setdefault(key, {})[one.text("QNAM")] = one.text("QVAL")
        return found

    def qualifier(self, domain: str, one: Numbered, name: str) -> str:
        """Return what a supplemental qualifier says of a record; empty where nothing."""
        seq = one.number(f"{domain}SEQ")
        key = (domain, one.text("USUBJID"), "" if seq is None else f"{seq:.0f}")
        return self.more.get(key, {}).get(name, "")


Check = Callable[[Tables], Iterable[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of conformance.

    Attributes
    ----------
    text : str
        What has to hold.
    """

    id: str
    text: str
    check: Check
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A rule that is broken somewhere.

    Attributes
    ----------
    row : int
        From 1; 0 where it is about a dataset as a whole.
    """

    rule: str
    severity: Severity
    dataset: str
    row: int
    message: str

    def __str__(self) -> str:
        """Say it in one line."""
        where = f"{self.dataset} row {self.row}" if self.row else self.dataset
        return f"{where}: {self.message} ({self.rule})"


def who(domain: str, one: Numbered) -> Who:
    """Return whose assessment of whom a record is."""
    return one.text("USUBJID"), one.text(f"{domain}EVAL"), one.text(f"{domain}EVALID")

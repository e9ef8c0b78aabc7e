"""What lies in a folder and is not imported: named in a line, for one of it may have been meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from recist.formats.sources import printable
from recist.formats.what_else import AS_TABLE, START_BYTES, look_of
from recist.model.finding import Finding, Severity

SHOWN = 3
"""Of each kind so many are named."""
NOTHING = "is nothing that can be imported: no scan, table, structured report or annotation"
SPREADSHEETS = frozenset({".ods", ".xls"})
VOXELS_BESIDE = frozenset({".raw", ".zraw"})
"""Endings of bare voxels, which a header of NRRD beside them describes."""


@dataclass(slots=True)
class PassedOver:
    """The files of folders that hold no reading, as they are found.

    Attributes
    ----------
    tables, others : list of str
        The tables, each with why it is none of readings, and whatever else there is.
    """

    tables: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def add(self, path: Path) -> None:
        """Add a file that is nothing that can be imported."""
        if path.suffix.lower() in VOXELS_BESIDE and any(path.parent.glob("*.nhdr")):
            return
        name, spreadsheet = printable(path.name), _spreadsheet(path)
        if spreadsheet:
            self.tables.append(f"{name} {spreadsheet}")
        else:
            self.others.append(name)

    def findings(self) -> Iterator[Finding]:
        """Say what was passed over."""
        if self.tables:
            yield _finding("no reading table", self.tables)
        if self.others:
            yield _finding("nothing that can be imported", self.others)


def why_nothing(path: Path) -> str:
    """Say of a file that was named itself that it cannot be imported, and what could be."""
    return _spreadsheet(path) or NOTHING


def _spreadsheet(path: Path) -> str:
    """Say how a spreadsheet of another kind is to be saved; empty where it is none."""
    if path.suffix.lower() not in SPREADSHEETS:
        return ""
    try:
        with path.open("rb") as stream:
            look = look_of(stream.read(START_BYTES))
    except OSError:
        return ""
    return look.told("table") if look is not None and look.advice == AS_TABLE else ""


def _finding(what: str, names: Sequence[str]) -> Finding:
    more = f"; and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return Finding(
        severity=Severity.WARNING,
        code="passed-over",
        message=f"{what}, passed over: {'; '.join(names[:SHOWN])}{more}",
    )

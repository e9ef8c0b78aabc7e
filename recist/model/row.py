"""One row of a reading table, typed: the form in which readings are kept and exchanged."""

from __future__ import annotations

from dataclasses import dataclass

from recist.model.dates import ScanDate
from recist.model.finding import Finding
from recist.model.length import Length
from recist.model.lesion import Character, Role
from recist.model.reading import Change, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A lesion (or marker, or the visit itself) as one reader read it at one visit.

    Attributes
    ----------
    lesion : str
        Id, unique in subject and reader; empty for role ``visit``.
    parent : str
        For a merged lesion the one that carries the mass, for a fragment the one that split.
    extra : tuple of (column, text)
        Columns of the table that are not ours, kept as they are.
    source : str
        Where the row stands, such as ``readings.csv row 12``.
    findings : tuple of Finding
        What was noticed while the row was read.
    """

    subject: str
    reader: str = ""
    visit: str
    date: ScanDate
    lesion: str = ""
    role: Role
    organ: str = ""
    site: str = ""
    nodal: bool = False
    character: Character = Character.SOLID
    state: State
    change: Change | None = None
    parent: str = ""
    progressed_since: bool = False
    method: str = ""
    slice_thickness: Length | None = None
    field: str = ""
    image: str = ""
    accepted: bool | None = None
    reason: str = ""
    comment: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    source: str = ""
    findings: tuple[Finding, ...] = ()

"""A case: one subject as one reader read it, visits in order, lesions aligned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recist.model.dates import ScanDate
from recist.model.finding import Finding
from recist.model.lesion import Lesion
from recist.model.reading import Reading

Parts = tuple[Reading, ...]
"""A lesion at a visit: one reading, or the readings of its fragments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit of a case.

    Attributes
    ----------
    date : ScanDate
        Of the earliest scan.
    last_date : ScanDate
        Of the last scan.
    assessed : bool
        Whether anything was assessed at all.
    targets, non_targets, markers : tuple of Parts
        Aligned with the case's lesions of that role.
    new : tuple of Reading or None
        Aligned with the case's new lesions; None where the visit has no row for one.
    """

    label: str
    date: ScanDate
    last_date: ScanDate
    assessed: bool
    targets: tuple[Parts, ...] = ()
    non_targets: tuple[Parts, ...] = ()
    markers: tuple[Parts, ...] = ()
    new: tuple[Reading | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A course of readings, ready to be judged.

    Attributes
    ----------
    visits : tuple of Visit
        The baseline first, then the follow-up visits by date.
    reference_date : date or None
        Randomisation or start of treatment, where the subject table gives it.
    new_therapy_date : date or None
        Start of a new anticancer therapy.
    """

    subject: str
    reader: str
    scope: str = "all"
    targets: tuple[Lesion, ...] = ()
    non_targets: tuple[Lesion, ...] = ()
    markers: tuple[Lesion, ...] = ()
    new_lesions: tuple[Lesion, ...] = ()
    visits: tuple[Visit, ...]
    reference_date: date | None = None
    new_therapy_date: date | None = None
    findings: tuple[Finding, ...] = ()

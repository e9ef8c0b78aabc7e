"""A case: one subject as one reader read it, visits in order, lesions aligned."""

from __future__ import annotations

from dataclasses import dataclass

from recist.model.dates import ScanDate
from recist.model.finding import Finding
from recist.model.lesion import Lesion
from recist.model.reading import Reading
from recist.model.row import Row
from recist.model.subject import UNKNOWN_SUBJECT, SubjectInfo
from recist.model.treatment import Treatment

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
    left : frozenset of str
        Ids of the lesions that have left the assessment by a planned local treatment.
    """

    label: str
    date: ScanDate
    last_date: ScanDate
    assessed: bool
    targets: tuple[Parts, ...] = ()
    non_targets: tuple[Parts, ...] = ()
    markers: tuple[Parts, ...] = ()
    new: tuple[Reading | None, ...] = ()
    left: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A course of readings, ready to be judged.

    Attributes
    ----------
    visits : tuple of Visit
        The baseline first, then the follow-up visits by date.
    scope : str
        ``all``, an organ, or ``not-`` and an organ: which lesions the case holds.
    info : SubjectInfo
        What the subject table says.
    treatments : tuple of Treatment
        Local treatments of this subject, as they were done; not yet acted on.
    rows : tuple of Row
        What the case was made of, for the checks.
    """

    subject: str
    reader: str
    scope: str = "all"
    targets: tuple[Lesion, ...] = ()
    non_targets: tuple[Lesion, ...] = ()
    markers: tuple[Lesion, ...] = ()
    new_lesions: tuple[Lesion, ...] = ()
    visits: tuple[Visit, ...]
    info: SubjectInfo = UNKNOWN_SUBJECT
    treatments: tuple[Treatment, ...] = ()
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()

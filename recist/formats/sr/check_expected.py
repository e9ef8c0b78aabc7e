"""What each report must say, sorted out of the record without the writer's help."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from recist.imaging.series import Series
from recist.model.assessment import VisitAssessment
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from recist.trial.record import ExportRecord

Images = dict[str, tuple[Series, int]]
"""Series and slice of an image by its name."""


@dataclass(slots=True, kw_only=True)
class Expected:
    """What one report must say.

    Attributes
    ----------
    answers : dict
        By protocol id and scope.
    """

    record: ExportRecord
    subject: str
    reader: str
    visit: str
    rows: list[Row] = field(default_factory=list)
    calipers: dict[str, CaliperRecord] = field(default_factory=dict)
    answers: dict[tuple[str, str], VisitAssessment] = field(default_factory=dict)
    signed: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Subject, visit and reader, as the places of reports are asked for."""
        return self.subject, self.visit, self.reader


def expected_of(record: ExportRecord) -> list[Expected]:
    """Return what must be there, one for each subject, reader and visit that has rows."""
    found: dict[tuple[str, str, str], Expected] = {}
    for row in record.reads.rows:
        key = row.subject, row.reader, row.visit.casefold()
        if key not in found:
            found[key] = Expected(
                record=record, subject=row.subject, reader=row.reader, visit=row.visit
            )
        found[key].rows.append(row)
    nowhere = Expected(record=record, subject="", reader="", visit="")
    for caliper in record.calipers:
        key = caliper.subject, caliper.reader, caliper.visit.casefold()
        found.get(key, nowhere).calipers[caliper.lesion] = caliper
    for signature in record.signatures:
        key = signature.subject, signature.reader, signature.visit.casefold()
        found.get(key, nowhere).signed = True
    for judged in record.judged:
        for one in judged.cases:
            for visit in one.visits:
                key = one.case.subject, one.case.reader, visit.visit.casefold()
                found.get(key, nowhere).answers[judged.protocol.id, one.case.scope] = visit
    return list(found.values())


def images_of(record: ExportRecord) -> Images:
    """Return where each image is."""
    return {
        one.image: (series, k) for series in record.series for k, one in enumerate(series.slices)
    }


@dataclass(slots=True)
class Tracking:
    """Whether each lesion keeps its UID, and has it alone."""

    uids: dict[tuple[str, str, str], str] = field(default_factory=dict)
    lesions: defaultdict[str, set[tuple[str, str, str]]] = field(
        default_factory=lambda: defaultdict(set)
    )

    def fault(self, expected: Expected, lesion: str, uid: str) -> str:
        """Take a lesion's UID at a visit; return what is wrong with it, or nothing."""
        key = expected.subject, expected.reader, lesion
        before = self.uids.setdefault(key, uid)
        self.lesions[uid].add(key)
        if before != uid:
            return f"tracking UID is {uid}, and {before} at another visit"
        return "tracking UID is another lesion's too" if len(self.lesions[uid]) > 1 else ""

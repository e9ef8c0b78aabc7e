"""What follows from the document: a subject's course, assessed, and in words.

Assessing one subject takes a fraction of a millisecond, so nothing is cached: the same
functions run on every mouse move with a document that is never kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from gui.state.advice import departures
from gui.state.document import (
    Document,
    baseline_of,
    calipers_of,
    lesions_of,
    own_rows,
    visits_of,
)
from gui.state.tongue import tr
from recist.criteria.registry import assess
from recist.endpoints.best import best_response
from recist.model.assemble import assemble_cases
from recist.model.assessment import BestResponse, CaseAssessment, VisitAssessment
from recist.model.dates import ScanDate
from recist.model.finding import Finding
from recist.model.lesion import Lesion, Role
from recist.model.protocol import Protocol
from recist.model.reading import Assessed
from recist.model.row import Row
from recist.trial.visits import PlannedVisit

_DATE = re.compile(r"\b\d{4}-\d{2}(-\d{2})?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A subject as this reader sees it.

    Attributes
    ----------
    document : Document
        The subject's part of it, so that looking something up takes no time.
    visits : tuple of PlannedVisit
        Of the subject, by date, whether read or not.
    lesions : tuple of Lesion
        In the table's order.
    rows : mapping
        By visit and lesion; what is said of a whole visit stands under an empty lesion.
    assessment, best : CaseAssessment, BestResponse or None
        None where the baseline is not read yet.
    departures : tuple of Finding
        What of it is not as the criteria and the protocol want it.
    """

    document: Document
    subject: str
    protocol: Protocol
    visits: tuple[PlannedVisit, ...]
    lesions: tuple[Lesion, ...]
    rows: Mapping[tuple[str, str], Row]
    assessment: CaseAssessment | None
    best: BestResponse | None
    departures: tuple[Finding, ...]

    def index(self, visit: str) -> int | None:
        """Return the number of a visit in the assessment, or None where it is not read."""
        if self.assessment is not None:
            for n, one in enumerate(self.assessment.visits):
                if one.visit == visit:
                    return n
        return None

    def judged(self, visit: str) -> VisitAssessment | None:
        """Return how a visit is judged, or None where it is not read."""
        n = self.index(visit)
        return None if n is None or self.assessment is None else self.assessment.visits[n]

    def date_text(self, date: ScanDate) -> str:
        """Return a date as it is shown: not at all where the protocol keeps it from the reader."""
        return date_shown(self.protocol, date)

    def text_shown(self, text: str) -> str:
        """Return a sentence with its dates taken out, where the protocol hides them."""
        return text_shown(self.protocol, text)


def text_shown(protocol: Protocol, text: str) -> str:
    """Return a sentence without its dates, where the protocol keeps them from who is reading."""
    return _DATE.sub(tr("(hidden)"), text) if protocol.reading.hide_dates else text


def date_shown(protocol: Protocol, date: ScanDate) -> str:
    """Return a date as text, an empty one where the protocol keeps dates from who is reading."""
    return "" if protocol.reading.hide_dates else date.text


def course_of(document: Document, subject: str, protocol: Protocol) -> Course:
    """Assemble and assess what the reader has read of a subject."""
    rows = own_rows(document, subject)
    baseline = baseline_of(document, subject)
    # Before the baseline is read, the engine would take a later visit for it.
    has_start = baseline is not None and any(row.visit == baseline.label for row in rows)
    window_days = protocol.options.visit_window_days
    treated = [one for one in document.treatments if one.subject == subject]
    cases = assemble_cases(rows, window_days=window_days, treatments=treated) if has_start else ()
    assessment = assess(cases[0], protocol) if cases else None
    own = replace(
        document,
        rows=rows,
        calipers=calipers_of(document, subject),
        visits=tuple(one for one in document.visits if one.subject == subject),
    )
    return Course(
        document=own,
        subject=subject,
        protocol=protocol,
        visits=visits_of(own, subject),
        lesions=lesions_of(own, subject),
        rows={(row.visit, row.lesion): row for row in reversed(rows)},
        assessment=assessment,
        best=best_response(assessment) if assessment is not None else None,
        departures=departures(cases[0], protocol) if cases else (),
    )


def nadir_at(course: Course, visit: str) -> str:
    """Return the visit that a visit is compared with as the nadir, before it is read and after.

    Empty where there is none, as at baseline.
    """
    one = course.judged(visit)
    if one is None and course.assessment is not None:
        one = _as_if_read(course, visit).judged(visit)
    return (one.nadir_visit if one is not None else None) or ""


def _as_if_read(course: Course, visit: str) -> Course:
    """Judge what is before a visit that has no reading yet."""
    document = course.document
    looked_at = tuple(
        Row(
            subject=course.subject,
            reader=document.reader,
            visit=visit,
            date=one.date,
            role=Role.VISIT,
            state=Assessed(),
        )
        for one in course.visits
        if one.label == visit
    )
    begun = replace(document, rows=(*document.rows, *looked_at))
    return course_of(begun, course.subject, course.protocol)

"""Courses in one line: ``day LABEL: readings | …`` in the notation of `tests.bracket_notation`.

Without a label of its own a visit is called ``day 56``, the first one ``baseline``.
"""

from __future__ import annotations

from datetime import timedelta

from recist.criteria.registry import assess
from recist.model.assemble import assemble_case
from recist.model.assessment import CaseAssessment
from recist.model.case import Case
from recist.model.protocol import Protocol
from recist.model.row import Row
from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment, TreatmentKind
from recist.trial.row_cells import row_from_cells
from tests.bracket_notation import BASELINE_DATE, cells_of
from tests.table_notation import day, visits_of

RECIST11 = Protocol(id="recist-1.1", criteria="RECIST 1.1")
INFO = SubjectInfo(subject="1", reference_date=BASELINE_DATE)


def rows_of(course: str) -> list[Row]:
    """The reading table of a course."""
    return [
        row_from_cells(cells, "row")
        for label, offset, readings in visits_of(course)
        for cells in cells_of("1", label, day(offset), readings, "motion")
    ]


def case_of(course: str, *treatments: Treatment) -> Case:
    """The case of a course, local treatments beside it."""
    return assemble_case(rows_of(course), window_days=14, info=INFO, treatments=treatments)


def judged(course: str, protocol: Protocol = RECIST11, *treatments: Treatment) -> CaseAssessment:
    """The course, judged."""
    return assess(case_of(course, *treatments), protocol)


def treated(
    lesion: str, offset: int, kind: TreatmentKind = TreatmentKind.RADIOFREQUENCY
) -> Treatment:
    """A local treatment some days after baseline."""
    when = BASELINE_DATE + timedelta(days=offset)
    return Treatment(subject="1", lesion=lesion, date=when, kind=kind)

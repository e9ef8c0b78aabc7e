"""Courses made of bare overall responses, for what looks at nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.case import Case, Visit
from recist.model.dates import ScanDate
from recist.model.lesion import Lesion, Role
from recist.model.protocol import Protocol
from recist.model.reading import NotEvaluable, Present, Reading
from recist.model.response import NewLesion, Response
from recist.model.subject import SubjectInfo

START = date(2024, 1, 2)
RECIST11 = Protocol(id="recist-1.1", criteria="RECIST 1.1")
TARGET = Lesion(id="T1", role=Role.TARGET)
NON_TARGET = Lesion(id="NT1", role=Role.NON_TARGET)
INFO = SubjectInfo(subject="1", reference_date=START)

Step = tuple[int, Response]


def on(offset: int) -> ScanDate:
    """The date of a day since baseline."""
    return ScanDate.of(START + timedelta(days=offset))


def steps_of(text: str) -> list[Step]:
    """Read ``day: RESPONSE | day: RESPONSE``."""
    pairs = (item.split(": ") for item in text.split(" | ") if item)
    return [(int(offset), Response(word)) for offset, word in pairs]


def sequence(
    steps: Iterable[Step],
    protocol: Protocol = RECIST11,
    *,
    info: SubjectInfo = INFO,
    targets: bool = True,
) -> CaseAssessment:
    """A course of these overall responses; the visits are labelled by their day."""
    visits = [_visit("baseline", on(0), None)]
    visits += [_visit(f"day {offset}", on(offset), response) for offset, response in steps]
    lesion = TARGET if targets else NON_TARGET
    case = Case(
        subject="1",
        reader="A",
        targets=(TARGET,) if targets else (),
        non_targets=() if targets else (NON_TARGET,),
        visits=tuple(_held(visit, lesion, targets=targets) for visit in visits),
        info=info,
    )
    return CaseAssessment(case=case, protocol=protocol, visits=tuple(visits))


def at(assessment: CaseAssessment, index: int, **changes: object) -> CaseAssessment:
    """The same course with one visit changed."""
    visits = list(assessment.visits)
    visits[index] = replace(visits[index], **changes)  # type: ignore[arg-type]
    return replace(assessment, visits=tuple(visits))


def _visit(label: str, when: ScanDate, overall: Response | None) -> VisitAssessment:
    read = overall not in (None, Response.NE)
    return VisitAssessment(
        visit=label,
        date=when,
        response_date=when,
        target=None,
        target_literal=None,
        non_target=None,
        new_lesion=NewLesion.NONE,
        overall=overall,
        overall_as_read=overall,
        sum_um=10_000 if read else None,
        complete=read,
        baseline_sum_um=None,
        nadir_sum_um=None,
        nadir_visit=None,
        pd_from_um=None,
        pr_up_to_um=None,
        rules=(),
    )


def _held(visit: VisitAssessment, lesion: Lesion, *, targets: bool) -> Visit:
    state = NotEvaluable("motion") if visit.overall is Response.NE else Present()
    parts = ((Reading(lesion=lesion.id, state=state, date=visit.date),),)
    return Visit(
        label=visit.visit,
        date=visit.date,
        last_date=visit.date,
        assessed=True,
        targets=parts if targets else (),
        non_targets=() if targets else parts,
    )

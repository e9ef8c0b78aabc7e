"""Scopes side by side and local treatments, case by case as typed from the specification."""

import re
import tomllib
from datetime import date
from decimal import Decimal

import pytest

from recist.criteria.registry import assess
from recist.endpoints.best import best_response
from recist.model.assemble import assemble_case
from recist.model.assessment import CaseAssessment
from recist.model.case import Case
from recist.model.protocol import Confirmation, LocalTreatment, Options, Protocol
from recist.model.scope import in_scope
from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment, TreatmentKind
from tests.bracket_notation import BASELINE_DATE, Cells, courses, rows_of

SCOPES = courses("scopes.csv")
TREATED = courses("local_treatment.csv")


def case_of(course: list[Cells]) -> Case:
    """Make the case of a course with what its first row says of treatments."""
    info = SubjectInfo(subject="1", reference_date=BASELINE_DATE)
    treatments = [treatment_of(text) for text in course[0].get("treatments", "").split()]
    return assemble_case(rows_of(course), window_days=14, info=info, treatments=treatments)


def treatment_of(text: str) -> Treatment:
    lesion, _, done = text.partition("@")
    day, _, kind = done.partition(":")
    return Treatment(
        subject="1", lesion=lesion, date=date.fromisoformat(day), kind=TreatmentKind(kind)
    )


def protocol_of(course: list[Cells]) -> Protocol:
    items = re.findall(r'[\w.]+=(?:"[^"]*"|\S+)', course[0]["protocol"])
    given = tomllib.loads("\n".join(items))
    criteria = given.get("criteria", "RECIST 1.1")
    options = given.get("options", {})
    mode = LocalTreatment(options.pop("local_treatment", LocalTreatment.NOT_EVALUABLE))
    return Protocol(
        id=criteria,
        criteria=criteria,
        options=Options(local_treatment=mode, **options),
        confirmation=Confirmation(**given.get("confirmation", {})),
    )


def mm(um: int | None) -> Decimal | None:
    return None if um is None else Decimal(um) / 1000


@pytest.mark.parametrize("course", SCOPES.values(), ids=SCOPES.keys())
def test_each_scope_has_its_own_answer(course: list[Cells]) -> None:
    case = case_of(course)
    for column, scope in (("liver", "liver"), ("not_liver", "not-liver"), ("all", "all")):
        assessed = assess(in_scope(case, scope), protocol_of(course))
        for visit, row in zip(assessed.visits, course, strict=True):
            got = {"overall": str(visit.overall), "sum": mm(visit.sum_um)}
            want = {"overall": row[column], "sum": row[f"{column}_sum_mm"]}
            said = {key: text for key, text in want.items() if text}
            assert {key: got[key] for key in said} == {
                key: Decimal(text) if key == "sum" else text for key, text in said.items()
            }, f"{scope} at {visit.visit}"


@pytest.mark.parametrize("course", TREATED.values(), ids=TREATED.keys())
def test_local_treatment(course: list[Cells]) -> None:
    assessed = assess(case_of(course), protocol_of(course))
    for visit, row in zip(assessed.visits, course, strict=True):
        got = {
            "target": visit.target,
            "non_target": visit.non_target,
            "overall": visit.overall,
            "sum_mm": mm(visit.sum_um),
            "baseline_sum_mm": mm(visit.baseline_sum_um),
            "nadir_sum_mm": mm(visit.nadir_sum_um),
        }
        for key, value in got.items():
            if text := row[key]:
                said = "null" if value is None else value
                assert said == (Decimal(text) if key.endswith("mm") else text), (visit.visit, key)
    check_best(assessed, course)


def check_best(assessed: CaseAssessment, course: list[Cells]) -> None:
    for row in course:
        if wanted := row["case"].removeprefix("best="):
            assert best_response(assessed).response == wanted

"""The response per visit: one row per subject, reader, scope and visit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from recist.criteria.figures import (
    baseline_percent,
    distance_to_pd_um,
    distance_to_pr_um,
    nadir_change_um,
    nadir_percent,
)
from recist.endpoints.best import best_response
from recist.formats.sheets.sheet import (
    ACCEPTED,
    PROTOCOL,
    READER,
    SCOPE,
    SUBJECT,
    VISIT,
    Cell,
    Column,
    Kind,
    Sheet,
    yes_no,
)
from recist.model.assessment import BestResponse, CaseAssessment, VisitAssessment
from recist.trial.record import ExportRecord


def _response(name: str, meaning: str, rule: str) -> Column:
    return Column(name=name, kind=Kind.RESPONSE, meaning=meaning, rule=rule)


def _mm(name: str, meaning: str, rule: str = "RECIST 1.1 §4.3") -> Column:
    return Column(name=name, kind=Kind.LENGTH, meaning=meaning, unit="mm", rule=rule)


def _percent(name: str, meaning: str) -> Column:
    rule = "shown to 0.01, never used to decide"
    return Column(name=name, kind=Kind.PERCENT, meaning=meaning, unit="%", rule=rule)


COLUMNS = (
    SUBJECT,
    READER,
    SCOPE,
    VISIT,
    Column(name="date", kind=Kind.DATE, meaning="earliest scan of the visit"),
    Column(
        name="response_date",
        kind=Kind.DATE,
        meaning="the scan that decided: the last one, for a progression the one that shows it",
    ),
    _response("overall", "response of the visit; empty at baseline", "RECIST 1.1 Tables 1 and 2"),
    _response("overall_as_read", "the same before a later visit back-dated it", "§4.3.5, §4.4.4"),
    _response("target", "response of the target lesions; empty without targets", "§4.3.1"),
    _response("target_literal", "the same where an earlier PR does not hold", "§4.3.1"),
    _response("non_target", "response of the non-target lesions; empty without any", "§4.3.3"),
    Column(
        name="new_lesion",
        kind=Kind.WORD,
        meaning="new lesions as read: none, equivocal, unequivocal",
        rule="§4.3.5",
    ),
    _mm("sum_mm", "sum of the targets; of an incomplete set its measured part"),
    Column(name="complete", kind=Kind.FLAG, meaning="whether every target has a value"),
    _mm("baseline_sum_mm", "sum at baseline"),
    _mm("nadir_sum_mm", "smallest complete sum before the visit"),
    Column(name="nadir_visit", kind=Kind.TEXT, meaning="the visit with that sum"),
    _percent("change_from_baseline_percent", "change of a complete sum from baseline"),
    _percent("change_from_nadir_percent", "change of a complete sum from the nadir"),
    _mm("change_from_nadir_mm", "the same in mm"),
    _mm("distance_to_PD_mm", "what the sum may still grow before it is PD; negative = PD"),
    _mm("distance_to_PR_mm", "what the sum must still shrink to be PR; negative = PR"),
    Column(name="after_progression", kind=Kind.FLAG, meaning="whether an earlier visit is PD"),
    _response("best_response", "best overall response of the course", "§4.4.3, Table 3"),
    Column(
        name="needs_review",
        kind=Kind.FLAG,
        meaning="whether a reviewer may give another best response",
    ),
    Column(name="rules", kind=Kind.WORD, meaning="ids of the rules that fired, in order"),
    Column(name="findings", kind=Kind.TEXT, meaning="what was noticed at the visit"),
)
IMMUNE = (
    _response("overall_recist11", "what RECIST 1.1 says beside iRECIST", "RECIST 1.1 Table 1"),
    _mm(
        "new_lesion_sum_mm",
        "sum of the target-like new lesions; of an incomplete set its measured part",
        "iRECIST 2017",
    ),
    Column(
        name="new_lesion_sum_complete",
        kind=Kind.FLAG,
        meaning="whether each of these lesions has a value",
        rule="iRECIST 2017",
    ),
    Column(
        name="progression_run",
        kind=Kind.COUNT,
        meaning="in which run of iUPD the visit stands: 1, 2, …",
        rule="iRECIST 2017",
    ),
)
"""Columns of iRECIST; only there where a case has them."""
BEST = (
    Column(name="best_confirmed", kind=Kind.FLAG, meaning="whether a later visit confirms it"),
    Column(name="best_date", kind=Kind.DATE, meaning="response date of the best response"),
    ACCEPTED,
    Column(name="criteria", kind=Kind.TEXT, meaning="the criteria of the protocol"),
    PROTOCOL,
)


def responses_sheet(record: ExportRecord) -> Sheet:
    """Return the responses under every protocol of a record, one protocol after the other."""
    cases = [case for judged in record.judged for case in judged.cases]
    immune = is_immune(cases)
    rows = []
    for assessment in cases:
        best, case = best_response(assessment), assessment.case
        last = (
            yes_no(best.confirmed),
            best.date.text,
            yes_no(record.is_accepted(case.subject, case.reader)),
            assessment.protocol.criteria,
            assessment.protocol.id,
        )
        rows += [(*row, *last) for row in _rows(assessment, best, immune=immune)]
    return Sheet(
        name="responses",
        title="Responses",
        about="one row for each visit of a subject, as one reader read it, in one scope",
        columns=(*response_columns(immune=immune), *BEST),
        rows=rows,
        frozen=4,
        by_protocol=True,
    )


def response_columns(*, immune: bool) -> tuple[Column, ...]:
    """Return the columns of `response_rows`."""
    return (*COLUMNS, *(IMMUNE if immune else ()))


def is_immune(assessments: Iterable[CaseAssessment]) -> bool:
    """Say whether any visit has what only iRECIST has."""
    return any(visit.overall_recist11 is not None for case in assessments for visit in case.visits)


def response_rows(assessment: CaseAssessment, *, immune: bool) -> Iterator[tuple[Cell, ...]]:
    """Yield the visits of a case in the order of `response_columns`."""
    return _rows(assessment, best_response(assessment), immune=immune)


def _rows(
    assessment: CaseAssessment, best: BestResponse, *, immune: bool
) -> Iterator[tuple[Cell, ...]]:
    case = assessment.case
    told: dict[str | None, list[str]] = {}
    for note in (*assessment.findings, *best.findings):
        told.setdefault(note.visit, []).append(note.message)
    for visit in assessment.visits:
        yield (
            case.subject,
            case.reader,
            case.scope,
            *_said(visit),
            *sums_of(visit),
            distance_to_pd_um(visit),
            distance_to_pr_um(visit),
            yes_no(visit.after_progression),
            best.response,
            yes_no(best.needs_review),
            " ".join(visit.rules),
            "; ".join(told.get(visit.visit, ())),
            *(_beside(visit) if immune else ()),
        )


def _said(visit: VisitAssessment) -> Sequence[Cell]:
    return (
        visit.visit,
        visit.date.text,
        visit.response_date.text,
        visit.overall,
        visit.overall_as_read,
        visit.target,
        visit.target_literal,
        visit.non_target,
        visit.new_lesion,
    )


def sums_of(visit: VisitAssessment) -> tuple[Cell, ...]:
    """Return the sum of a visit, those that it is compared with, and the changes."""
    return (
        visit.sum_um,
        yes_no(visit.complete),
        visit.baseline_sum_um,
        visit.nadir_sum_um,
        visit.nadir_visit,
        baseline_percent(visit),
        nadir_percent(visit),
        nadir_change_um(visit),
    )


def _beside(visit: VisitAssessment) -> tuple[Cell, ...]:
    if visit.overall_recist11 is None:
        return (None,) * len(IMMUNE)
    complete = yes_no(visit.new_complete)
    return (visit.overall_recist11, visit.new_sum_um, complete, visit.progression_run)

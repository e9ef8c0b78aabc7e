"""The assessment as JSON (``recist-assessment/1``)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from recist.criteria.figures import (
    baseline_percent,
    distance_to_pd_um,
    distance_to_pr_um,
    nadir_change_um,
    nadir_percent,
)
from recist.criteria.registry import criterion_of
from recist.criteria.wording import Explanation, explain
from recist.endpoints.best import best_response
from recist.endpoints.best_words import best_in_words
from recist.model.assessment import BestResponse, CaseAssessment, VisitAssessment
from recist.model.finding import Finding
from recist.model.length import UM_PER_MM
from recist.model.protocol import Protocol

SCHEMA = "recist-assessment/1"


def assessment_document(protocol: Protocol, cases: Iterable[CaseAssessment]) -> dict[str, Any]:
    """Return the document of interfaces ``assess --format json`` as plain values.

    Lengths are mm; a float of them prints back to the micrometre.
    """
    return {
        "schema": SCHEMA,
        "protocol": protocol_block(protocol),
        "cases": [case_block(case) for case in cases],
    }


def protocol_block(protocol: Protocol) -> dict[str, Any]:
    """Return what an answer says of the protocol that it was given under."""
    options, confirmation = protocol.options, protocol.confirmation
    return {
        "id": protocol.id,
        "criteria": protocol.criteria,
        "sum_unit": criterion_of(protocol).unit,
        "options": {
            "partial_response_holds": options.partial_response_holds,
            "too_small_mm": _mm(options.too_small.um),
            "stable_disease_minimum_days": options.stable_disease_minimum_days,
            "visit_window_days": options.visit_window_days,
            "local_treatment": options.local_treatment,
            "confirmation": {
                "required": confirmation.required,
                "interval_days": confirmation.interval_days,
                "max_ne_between": confirmation.max_ne_between,
            },
        },
    }


def case_block(assessment: CaseAssessment) -> dict[str, Any]:
    """Return one subject as one reader read it."""
    case, baseline = assessment.case, assessment.visits[0]
    best = best_response(assessment)
    labels = {visit.visit for visit in assessment.visits}
    findings = (*assessment.findings, *best.findings)
    return {
        "subject": case.subject,
        "reader": case.reader,
        "scope": case.scope,
        "baseline": {
            "visit": baseline.visit,
            "date": baseline.date.text or None,
            "sum_mm": _mm(baseline.baseline_sum_um),
        },
        "visits": [
            _visit_block(assessment, index, findings) for index in range(len(assessment.visits))
        ],
        "best": _best_block(best, best_in_words(assessment, best)),
        "findings": [finding_block(note) for note in findings if note.visit not in labels],
    }


def _visit_block(
    assessment: CaseAssessment, index: int, findings: Iterable[Finding]
) -> dict[str, Any]:
    visit = assessment.visits[index]
    notes = [note for note in findings if note.visit == visit.visit]
    return {
        "visit": visit.visit,
        "date": visit.date.text or None,
        "response_date": visit.response_date.text or None,
        "target": visit.target,
        "target_literal": visit.target_literal,
        "non_target": visit.non_target,
        "new_lesion": visit.new_lesion,
        "overall": visit.overall,
        "overall_as_read": visit.overall_as_read,
        "after_progression": visit.after_progression,
        **_figures(visit),
        **_beside(visit),
        "rules": [
            {"id": rule.id, "citation": rule.citation, "text": rule.text}
            for rule in explain(assessment, index)
        ],
        "findings": [finding_block(note) for note in notes],
    }


def _figures(visit: VisitAssessment) -> dict[str, Any]:
    return {
        "sum_mm": _mm(visit.sum_um),
        "complete": visit.complete,
        "baseline_sum_mm": _mm(visit.baseline_sum_um),
        "nadir_sum_mm": _mm(visit.nadir_sum_um),
        "nadir_visit": visit.nadir_visit,
        "change_from_baseline_percent": _number(baseline_percent(visit)),
        "change_from_nadir_percent": _number(nadir_percent(visit)),
        "change_from_nadir_mm": _mm(nadir_change_um(visit)),
        "distance_mm": {
            "PD": _mm(distance_to_pd_um(visit)),
            "PR": _mm(distance_to_pr_um(visit)),
        },
    }


def _beside(visit: VisitAssessment) -> dict[str, Any]:
    """Return what only iRECIST has: RECIST 1.1's answer beside its own, and its new lesions."""
    if visit.overall_recist11 is None:
        return {}
    return {
        "overall_recist11": visit.overall_recist11,
        "new_lesion_sum_mm": _mm(visit.new_sum_um),
        "new_lesion_sum_complete": visit.new_complete,
        "progression_run": visit.progression_run,
    }


def _best_block(best: BestResponse, reason: Explanation) -> dict[str, Any]:
    return {
        "response": best.response,
        "confirmed": best.confirmed,
        "date": best.date.text or None,
        "needs_review": best.needs_review,
        "alternative": best.alternative,
        "rule": f"{reason.id}: {reason.text} ({reason.citation})",
    }


def finding_block(note: Finding) -> dict[str, Any]:
    """Return a finding as plain values."""
    return {
        "severity": note.severity,
        "code": note.code,
        "message": note.message,
        "lesion": note.lesion,
        "visit": note.visit,
    }


def _mm(um: int | None) -> float | None:
    return None if um is None else um / UM_PER_MM


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)

"""The reasoning in words, made on demand from rule ids and figures."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from recist.criteria.causes import causes_at
from recist.criteria.criterion import Criterion
from recist.criteria.figures import (
    distance_to_pd_um,
    distance_to_pr_um,
    percent_change,
    shown_pd_from,
    shown_pr_up_to,
)
from recist.criteria.registry import criterion_of
from recist.criteria.table import Rule
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.length import mm_text
from recist.model.protocol import Protocol
from recist.model.response import Response

NONE = "–"
MM = "mm"
TENTH_UM = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A rule that fired, with its clause and a sentence with the visit's figures."""

    id: str
    citation: str
    text: str


def explain(assessment: CaseAssessment, visit_index: int) -> tuple[Explanation, ...]:
    """Put the rules of one visit into words, in the order in which they led to the response."""
    visit = assessment.visits[visit_index]
    criterion = criterion_of(assessment.protocol)
    rows = _rows_by_id(assessment.protocol)
    figures = _figures(visit, criterion) | causes_at(
        assessment.case,
        visit_index,
        criterion.rules.thresholds,
        assessment.protocol.options.too_small.um,
    )
    figures |= criterion.more_figures(assessment, visit_index, criterion.rules)
    return tuple(
        Explanation(id=name, citation=rows[name].citation, text=rows[name].text.format_map(figures))
        for name in visit.rules
    )


def distances_in_words(visit: VisitAssessment, unit: str = MM) -> list[str]:
    """Say how far the sum of a visit is from the neighbouring categories.

    Only what can help a reader: nothing at baseline, after a CR or beside a PD of another cause.
    ``unit`` is that of the criterion's sums.
    """
    lines = []
    to_pd, to_pr = distance_to_pd_um(visit), distance_to_pr_um(visit)
    if to_pd is not None and to_pd > 0:
        lines.append(f"PD would have needed a sum {mm_text(to_pd)} {unit} larger.")
    elif to_pd is not None:
        lines.append(f"The sum is {mm_text(-to_pd)} {unit} inside PD.")
    if to_pr is not None and visit.target_literal is Response.PR:
        lines.append(f"The sum is {mm_text(-to_pr)} {unit} inside PR.")
    elif to_pr is not None and visit.target_literal is Response.SD:
        lines.append(f"PR would have needed a sum {mm_text(to_pr)} {unit} smaller.")
    return lines


def signed(change: Decimal) -> str:
    """Write a change with its sign: ``+20.00``, ``−29.51``, ``0.00``."""
    return f"{change:+}".replace("-", "−") if change else str(abs(change))


def signed_mm(um: int) -> str:
    """Write a change in mm with its sign: ``+14.0``, ``−11.2``, ``0.0``."""
    return f"{'+' if um > 0 else ''}{mm_text(um)}".replace("-", "−")


@cache
def _rows_by_id(protocol: Protocol) -> dict[str, Rule[Hashable]]:
    return {rule.id: rule for rule in criterion_of(protocol).rows}


def _figures(visit: VisitAssessment, criterion: Criterion) -> dict[str, str]:
    thresholds = criterion.rules.thresholds
    nadir, baseline, total = visit.nadir_sum_um, visit.baseline_sum_um, visit.sum_um
    # A threshold of whole tenths would contradict a sum between it and the exact one.
    exact = any((um or 0) % TENTH_UM for um in (nadir, baseline, total))
    pd_from = None if nadir is None else thresholds.pd_from(nadir)
    pr_up_to = None if baseline is None else thresholds.pr_up_to(baseline)
    return {
        "sum": _mm(total),
        "baseline": _mm(baseline),
        "baseline_change": _percent(total, baseline),
        "nadir": _mm(nadir),
        "nadir_visit": visit.nadir_visit or NONE,
        "nadir_change": _change(total, nadir, criterion.unit),
        "pd_from": _mm(pd_from) if exact or pd_from is None else shown_pd_from(pd_from),
        "pr_up_to": _mm(pr_up_to) if exact or pr_up_to is None else shown_pr_up_to(pr_up_to),
        "pd_needs": _pd_needs(nadir, criterion),
        "normal_node": f"{thresholds.normal_node_below_um // 1000} mm",
        "as_read": str(visit.overall_as_read),
    }


def _pd_needs(nadir_um: int | None, criterion: Criterion) -> str:
    thresholds = criterion.rules.thresholds
    floor = f"{thresholds.progression_floor_um // 1000} mm"
    if nadir_um == 0:
        return f"over a nadir of 0 the {floor} alone decide"
    return f"PD needs {thresholds.progression_percent} % and {floor}"


def _change(now_um: int | None, before_um: int | None, unit: str) -> str:
    """Write a rise over the nadir: ``14.0 mm (+26.92 %)``."""
    if now_um is None or before_um is None:
        return NONE
    change = percent_change(now_um, before_um)
    return f"{mm_text(now_um - before_um)} {unit}" + (
        "" if change is None else f" ({signed(change)} %)"
    )


def _mm(um: int | None) -> str:
    return NONE if um is None else mm_text(um)


def _percent(now_um: int | None, before_um: int | None) -> str:
    if now_um is None or before_um is None:
        return NONE
    change = percent_change(now_um, before_um)
    return NONE if change is None else signed(change)

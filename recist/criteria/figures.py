"""Figures of an assessed visit for people: percentages, distances, thresholds, text."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from recist.model.assessment import VisitAssessment
from recist.model.length import mm_text

CENT = Decimal("0.01")
TENTH_UM = 100


def percent_change(now_um: int, before_um: int) -> Decimal | None:
    """Return the change in percent, to 0.01 for showing; None over 0."""
    if before_um == 0:
        return None
    exact = Decimal(100 * (now_um - before_um)) / Decimal(before_um)
    # Adding 0 takes the sign off a change that rounds to nothing.
    return exact.quantize(CENT, ROUND_HALF_EVEN) + 0


def baseline_percent(visit: VisitAssessment) -> Decimal | None:
    """Return the change of a complete sum from baseline in percent; None at baseline itself."""
    if not visit.complete or visit.sum_um is None or visit.baseline_sum_um is None:
        return None
    if visit.overall is None:
        return None
    return percent_change(visit.sum_um, visit.baseline_sum_um)


def nadir_percent(visit: VisitAssessment) -> Decimal | None:
    """Return the change of a complete sum from the nadir in percent."""
    if not visit.complete or visit.sum_um is None or visit.nadir_sum_um is None:
        return None
    return percent_change(visit.sum_um, visit.nadir_sum_um)


def nadir_change_um(visit: VisitAssessment) -> int | None:
    """Return the change of a complete sum from the nadir."""
    if not visit.complete or visit.sum_um is None or visit.nadir_sum_um is None:
        return None
    return visit.sum_um - visit.nadir_sum_um


def distance_to_pd_um(visit: VisitAssessment) -> int | None:
    """Return how far the sum (or its measured part) may grow until PD; negative = inside."""
    if visit.sum_um is None or visit.pd_from_um is None:
        return None
    return visit.pd_from_um - visit.sum_um


def distance_to_pr_um(visit: VisitAssessment) -> int | None:
    """Return how far a complete sum must shrink until PR; negative = inside."""
    if not visit.complete or visit.sum_um is None or visit.pr_up_to_um is None:
        return None
    return visit.sum_um - visit.pr_up_to_um


def shown_pd_from(um: int) -> str:
    """Write the PD threshold for people: rounded up to 0.1 mm, so that it is surely PD."""
    return mm_text(-(-um // TENTH_UM) * TENTH_UM)


def shown_pr_up_to(um: int) -> str:
    """Write the PR threshold for people: rounded down to 0.1 mm, so that it is surely PR."""
    return mm_text(um // TENTH_UM * TENTH_UM)

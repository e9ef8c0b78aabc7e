"""What judging a visit brings to light beside the response."""

from __future__ import annotations

from recist.criteria.axes import length_on
from recist.criteria.judged import Judged
from recist.criteria.sums import TargetSum, reappeared_values
from recist.criteria.thresholds import Thresholds
from recist.model.case import Visit
from recist.model.finding import Finding, Severity
from recist.model.reading import Measured


def sum_findings(
    target_sum: TargetSum, visit: Visit, thresholds: Thresholds, *, baseline: bool
) -> list[Finding]:
    """Name the targets without a value, where the reader has not said why.

    At baseline each of them is an error: there is no baseline sum then.
    """
    findings = []
    for lesion, reading, value in target_sum.values:
        if value is not None:
            continue
        axis = thresholds.axis(lesion)
        if isinstance(reading.state, Measured) and length_on(reading.state.diameters, axis) is None:
            findings.append(
                Finding(
                    severity=Severity.WARNING,
                    code="axis-missing",
                    message=f"{reading.lesion} is measured, but has no {axis}: it is missing",
                    lesion=reading.lesion,
                    visit=visit.label,
                )
            )
        if baseline:
            findings.append(
                Finding(
                    severity=Severity.ERROR,
                    code="target-without-baseline",
                    message=(
                        f"{reading.lesion} has no value at baseline: there is no baseline sum, "
                        "and the target response is NE throughout"
                    ),
                    lesion=reading.lesion,
                    visit=visit.label,
                )
            )
    return findings


def reappearance_finding(judged: Judged, thresholds: Thresholds) -> Finding:
    """Ask for a review of a progression that rests on the reappearance rule alone."""
    visit = judged.visit
    again = [valued.reading for valued in reappeared_values(judged.targets.sum, thresholds)]
    shown_by = (*again, *judged.non_targets.persisting)
    return Finding(
        severity=Severity.WARNING,
        code="reappearance-after-cr",
        message=(
            f"PD at {visit.label} rests only on disease that came back after a CR; if the CR "
            "was called too early, both visits are PR"
        ),
        lesion=shown_by[0].lesion,
        visit=visit.label,
    )

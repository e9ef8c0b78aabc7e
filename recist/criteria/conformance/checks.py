"""The checks of a read against its criteria and its protocol, and how they are run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from recist.criteria.conformance import (
    consistency,
    dates,
    measurability,
    plausibility,
    target_choice,
    timing,
)
from recist.criteria.conformance.course import Course, course_of
from recist.criteria.registry import criterion_of
from recist.model.case import Case
from recist.model.finding import Finding
from recist.model.protocol import Protocol

Check = Callable[[Course], list[Finding]]

AT_MEASURING: tuple[Check, ...] = (
    *measurability.UNMEASURABLE,
    measurability.thick_slices_at_nodes,
    measurability.normal_nodes,
    target_choice.too_many_in_organ,
    target_choice.too_many,
)
"""What can be said the moment that a lesion is measured at baseline."""

CHECKS: tuple[Check, ...] = (
    *AT_MEASURING,
    measurability.cystic_targets,
    measurability.bone_without_character,
    measurability.conventional_or_spiral,
    target_choice.no_measurable_disease,
    timing.baseline_too_early,
    timing.baseline_after_start,
    timing.visits_out_of_window,
    timing.missed_visits,
    consistency.changed_methods,
    consistency.changed_slices,
    plausibility.wider_than_a_trunk,
    plausibility.growth_of_no_tumour,
    dates.unlikely_dates,
)
"""Every check, in the order in which the findings are listed."""


def conformance(
    case: Case, protocol: Protocol, checks: Sequence[Check] = CHECKS
) -> tuple[Finding, ...]:
    """Return how a case departs from its criteria and its protocol.

    What the model has found already while it put the case together (a missing row, a missing
    reason, a role or an organ that changes) is not repeated.

    Parameters
    ----------
    case : Case
        In the scope that is meant.

    Raises
    ------
    LookupError
        Where the protocol's criterion is not installed.
    """
    course = course_of(case, protocol, criterion_of(protocol))
    return tuple(note for check in checks for note in check(course))

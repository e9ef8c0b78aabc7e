"""Which rules in millimetres, not in percent, had a part in a visit's answer."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from recist.criteria.sums import Adder
from recist.criteria.thresholds import Thresholds
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.case import Case, Visit
from recist.model.lesion import Lesion
from recist.model.reading import Reading, TooSmall, diameters_of


class AbsoluteRule(StrEnum):
    """A rule that a change of scale does not leave as it is."""

    FLOOR = "the 5 mm that progression needs, not its percentage"
    NODE = "a node below 10 mm is normal"
    TOO_SMALL = "a lesion too small to measure counts 5 mm"
    NEW_NODULE = "a new nodule of the liver counts from 10 mm on"
    GROWTH = "growth since the first iUPD confirms it from 5 mm on"


def absolute_rules(
    assessment: CaseAssessment, index: int, thresholds: Thresholds
) -> frozenset[AbsoluteRule]:
    """Return the rules in millimetres that were used at a visit.

    A visit on which none was used is judged the same whatever unit the lengths are in.
    """
    case, visit = assessment.case, assessment.case.visits[index]
    too_small_um = assessment.protocol.options.too_small.um
    judged = assessment.visits[index]
    used = set(_of_sum(judged, thresholds))
    if judged.progression_run is not None:
        used.add(AbsoluteRule.GROWTH)
    targets = Adder(case.targets, thresholds, too_small_um, visit.left).add_up(visit.targets)
    for lesion, reading, number in targets.values:
        if isinstance(reading.state, TooSmall):
            used.add(AbsoluteRule.TOO_SMALL)
        if number and lesion.nodal and number < thresholds.normal_node_below_um:
            used.add(AbsoluteRule.NODE)
    for lesion, reading in _others(case, visit):
        size = diameters_of(reading.state).longest
        if size is None:
            continue
        if lesion.nodal and size.um < thresholds.normal_node_below_um:
            used.add(AbsoluteRule.NODE)
        elif size.um < thresholds.new_nodule_from_um:
            used.add(AbsoluteRule.NEW_NODULE)
    return frozenset(used)


def _of_sum(visit: VisitAssessment, thresholds: Thresholds) -> Iterator[AbsoluteRule]:
    nadir_um, sum_um = visit.nadir_sum_um, visit.sum_um
    if not thresholds.progression_floor_um or nadir_um is None or sum_um is None:
        return
    by_percent_um = -(-nadir_um * (100 + thresholds.progression_percent) // 100)
    if nadir_um == 0 or by_percent_um <= sum_um < thresholds.pd_from(nadir_um):
        yield AbsoluteRule.FLOOR


def _others(case: Case, visit: Visit) -> Iterator[tuple[Lesion, Reading]]:
    for lesion, parts in zip(case.non_targets, visit.non_targets, strict=True):
        for part in parts:
            yield lesion, part
    for lesion, reading in zip(case.new_lesions, visit.new, strict=True):
        if reading is not None:
            yield lesion, reading

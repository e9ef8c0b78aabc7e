"""Thresholds of a sum of diameters, in whole micrometres: compared exactly, never in floats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from recist.criteria.axes import Axis, short_for_nodes
from recist.model.lesion import Lesion


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What counts of a lesion and where a category begins; the defaults are RECIST 1.1's (§4.3.1).

    Attributes
    ----------
    axis : callable
        Says which axis of a lesion counts.
    progression_floor_um : int
        By how much a sum must have grown at least, beside the percentage.
    normal_node_below_um : int
        A smaller node is no disease.
    new_nodule_from_um : int
        A smaller new lesion of the liver does not count, whatever it is called (mRECIST).
    sole_new_node_from_um : int
        A smaller node that is the only new lesion is pointed out.
    """

    axis: Callable[[Lesion], Axis] = short_for_nodes
    response_percent: int = 30
    progression_percent: int = 20
    progression_floor_um: int = 5_000
    normal_node_below_um: int = 10_000
    new_nodule_from_um: int = 0
    sole_new_node_from_um: int = 15_000

    def pd_from(self, nadir_um: int) -> int:
        """Return the smallest sum that is PD: both bounds over the nadir, inclusive.

        The percentage has no meaning over a nadir of 0; there the floor alone decides, and
        without a floor any sum above 0.
        """
        by_percent = -(-nadir_um * (100 + self.progression_percent) // 100)
        return max(by_percent, nadir_um + max(self.progression_floor_um, 1))

    def pr_up_to(self, baseline_um: int) -> int:
        """Return the largest sum that is PR, inclusive."""
        return baseline_um * (100 - self.response_percent) // 100

"""Thresholds of a sum of diameters, in whole micrometres: compared exactly, never in floats."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Where a category begins; the defaults are RECIST 1.1's (§4.3.1)."""

    response_percent: int = 30
    progression_percent: int = 20
    progression_floor_um: int = 5_000
    normal_node_below_um: int = 10_000
    sole_new_node_from_um: int = 15_000

    def pd_from(self, nadir_um: int) -> int:
        """Return the smallest sum that is PD: both bounds over the nadir, inclusive.

        The percentage has no meaning over a nadir of 0; there the floor alone decides.
        """
        by_percent = -(-nadir_um * (100 + self.progression_percent) // 100)
        return max(by_percent, nadir_um + self.progression_floor_um)

    def pr_up_to(self, baseline_um: int) -> int:
        """Return the largest sum that is PR, inclusive."""
        return baseline_um * (100 - self.response_percent) // 100

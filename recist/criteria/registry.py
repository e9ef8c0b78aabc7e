"""Which criteria there are: whatever registers under the entry point ``recist.criteria``."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import cast

from recist.criteria.criterion import Criterion
from recist.model.assessment import CaseAssessment
from recist.model.case import Case
from recist.model.protocol import Protocol

GROUP = "recist.criteria"


@cache
def criteria() -> dict[str, Criterion]:
    """Return every installed criterion by its name."""
    loaded = (cast(Criterion, point.load()) for point in entry_points(group=GROUP))
    return {criterion.name: criterion for criterion in loaded}


def criterion_of(protocol: Protocol) -> Criterion:
    """Return the criterion that a protocol names.

    Raises
    ------
    LookupError
        Where no such criterion is installed.
    """
    found = criteria().get(protocol.criteria)
    if found is None:
        raise LookupError(
            f"protocol {protocol.id} asks for {protocol.criteria!r}, which is not installed; "
            f"there are {', '.join(sorted(criteria()))}"
        )
    return found


def assess(case: Case, protocol: Protocol) -> CaseAssessment:
    """Judge a case by its protocol's criterion."""
    return criterion_of(protocol).assess(case, protocol)

"""One visit while it is judged: the facts, and the rows of the tables that they lead to."""

from __future__ import annotations

from dataclasses import dataclass

from recist.criteria.new_lesions import Standing
from recist.criteria.non_targets import NonTargetFacts
from recist.criteria.sums import Extent, TargetSum
from recist.criteria.table import Rule
from recist.model.case import Visit
from recist.model.response import NewLesion, Response


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What the targets of a visit say against baseline and nadir.

    ``progression`` and ``response`` are the two thresholds of the sum, each on its own.
    """

    sum: TargetSum
    extent: Extent
    progression: bool
    response: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A visit with its facts and the rules that fired; rules are None where nothing is judged.

    ``literal`` is the target rule without the hold of an earlier PR; ``was_cr`` says whether
    an earlier visit was in overall CR.
    """

    visit: Visit
    targets: TargetFacts
    non_targets: NonTargetFacts
    new: Standing
    target: Rule[Response] | None
    literal: Rule[Response] | None
    non_target: Rule[Response] | None
    overall: Rule[Response]
    was_cr: bool

    @property
    def target_progressed(self) -> bool:
        """Whether the target response is PD."""
        return self.target is not None and self.target.outcome is Response.PD

    @property
    def non_target_progressed(self) -> bool:
        """Whether the non-target response is PD."""
        return self.non_target is not None and self.non_target.outcome is Response.PD

    @property
    def rests_on_reappearance(self) -> bool:
        """Whether the visit is PD only because disease came back after an overall CR."""
        return (
            self.overall.outcome is Response.PD
            and self.new.overall is not NewLesion.UNEQUIVOCAL
            and not (self.target_progressed and self.targets.progression)
            and not self.non_targets.progression
        )

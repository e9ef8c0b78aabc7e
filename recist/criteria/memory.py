"""What earlier visits of a course have left behind for the next one to be judged against."""

from __future__ import annotations

from collections.abc import Iterable

from recist.criteria.course_findings import sum_findings
from recist.criteria.rule_set import RuleSet
from recist.criteria.sums import Adder, TargetSum, as_baseline
from recist.model.case import Case, Visit
from recist.model.finding import Finding
from recist.model.protocol import Protocol
from recist.model.response import NewLesion


class Memory:
    """Baseline, nadir and what has happened so far; changes from visit to visit.

    Attributes
    ----------
    pd_from_um, pr_up_to_um : int or None
        The thresholds that follow from nadir and baseline, None without them.
    left : frozenset of str
        Ids of the lesions that a planned local treatment took out of the assessment.
    """

    def __init__(self, case: Case, protocol: Protocol, rules: RuleSet) -> None:
        self.case = case
        self.protocol = protocol
        self.rules = rules
        self.new = (NewLesion.NONE,) * len(case.new_lesions)
        self.baseline_um: int | None = None
        self.nadir_um: int | None = None
        self.nadir_visit: str | None = None
        self.pd_from_um: int | None = None
        self.pr_up_to_um: int | None = None
        self.in_response = False
        self.was_cr = False
        self.progressed = False
        self.doubted = False
        self.findings: list[Finding] = []
        self._rebaselines = False
        self._follow(frozenset())

    def _follow(self, left: frozenset[str]) -> None:
        case = self.case
        too_small_um = self.protocol.options.too_small.um
        self.left = left
        self._adder = Adder(case.targets, self.rules.thresholds, too_small_um, left)
        self.has_targets = self._adder.has_targets
        followed = any(lesion.id not in left for lesion in case.non_targets)
        self.has_non_targets = followed or bool(case.markers)

    def sum_of(self, visit: Visit) -> TargetSum:
        """Add up the targets of a visit."""
        return self._adder.add_up(visit.targets)

    def begin(self, visit: Visit) -> TargetSum:
        """Take the sum of the baseline visit, where every target has a value there."""
        target_sum = as_baseline(self.sum_of(visit))
        if not target_sum.complete:
            self._report(target_sum, visit, baseline=True)
        elif self.has_targets:
            self._start_from(target_sum, visit)
        return target_sum

    def take_sum(self, target_sum: TargetSum, visit: Visit) -> None:
        """Let a complete sum be the next nadir, or the next baseline where lesions have left."""
        if not target_sum.complete:
            self._report(target_sum, visit, baseline=False)
        elif self._rebaselines:
            self._start_from(target_sum, visit)
        elif self.nadir_um is not None and (target_sum.sum_um or 0) < self.nadir_um:
            self._set_nadir(target_sum.sum_um or 0, visit)

    def leave(self, left: frozenset[str], earlier: Iterable[Visit]) -> None:
        """Go on without the lesions that a planned treatment took out of the assessment.

        The visit is compared with what the rest was before; its sum is the next baseline.
        """
        self._follow(left)
        self._forget_sums()
        for visit in earlier:
            rest = self.sum_of(visit)
            if visit is self.case.visits[0]:
                rest = as_baseline(rest)
                if rest.complete and rest.sum_um is not None:
                    self._start_from(rest, visit)
            elif rest.complete and self.nadir_um is not None and (rest.sum_um or 0) < self.nadir_um:
                self._set_nadir(rest.sum_um or 0, visit)
        self._rebaselines = self.has_targets

    def _forget_sums(self) -> None:
        self.baseline_um = self.nadir_um = self.nadir_visit = None
        self.pd_from_um = self.pr_up_to_um = None
        self.in_response = False

    def _start_from(self, target_sum: TargetSum, visit: Visit) -> None:
        total_um = target_sum.sum_um or 0
        self.baseline_um = total_um
        self.pr_up_to_um = self.rules.thresholds.pr_up_to(total_um)
        self._set_nadir(total_um, visit)
        self._rebaselines = False

    def _set_nadir(self, total_um: int, visit: Visit) -> None:
        self.nadir_um, self.nadir_visit = total_um, visit.label
        self.pd_from_um = self.rules.thresholds.pd_from(total_um)

    def _report(self, target_sum: TargetSum, visit: Visit, *, baseline: bool) -> None:
        """Note which targets have no value."""
        thresholds = self.rules.thresholds
        self.findings.extend(sum_findings(target_sum, visit, thresholds, baseline=baseline))

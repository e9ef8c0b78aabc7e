"""What a criterion registers: its name, its rules, and how it judges a case."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from recist.criteria.course import judge
from recist.criteria.local_treatment import after_treatments
from recist.criteria.measurability import Measurability
from recist.criteria.rule_set import RuleSet
from recist.criteria.table import Rule
from recist.model.assessment import CaseAssessment
from recist.model.case import Case
from recist.model.protocol import Protocol
from recist.model.response import Response

RECIST_RANKING = (
    Response.CR,
    Response.PR,
    Response.SD,
    Response.NON_CR_NON_PD,
    Response.PD,
    Response.NED,
    Response.NE,
)


def no_figures(assessment: CaseAssessment, index: int, rules: RuleSet) -> Mapping[str, str]:
    """Return nothing: a criterion whose sentences need the shared figures only."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A response criterion.

    Attributes
    ----------
    name : str
        As protocols name it, such as ``RECIST 1.1``.
    rules : RuleSet
        Figures and tables; what a criterion of another kind needs beside them is its own.
    judging : callable
        Judges a case whose local treatments have been acted on.
    ranking : tuple of Response
        What a visit can come to, the best first.
    ends : frozenset of Response
        What ends a course: later visits do not count for the best response.
    more_rows : tuple of Rule
        Rows beside those of ``rules``.
    more_figures : callable
        Figures of a visit for the sentences of these rows, by name.
    measurability : Measurability
        From which size on a lesion may be a target.
    unit : str
        Of its sums, for people; their numbers are thousandths of it.
    """

    name: str
    rules: RuleSet
    judging: Callable[[Case, Protocol, RuleSet], CaseAssessment] = judge
    ranking: tuple[Response, ...] = RECIST_RANKING
    ends: frozenset[Response] = frozenset({Response.PD})
    more_rows: tuple[Rule[Hashable], ...] = ()
    more_figures: Callable[[CaseAssessment, int, RuleSet], Mapping[str, str]] = no_figures
    measurability: Measurability = Measurability()
    unit: str = "mm"

    @property
    def rows(self) -> tuple[Rule[Hashable], ...]:
        """Every row of every table, for wording and documentation."""
        return (*self.rules.rows, *self.more_rows)

    def assess(self, case: Case, protocol: Protocol) -> CaseAssessment:
        """Judge a case."""
        treated = after_treatments(case, protocol.options.local_treatment)
        return self.judging(treated, protocol, self.rules)

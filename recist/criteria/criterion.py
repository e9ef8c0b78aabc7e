"""What a criterion registers: its name, its rules, and how it judges a case."""

from __future__ import annotations

from dataclasses import dataclass

from recist.criteria.course import RuleSet, judge
from recist.criteria.table import Rule
from recist.model.assessment import CaseAssessment
from recist.model.case import Case
from recist.model.protocol import Protocol
from recist.model.response import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A response criterion.

    Attributes
    ----------
    name : str
        As protocols name it, such as ``RECIST 1.1``.
    rows : tuple of Rule
        Every row of every table, for wording and documentation.
    """

    name: str
    rules: RuleSet
    rows: tuple[Rule[Response], ...]

    def assess(self, case: Case, protocol: Protocol) -> CaseAssessment:
        """Judge a case."""
        return judge(case, protocol, self.rules)

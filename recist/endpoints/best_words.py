"""The reasoning of the best overall response in words, made on demand."""

from __future__ import annotations

from recist.criteria.wording import Explanation
from recist.endpoints.best_rows import ROWS
from recist.model.assessment import BestResponse, CaseAssessment

SINGLE_PAPERS = {"RECIST 1.0": "Therasse 2000, best overall response and confirmation"}
"""Where the rows stand in a criterion that has them from a paper of its own."""


def best_in_words(assessment: CaseAssessment, best: BestResponse) -> Explanation:
    """Put the rule of a best response into words, with the visits that it rests on."""
    protocol, rule = assessment.protocol, ROWS[best.rule]
    by_label = {visit.visit: visit for visit in assessment.visits}
    held = [by_label[label] for label in best.visits]
    figures: dict[str, object] = {
        "outcome": best.response,
        "minimum": protocol.options.stable_disease_minimum_days,
        "interval": protocol.confirmation.interval_days,
    }
    if held:
        first, last = held[0], held[-1]
        begin, end = first.response_date.day, last.response_date.day
        figures |= {
            "overall": first.overall,
            "visit": first.visit,
            "first": first.visit,
            "last": last.visit,
            "days": (end - begin).days if begin and end else "unknown",
        }
    return Explanation(
        id=rule.id,
        citation=SINGLE_PAPERS.get(protocol.criteria, rule.citation),
        text=rule.text.format_map(figures),
    )

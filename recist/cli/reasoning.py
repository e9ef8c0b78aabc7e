"""The reasoning of a visit and of a course in lines of text."""

from __future__ import annotations

from recist.criteria.absolute import AbsoluteRule, absolute_rules
from recist.criteria.registry import criterion_of
from recist.criteria.wording import distances_in_words
from recist.criteria.wording import explain as rules_in_words
from recist.endpoints.best import best_response
from recist.endpoints.best_words import best_in_words
from recist.model.assessment import CaseAssessment
from recist.model.length import mm_text


def best_lines(assessment: CaseAssessment) -> list[str]:
    """Return the best response with its rule, and what was found of the course as a whole."""
    best = best_response(assessment)
    when = f" on {best.date.text}" if best.date.text else ""
    rule = best_in_words(assessment, best)
    lines = [f"Best overall response: {best.response}{when}", f"  {rule.text}"]
    lines.append(f"    {rule.citation} · {rule.id}")
    if best.needs_review:
        lines.append(f"  To be reviewed: the alternative is {best.alternative}.")
    labels = {visit.visit for visit in assessment.visits}
    notes = (*assessment.findings, *best.findings)
    lines.extend(
        f"  {note.severity}: {note.message}"
        for note in notes
        if note.visit not in labels or note in best.findings
    )
    return lines


def visit_lines(assessment: CaseAssessment, index: int) -> list[str]:
    """Return a visit's response: rules, clauses, arithmetic, and what was found of it."""
    visit = assessment.visits[index]
    answer = "baseline" if visit.overall is None else str(visit.overall)
    dated = visit.overall is not None and visit.response_date.text != visit.date.text
    head = f"{visit.visit}, {visit.date.text or 'no date'}: {answer}"
    head += f", response dated {visit.response_date.text}" if dated else ""
    head += ", after progression" if visit.after_progression else ""
    lines = [head]
    if visit.overall is None and visit.baseline_sum_um is not None:
        lines.append(f"  The baseline sum is {mm_text(visit.baseline_sum_um)} mm.")
    for rule in rules_in_words(assessment, index):
        lines.append(f"  {rule.text}")
        lines.append(f"    {rule.citation} · {rule.id}")
    criterion = criterion_of(assessment.protocol)
    lines.extend(f"  {line}" for line in distances_in_words(visit, criterion.unit))
    used = absolute_rules(assessment, index, criterion.rules.thresholds)
    lines.extend(f"  Decided in millimetres: {rule}." for rule in AbsoluteRule if rule in used)
    notes = [note for note in assessment.findings if note.visit == visit.visit]
    lines.extend(f"  {note.severity}: {note.message}" for note in notes)
    return lines

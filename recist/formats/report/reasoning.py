"""Why each response is what it is: the rules in words, their clauses and their ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer, Table

from recist.criteria.absolute import AbsoluteRule, absolute_rules
from recist.criteria.registry import criterion_of
from recist.criteria.wording import Explanation, distances_in_words, explain
from recist.endpoints.best import best_response
from recist.endpoints.best_words import best_in_words
from recist.formats.paper_words import Words
from recist.formats.report.chip import Chip
from recist.formats.report.course_rows import overall_words
from recist.formats.report.fonts import PLAIN
from recist.formats.report.page import BODY, LINE_COLOUR, PORTRAIT_WIDTH, SMALL, STRONG
from recist.model.assessment import CaseAssessment
from recist.model.length import mm_text

VISIT_WIDTH = 34 * mm
MOST_IN_RULE = 900


def set_reasoning(assessment: CaseAssessment, words: Words) -> Table:
    """Return the reasoning of one case: a row per visit, the best response at the end."""
    rows = [_visit_row(assessment, index, words) for index in range(len(assessment.visits))]
    rows.append(_best_row(assessment, words))
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONTNAME", (0, 0), (-1, -1), PLAIN),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 3.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE_COLOUR),
    ]
    widths = [VISIT_WIDTH, PORTRAIT_WIDTH - VISIT_WIDTH]
    return Table(rows, colWidths=widths, style=style, hAlign="LEFT")


def _visit_row(assessment: CaseAssessment, index: int, words: Words) -> list[Any]:
    visit = assessment.visits[index]
    chip = Chip(visit.overall)
    chip.hAlign = "LEFT"
    left: list[Any] = [
        Paragraph(words.markup(visit.visit, 60), STRONG),
        Paragraph(words.markup(visit.date.text or "no date", 20), SMALL),
        Spacer(0, 2.5),
        chip,
    ]
    dated = visit.overall is not None and visit.response_date.text != visit.date.text
    notes = [overall_words(visit), f"dated {visit.response_date.text}" if dated else ""]
    if any(notes):
        left.append(Paragraph(words.markup(", ".join(filter(None, notes))), SMALL))
    return [left, list(_visit_reasons(assessment, index, words))]


def _visit_reasons(assessment: CaseAssessment, index: int, words: Words) -> Iterator[Any]:
    visit, criterion = assessment.visits[index], criterion_of(assessment.protocol)
    if visit.overall is None and visit.baseline_sum_um is not None:
        said = f"The baseline sum is {mm_text(visit.baseline_sum_um)} {criterion.unit}."
        yield Paragraph(said, BODY)
    elif visit.overall is None:
        yield Paragraph("There is no sum at baseline.", BODY)
    for rule in explain(assessment, index):
        yield from _rule(rule, words)
    lines = distances_in_words(visit, criterion.unit)
    used = absolute_rules(assessment, index, criterion.rules.thresholds)
    lines += [f"Decided in millimetres: {rule}." for rule in AbsoluteRule if rule in used]
    if lines:
        yield Paragraph(words.markup(" ".join(lines), MOST_IN_RULE), BODY)


def _rule(rule: Explanation, words: Words) -> Iterator[Any]:
    yield Paragraph(words.markup(rule.text, MOST_IN_RULE), BODY)
    yield Paragraph(words.markup(f"{rule.citation} · {rule.id}"), SMALL)
    yield Spacer(0, 2)


def _best_row(assessment: CaseAssessment, words: Words) -> list[Any]:
    best = best_response(assessment)
    chip = Chip(best.response)
    chip.hAlign = "LEFT"
    left: list[Any] = [Paragraph("Best overall response", STRONG)]
    if best.date.text:
        left.append(Paragraph(words.markup(best.date.text, 20), SMALL))
    left += [Spacer(0, 2.5), chip]
    right = list(_rule(best_in_words(assessment, best), words))
    if best.needs_review:
        said = f"To be reviewed: the alternative is {best.alternative}."
        right.append(Paragraph(said, STRONG))
    return [left, right]

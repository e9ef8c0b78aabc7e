"""``recist explain``: the reasoning of a visit in words."""

from __future__ import annotations

from typing import Annotated

import typer

from recist.app import DEFAULT_PROTOCOL, assess_tables
from recist.cli.options import Out, ProtocolId, Reader, Subjects, Tables
from recist.cli.output import put
from recist.criteria.wording import distances_in_words
from recist.criteria.wording import explain as rules_in_words
from recist.endpoints.best import ROWS, best_response
from recist.model.assessment import CaseAssessment
from recist.model.errors import InputError
from recist.model.length import mm_text


def explain(
    tables: Tables,
    subject: Annotated[str, typer.Option(metavar="ID", help="The subject to explain.")],
    reader: Reader = None,
    visit: Annotated[
        str | None, typer.Option(metavar="LABEL", help="Only this visit; all of them otherwise.")
    ] = None,
    protocol: ProtocolId = DEFAULT_PROTOCOL,
    subjects: Subjects = None,
    out: Out = None,
) -> None:
    """Explain responses: rules, clauses, arithmetic."""
    assessments = [
        assessment
        for assessment in assess_tables(tables, subjects=subjects, protocol=protocol, reader=reader)
        if assessment.case.subject == subject
    ]
    if not assessments:
        raise InputError(f"no row is of subject {subject!r}; check its spelling")
    lines = [line for assessment in assessments for line in _course(assessment, visit)]
    if not lines:
        known = ", ".join(one.visit for one in assessments[0].visits)
        raise InputError(f"subject {subject} has no visit {visit!r}; there is {known}")
    put("\n".join(lines) + "\n", out, inputs=tables)


def _course(assessment: CaseAssessment, label: str | None) -> list[str]:
    chosen = [
        index
        for index, visit in enumerate(assessment.visits)
        if label is None or visit.visit.casefold() == label.casefold()
    ]
    if not chosen:
        return []
    case = assessment.case
    by = f", reader {case.reader}" if case.reader else ""
    lines = [f"{case.subject}{by} · {assessment.protocol.criteria}", ""]
    for index in chosen:
        lines.extend([*_visit(assessment, index), ""])
    if label is None:
        lines.extend([*_best(assessment), ""])
    return lines


def _best(assessment: CaseAssessment) -> list[str]:
    best = best_response(assessment)
    when = f" on {best.date.text}" if best.date.text else ""
    rule = ROWS[best.rule]
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


def _visit(assessment: CaseAssessment, index: int) -> list[str]:
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
    lines.extend(f"  {line}" for line in distances_in_words(visit))
    notes = [note for note in assessment.findings if note.visit == visit.visit]
    lines.extend(f"  {note.severity}: {note.message}" for note in notes)
    return lines

"""``recist explain``: the reasoning of a visit in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from recist.cli.options import (
    Out,
    ProtocolIds,
    Reader,
    Scope,
    Subjects,
    TablesOrTrial,
    Treatments,
)
from recist.cli.output import present, put, tell_unread
from recist.cli.sources import source_of
from recist.cli.what_if_table import column_heads
from recist.criteria.absolute import AbsoluteRule, absolute_rules
from recist.criteria.registry import criterion_of
from recist.criteria.wording import distances_in_words
from recist.criteria.wording import explain as rules_in_words
from recist.endpoints.best import best_response
from recist.endpoints.best_words import best_in_words
from recist.model.assessment import CaseAssessment
from recist.model.errors import InputError
from recist.model.length import mm_text
from recist.model.protocol import Protocol
from recist.model.scope import ALL
from recist.trial.exporting import head_line
from recist.trial.judging import judge_reads, scope_named


def explain(
    tables: TablesOrTrial,
    subject: Annotated[str, typer.Option(metavar="ID", help="The subject to explain.")],
    reader: Reader = None,
    visit: Annotated[
        str | None, typer.Option(metavar="LABEL", help="Only this visit; all of them otherwise.")
    ] = None,
    protocol: ProtocolIds = None,
    subjects: Subjects = None,
    treatments: Treatments = None,
    scope: Scope = None,
    out: Out = None,
) -> None:
    """Explain responses: rules, clauses, arithmetic; with several protocols one after another."""
    source = source_of(tables, subjects=subjects, treatments=treatments, protocols=protocol)
    protocols, everything = source.protocols, source.reads
    reads = everything.by(reader).of(subject)
    chosen = scope_named(scope, everything, protocols)
    assessed = [judge_reads(reads, one, chosen) for one in protocols]
    assessments = [assessment for cases in assessed for assessment in cases]
    lines = [
        line
        for cases in assessed
        for assessment in cases
        for line in _course(assessment, visit, protocols, scopes=len(cases[0].protocol.scopes))
    ]
    if not lines:
        known = ", ".join(one.visit for one in assessments[0].visits)
        raise InputError(f"subject {subject} has no visit {visit!r}; there is {known}")
    if source.head:
        lines.append(head_line(source.head))
    text = "\n".join(lines) + "\n"
    source.note("explain", "explanation", "text", text)
    put(text, out, inputs=present(*tables, subjects, treatments))
    tell_unread(everything, subjects, treatments)


def _course(
    assessment: CaseAssessment,
    label: str | None,
    protocols: Sequence[Protocol],
    *,
    scopes: int,
) -> list[str]:
    chosen = [
        index
        for index, visit in enumerate(assessment.visits)
        if label is None or visit.visit.casefold() == label.casefold()
    ]
    if not chosen:
        return []
    lines = [_head(assessment, protocols, scopes=scopes), ""]
    for index in chosen:
        lines.extend([*_visit(assessment, index), ""])
    if label is None:
        lines.extend([*_best(assessment), ""])
    return lines


def _head(assessment: CaseAssessment, protocols: Sequence[Protocol], *, scopes: int) -> str:
    """Name subject, reader and criteria; scope and protocol where there are several."""
    case, protocol = assessment.case, assessment.protocol
    names = dict(zip(protocols, column_heads(protocols), strict=True))
    by = f", reader {case.reader}" if case.reader else ""
    where = f" · {case.scope}" if scopes > 1 or case.scope != ALL else ""
    also = f" · {protocol.id}" if names[protocol] == protocol.id else ""
    return f"{case.subject}{by}{where} · {protocol.criteria}{also}"


def _best(assessment: CaseAssessment) -> list[str]:
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
    criterion = criterion_of(assessment.protocol)
    lines.extend(f"  {line}" for line in distances_in_words(visit, criterion.unit))
    used = absolute_rules(assessment, index, criterion.rules.thresholds)
    lines.extend(f"  Decided in millimetres: {rule}." for rule in AbsoluteRule if rule in used)
    notes = [note for note in assessment.findings if note.visit == visit.visit]
    lines.extend(f"  {note.severity}: {note.message}" for note in notes)
    return lines

"""``recist explain``: the reasoning of a visit in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from recist.cli.explain_row import explain_row
from recist.cli.options import (
    Out,
    ProtocolIds,
    Reader,
    Scope,
    Subjects,
    TablesOrTrial,
    Treatments,
)
from recist.cli.output import tell_unread
from recist.cli.reasoning import best_lines, visit_lines
from recist.cli.record_source import record_source
from recist.cli.sources import Source, source_of
from recist.cli.what_if_table import column_heads
from recist.model.assessment import CaseAssessment
from recist.model.errors import InputError
from recist.model.protocol import Protocol
from recist.model.scope import ALL
from recist.trial.exporting import head_line
from recist.trial.judging import Reads, judge_reads, scope_named

Subject = Annotated[str | None, typer.Option(metavar="ID", help="The subject to explain.")]
AskedRow = Annotated[
    str | None,
    typer.Option(
        metavar="USUBJID,RSSEQ",
        help="A row of an exported RS instead; TR,USUBJID,TRSEQ for one of TR.",
    ),
]
Visit = Annotated[
    str | None, typer.Option(metavar="LABEL", help="Only this visit; all of them otherwise.")
]


def explain(
    tables: TablesOrTrial,
    subject: Subject = None,
    row: AskedRow = None,
    reader: Reader = None,
    visit: Visit = None,
    protocol: ProtocolIds = None,
    subjects: Subjects = None,
    treatments: Treatments = None,
    scope: Scope = None,
    out: Out = None,
) -> None:
    """Explain responses: rules, clauses, arithmetic; with several protocols one after another.

    With --row, a row of an exported dataset: its reasoning, and every lesion that it rests on,
    with its image and end points.
    """
    if (row is None) == (subject is None):
        raise InputError("explain: say whose responses with --subject, or which row with --row")
    if subject is None:
        if (reader, visit, scope) != (None, None, None):
            raise InputError("explain: --row names reader, visit and scope itself; leave them out")
        found = record_source(
            tables, subjects=subjects, treatments=treatments, protocols=protocol, scans=()
        )
        explain_row(found, row or "", out, is_default=not protocol)
        return
    source = source_of(tables, subjects=subjects, treatments=treatments, protocols=protocol)
    everything = source.reads
    text = _explained(source, everything.by(reader).of(subject), visit, scope)
    source.give(text, out, command="explain", what="explanation", format="text")
    tell_unread(everything, subjects, treatments)


def _explained(source: Source, reads: Reads, label: str | None, scope: str | None) -> str:
    """Return the reasoning of a subject's visits, or of one of them, under each protocol."""
    protocols = source.protocols
    chosen = scope_named(scope, source.reads, protocols)
    assessed = [judge_reads(reads, one, chosen) for one in protocols]
    lines = [
        line
        for cases in assessed
        for assessment in cases
        for line in _course(assessment, label, protocols, scopes=len(cases[0].protocol.scopes))
    ]
    if not lines:
        case = assessed[0][0]
        known = ", ".join(one.visit for one in case.visits)
        raise InputError(f"subject {case.case.subject} has no visit {label!r}; there is {known}")
    if source.head:
        lines.append(head_line(source.head))
    return "\n".join(lines) + "\n"


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
        lines.extend([*visit_lines(assessment, index), ""])
    if label is None:
        lines.extend([*best_lines(assessment), ""])
    return lines


def _head(assessment: CaseAssessment, protocols: Sequence[Protocol], *, scopes: int) -> str:
    """Name subject, reader and criteria; scope and protocol where there are several."""
    case, protocol = assessment.case, assessment.protocol
    names = dict(zip(protocols, column_heads(protocols), strict=True))
    by = f", reader {case.reader}" if case.reader else ""
    where = f" · {case.scope}" if scopes > 1 or case.scope != ALL else ""
    also = f" · {protocol.id}" if names[protocol] == protocol.id else ""
    return f"{case.subject}{by}{where} · {protocol.criteria}{also}"

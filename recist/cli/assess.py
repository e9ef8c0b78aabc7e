"""``recist assess``: every visit's response."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from recist.app import (
    document_of,
    response_csv,
    what_if_csv,
    what_if_document,
)
from recist.cli.options import (
    Out,
    ProtocolIds,
    Reader,
    Scope,
    Subjects,
    TablesOrTrial,
    Treatments,
)
from recist.cli.output import (
    json_text,
    tell_findings,
    tell_unread,
    terminal_width,
    warn,
)
from recist.cli.response_table import response_table
from recist.cli.sources import source_of
from recist.cli.what_if_table import what_if_table
from recist.model.assessment import CaseAssessment
from recist.model.protocol import Protocol
from recist.trial.columns import AUDIT_HEAD
from recist.trial.comparison import by_case, differences
from recist.trial.judging import judge_reads, scope_named


class Format(StrEnum):
    """How the responses are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Assessed = list[tuple[Protocol, tuple[CaseAssessment, ...]]]


def assess(
    tables: TablesOrTrial,
    protocol: ProtocolIds = None,
    subjects: Subjects = None,
    treatments: Treatments = None,
    reader: Reader = None,
    scope: Scope = None,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TABLE,
    out: Out = None,
) -> None:
    """Print the response of every visit.

    With several protocols their answers stand side by side, each difference with its reason.
    """
    source = source_of(tables, subjects=subjects, treatments=treatments, protocols=protocol)
    protocols, everything = source.protocols, source.reads
    reads = everything.by(reader)
    chosen = scope_named(scope, everything, protocols)
    assessed = [(one, judge_reads(reads, one, chosen)) for one in protocols]
    width = terminal_width() if out is None else None
    if len(assessed) == 1:
        text = _one(assessed[0][1], format, width, source.head)
    else:
        text = _several(assessed, format, width, source.head)
    source.give(text, out, command="assess", what="responses", format=format)
    tell_unread(everything, subjects, treatments)
    tell_findings([case for _, cases in assessed for case in cases])


def _one(
    assessments: Sequence[CaseAssessment], format: Format, width: int | None, head: str
) -> str:
    match format:
        case Format.JSON:
            return json_text(document_of(assessments) | _headed(head))
        case Format.CSV:
            return response_csv(assessments, head)
        case Format.TABLE:
            return response_table(assessments, width)


def _several(assessed: Assessed, format: Format, width: int | None, head: str) -> str:
    found = differences([cases for _, cases in assessed])
    first = by_case(assessed[0][1])
    for protocol, cases in assessed[1:]:
        if not first.keys() & by_case(cases).keys():
            warn(f"{assessed[0][0].id} and {protocol.id} have no scope in common")
    match format:
        case Format.JSON:
            return json_text(what_if_document(assessed, found) | _headed(head))
        case Format.CSV:
            return what_if_csv(assessed, found, head)
        case Format.TABLE:
            return what_if_table(assessed, found, width)


def _headed(head: str) -> dict[str, str]:
    """Return the head of a trial as its answers carry it; reading tables have none."""
    return {AUDIT_HEAD: head} if head else {}

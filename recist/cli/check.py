"""``recist check``: what is wrong with the readings, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from recist.app import DEFAULT_PROTOCOL, assess_tables
from recist.cli.options import Out, ProtocolId, Subjects, Tables
from recist.cli.output import put, tell_findings
from recist.endpoints.best import best_response
from recist.model.assessment import CaseAssessment

EXIT_ERRORS_FOUND = 1


def check(
    tables: Tables,
    protocol: ProtocolId = DEFAULT_PROTOCOL,
    subjects: Subjects = None,
    out: Out = None,
) -> None:
    """List what is wrong with the readings.

    Exit status 1 where a finding is an error.
    """
    assessments = assess_tables(tables, subjects=subjects, protocol=protocol)
    put("".join(_lines(assessments)), out, inputs=tables)
    if tell_findings(assessments):
        raise typer.Exit(EXIT_ERRORS_FOUND)


def _lines(assessments: Iterable[CaseAssessment]) -> Iterable[str]:
    for assessment in assessments:
        case = assessment.case
        who = f"{case.subject} · reader {case.reader}" if case.reader else case.subject
        for note in (*assessment.findings, *best_response(assessment).findings):
            where = f" · {note.visit}" if note.visit else ""
            yield f"{note.severity:<9}{who}{where}: {note.message} [{note.code}]\n"

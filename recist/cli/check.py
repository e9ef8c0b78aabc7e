"""``recist check``: what is wrong with the readings, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import typer

from recist.cli.options import Out, ProtocolId, Subjects, TablesOrTrial, Treatments
from recist.cli.output import count, tell_unread
from recist.cli.sources import source_of
from recist.model.finding import Severity
from recist.model.scope import ALL
from recist.trial.checking import Checked, check_reads

EXIT_ERRORS_FOUND = 1


def check(
    tables: TablesOrTrial,
    protocol: ProtocolId = None,
    subjects: Subjects = None,
    treatments: Treatments = None,
    out: Out = None,
) -> None:
    """List what is wrong with the readings.

    Exit status 1 where a finding is an error.
    """
    asked = None if protocol is None else [protocol]
    source = source_of(tables, subjects=subjects, treatments=treatments, protocols=asked)
    reads = source.reads
    checked = check_reads(reads, source.protocols[0])
    text = "".join(_lines(checked))
    source.give(text, out, command="check", what="findings", format="text")
    tell_unread(reads, subjects, treatments)
    if _tell(checked):
        raise typer.Exit(EXIT_ERRORS_FOUND)


def _lines(checked: Iterable[Checked]) -> Iterable[str]:
    for one in checked:
        who = f"{one.subject} · reader {one.reader}" if one.reader else one.subject
        for note, scopes in zip(one.findings, one.scopes, strict=True):
            scope = "" if ALL in scopes else f" · {', '.join(scopes)}"
            where = f" · {note.visit}" if note.visit else ""
            yield f"{note.severity:<9}{who}{scope}{where}: {note.message} [{note.code}]\n"


def _tell(checked: Sequence[Checked]) -> int:
    """Say on standard error how many findings there are; return the number of errors."""
    severities = [note.severity for one in checked for note in one.findings]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    typer.echo(
        f"{count(len(checked), 'course')}: {count(errors, 'error')}, {count(warnings, 'warning')}",
        err=True,
    )
    return errors

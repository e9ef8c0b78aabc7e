"""What is said of files that were imported: what is in doubt, and which could not be taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import typer

from recist.app import printable
from recist.cli.output import warn
from recist.model.finding import Finding, Severity
from recist.trial.stated import Refused

EXIT_REFUSED = 2


def tell_findings(findings: Iterable[Finding]) -> None:
    """Warn of what is in doubt; what is only of interest stands with the rows."""
    for one in findings:
        if one.severity is not Severity.INFO:
            warn(f"{printable(one.message)} [{one.code}]")


def tell_refused(refused: Sequence[Refused]) -> int:
    """Name every file that was not taken, a line each; return the exit status."""
    for one in refused:
        typer.echo(f"recist: {printable(f'{one.where}: {one.why}')}", err=True)
    return EXIT_REFUSED if refused else 0

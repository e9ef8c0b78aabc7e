"""Where results and messages go: standard output or a whole file, standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import typer

from recist.app import write_whole
from recist.model.assessment import CaseAssessment
from recist.model.errors import InputError
from recist.model.finding import Severity

GAP = "  "
FIGURES = ("mm", "%")


def put(text: str, out: Path | None, *, inputs: Iterable[Path] = ()) -> None:
    """Write a result to standard output, or to a file whole or not at all.

    Raises
    ------
    InputError
        Where the file cannot be written, or is one of the inputs.
    """
    try:
        if out is None:
            sys.stdout.write(text)
            sys.stdout.flush()
        elif any(path.exists() and out.exists() and path.samefile(out) for path in inputs):
            raise InputError(f"{out} is a table that is read here; choose another name for --out")
        elif out.exists() and not out.is_file() and not out.is_dir():
            out.write_text(text, "utf-8")  # a pipe or device is written to, never replaced
        else:
            write_whole(out, text.encode())
    except BrokenPipeError:
        raise
    except OSError as error:
        where = out or "standard output"
        raise InputError(f"{where} cannot be written: {error.strerror or error}") from None


def json_text(document: Any) -> str:
    """Return a document as readable JSON."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def table_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out a table in plain text; a column that is empty throughout is left out.

    A column whose head ends in ``mm`` or ``%`` holds figures and is set to the right.
    """
    held = [[" ".join(cell.split()) for cell in row] for row in rows]
    shown = [index for index in range(len(columns)) if any(row[index] for row in held)]
    lines = []
    widths = [max(len(row[index]) for row in [columns, *held]) for index in shown]
    for row in [columns, *held]:
        cells = [
            row[index].rjust(width) if columns[index].endswith(FIGURES) else row[index].ljust(width)
            for index, width in zip(shown, widths, strict=True)
        ]
        lines.append(GAP.join(cells).rstrip() + "\n")
    return "".join(lines)


def count(number: int, what: str) -> str:
    """Return ``1 error``, ``2 errors``."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def tell_findings(assessments: Sequence[CaseAssessment]) -> int:
    """Say on standard error how many findings there are; return the number of errors."""
    severities = [note.severity for one in assessments for note in one.findings]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    typer.echo(
        f"{count(len(assessments), 'course')}: {count(errors, 'error')}, "
        f"{count(warnings, 'warning')}",
        err=True,
    )
    return errors

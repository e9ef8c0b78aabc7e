"""Where results and messages go: standard output or a whole file, standard error."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from recist.app import write_whole
from recist.model.assessment import CaseAssessment
from recist.model.errors import InputError
from recist.model.finding import Severity
from recist.trial.images import TrialImage
from recist.trial.judging import Reads

GAP = "  "
SHOWN = 10
FIGURES = ("mm", "%")
OTHER_FILE = "choose another file with --out"
IS_READ = f"is what is read; {OTHER_FILE}"


def demand_unread(out: Path | None, inputs: Iterable[Path]) -> None:
    """Raise ``InputError`` where a result would be written over one of the inputs."""
    if out is not None and any(_is_one(path, out) for path in inputs):
        raise InputError(f"{out} {IS_READ}")


def _is_one(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        # One of them is not there; whoever opens it says so.
        return False


def put(text: str, out: Path | None) -> None:
    """Write a result to standard output, or to a file whole or not at all.

    Raises
    ------
    InputError
        Where the file cannot be written.
    """
    try:
        if out is None:
            sys.stdout.write(text)
            sys.stdout.flush()
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


def table_text(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    width: int | None = None,
    least: Sequence[Sequence[str]] = (),
) -> str:
    """Lay out a table in plain text; a column that is empty throughout is left out.

    A column whose head ends in ``mm`` or ``%`` holds figures and is set to the right. Where a
    width is given, the columns of ``least`` go, group by group, until the table fits, with a note.
    """
    held = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = {
        index: max(len(row[index]) for row in [columns, *held])
        for index in range(len(columns))
        if any(row[index] for row in held)
    }
    note = _narrowed(columns, widths, width, least)
    lines = []
    for row in [columns, *held]:
        cells = [
            row[index].rjust(size) if columns[index].endswith(FIGURES) else row[index].ljust(size)
            for index, size in widths.items()
        ]
        lines.append(GAP.join(cells).rstrip() + "\n")
    return "".join(lines) + note


def _narrowed(
    columns: Sequence[str],
    widths: dict[int, int],
    width: int | None,
    least: Sequence[Sequence[str]],
) -> str:
    """Take columns out until the rest fits; return a note on what was taken."""
    gone: list[str] = []
    for group in least:
        if width is None or sum(widths.values()) + len(GAP) * (len(widths) - 1) <= width:
            break
        gone.extend(name for name in group if widths.pop(columns.index(name), None) is not None)
    return f"left out for want of width: {', '.join(gone)}\n" if gone else ""


def terminal_width() -> int | None:
    """Return how many columns the terminal has; None where output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def count(number: int, what: str, several: str = "") -> str:
    """Return ``1 error``, ``2 errors``."""
    return f"{number} {what if number == 1 else several or f'{what}s'}"


def warn(message: str) -> None:
    """Say a warning in one line on standard error."""
    typer.echo(f"warning  {message}", err=True)


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far something is on a terminal, on standard error; nothing on a pipe.

    What comes back is called with what is done and what there is in all; before, nothing is shown,
    so that there is room for a question.
    """
    # Rich takes a while to import; most answers are there before.
    from rich.console import Console
    from rich.progress import Progress

    stderr = Console(stderr=True)
    progress = Progress(console=stderr, transient=True, disable=not stderr.is_terminal)
    task = progress.add_task(what, total=None)

    def tell(done: int, total: int) -> None:
        progress.start()
        progress.update(task, completed=done, total=total)

    try:
        yield tell
    finally:
        progress.stop()


def tell_conflicts(conflicts: Mapping[str, Sequence[TrialImage]]) -> None:
    """Warn of images that share a UID and differ in their bytes."""
    for number, (instance, images) in enumerate(conflicts.items()):
        if number == SHOWN:
            warn(f"{count(len(conflicts) - SHOWN, 'other UID')} stand for several images, too")
            return
        visits = dict.fromkeys(f"{one.subject} {one.visit}" for one in images)
        warn(
            f"{instance} stands for {len(images)} images that differ ({', '.join(visits)}); "
            "all are kept, each under its digest"
        )


def tell_unread(reads: Reads, subjects: Path | None, treatments: Path | None) -> None:
    """Warn of subjects in the subject or treatment table that no reading is of."""
    tables = (
        (subjects, reads.not_read(reads.subjects or ())),
        (treatments, reads.not_read(one.subject for one in reads.treatments)),
    )
    for path, names in tables:
        if path is not None and names:
            more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
            warn(f"{path.name}: no reading is of subject {', '.join(names[:SHOWN])}{more}")


def tell_findings(assessments: Sequence[CaseAssessment]) -> int:
    """Say on standard error how many findings there are; return the number of errors.

    What several scopes or protocols find alike counts once.
    """
    found = {(_course(one), note): note.severity for one in assessments for note in one.findings}
    severities = list(found.values())
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    typer.echo(
        f"{count(len({_course(one) for one in assessments}), 'course')}: {count(errors, 'error')}, "
        f"{count(warnings, 'warning')}",
        err=True,
    )
    return errors


def _course(assessment: CaseAssessment) -> tuple[str, str]:
    return assessment.case.subject, assessment.case.reader

"""``recist demo``: the sample trial from scans to responses, and the reading room on it."""

from __future__ import annotations

import os
import sys
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

import recist
from recist.app import (
    assess_tables,
    document_of,
    find_scans,
    response_csv,
    write_sum_figure,
    write_whole,
)
from recist.cli.options import path_of
from recist.cli.output import json_text
from recist.cli.response_table import response_table
from recist.cli.view import start_viewer
from recist.model.assessment import CaseAssessment
from recist.model.errors import InputError

SAMPLES = Path(recist.__file__).parents[1] / "sample_scans"


def demo(
    samples: Annotated[
        Path,
        typer.Option(metavar="DIR", parser=path_of, help="The sample trial.", show_default=False),
    ] = SAMPLES,
    out: Annotated[
        Path, typer.Option(metavar="DIR", parser=path_of, help="Where the exports go.")
    ] = Path("demo-output"),
    view: Annotated[bool, typer.Option(help="Open the reading room where there is a display.")] = (
        True
    ),
) -> None:
    """Assess the sample trial and open it."""
    table = samples / "readings.csv"
    if not table.exists():
        raise InputError(f"{samples} holds no sample trial; run this in a checkout")
    found = find_scans([samples])
    typer.echo(
        f"{len(found.series)} series of {len({one.subject for one in found.series})} "
        f"synthetic patients, {sum(len(one.slices) for one in found.series)} images\n"
    )
    assessments = assess_tables([table], subjects=samples / "subjects.csv")
    typer.echo(response_table(assessments))
    for path in _export(assessments, out):
        typer.echo(f"wrote {path}")
    if not view:
        return
    if not _has_display():
        typer.echo("There is no display here: the reading room stays closed.")
        return
    typer.echo("Opening the reading room …")
    start_viewer([str(samples), "--table", str(table), "--reader", "A"])


def _export(assessments: tuple[CaseAssessment, ...], out: Path) -> list[Path]:
    responses = {
        out / "responses.csv": response_csv(assessments),
        out / "responses.json": json_text(document_of(assessments)),
    }
    written = []
    try:
        for path, text in responses.items():
            write_whole(path, text.encode())
            written.append(path)
        by_subject = sorted(assessments, key=lambda one: one.case.subject)
        for subject, held in groupby(by_subject, key=lambda one: one.case.subject):
            path = out / f"sum-{subject}.png"
            write_sum_figure(list(held), path)
            written.append(path)
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror or error}") from None
    return written


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

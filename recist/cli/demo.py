"""``recist demo``: the sample trial from scans to responses, and the reading room on it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

import recist
from recist.app import (
    EXPORTERS,
    default_protocol,
    export_record,
    find_scans,
    load_reads,
    tables_record,
)
from recist.cli.options import path_of
from recist.cli.output import progress_bar
from recist.cli.response_table import response_table
from recist.cli.tell_export import tell_written
from recist.cli.view import start_viewer
from recist.model.errors import InputError
from recist.trial.record import ExportRecord, ReadChoice

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
    reads = load_reads([table], subjects=samples / "subjects.csv")
    record = tables_record(
        [table], reads, [default_protocol()], ReadChoice.ALL, series=found.series
    )
    typer.echo(response_table(record.judged[0].cases))
    _export(record, out)
    if not view:
        return
    if not _has_display():
        typer.echo("There is no display here: the reading room stays closed.")
        return
    typer.echo("Opening the reading room …")
    start_viewer([str(samples), "--table", str(table), "--reader", "A"])


def _export(record: ExportRecord, out: Path) -> None:
    """Write every format, and say where it lies."""
    with progress_bar("Exporting") as progress:
        done = export_record(record, tuple(EXPORTERS), out, progress=progress)
    tell_written(out, done.notes)
    if done.differences:
        raise InputError(f"{out}: {done.differences[0]}")
    typer.echo(f"The list of all files is {done.files[-1]}; each was read back.\n")


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

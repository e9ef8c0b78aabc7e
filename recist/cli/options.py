"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recist.app import DEFAULT_PROTOCOL

TablesOrTrial = Annotated[
    list[Path],
    typer.Argument(
        metavar="TABLE", help="Reading tables (CSV), taken as one, or a trial (NAME.recist)."
    ),
]
TrialPath = Annotated[Path, typer.Argument(metavar="TRIAL", help="The trial (NAME.recist).")]
ProtocolId = Annotated[
    str | None,
    typer.Option(
        "--protocol",
        metavar="P",
        help="Built-in protocol or a .toml file; see `protocol list`. "
        f"The trial's own if not given, {DEFAULT_PROTOCOL} for tables.",
    ),
]
ProtocolIds = Annotated[
    list[str] | None,
    typer.Option(
        "--protocol",
        metavar="P",
        help="Built-in protocol or a .toml file; several stand side by side. "
        f"The trial's own if not given, {DEFAULT_PROTOCOL} for tables.",
    ),
]
Subjects = Annotated[
    Path | None,
    typer.Option("--subjects", metavar="FILE", help="Subject table (CSV) with reference dates."),
]
Treatments = Annotated[
    Path | None,
    typer.Option("--treatments", metavar="FILE", help="Treatment table (CSV): local treatments."),
]
Scope = Annotated[
    str | None,
    typer.Option(
        "--scope", metavar="S", help="Only this scope: all, an organ, or not- and an organ."
    ),
]
Reader = Annotated[
    str | None, typer.Option("--reader", metavar="NAME", help="Only the reads of this reader.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write to this file instead."),
]

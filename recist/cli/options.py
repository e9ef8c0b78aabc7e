"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recist.app import DEFAULT_PROTOCOL

Tables = Annotated[
    list[Path],
    typer.Argument(metavar="TABLE", help="Reading tables (CSV), taken as one."),
]
ProtocolId = Annotated[
    str,
    typer.Option(
        "--protocol", metavar="P", help="Built-in protocol or a .toml file; see `protocol list`."
    ),
]
ProtocolIds = Annotated[
    list[str],
    typer.Option(
        "--protocol",
        metavar="P",
        help="Built-in protocol or a .toml file; several stand side by side.",
    ),
]
ONE_PROTOCOL = [DEFAULT_PROTOCOL]
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

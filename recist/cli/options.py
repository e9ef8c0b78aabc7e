"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Tables = Annotated[
    list[Path],
    typer.Argument(metavar="TABLE", help="Reading tables (CSV), taken as one."),
]
ProtocolId = Annotated[
    str,
    typer.Option("--protocol", metavar="ID", help="Protocol to assess by; see `protocol list`."),
]
Subjects = Annotated[
    Path | None,
    typer.Option("--subjects", metavar="FILE", help="Subject table (CSV) with reference dates."),
]
Reader = Annotated[
    str | None, typer.Option("--reader", metavar="NAME", help="Only the reads of this reader.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write to this file instead."),
]

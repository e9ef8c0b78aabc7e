"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recist.app import DEFAULT_PROTOCOL


def path_of(text: str) -> Path:
    """Read a path as it was typed: every command's are.

    An empty one, as of a variable that a script has not set, would mean the working folder.

    Raises
    ------
    typer.BadParameter
        Where it is empty.
    """
    if not text:
        raise typer.BadParameter("is empty; name a file or folder, . for this one")
    return Path(text)


TablesOrTrial = Annotated[
    list[Path],
    typer.Argument(
        metavar="TABLE",
        parser=path_of,
        help="Reading tables (CSV, XLSX, Parquet) and SDTM datasets or their folder, taken as one, "
        "or a trial (NAME.recist).",
    ),
]
TrialPath = Annotated[
    Path, typer.Argument(metavar="TRIAL", parser=path_of, help="The trial (NAME.recist).")
]
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
    typer.Option(
        "--subjects",
        metavar="FILE",
        parser=path_of,
        help="Subject table (CSV, XLSX, Parquet) with reference dates.",
    ),
]
Treatments = Annotated[
    Path | None,
    typer.Option(
        "--treatments",
        metavar="FILE",
        parser=path_of,
        help="Treatment table (CSV, XLSX, Parquet): local treatments.",
    ),
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
    typer.Option("--out", metavar="FILE", parser=path_of, help="Write to this file instead."),
]

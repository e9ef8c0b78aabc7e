"""``recist view``: starts the reading room as a process of its own."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from recist.cli.options import path_of
from recist.model.errors import InputError

VIEWER = "gui.app"


def view(
    path: Annotated[
        Path | None,
        typer.Argument(metavar="PATH", parser=path_of, help="Folder or zip of scans to open."),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(metavar="FILE", parser=path_of, help="Reading table to go on with."),
    ] = None,
    reader: Annotated[str | None, typer.Option(metavar="NAME", help="Who reads.")] = None,
) -> None:
    """Open the reading room."""
    arguments = [] if path is None else [str(path)]
    arguments += [] if table is None else ["--table", str(table)]
    arguments += [] if reader is None else ["--reader", reader]
    raise typer.Exit(start_viewer(arguments))


def start_viewer(arguments: Sequence[str]) -> int:
    """Run the viewer and return its exit status.

    Raises
    ------
    InputError
        Where the viewer is not installed.
    """
    if importlib.util.find_spec("gui") is None:
        raise InputError("the reading room is not installed; install the whole package")
    return subprocess.call([sys.executable, "-m", VIEWER, *arguments])

"""``recist protocol``: the built-in protocols, and whether an own one is valid."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recist.cli.options import path_of
from recist.cli.output import put, table_text
from recist.trial.protocol_choice import with_also
from recist.trial.protocol_file import built_in_text, built_in_titles

app = typer.Typer(help="Show the built-in protocols, check own ones.")


@app.command("list")
def list_protocols() -> None:
    """List the built-in protocols."""
    put(table_text(("id", "criteria", "title"), built_in_titles()), None)


@app.command("show")
def show(
    protocol: Annotated[str, typer.Argument(metavar="ID", help="Id of a built-in protocol.")],
) -> None:
    """Print a protocol as a protocol file (TOML), ready to be copied and changed."""
    put(built_in_text(protocol), None)


@app.command("check")
def check(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", parser=path_of, help="A protocol file (TOML).")
    ],
) -> None:
    """Say whether a protocol file is valid; the first fault is named and exit status is 2."""
    protocol, *others = with_also(file)
    beside = f", beside it {', '.join(one.id for one in others)}" if others else ""
    put(f"{file.name} is valid: {protocol.id}, {protocol.criteria}{beside}\n", None)

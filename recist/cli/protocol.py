"""``recist protocol``: the built-in protocols."""

from __future__ import annotations

from typing import Annotated

import typer

from recist.cli.output import put, table_text
from recist.trial.protocol_file import built_in_protocols, built_in_text, protocol_named

app = typer.Typer(help="Show the built-in protocols.", no_args_is_help=True)


@app.command("list")
def list_protocols() -> None:
    """List the built-in protocols."""
    rows = [(one.id, one.criteria, one.title) for one in built_in_protocols().values()]
    put(table_text(("id", "criteria", "title"), rows), None)


@app.command("show")
def show(
    protocol: Annotated[str, typer.Argument(metavar="ID", help="Id of a built-in protocol.")],
) -> None:
    """Print a protocol as a protocol file (TOML), ready to be copied and changed."""
    put(built_in_text(protocol_named(protocol).id), None)

"""``recist import``: reading tables into a trial."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recist.app import load_rows
from recist.cli.log_in import enter
from recist.cli.options import Tables
from recist.cli.output import count, put
from recist.trial.importing import import_rows


def import_tables(
    tables: Tables,
    into: Annotated[Path, typer.Option("--into", metavar="TRIAL", help="The trial (NAME.recist).")],
) -> None:
    """Add the readings of reading tables to a trial; what is there already is not changed.

    Readers add readings of their own. A coordinator adds those of every reader that the column
    reader names, to visits that the reader has not begun, and the visits themselves.
    """
    session = enter(into)
    rows = load_rows(tables)
    reason = f"imported from {', '.join(path.name for path in tables)}"
    added = session.trial.do(
        session.actor, lambda work: import_rows(work, session.actor, rows, reason)
    )
    there = len(rows) - (added or 0)
    also = f", {there} there already" if there else ""
    put(f"{into}: {count(added or 0, 'row')} added{also}\n", None)

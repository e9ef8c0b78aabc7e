"""``recist trial subjects`` and ``treatments``: the tables that stand beside the readings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recist.app import read_subjects, read_treatments
from recist.cli.log_in import enter
from recist.cli.options import TrialPath, path_of
from recist.cli.output import count, put
from recist.trial.refusing import demand_told
from recist.trial.rights import Right
from recist.trial.subjects import put_subjects, put_treatments

Table = Annotated[
    Path, typer.Argument(metavar="TABLE", parser=path_of, help="The table (CSV, XLSX, Parquet).")
]


def subjects(trial: TrialPath, table: Table) -> None:
    """Enter a subject table.

    Subjects that it does not have stay as they are.
    """
    session = enter(trial)
    demand_told(session.trial, session.actor, Right.EDIT_SUBJECTS)
    found = read_subjects(table)
    session.trial.do(session.actor, lambda work: put_subjects(work, session.actor, found.values()))
    put(f"{trial}: {count(len(found), 'subject')} entered\n", None)


def treatments(trial: TrialPath, table: Table) -> None:
    """Enter a treatment table.

    It says all that is known of the subjects that it names.
    """
    session = enter(trial)
    demand_told(session.trial, session.actor, Right.EDIT_SUBJECTS)
    found = read_treatments(table)
    session.trial.do(session.actor, lambda work: put_treatments(work, session.actor, found))
    put(f"{trial}: {count(len(found), 'treatment')} entered\n", None)

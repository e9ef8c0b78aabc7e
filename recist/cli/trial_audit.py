"""``recist trial audit``: who did what, and when."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from recist.app import printable
from recist.cli.log_in import enter
from recist.cli.options import Out, TrialPath
from recist.cli.output import demand_unread, put, table_text
from recist.trial.audit import Action
from recist.trial.audit_view import AuditFilter, AuditLine, audit_csv, audit_lines
from recist.trial.entries import entries_until
from recist.trial.refusing import demand_told
from recist.trial.rights import Right

COLUMNS = ("number", "time (UTC)", "user", "role", "action", "what", "change", "reason")
TO_THE_SECOND = 19


class Format(StrEnum):
    """How the entries are printed."""

    TEXT = "text"
    CSV = "csv"


def audit(
    trial: TrialPath,
    user: Annotated[str | None, typer.Option(metavar="NAME", help="Only by this user.")] = None,
    action: Annotated[Action | None, typer.Option(help="Only what was done so.")] = None,
    subject: Annotated[str | None, typer.Option(metavar="ID", help="Only of this subject.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="From this day on (UTC)."),
    ] = None,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TEXT,
    out: Out = None,
) -> None:
    """List the audit chain: every change and every step.

    As CSV it holds the whole values before and after, and in its last column the head of the
    chain, which tells of it. Passwords are not shown.
    """
    demand_unread(out, [trial])
    session = enter(trial)
    demand_told(session.trial, session.actor, Right.SEE_AUDIT)
    asked = AuditFilter(
        user=user, action=action, subject=subject, since=None if since is None else since.date()
    )
    with session.view() as view:
        last, head = view.last(), view.head()
    lines = list(audit_lines(entries_until(session.view, last), asked))
    if format is Format.CSV:
        text = audit_csv(lines, head)
        session.note_export(text, head, command="trial audit", what="audit chain", format="csv")
    else:
        text = table_text(COLUMNS, map(_cells, lines)) if lines else "no entry is asked for\n"
    put(text, out)
    typer.echo(f"the head of the chain is {head}", err=True)


def _cells(line: AuditLine) -> list[str]:
    what = (line.kind, line.subject, line.reader, line.visit, line.name)
    cells = (
        str(line.sequence),
        line.at[:TO_THE_SECOND].replace("T", " "),
        line.user,
        line.role,
        line.action,
        " ".join(filter(None, what)),
        line.change,
        line.reason,
    )
    return [printable(" ".join(cell.split())) for cell in cells]

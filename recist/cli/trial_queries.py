"""``recist trial queries``: a coordinator asks, the reader answers, the coordinator closes."""

from __future__ import annotations

from typing import Annotated

import typer

from recist.cli.log_in import enter
from recist.cli.options import TrialPath
from recist.cli.output import put, table_text
from recist.trial import queries
from recist.trial.blinding import SeenBy
from recist.trial.settings import protocols_of

app = typer.Typer(
    help="List, ask, answer and close queries on a subject, a visit or a lesion.",
)

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="The query's number.")]
COLUMNS = ("number", "stage", "subject", "reader", "visit", "lesion", "question", "answer")


@app.command("list")
def list_queries(trial: TrialPath) -> None:
    """List the queries: readers see those that ask them, coordinators all."""
    session = enter(trial)
    with session.view() as view:
        seen = SeenBy(view, session.actor, protocols_of(view)[0].reading)
        found = queries.queries_of(seen)
    rows = [
        (
            str(one.number),
            str(one.stage),
            one.subject,
            one.reader,
            one.visit,
            one.lesion,
            one.question,
            one.answer,
        )
        for one in found
    ]
    put(table_text(COLUMNS, rows) if rows else "there are no queries\n", None)


@app.command("ask")
def ask(
    trial: TrialPath,
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="Which subject it is about.")],
    reader: Annotated[str, typer.Argument(metavar="READER", help="Whom it asks.")],
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What is asked.")],
    visit: Annotated[str, typer.Option(metavar="LABEL", help="About this visit.")] = "",
    lesion: Annotated[str, typer.Option(metavar="ID", help="About this lesion.")] = "",
) -> None:
    """Ask a reader (coordinators)."""
    session = enter(trial)
    query = session.trial.do(
        session.actor,
        lambda work: queries.ask(
            work, session.actor, subject, reader, question, visit=visit, lesion=lesion
        ),
    )
    number = "" if query is None else f" {query.number}"
    put(f"query{number} asks {reader}\n", None)


@app.command("answer")
def answer(
    trial: TrialPath,
    number: Number,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The answer.")],
) -> None:
    """Answer a query (the reader whom it asks)."""
    session = enter(trial)
    session.trial.do(session.actor, lambda work: queries.answer(work, session.actor, number, text))
    put(f"query {number} is answered\n", None)


@app.command("close")
def close(trial: TrialPath, number: Number) -> None:
    """Close a query, answered or withdrawn (coordinators)."""
    session = enter(trial)
    session.trial.do(session.actor, lambda work: queries.close(work, session.actor, number))
    put(f"query {number} is closed\n", None)

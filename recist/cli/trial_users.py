"""``recist trial users``: who works on a trial, as what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from recist.cli.log_in import enter, new_password, password
from recist.cli.options import TrialPath, path_of
from recist.cli.output import put, table_text
from recist.trial.accounts import (
    add_user,
    change_password,
    change_user,
    is_open_to_all,
    user_named,
    users_of,
)
from recist.trial.errors import NotAllowedError
from recist.trial.people import Role, User
from recist.trial.refusing import demand_told
from recist.trial.rights import Right

app = typer.Typer(
    help="List, add and change the users of a trial (administrators); change your own password. "
    "Users stay open where the database is locked: they change no reading.",
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="What the user logs in with.")]
PrintedName = Annotated[
    str | None, typer.Option(metavar="TEXT", help="The user's name as signatures show it.")
]
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        parser=path_of,
        help="The new password is its first line; asked for otherwise.",
    ),
]
COLUMNS = ("name", "printed name", "roles", "active")


@app.command("list")
def list_users(trial: TrialPath) -> None:
    """List the users."""
    session = enter(trial)
    demand_told(session.trial, session.actor, Right.MANAGE_USERS)
    with session.view() as view:
        found = users_of(view)
    rows = [
        (one.name, one.printed_name, ", ".join(sorted(one.roles)), "yes" if one.active else "no")
        for one in found
    ]
    put(table_text(COLUMNS, rows), None)


@app.command("add")
def add(
    trial: TrialPath,
    name: Name,
    role: Annotated[list[Role], typer.Option(help="What the user is; one in a blinded trial.")],
    printed_name: PrintedName = None,
    password_file: PasswordFile = None,
) -> None:
    """Add a user with a password."""
    session = enter(trial)
    demand_told(session.trial, session.actor, Right.MANAGE_USERS)
    with session.view() as view:
        if user_named(view, name) is not None:
            raise NotAllowedError(f"there is a user {name}; `users change` changes one")
    user = User(name=name, printed_name=printed_name or name, roles=frozenset(role))
    secret = new_password(password_file, name)
    session.trial.do(session.actor, lambda work: add_user(work, session.actor, user, secret))
    put(f"{name} is added: {', '.join(sorted(user.roles))}\n", None)


@app.command("change")
def change(
    trial: TrialPath,
    name: Name,
    role: Annotated[
        list[Role] | None, typer.Option(help="What the user is from now on; all of it.")
    ] = None,
    printed_name: PrintedName = None,
    active: Annotated[
        bool | None, typer.Option("--active/--inactive", help="Whether the user may log in.")
    ] = None,
    renew: Annotated[bool, typer.Option("--password", help="Give a new password.")] = False,
    password_file: PasswordFile = None,
) -> None:
    """Change a user; what is not named stays as it is."""
    session = enter(trial)
    demand_told(session.trial, session.actor, Right.MANAGE_USERS)
    with session.view() as view:
        if user_named(view, name) is None:
            raise NotAllowedError(f"there is no user {name}; `users list` names them")
    asked = renew or password_file is not None
    secret = new_password(password_file, name) if asked else None

    def changed(user: User) -> User:
        return replace(
            user,
            roles=frozenset(role) if role else user.roles,
            printed_name=printed_name or user.printed_name,
            active=user.active if active is None else active,
        )

    session.trial.do(
        session.actor, lambda work: change_user(work, session.actor, name, changed, secret)
    )
    put(f"{name} is changed\n", None)


@app.command("password")
def change_own(trial: TrialPath, password_file: PasswordFile = None) -> None:
    """Give yourself another password."""
    asked = cache(password)
    session = enter(trial, asked)
    with session.view() as view:
        old = "" if is_open_to_all(view) else asked()
    secret = new_password(password_file, session.actor.user)
    change_password(session.trial, session.actor, old, secret, datetime.now(UTC))
    put(f"{session.actor.user} has another password\n", None)

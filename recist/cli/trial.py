"""``recist trial``: making a trial, how far it is, whether it is sound, its lock, its backups."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from recist.app import (
    DEFAULT_PROTOCOL,
    back_up_trial,
    make_trial,
    open_trial,
    printable,
    restore_trial,
    verify_trial,
)
from recist.cli import trial_audit, trial_queries, trial_tables, trial_users
from recist.cli.keyboard import typed
from recist.cli.log_in import PASSWORD_FILE, USER, Session, enter, let_in, new_password
from recist.cli.options import TrialPath, path_of
from recist.cli.output import count, progress_bar, put, table_text, tell_conflicts, warn
from recist.model.errors import InputError
from recist.trial import locking
from recist.trial.chain import Fault
from recist.trial.errors import UnusableError
from recist.trial.images import conflicts, images_of
from recist.trial.making import demand_new, filling, maker, new_settings
from recist.trial.people import Actor, User
from recist.trial.refusing import demand_told
from recist.trial.rights import Right, may
from recist.trial.settings import Images, protocols_of, settings_of
from recist.trial.worklist import work_list

EXIT_FAULTS_FOUND = 1

app = typer.Typer(
    help="Make a trial, see how far it is, verify it, back it up. Every command logs in: it asks, "
    f"or takes the name from {USER} and the password from the file that {PASSWORD_FILE} names. A "
    "file keeps no secret from whoever holds it.",
)
app.add_typer(trial_users.app, name="users")
app.add_typer(trial_queries.app, name="queries")
app.command("subjects")(trial_tables.subjects)
app.command("treatments")(trial_tables.treatments)
app.command("audit")(trial_audit.audit)

Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; the audit chain keeps it.")]


@app.command("new")
def new(
    trial: Annotated[
        Path, typer.Argument(metavar="NAME.recist", parser=path_of, help="The file to make.")
    ],
    protocol: Annotated[
        str, typer.Option(metavar="P", help="Built-in protocol or a .toml file; kept in the trial.")
    ] = DEFAULT_PROTOCOL,
    images: Annotated[
        Images, typer.Option(help="Copy images into the trial's folder, or refer to them.")
    ] = Images.IMPORT,
    alone: Annotated[
        bool,
        typer.Option(
            "--alone", help="One user without a password: reader, coordinator and administrator."
        ),
    ] = False,
    printed_name: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The first user's name as signatures show it."),
    ] = None,
) -> None:
    """Make a trial and its first user.

    That is an administrator, who then adds the others.
    """
    demand_new(trial)
    settings = new_settings(trial, protocol, images, datetime.now(UTC))
    user = _first_user(printed_name, alone=alone)
    file = os.environ.get(PASSWORD_FILE)
    secret = None if alone else new_password(Path(file) if file else None, user.name, PASSWORD_FILE)
    make_trial(trial, Actor(user=user.name, roles=user.roles), filling(settings, user, secret))
    put(f"{trial} is made; its first user is {user.name}\n", None)


def _first_user(printed_name: str | None, *, alone: bool) -> User:
    name = os.environ.get(USER) or typed("Name of the first user", USER)
    # Where the name does not come from the keyboard, nothing else is asked for either.
    asked = not os.environ.get(USER) and printed_name is None
    shown = typer.prompt("As signatures show it", default=name, err=True) if asked else printed_name
    return maker(name, str(shown or name), alone=alone)


COLUMNS = ("subject", "reader", "visit", "state")


@app.command("status")
def status(trial: TrialPath) -> None:
    """Show the work list, how far it is, and the head.

    Everybody sees the part that is theirs to see.
    """
    session = enter(trial)
    with session.view() as view:
        settings, (protocol, *_) = settings_of(view), protocols_of(view)
        items = work_list(view, session.actor, protocol)
        locked, last, shared = locking.is_locked(view), view.last(), conflicts(view)
    rows = [(one.subject, one.reader, one.visit, str(one.work)) for one in items]
    states = Counter(str(one.work) for one in items)
    lines = [
        f"{settings.name} · {protocol.id} · {protocol.criteria}",
        ", ".join(f"{number} {state}" for state, number in states.items()) or "nothing to do",
        *(["the database is locked"] if locked else []),
        *(
            []
            if last is None
            else [f"{count(last.sequence, 'entry', 'entries')}, head {last.hash}"]
        ),
    ]
    work = f"{table_text(COLUMNS, rows)}\n" if rows else ""
    put(work + "\n".join(lines) + "\n", None)
    if may(session.actor, Right.ADD_IMAGES):
        tell_conflicts(shared)


@app.command("verify")
def verify(
    trial: TrialPath,
    head: Annotated[
        str,
        typer.Option(metavar="HASH", help="A head noted elsewhere; the chain has to hold it."),
    ] = "",
    independent: Annotated[
        bool,
        typer.Option("--independent", help="Ask the second verifier, which was written apart."),
    ] = False,
) -> None:
    """Say whether the trial is as it was left.

    It is made anew from its audit chain and compared; exit status 1 where a fault is found.
    Without a head that was noted elsewhere nobody can tell a chain that was cut at its end. A
    file that is too damaged to log in to is told as what it is. Who does not see every read of a
    blinded trial is told the kinds of the faults and how many there are, and not where.
    """
    try:
        session = enter(trial)
    except UnusableError:
        found = _faults(trial, head, independent=independent) if trial.is_file() else []
        if not found:
            raise
        _tell_faults(found)
    demand_told(session.trial, session.actor, Right.VERIFY)
    found = _faults(trial, head, independent=independent)
    if found:
        _tell_faults(found if _sees_all(session) else _nameless(found))
    with session.view() as view:
        put(f"{trial} is as it was left; its head is {view.head()}\n", None)


def _faults(trial: Path, head: str, *, independent: bool) -> list[str]:
    with progress_bar("Verifying images") as progress:
        return verify_trial(trial, head, independent=independent, progress=progress)


def _sees_all(session: Session) -> bool:
    """Say whether somebody may know where the faults of a trial are; not where nobody can tell."""
    if may(session.actor, Right.SEE_ALL_READS):
        return True
    try:
        with session.view() as view:
            return not protocols_of(view)[0].reading.blinded
    except (InputError, LookupError, ValueError, TypeError, AttributeError):
        return False


def _nameless(found: Sequence[str]) -> list[str]:
    """Return how many faults of each kind there are; the second verifier has no kinds."""
    ends = (line.rpartition("[")[2].removesuffix("]") for line in found)
    kinds = Counter(end if end in [*Fault] else "unnamed" for end in ends)
    return [f"{count(number, 'fault')} [{kind}]" for kind, number in kinds.items()]


def _tell_faults(found: Sequence[str]) -> NoReturn:
    put("".join(f"{printable(line)}\n" for line in found), None)
    raise typer.Exit(EXIT_FAULTS_FOUND)


@app.command("lock")
def lock(trial: TrialPath, reason: Reason) -> None:
    """Lock the database: nothing that was read or entered can be changed any more.

    Users stay open, so that somebody can still be let in to look.
    """
    session = enter(trial)
    session.trial.do(session.actor, lambda work: locking.lock(work, session.actor, reason))
    put(f"{trial} is locked\n", None)


@app.command("reopen")
def reopen(trial: TrialPath, reason: Reason) -> None:
    """Open a locked database again."""
    session = enter(trial)
    session.trial.do(session.actor, lambda work: locking.reopen(work, session.actor, reason))
    put(f"{trial} is open again\n", None)


@app.command("backup")
def backup(
    trial: TrialPath,
    target: Annotated[
        Path, typer.Argument(metavar="TARGET", parser=path_of, help="The copy to make.")
    ],
) -> None:
    """Copy a trial, with its images, while others work on it.

    The copy is verified before it gets its name, and never takes the place of a file.
    """
    session = enter(trial)
    with progress_bar("Copying images") as progress:
        head = back_up_trial(trial, session.actor, target, progress=progress)
    put(f"{target} is a sound copy; its head is {head}\n", None)
    _tell_places(target)


@app.command("restore")
def restore(
    backup: Annotated[
        Path,
        typer.Argument(
            metavar="BACKUP", parser=path_of, help="A copy of a trial; it is only read."
        ),
    ],
    target: Annotated[
        Path, typer.Argument(metavar="TARGET", parser=path_of, help="The trial to make of it.")
    ],
) -> None:
    """Make a trial, with its images, from a backup.

    The backup is verified before, and only read; no file is ever overwritten. Who restores logs
    in as a user of the backup.
    """
    with progress_bar("Copying images") as progress:
        head = restore_trial(backup, target, let_in, progress=progress)
    put(f"{target} is restored; the head of the backup was {head}\n", None)
    _tell_places(target)


def _tell_places(trial: Path) -> None:
    """Warn of images that a copy does not hold, since the trial does not hold them either."""
    with open_trial(trial).view() as view:
        number = sum(bool(one.place) for one in images_of(view))
    if number:
        warn(f"{count(number, 'image')} that the trial only refers to stay where they are")

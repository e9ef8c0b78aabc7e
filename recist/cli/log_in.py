"""Who is at the keyboard: every command on a trial starts here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from recist.app import open_trial
from recist.cli.keyboard import typed
from recist.cli.output import warn
from recist.model.errors import InputError
from recist.trial import entering
from recist.trial.accounts import is_open_to_all, only_user
from recist.trial.audit import Action
from recist.trial.clock import clock_told
from recist.trial.errors import UnusableError
from recist.trial.exporting import export_told
from recist.trial.people import Actor
from recist.trial.ports import Trial, Whole

USER, PASSWORD_FILE = "RECIST_USER", "RECIST_PASSWORD_FILE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A trial with who has logged in."""

    trial: Trial
    actor: Actor

    @contextmanager
    def view(self) -> Iterator[Whole]:
        """Look at the trial as it is now."""
        with self.trial.view() as view:
            yield view

    def note_export(self, text: str, head: str, *, command: str, what: str, format: str) -> None:
        """Enter into the chain that a text leaves the trial, just before it does.

        A trial that cannot be written gives its answers all the same, with a warning.

        Parameters
        ----------
        head : str
            Head of the chain when what the text says was looked at.
        """
        told = export_told({"command": command}, what, format, text.encode(), head)
        try:
            self.trial.do(self.actor, lambda work: work.note(Action.EXPORTED, told))
        except UnusableError as error:
            warn(f"{error}; the audit chain does not tell of this answer")


def enter(path: Path, secret: Callable[[], str] | None = None) -> Session:
    """Open a trial and let the user in.

    Parameters
    ----------
    secret : callable, optional
        Asks for the password, where it is not only for the log-in.

    Raises
    ------
    TrialError
        Where the file cannot be used, or the name or password is wrong.
    """
    trial = open_trial(path)
    return Session(trial=trial, actor=let_in(trial, secret))


def let_in(trial: Trial, secret: Callable[[], str] | None = None) -> Actor:
    """Log the user in, by a prompt or as RECIST_USER and RECIST_PASSWORD_FILE say.

    A trial without passwords asks for nothing. One that cannot be written can be looked at.
    """
    now = datetime.now(UTC)
    with trial.view() as view:
        last = view.last()
        alone = only_user(view) if is_open_to_all(view) else None
    told = clock_told(last, now)
    if told:
        warn(told)
    if alone is not None:
        return alone
    entered = entering.enter(trial, user_name(), (secret or password)(), now)
    if entered.warning:
        warn(entered.warning)
    return entered.actor


def user_name() -> str:
    """Return the name of who logs in."""
    return os.environ.get(USER) or typed("User", USER)


def password() -> str:
    """Return the password of who logs in."""
    file = os.environ.get(PASSWORD_FILE)
    if file:
        return password_in(Path(file))
    return typed("Password", PASSWORD_FILE, is_secret=True)


def new_password(file: Path | None, who: str, instead: str = "--password-file") -> str:
    """Return a password that is given for the first time; typed, it is typed twice.

    ``instead`` is what names the file.
    """
    if file is not None:
        return password_in(file)
    return typed(f"New password of {who}", instead, is_secret=True, is_new=True)


def password_in(file: Path) -> str:
    """Return the password in a file: its first line, without the mark of some editors before it."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(f"{file}: {error.strerror or error}; is the path right?") from None
    except UnicodeDecodeError:
        raise InputError(f"{file} is no UTF-8 text; save it as UTF-8") from None
    if not lines or not lines[0]:
        raise InputError(f"{file}: its first line is empty; the password stands there")
    return lines[0]

"""A trial copied while others work on it, and brought back; what is copied is verified."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from recist.store import sqlite
from recist.store.checking import check_file
from recist.store.placing import appearing, told_as
from recist.store.trial_file import TrialFile, utc_now
from recist.store.work import Clock
from recist.trial.audit import Action
from recist.trial.errors import TrialError, UnusableError
from recist.trial.people import Actor
from recist.trial.rights import Right, demand


def back_up(trial: TrialFile, actor: Actor, target: Path) -> str:
    """Copy a trial; the copy is verified before it gets its name, and the chain knows its head.

    Returns
    -------
    str
        The head of the copy, which the trial's chain holds, too.

    Raises
    ------
    NotAllowedError
        Where the actor may not, or there is a file of the target's name.
    UnusableError
        Where the target cannot be written, or what was copied is not sound. Where the trial's
        drive is gone once the copy has its name, the copy stays, which is whole.
    """
    demand(actor, Right.BACK_UP)
    with appearing(target) as copy:
        _copy(trial.path, copy, target)
        head = _verified(copy, trial.path)
    told = {"file": target.name, "head": head}
    save = uuid4().hex
    try:
        trial.do(actor, lambda work: work.note(Action.BACKED_UP, told), save=save)
    except TrialError:
        # A disk that failed in the commit itself may have kept it all the same.
        if not _knows(trial, save):
            with suppress(OSError):
                target.unlink()  # what the chain does not know of was not done
            raise
    return head


def _knows(trial: TrialFile, save: str) -> bool:
    """Say whether the chain has a save.

    Raises
    ------
    TrialError
        Where the trial cannot be read.
    """
    with trial.view() as view:
        return any(entry.save == save for entry in view.entries())


def restore(
    backup: Path,
    target: Path,
    log_in: Callable[[TrialFile], Actor],
    *,
    clock: Clock = utc_now,
) -> str:
    """Make a trial from a backup, which itself is only read.

    Parameters
    ----------
    log_in : callable
        Lets somebody into the copy, before it gets its name.

    Returns
    -------
    str
        The head of the backup.

    Raises
    ------
    NotAllowedError
        Where who has logged in may not, or there is a file of the target's name.
    UnusableError
        Where the backup is not sound, or the target cannot be written.
    """
    sqlite.check_is_trial(backup)
    with appearing(target) as copy:
        _copy(backup, copy, target)
        head = _verified(copy, backup)
        trial = TrialFile.open(copy, clock=clock)
        actor = log_in(trial)
        demand(actor, Right.BACK_UP)
        told = {"file": backup.name, "head": head}
        trial.do(actor, lambda work: work.note(Action.RESTORED, told))
    return head


def _copy(source: Path, copy: Path, target: Path) -> None:
    with sqlite.told(target):
        sqlite.copy_to(source, copy)


def _verified(copy: Path, source: Path) -> str:
    """Return the head of a sound copy.

    Raises
    ------
    UnusableError
        Where the copy is not sound, which then its source is not either.
    """
    with sqlite.told(source):
        damage = sqlite.damage(copy)
    if damage:
        raise UnusableError(
            f"{source}: was not copied, the copy came out damaged; `recist trial verify` tells all"
        )
    for fault in check_file(copy):
        raise UnusableError(
            f"{source}: was not copied, {fault.where}: {fault.message}; "
            "`recist trial verify` tells all"
        )
    with told_as(copy, source), TrialFile.open(copy).view() as view:
        return view.head()

"""A trial in one SQLite file: made, opened, looked at, changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from recist.store import migrating, sqlite
from recist.store.placing import appearing
from recist.store.sqlite import Mode
from recist.store.view import SqlView
from recist.store.work import Clock, SqlWork
from recist.trial.audit import Action
from recist.trial.errors import (
    NotAllowedError,
    StaleError,
    TrialError,
    UnusableError,
)
from recist.trial.people import Actor

Outcome = TypeVar("Outcome")
PROGRAM = version("recist")


def utc_now() -> datetime:
    """Return the time with its offset."""
    return datetime.now(UTC)


class TrialFile:
    """A trial that is kept in a file ``NAME.recist``; one transaction per deed.

    Every call opens the file and closes it again, so that a drive can be taken out between two.
    """

    def __init__(self, path: Path, *, clock: Clock = utc_now) -> None:
        self._path = path
        self._clock = clock
        self._program = PROGRAM
        self._is_old = False
        self._read, self._write = (sqlite.engine_for(path, m) for m in (Mode.READ, Mode.WRITE))

    def _bring_to_newest(self) -> None:
        if self._is_old:
            _upgrade(self._path)
            self._is_old = False

    @property
    def path(self) -> Path:
        """Where the trial is."""
        return self._path

    @classmethod
    def create(cls, path: Path, *, clock: Clock = utc_now) -> TrialFile:
        """Make an empty trial, in place: within `appearing` it comes whole or not at all.

        Raises
        ------
        NotAllowedError
            Where there is a file of this name already.
        """
        with appearing(path) as made:
            _make(made)
        return cls(path, clock=clock)

    @classmethod
    def open(cls, path: Path, *, clock: Clock = utc_now) -> TrialFile:
        """Open a trial; one of an older program is brought to this one's form.

        Raises
        ------
        UnusableError
            Where the file is absent, damaged, no trial, or of a newer program.
        """
        trial = cls(path, clock=clock)
        trial._is_old = _revision(path) != migrating.newest()
        # Where it cannot be written it is looked at as it is: every form so far can be.
        with suppress(UnusableError):
            trial._bring_to_newest()
        return trial

    @classmethod
    def open_to_look(cls, path: Path) -> TrialFile:
        """Open a trial, such as a backup, that is to stay as it is; nothing is brought anywhere.

        Raises
        ------
        UnusableError
            As `open`.
        """
        _revision(path)
        return cls(path)

    @contextmanager
    def view(self) -> Iterator[SqlView]:
        """Look at the trial as it is now."""
        with sqlite.told(self._path), self._read.begin() as connection:
            yield SqlView(connection)

    def do(
        self, actor: Actor, deed: Callable[[SqlWork], Outcome], *, save: str = ""
    ) -> Outcome | None:
        """Carry out a deed as one transaction; as `recist.trial.ports.Trial.do`."""
        self._bring_to_newest()
        try:
            return self._in_one(actor, deed, save)
        except (NotAllowedError, StaleError) as refusal:
            told, subject = {"why": refusal.why}, _subject_of(refusal)
            # Whatever is wrong with telling it, the user is told why it was refused.
            with suppress(TrialError, DBAPIError):
                self._in_one(actor, lambda work: work.note(Action.REFUSED, told, subject=subject))
            raise

    def _in_one(
        self, actor: Actor, deed: Callable[[SqlWork], Outcome], save: str = ""
    ) -> Outcome | None:
        with sqlite.told(self._path), self._write.begin() as connection:
            work = SqlWork(
                connection, actor=actor, save=save, program=self._program, clock=self._clock
            )
            return None if work.was_done() else deed(work)


def _subject_of(refusal: NotAllowedError | StaleError) -> str:
    """Return whose things were stale, where they are of one subject."""
    keys = refusal.keys if isinstance(refusal, StaleError) else ()
    subjects = {key.subject for key in keys}
    return subjects.pop() if len(subjects) == 1 else ""


def _make(path: Path) -> None:
    with sqlite.told(path), sqlite.engine_for(path, Mode.MIGRATE).begin() as connection:
        migrating.make(connection)


def _upgrade(path: Path) -> None:
    with sqlite.told(path), sqlite.engine_for(path, Mode.MIGRATE).begin() as connection:
        migrating.upgrade(connection)


def _revision(path: Path) -> str:
    """Return the form of a trial's tables.

    Raises
    ------
    UnusableError
        As `TrialFile.open`.
    """
    sqlite.check_is_trial(path)
    with sqlite.told(path), sqlite.engine_for(path, Mode.READ).begin() as connection:
        found = migrating.revision_of(connection)
    if found is None:
        raise UnusableError(f"{path}: is no trial of recist, or damaged; restore it from a backup")
    if not migrating.is_known(found):
        raise UnusableError(f"{path}: was made by a newer version of recist; open it with that one")
    return found

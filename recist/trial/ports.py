"""What a trial needs from the outside; store and formats fill it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from recist.trial.audit import Action, Entry, Key, Value
from recist.trial.people import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing of a trial as it is kept.

    Its version is the sequence number of the entry that changed it last, so that no version
    ever comes twice.
    """

    key: Key
    version: int
    value: Value


class Records(Protocol):
    """What is kept of a trial."""

    def get(self, key: Key) -> Record | None:
        """Return a thing, or None where it is not there."""

    def all(
        self, kind: str, *, subject: str | None = None, reader: str | None = None
    ) -> list[Record]:
        """Return the things of a kind in the order of their keys; None takes every one."""


class View(Records, Protocol):
    """A trial as it stood at one moment."""

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Return the entries of the audit chain that follow a sequence number."""

    def last(self) -> Entry | None:
        """Return the last entry of the audit chain, None where there is none."""

    def head(self) -> str:
        """Return the hash of the last entry."""


class Whole(View, Protocol):
    """All of a trial at one moment, to be verified or copied."""

    def everything(self) -> Iterator[Record]:
        """Return every thing that is kept."""


class Work(View, Protocol):
    """A transaction: all of it is done, or nothing."""

    @property
    def program(self) -> str:
        """Version of the program that writes."""

    def put(
        self,
        key: Key,
        value: Value,
        *,
        expect: int | None,
        action: Action | None = None,
        reason: str = "",
    ) -> None:
        """Keep a thing; one that is kept with this value already is left alone.

        Parameters
        ----------
        action : Action or None
            What the chain calls it; None says created or changed.
        expect : int or None
            The version that it has to have, 0 for one that is not there yet; None where
            whatever is there is replaced.

        Raises
        ------
        StaleError
            Where it has another version: somebody else has changed it.
        """

    def remove(
        self,
        key: Key,
        *,
        expect: int | None,
        action: Action = Action.REMOVED,
        reason: str = "",
    ) -> None:
        """Take a thing away; the chain still knows it."""

    def note(self, action: Action, detail: Value, *, subject: str = "", reason: str = "") -> None:
        """Enter a step that changes nothing that is kept."""


Outcome = TypeVar("Outcome")


class Trial(Protocol):
    """One trial, wherever it is kept."""

    def view(self) -> AbstractContextManager[Whole]:
        """Look at the trial as it is now."""

    def do(
        self, actor: Actor, deed: Callable[[Work], Outcome], *, save: str = ""
    ) -> Outcome | None:
        """Carry out a deed as one transaction: when this returns, it survives a power cut.

        Where the trial forbids it or it is stale, the chain tells that it was refused, by itself,
        unless nothing can be written.

        Parameters
        ----------
        deed : callable
            Changes what it is given. Whatever it raises undoes all of it.
        save : str
            A name for this save that nothing else has. Where the chain knows it already, the
            save was done before: it is not done again, and None comes back.

        Raises
        ------
        TrialError
            Where the file cannot be written; then nothing has changed.
        """

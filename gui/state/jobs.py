"""Background work: a plain function with a progress callback and a cancel token.

Results carry the generation in which they were asked for; one that a newer request has
overtaken is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Protocol

PART = 1000
Progress = Callable[[int, int], None]
"""Called with steps done and steps in all (0 where that is not known)."""


def tell_nobody(done: int, total: int) -> None:
    """Be told how far something is where nobody asks."""


def share(progress: Progress, first: int, count: int, parts: int) -> Progress:
    """Return the progress of ``count`` parts out of ``parts``, the first of them at ``first``."""

    def tell(done: int, total: int) -> None:
        inner = min(PART * count * done // total, PART * count) if total else 0
        progress(PART * first + inner, PART * parts)

    return tell


class Report(Protocol):
    """What a job tells while it is at work: how far it is, and what can be used already."""

    def __call__(self, done: int, total: int) -> None:
        """Tell the steps done and the steps in all; raises `Cancelled` in a stopped job."""

    def early(self, result: object) -> None:
        """Hand over what there is so far; the result follows."""


class Cancelled(Exception):  # noqa: N818 it is no error
    """The job was asked to stop and did."""


@dataclass(frozen=True, slots=True)
class CancelToken:
    """Asked by the job between two steps."""

    event: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Ask the job to stop."""
        self.event.set()

    def check(self) -> None:
        """Raise `Cancelled` where the job was asked to stop."""
        if self.event.is_set():
            raise Cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A piece of work in hand; ``slot`` is what a newer job of the same kind takes over."""

    slot: str
    generation: int
    title: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """All work in hand, and the last generation that was given to each slot."""

    running: tuple[Job, ...] = ()
    generations: tuple[tuple[str, int], ...] = ()


def begin(jobs: Jobs, slot: str, title: str) -> tuple[Jobs, Job]:
    """Start a job; an older one in the same slot is forgotten."""
    last = dict(jobs.generations)
    job = Job(slot=slot, generation=last.get(slot, 0) + 1, title=title)
    last[slot] = job.generation
    running = (*(one for one in jobs.running if one.slot != slot), job)
    return Jobs(running=running, generations=tuple(last.items())), job


def advance(jobs: Jobs, job: Job, done: int, total: int) -> Jobs:
    """Note how far a job is; a stale one changes nothing."""
    return replace(
        jobs,
        running=tuple(
            replace(one, done=done, total=total) if _same(one, job) else one for one in jobs.running
        ),
    )


def finish(jobs: Jobs, job: Job) -> Jobs:
    """Take a job off the list, whether it is done, cancelled or failed."""
    return replace(jobs, running=tuple(one for one in jobs.running if not _same(one, job)))


def is_current(jobs: Jobs, job: Job) -> bool:
    """Say whether a job's result may still be used."""
    return dict(jobs.generations).get(job.slot) == job.generation


def cancel_slot(jobs: Jobs, slot: str) -> Jobs:
    """Forget the job of a slot: its result, should it still come, is stale."""
    last = dict(jobs.generations)
    last[slot] = last.get(slot, 0) + 1
    running = tuple(one for one in jobs.running if one.slot != slot)
    return Jobs(running=running, generations=tuple(last.items()))


def _same(one: Job, other: Job) -> bool:
    return (one.slot, one.generation) == (other.slot, other.generation)

"""What a trial needs from the outside; store and formats fill it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from recist.model.row import Row
from recist.trial.calipers import CaliperRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """The state of a read after one change: enough to go on from, and no pixels.

    ``saved_to`` is the file of the last save, empty before the first.
    """

    rows: tuple[Row, ...]
    calipers: tuple[CaliperRecord, ...]
    saved_to: str = ""


class Journal(Protocol):
    """Keeps every committed change of a read until it is saved."""

    def append(self, entry: JournalEntry) -> None:
        """Keep an entry; when this returns it survives a crash and a power cut."""

    def latest(self) -> JournalEntry | None:
        """Return the last whole entry, or None where nothing is kept."""

    def clear(self) -> None:
        """Forget everything: the read was saved."""

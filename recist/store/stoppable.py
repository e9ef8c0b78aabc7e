"""A look at a whole trial that takes long, and that the user may stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlalchemy.engine import Connection

from recist.model.stopping import IsCancelled, stop_if
from recist.store.view import SqlView
from recist.trial.audit import Entry
from recist.trial.ports import Record

Item = TypeVar("Item")


def each(items: Iterable[Item], cancelled: IsCancelled | None) -> Iterator[Item]:
    """Return items one by one, unless the user has stopped it.

    Raises
    ------
    CancelledError
        If the user stopped it.
    """
    for item in items:
        stop_if(cancelled)
        yield item


class StoppableView(SqlView):
    """Reads entries and records until it is stopped; as `each`."""

    def __init__(self, connection: Connection, cancelled: IsCancelled | None) -> None:
        super().__init__(connection)
        self._cancelled = cancelled

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Return the entries of the audit chain that follow a sequence number."""
        return each(super().entries(after), self._cancelled)

    def everything(self) -> Iterator[Record]:
        """Return every thing that is kept."""
        return each(super().everything(), self._cancelled)

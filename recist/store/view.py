"""A trial as it stands within one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.engine import Connection

from recist.store.rows import entry_of, key_cells, record_of
from recist.store.schema import AUDIT, KEY, RECORD
from recist.trial.audit import NOTHING_BEFORE, Entry, Key
from recist.trial.ports import Record

# Made once: SQLAlchemy takes longer to build a statement than SQLite to carry it out.
IS_OF = and_(*(RECORD.c[name] == bindparam(f"of_{name}") for name in KEY))
GET = select(RECORD).where(IS_OF)
IN_ORDER = select(RECORD).order_by(*(RECORD.c[name] for name in KEY))
# By which of subject and reader are asked for beside the kind.
ALL: dict[tuple[str, ...], Select[Any]] = {
    names: IN_ORDER.where(*(RECORD.c[name] == bindparam(f"of_{name}") for name in names))
    for names in (
        ("kind",),
        ("kind", "subject"),
        ("kind", "reader"),
        ("kind", "subject", "reader"),
    )
}


def place_of(key: Key) -> dict[str, str]:
    """Return what `IS_OF` asks for: which record is meant."""
    return {f"of_{name}": text for name, text in key_cells(key).items()}


class SqlView:
    """Reads records and entries over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: Key) -> Record | None:
        """Return a thing, or None where it is not there."""
        row = self._connection.execute(GET, place_of(key)).one_or_none()
        return None if row is None else record_of(row)

    def all(
        self, kind: str, *, subject: str | None = None, reader: str | None = None
    ) -> list[Record]:
        """Return the things of a kind in the order of their keys; None takes every one."""
        given = {"kind": kind, "subject": subject, "reader": reader}
        asked = {name: text for name, text in given.items() if text is not None}
        found = self._connection.execute(
            ALL[tuple(asked)], {f"of_{name}": text for name, text in asked.items()}
        )
        return [record_of(row) for row in found]

    def everything(self) -> Iterator[Record]:
        """Return every thing that is kept."""
        for row in self._connection.execute(select(RECORD)):
            yield record_of(row)

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Return the entries of the audit chain that follow a sequence number."""
        asked = select(AUDIT).where(AUDIT.c.sequence > after).order_by(AUDIT.c.sequence)
        for row in self._connection.execute(asked):
            yield entry_of(row)

    def last(self) -> Entry | None:
        """Return the last entry, None where there is none."""
        asked = select(AUDIT).order_by(AUDIT.c.sequence.desc()).limit(1)
        row = self._connection.execute(asked).one_or_none()
        return None if row is None else entry_of(row)

    def head(self) -> str:
        """Return the hash of the last entry."""
        last = self.last()
        return NOTHING_BEFORE if last is None else last.hash

"""What only SQLite has: how a trial's file is opened, what it forbids, how it is copied.

The settings come from a simulation of power cuts: with ``journal_mode=TRUNCATE`` and
``synchronous=EXTRA`` no acknowledged save was lost, with SQLite's own default the last one was, at
every ninth crash point. WAL is left alone: versions before 3.51.3 can corrupt a file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path

import sqlalchemy.dialects.sqlite  # noqa: F401 else the first engine imports it
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, StaticPool

from recist.trial.errors import BusyError, ReadOnlyError, TrialError, UnusableError

APPLICATION_ID = 0x52435354
"""Tells a trial from other SQLite files: the letters RCST."""
BUSY_SECONDS = 10.0
SETTINGS: tuple[str, ...] = (
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
)
GUARDED = "audit"
GUARDS = (
    (
        f"CREATE TRIGGER {GUARDED}_is_not_changed BEFORE UPDATE ON {GUARDED} "
        "BEGIN SELECT RAISE(ABORT, 'the audit chain is not changed'); END"
    ),
    (
        f"CREATE TRIGGER {GUARDED}_is_not_shortened BEFORE DELETE ON {GUARDED} "
        "BEGIN SELECT RAISE(ABORT, 'the audit chain is not shortened'); END"
    ),
)
FORBIDDEN = frozenset(
    {
        sqlite3.SQLITE_ATTACH,
        sqlite3.SQLITE_DETACH,
        sqlite3.SQLITE_ALTER_TABLE,
        sqlite3.SQLITE_CREATE_TRIGGER,
        sqlite3.SQLITE_DROP_TABLE,
        sqlite3.SQLITE_DROP_TRIGGER,
        sqlite3.SQLITE_DROP_INDEX,
    }
)
HEADER = b"SQLite format 3\x00"


class Mode(StrEnum):
    """What a connection may do; only a migration may touch tables, chain and guards."""

    READ = "read"
    WRITE = "write"
    MIGRATE = "migrate"


def engine_for(path: Path, mode: Mode) -> Engine:
    """Return an engine on a trial's file."""
    engine = create_engine("sqlite://", creator=_connector(path, mode), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A reader that turns writer half-way may find that it cannot: writers say so at once.
        connection.exec_driver_sql("BEGIN" if mode is Mode.READ else "BEGIN IMMEDIATE")

    return engine


def _connector(path: Path, mode: Mode) -> Callable[[], sqlite3.Connection]:
    def connect() -> sqlite3.Connection:
        # ``rw`` makes no file where there is none, and rolls a crashed save back.
        opened = "rwc" if mode is Mode.MIGRATE else "rw"
        uri = f"{path.resolve().as_uri()}?mode={opened}"
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        for setting in SETTINGS:
            connection.execute(setting).close()
        if mode is not Mode.MIGRATE:
            connection.set_authorizer(_authorized)
        return connection

    return connect


def _authorized(action: int, first: str | None, *_: str | None) -> int:
    changes = action in (sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE) and first == GUARDED
    return sqlite3.SQLITE_DENY if changes or action in FORBIDDEN else sqlite3.SQLITE_OK


def guard(connection: Connection) -> None:
    """Make the triggers that keep the chain from being changed, and mark the file as a trial."""
    for statement in GUARDS:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def missing_guards(connection: Connection) -> list[str]:
    """Return the guards that are not as they were made."""
    found = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type='trigger'")
    there = {str(text) for (text,) in found}
    return [statement.split()[2] for statement in GUARDS if statement not in there]


def foreign_schema(connection: Connection) -> list[str]:
    """Return the triggers and views that are none of a trial."""
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name"
    )
    return [str(name) for name, text in found if text not in GUARDS]


def check_is_trial(path: Path) -> None:
    """Make sure that a file is a trial, without writing to it.

    Raises
    ------
    UnusableError
        Where there is no such file, or where it is something else or damaged.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise UnusableError(
            f"{path}: there is no such trial; is its name right? `recist trial new` makes one"
        ) from None
    except OSError as error:
        raise UnusableError(f"{path}: cannot be read ({error.strerror})") from None
    if not header.startswith(HEADER):
        raise UnusableError(f"{path}: is no trial of recist, or damaged; restore it from a backup")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise UnusableError(f"{path}: is a database, but no trial of recist")


# SQLite calls it damage, too, where the drive fails while it reads.
DAMAGE = "is damaged, or its drive fails"
MEANINGS = {
    sqlite3.SQLITE_BUSY: (BusyError, "other programs write to it all the time; try again"),
    sqlite3.SQLITE_LOCKED: (BusyError, "other programs write to it all the time; try again"),
    sqlite3.SQLITE_READONLY: (
        ReadOnlyError,
        "cannot be written, the file or its folder is read-only; nothing was changed",
    ),
    sqlite3.SQLITE_FULL: (
        UnusableError,
        "the disk is full; nothing was changed: make room, try again",
    ),
    sqlite3.SQLITE_IOERR: (
        UnusableError,
        # One that fails in the commit itself may have kept it.
        (
            "the disk does not answer as it should; is the drive still there? Look whether the "
            "last change was kept before you try again"
        ),
    ),
    sqlite3.SQLITE_CANTOPEN: (
        UnusableError,
        "cannot be opened; is the drive still there, and may you write into its folder?",
    ),
    sqlite3.SQLITE_CORRUPT: (
        UnusableError,
        f"{DAMAGE}; try it elsewhere, else restore it from a backup",
    ),
    sqlite3.SQLITE_NOTADB: (UnusableError, "is no trial of recist, or damaged; restore a backup"),
}
"""What the primary result codes of SQLite mean to the user of a trial."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into an error that says what to do; our own mistakes pass."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = _said(path, error)
        if said is None:
            raise
        raise said from error


def _said(path: Path, error: BaseException) -> TrialError | None:
    found = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(found, "sqlite_errorcode", None)
    if code is None:
        return None
    kind, message = MEANINGS.get(code & 0xFF, (None, ""))
    return None if kind is None else kind(f"{path}: {message}")


def copy_to(source: Path, target: Path) -> None:
    """Copy a trial while others go on writing to it (SQLite backup API)."""
    # ``rw`` rolls a crashed save back; a file that is read-only is opened as such all the same.
    uri = f"{source.resolve().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


@contextmanager
def in_memory(connection: Connection) -> Iterator[Connection]:
    """Copy a trial as a connection sees it: nobody who saves waits while the copy is read."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        file = connection.connection.driver_connection
        assert isinstance(file, sqlite3.Connection)
        file.backup(copy)
        for setting in SETTINGS:
            copy.execute(setting).close()
        copy.set_authorizer(_authorized)
        engine = create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool)
        with engine.connect() as inside:
            yield inside


def damage(path: Path) -> list[str]:
    """Return what SQLite itself finds wrong with a file, once a crashed save is rolled back.

    Each is one line.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as connection:
        connection.execute("BEGIN")
        told = [str(text) for (text,) in connection.execute("PRAGMA integrity_check")]
        found = [line for text in told for line in text.splitlines() if not line.startswith("***")]
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        # SQLite takes what is missing of the last page for zeros.
        if path.stat().st_size != pages * size:
            found.append(f"the file has not the length of its {pages} pages")
    return [line for line in found if line != "ok"]

"""Brings the tables of a trial to the newest form (Alembic), or makes them in it.

Alembic takes as long to import as all else of the store: only a trial of an older form needs it.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from sqlalchemy import insert, inspect, select
from sqlalchemy.engine import Connection

from recist.store import sqlite
from recist.store.schema import METADATA, VERSION

SCRIPTS = Path(__file__).parent / "migrations"
REVISIONS = ("0001", "0002")
"""Every form that ever was, the newest last; each is a script."""
# The context that Alembic gives its scripts is one for the whole process.
_ONE_AT_A_TIME = Lock()


def make(connection: Connection) -> None:
    """Make the tables of a new trial in the newest form, as all scripts one by one would."""
    METADATA.create_all(connection, checkfirst=False)
    connection.execute(insert(VERSION), {"version_num": newest()})
    if connection.dialect.name == "sqlite":
        sqlite.guard(connection)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Carry out what is missing up to a revision, within the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    with _ONE_AT_A_TIME:
        command.upgrade(config, revision)


def newest() -> str:
    """Return the revision that this program works with."""
    return REVISIONS[-1]


def is_known(revision: str) -> bool:
    """Say whether a revision is one of this program's."""
    return revision in REVISIONS


def revision_of(connection: Connection) -> str | None:
    """Return the revision of a database; None where it has no tables of a trial."""
    if not inspect(connection).has_table(VERSION.name):
        return None
    found = connection.execute(select(VERSION.c.version_num)).scalars().all()
    return found[0] if len(found) == 1 else None

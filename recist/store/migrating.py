"""Brings the tables of a trial to the newest form (Alembic)."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

SCRIPTS = Path(__file__).parent / "migrations"
# The context that Alembic gives its scripts is one for the whole process.
_ONE_AT_A_TIME = Lock()


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Carry out what is missing up to a revision, within the caller's transaction."""
    config = _config()
    config.attributes["connection"] = connection
    with _ONE_AT_A_TIME:
        command.upgrade(config, revision)


def newest() -> str:
    """Return the revision that this program works with."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise AssertionError("the program brings no migration")
    return head


def is_known(revision: str) -> bool:
    """Say whether a revision is one of this program's."""
    return any(
        one.revision == revision for one in ScriptDirectory.from_config(_config()).walk_revisions()
    )


def revision_of(connection: Connection) -> str | None:
    """Return the revision of a database; None where it has no tables of a trial."""
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    return config

"""Records and the audit chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from recist.store import sqlite

revision = "0001"
down_revision = None

KEY = ("kind", "subject", "reader", "visit", "name")


def upgrade() -> None:
    """Make both tables; the chain can only grow."""
    op.create_table(
        "record",
        *(sa.Column(name, sa.String, primary_key=True) for name in KEY),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("at", "user", "role", "action")),
        *(sa.Column(name, sa.String, nullable=False) for name in KEY),
        sa.Column("old", sa.Text),
        sa.Column("new", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("save", "program")),
        *(sa.Column(name, sa.String(64), nullable=False) for name in ("previous", "hash")),
    )
    op.create_index("ix_audit_save", "audit", ["save"])
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        sqlite.guard(connection)

"""The tables of a trial, the same in every database.

The audit chain is what counts; the records are its outcome, kept so that nobody has to read all
of it. Values are canonical JSON, byte for byte as they were hashed.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

METADATA = MetaData()
KEY = ("kind", "subject", "reader", "visit", "name")
HEXADECIMAL_SHA256 = 64
REVISION_LENGTH = 32

RECORD = Table(
    "record",
    METADATA,
    *(Column(name, String, primary_key=True) for name in KEY),
    Column("version", Integer, nullable=False),
    Column("value", Text, nullable=False),
)
AUDIT = Table(
    "audit",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("user", String, nullable=False),
    Column("role", String, nullable=False),
    Column("action", String, nullable=False),
    *(Column(name, String, nullable=False) for name in KEY),
    Column("old", Text),
    Column("new", Text),
    Column("reason", Text, nullable=False),
    Column("save", String, nullable=False),
    Column("program", String, nullable=False),
    Column("previous", String(HEXADECIMAL_SHA256), nullable=False),
    Column("hash", String(HEXADECIMAL_SHA256), nullable=False),
)
Index("ix_audit_save", AUDIT.c.save)
# Alembic's own, as it makes it: which form the other tables have.
VERSION = Table(
    "alembic_version",
    METADATA,
    Column("version_num", String(REVISION_LENGTH), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

"""Two more steps of the chain: a deed that was refused, and a screen that was locked.

The tables stay as they are; the revision keeps a program from a trial whose steps it does not know.
"""

from __future__ import annotations

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Change nothing but the revision, which Alembic does."""

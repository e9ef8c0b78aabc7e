"""Subject and treatment tables that stand where a reading table is wanted."""

from __future__ import annotations

from collections.abc import Collection

from recist.formats import subject_table, treatment_table
from recist.trial.columns import DIAMETERS

# No table beside the readings has one of these as its own; ``lesion`` and ``date`` treatments have.
OF_READINGS = frozenset({"visit", "role", "organ", "state", *DIAMETERS})


def beside_table(header: Collection[str]) -> str:
    """Say what a table without readings is and where it goes; empty where that is not clear."""
    kind = kind_beside(header)
    return _told(kind, f"{kind}s") if kind else ""


def kind_beside(header: Collection[str]) -> str:
    """Return ``treatment`` or ``subject`` for a table without readings, else nothing."""
    own = set(header)
    if own & OF_READINGS:
        return ""
    if own.issuperset(treatment_table.NEEDED):
        return "treatment"
    if subject_table.SUBJECT in own and own.intersection(subject_table.COLUMNS[1:]):
        return "subject"
    return ""


def _told(kind: str, command: str) -> str:
    return (
        f"is a {kind} table and no reading table; `recist trial {command}` enters it into a "
        f"trial, --{command} reads it beside reading tables"
    )

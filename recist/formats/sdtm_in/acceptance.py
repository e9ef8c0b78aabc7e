"""Whose read is accepted: SDTM says it record by record, readings ask for one reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from recist.formats.sdtm_in.rows import finding
from recist.model.finding import Severity
from recist.model.row import Row


def with_acceptance_told(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, with a finding on the first of a subject whose accepted reader changes."""
    accepted: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        if row.accepted:
            accepted[row.subject][row.reader] = None
    waiting = {subject: list(readers) for subject, readers in accepted.items() if len(readers) > 1}
    told = []
    for row in rows:
        readers = waiting.pop(row.subject, None)
        if readers is not None:
            names = " and ".join(readers)
            said = f"is of a subject whose accepted reader changes between {names}"
            note = finding(row, (Severity.WARNING, "accepted-reader-changes", said))
            told.append(replace(row, findings=(*row.findings, note)))
        else:
            told.append(row)
    return told

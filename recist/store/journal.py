"""The autosave journal: one line per change, flushed to disk before the reader goes on."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from recist.model.errors import InputError
from recist.trial.caliper_cells import caliper_from_json, caliper_to_json
from recist.trial.ports import JournalEntry
from recist.trial.row_cells import cells_from_row, row_from_cells
from recist.trial.whole_file import write_whole

KEPT_LINES = 200


class FileJournal:
    """A journal in one file of JSON lines.

    A line that a crash cut short is passed over; the one before it counts.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = 0

    def append(self, entry: JournalEntry) -> None:
        """Write a line and wait until it is on the disk."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        line = json.dumps(_to_json(entry), separators=(",", ":")) + "\n"
        if self._lines >= KEPT_LINES:
            write_whole(self._path, line.encode())
            self._lines = 1
            return
        with self._path.open("ab") as out:
            # A line that was cut short must not swallow this one.
            out.write(b"\n" + line.encode() if out.tell() else line.encode())
            out.flush()
            os.fsync(out.fileno())
        self._lines += 1

    def latest(self) -> JournalEntry | None:
        """Return the last whole entry."""
        if not self._path.exists():
            return None
        for line in reversed(self._path.read_bytes().splitlines()):
            entry = _from_line(line)
            if entry is not None:
                return entry
        return None

    def clear(self) -> None:
        """Remove the file."""
        self._path.unlink(missing_ok=True)
        self._lines = 0


def _to_json(entry: JournalEntry) -> dict[str, Any]:
    return {
        "rows": [cells_from_row(row) for row in entry.rows],
        "calipers": [caliper_to_json(record) for record in entry.calipers],
        "saved_to": entry.saved_to,
    }


def _from_line(line: bytes) -> JournalEntry | None:
    try:
        values = json.loads(line)
        return JournalEntry(
            rows=tuple(row_from_cells(cells, "journal") for cells in values["rows"]),
            calipers=tuple(caliper_from_json(c, "journal") for c in values["calipers"]),
            saved_to=values["saved_to"],
        )
    except (ValueError, KeyError, TypeError, InputError):
        return None

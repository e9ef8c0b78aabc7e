"""Dates of scans, which may be partial or empty where nothing was measured."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
_FULL = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ScanDate:
    """An ISO 8601 date as written: ``2024-03-01``, ``2024-03``, ``2024`` or empty.

    ``day`` is the full date, or None where the text is partial or empty.
    """

    text: str
    day: date | None

    @classmethod
    def parse(cls, text: str) -> ScanDate:
        """Read a full, partial or empty date.

        Raises
        ------
        ValueError
            Where the text is none of these, or the day does not exist.
        """
        written = text.strip()
        if not written:
            return NO_DATE
        if _FULL.fullmatch(written):
            return cls(written, date.fromisoformat(written))
        match = _PARTIAL.fullmatch(written)
        if match is None:
            raise ValueError(f"{text!r} is no ISO 8601 date")
        date(int(match[1]), int(match[2] or 1), 1)
        return cls(written, None)

    @classmethod
    def of(cls, day: date) -> ScanDate:
        """Return a full date."""
        return cls(day.isoformat(), day)

    @property
    def latest(self) -> date | None:
        """The last day that the text allows."""
        if self.day is not None or not self.text:
            return self.day
        year, _, month = self.text.partition("-")
        days = monthrange(int(year), int(month or 12))[1]
        return date(int(year), int(month or 12), days)

    @property
    def earliest(self) -> date | None:
        """The first day that the text allows, for putting visits in order."""
        if self.day is not None or not self.text:
            return self.day
        year, _, month = self.text.partition("-")
        return date(int(year), int(month or 1), 1)


NO_DATE = ScanDate("", None)

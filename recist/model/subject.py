"""What the subject table says of a patient, as far as the engine needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectInfo:
    """Dates that bound the course of one subject."""

    subject: str
    reference_date: date | None = None
    new_therapy_date: date | None = None


UNKNOWN_SUBJECT = SubjectInfo(subject="")

"""A local treatment of a lesion: what was done, when, and to which one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TreatmentKind(StrEnum):
    """How a lesion was treated."""

    RADIOFREQUENCY = "radiofrequency"
    RESECTION = "resection"
    RADIOTHERAPY = "radiotherapy"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """One row of the treatment table; ``lesion`` is empty for none in particular."""

    subject: str
    lesion: str = ""
    date: date
    kind: TreatmentKind

"""A deviation from the criteria or the protocol, as data that points at what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One deviation.

    Attributes
    ----------
    code : str
        Stable, kebab-case.
    message : str
        A sentence for the coordinator.
    lesion, visit : str or None
        What it points at; both None where it is about the whole course.
    """

    severity: Severity
    code: str
    message: str
    lesion: str | None = None
    visit: str | None = None

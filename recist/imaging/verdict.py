"""How far something that was found may be trusted, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How far a series or segmentation may be trusted for measuring."""

    ACCEPT = "accept"
    WARN = "warn"
    QUARANTINE = "quarantine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a verdict is what it is: a stable code and a sentence for people."""

    code: str
    message: str

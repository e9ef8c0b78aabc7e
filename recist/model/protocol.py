"""What a protocol fixes. Every disputed reading of the criteria is an option here."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from recist.model.length import Length


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetCaps:
    """How many targets may be chosen (RECIST 1.1 §4.2)."""

    max_total: int = 5
    max_per_organ: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Choices that the papers leave open; the defaults are RECIST 1.1's.

    Attributes
    ----------
    partial_response_holds : bool
        Once PR, a visit that is neither CR, PD nor NE stays PR (Working Group FAQ).
    too_small : Length
        What "too small to measure" counts as (§4.3.2).
    stable_disease_minimum_days : int
        First day after the reference date at which SD counts, inclusive (§4.4.3).
    visit_window_days : int
        How far scans under one visit label may lie apart.
    """

    partial_response_holds: bool = True
    too_small: Length = field(default_factory=lambda: Length.of_mm(5))
    stable_disease_minimum_days: int = 42
    visit_window_days: int = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """A trial's rules. Only ``id`` and ``criteria`` have no default."""

    id: str
    criteria: str
    title: str = ""
    scopes: tuple[str, ...] = ("all",)
    measurement_precision_mm: Decimal = Decimal("0.1")
    targets: TargetCaps = TargetCaps()
    options: Options = field(default_factory=Options)

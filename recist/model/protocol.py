"""What a protocol fixes. Every disputed reading of the criteria is an option here."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from recist.model.length import Length


class LocalTreatment(StrEnum):
    """What becomes of a lesion from the day on which it was treated locally.

    NOT_EVALUABLE: it has no value, so the target set is incomplete (Working Group FAQ).
    PLANNED: it leaves the set, and the rest is re-baselined at the first visit after it.
    RESECTED_IS_ZERO: a resected lesion counts as gone, any other treatment as above.
    CENSOR: it has no value, and the response ends, as with a new anticancer therapy.
    """

    NOT_EVALUABLE = "not-evaluable"
    PLANNED = "planned"
    RESECTED_IS_ZERO = "resected-is-zero"
    CENSOR = "censor"


class Censoring(StrEnum):
    """Whose conventions decide on events and censoring of progression-free survival."""

    FDA = "FDA"
    EMA = "EMA"


class AdjudicateOn(StrEnum):
    """What two readers must disagree on before a third one reads."""

    BEST_RESPONSE = "best-response"
    PROGRESSION_DATE = "progression-date"
    RESPONSE_DATE = "response-date"
    VISIT_RESPONSE = "visit-response"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetCaps:
    """How many targets may be chosen (RECIST 1.1 §4.2)."""

    max_total: int = 5
    max_per_organ: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Whether CR and PR must be confirmed, and how (RECIST 1.1 §4.4.3, §4.6).

    ``max_ne_between`` is how many NE may stand between the two visits.
    """

    required: bool = False
    interval_days: int = 28
    max_ne_between: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmuneWindow:
    """When a later scan may confirm a progression in iRECIST, in days after the first iUPD."""

    confirm_from_days: int = 28
    confirm_to_days: int = 56
    tolerance_days: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleStep:
    """A stretch of the visit schedule; ``until_day`` None is open-ended."""

    interval_days: int
    window_days: int
    until_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When scans are due; without ``visits`` nothing counts as missed."""

    baseline_window_days: int = 28
    visits: tuple[ScheduleStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """What the trial reports."""

    response_denominator: str = "included"
    censoring: Censoring = Censoring.FDA


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """Who may enter, as far as images and the subject table can tell. None asks nothing."""

    liver_involvement_below_percent: Decimal | None = None
    liver_remnant_above_percent: Decimal | None = None
    min_liver_metastases: int | None = None
    max_liver_metastases: int | None = None
    max_metastases: int | None = None
    max_organ_systems: int | None = None
    stable_or_responding_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPlan:
    """Who reads, and what the reader may see."""

    readers: int = 1
    blinded: bool = False
    hide_dates: bool = False
    sequential: bool = True
    adjudicate_on: tuple[AdjudicateOn, ...] = ()


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
    local_treatment : LocalTreatment
        What becomes of a locally treated lesion.
    """

    partial_response_holds: bool = True
    too_small: Length = field(default_factory=lambda: Length.of_mm(5))
    stable_disease_minimum_days: int = 42
    visit_window_days: int = 14
    local_treatment: LocalTreatment = LocalTreatment.NOT_EVALUABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """A trial's rules. Only ``id`` and ``criteria`` have no default.

    Attributes
    ----------
    scopes : tuple of str
        ``all``, an organ, or ``not-`` and an organ; the first is the primary one.
    also : tuple of str
        Ids of protocols that are assessed beside this one.
    scope_targets : tuple of (scope, TargetCaps)
        Caps of single scopes; ``targets`` holds for the others.
    """

    id: str
    criteria: str
    title: str = ""
    scopes: tuple[str, ...] = ("all",)
    also: tuple[str, ...] = ()
    measurement_precision_mm: Decimal = Decimal("0.1")
    targets: TargetCaps = TargetCaps()
    scope_targets: tuple[tuple[str, TargetCaps], ...] = ()
    measurable_disease_required: bool = False
    confirmation: Confirmation = Confirmation()
    options: Options = field(default_factory=Options)
    irecist: ImmuneWindow = ImmuneWindow()
    schedule: Schedule = Schedule()
    endpoints: Endpoints = Endpoints()
    eligibility: Eligibility = Eligibility()
    reading: ReadingPlan = ReadingPlan()

    def caps_in(self, scope: str) -> TargetCaps:
        """Return how many targets a scope may have."""
        return dict(self.scope_targets).get(scope, self.targets)

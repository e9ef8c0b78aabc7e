"""What a reader said of one lesion at one visit. Missing is not zero, so each answer is a type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from recist.model.dates import NO_DATE, ScanDate
from recist.model.length import Length


@dataclass(frozen=True, slots=True, kw_only=True)
class Diameters:
    """The axes that a reader gave; which of them counts is the criteria's business."""

    longest: Length | None = None
    short: Length | None = None
    viable: Length | None = None


NO_DIAMETERS = Diameters()


@dataclass(frozen=True, slots=True)
class Measured:
    """A target that was measured."""

    diameters: Diameters


@dataclass(frozen=True, slots=True)
class TooSmall:
    """A target that is seen but too small to measure."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Any lesion that is gone."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A target that has grown together with ``into``, which carries the mass."""

    into: str


@dataclass(frozen=True, slots=True)
class NotEvaluable:
    """Looked for and not assessable."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class NotDone:
    """Not looked for."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """A non-target lesion that persists."""

    diameters: Diameters = NO_DIAMETERS


@dataclass(frozen=True, slots=True)
class Suspected:
    """A non-target lesion whose progression is uncertain (RECIST 1.1 §4.4.4)."""

    diameters: Diameters = NO_DIAMETERS


@dataclass(frozen=True, slots=True)
class Progression:
    """A non-target lesion with unequivocal progression."""

    diameters: Diameters = NO_DIAMETERS


@dataclass(frozen=True, slots=True)
class Equivocal:
    """A finding that may be a new lesion."""

    diameters: Diameters = NO_DIAMETERS


@dataclass(frozen=True, slots=True)
class Unequivocal:
    """A new lesion without doubt."""

    diameters: Diameters = NO_DIAMETERS


@dataclass(frozen=True, slots=True)
class Normal:
    """A tumour marker within its normal range."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A tumour marker above its normal range."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """A visit that was assessed, where there is no lesion to list."""


State = (
    Measured
    | TooSmall
    | Absent
    | Merged
    | NotEvaluable
    | NotDone
    | Present
    | Suspected
    | Progression
    | Equivocal
    | Unequivocal
    | Normal
    | Raised
    | Assessed
)


class Change(StrEnum):
    """How a non-target or new lesion moved since the last visit."""

    UNCHANGED = "unchanged"
    INCREASED = "increased"
    DECREASED = "decreased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One lesion, or one fragment of it, at one visit.

    Attributes
    ----------
    lesion : str
        Id of the row this came from; a fragment keeps its own id.
    date : ScanDate
        Date of the scan that it was read on.
    """

    lesion: str
    state: State
    date: ScanDate = NO_DATE
    change: Change | None = None
    image: str = ""


Sized = Measured | Present | Suspected | Progression | Equivocal | Unequivocal
"""The states that carry diameters."""


def diameters_of(state: State) -> Diameters:
    """Return the axes that a state carries; `NO_DIAMETERS` where it carries none."""
    return state.diameters if isinstance(state, Sized) else NO_DIAMETERS


def with_diameters(state: State, diameters: Diameters) -> State:
    """Return the same state with other axes; a state without axes as it is."""
    return replace(state, diameters=diameters) if isinstance(state, Sized) else state

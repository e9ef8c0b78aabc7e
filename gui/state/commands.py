"""What a reader can do to the document, as values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from recist.measure.caliper import Axis
from recist.measure.vectors import Vector
from recist.model.dates import ScanDate
from recist.model.lesion import Character, Role
from recist.model.reading import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Set the caliper of a lesion at a visit.

    Attributes
    ----------
    lesion : str
        Empty for a lesion that the table does not know yet: it names itself by ``role``.
    long_axis_lps_mm, short_axis_lps_mm : Axis
        End points as drawn, unrounded; the two swap places by length.
    precision_mm : Decimal
        The protocol's ``measurement_precision_mm``, to which the length is rounded, once.
    date : ScanDate
        Of the scan that was measured; taken where the visit has none.
    viable : bool
        The long axis is that of the enhancing part, which counts in the liver (mRECIST).
    comment : str
        Why the lesion is a target all the same; joins the comment that is there.
    """

    subject: str
    visit: str
    lesion: str = ""
    role: Role = Role.TARGET
    long_axis_lps_mm: Axis
    short_axis_lps_mm: Axis | None = None
    precision_mm: Decimal
    frame_of_reference: str = ""
    image: str = ""
    date: ScanDate
    method: str = ""
    slice_thickness_mm: float | None = None
    organ: str = ""
    viable: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPoint:
    """Say where a lesion is at a visit, without measuring it; it is there, then.

    Attributes
    ----------
    lesion : str
        Empty for a lesion that the table does not know yet: it names itself by ``role``.
    point_lps_mm : Vector
        The place as it was clicked, unrounded.
    date : ScanDate
        Of the scan that it was seen on; taken where the visit has none.
    """

    subject: str
    visit: str
    lesion: str = ""
    role: Role
    point_lps_mm: Vector
    frame_of_reference: str = ""
    image: str = ""
    date: ScanDate
    method: str = ""
    slice_thickness_mm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitLesion:
    """Follow a lesion in fragments from a visit on; where it has some there, one more."""

    subject: str
    visit: str
    lesion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMarker:
    """Follow a tumour marker from baseline on, under its name."""

    subject: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetState:
    """Say in a word what became of a lesion at a visit; a caliper there goes with it.

    ``method`` and ``slice_thickness_mm`` are of the series that it was seen on, ``image`` is its
    slice; where known, and where no caliper says it.
    """

    subject: str
    visit: str
    lesion: str
    state: State
    reason: str = ""
    image: str = ""
    method: str = ""
    slice_thickness_mm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetKeyImage:
    """Name the image that a lesion without a caliper was read on, at a visit."""

    subject: str
    visit: str
    lesion: str
    image: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLesion:
    """Change what a lesion is, over all visits. None leaves a field as it is.

    ``progressed_since`` says that it has grown since it was treated; ``comment`` joins the one at
    baseline: why the lesion is a target all the same.
    """

    subject: str
    lesion: str
    label: str | None = None
    role: Role | None = None
    organ: str | None = None
    site: str | None = None
    nodal: bool | None = None
    character: Character | None = None
    progressed_since: bool | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetComment:
    """Write a free comment on a lesion at a visit, or on the visit (empty lesion)."""

    subject: str
    visit: str
    lesion: str = ""
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteLesion:
    """Remove a lesion, its readings and its calipers over all visits."""

    subject: str
    lesion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteReading:
    """Remove what was read of a lesion at one visit."""

    subject: str
    visit: str
    lesion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameSubject:
    """Give a subject another name, in what every reader read of it."""

    subject: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameVisit:
    """Give a visit another label, everywhere."""

    subject: str
    visit: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedateVisit:
    """Give a visit, and what was read at it, another date."""

    subject: str
    visit: str
    date: ScanDate


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignStudy:
    """Bring a study to a visit of a subject, which is made where it does not exist.

    Attributes
    ----------
    origin : str
        The subject that has the study now: two patients may share a UID.
    date : ScanDate
        Of the visit, where it is made.
    images : frozenset of str
        The images of the study; a reading that was made on one keeps the study where it is.
    """

    study_uid: str
    origin: str
    subject: str
    visit: str
    date: ScanDate
    images: frozenset[str] = frozenset()


Command = (
    Measure
    | MarkPoint
    | SplitLesion
    | AddMarker
    | SetState
    | SetKeyImage
    | SetLesion
    | SetComment
    | DeleteLesion
    | DeleteReading
    | RenameSubject
    | RenameVisit
    | RedateVisit
    | AssignStudy
)


class Refused(Exception):  # noqa: N818 the word that the reader is told
    """A command that would spoil the document; ``str()`` says why, for the reader."""

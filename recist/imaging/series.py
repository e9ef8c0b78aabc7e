"""What a series is, before any pixel is decoded: identity, geometry and the verdict on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from recist.imaging.geometry import Geometry, Vector
from recist.imaging.lut import LookUpTable
from recist.imaging.meaning import Meaning
from recist.imaging.segmentation import FoundSegmentation
from recist.imaging.verdict import Reason as Reason
from recist.imaging.verdict import Verdict as Verdict

# Of a single slice: the step of its geometry stands for nothing that was measured.
NO_THICKNESS = "no-thickness"
# Of a volume: some of its slices are blank.
UNREADABLE_SLICE = "unreadable-slice"


class SpacingSource(StrEnum):
    """Which attribute the in-plane millimetres come from."""

    PIXEL_SPACING = "PixelSpacing"
    NIFTI_AFFINE = "NIfTI affine"
    NRRD = "NRRD space directions"
    NONE = "none"


class WindowFunction(StrEnum):
    """How a window maps values to grey: the words of VOILUTFunction, PS3.3 C.11.2.1."""

    LINEAR = "LINEAR"
    LINEAR_EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A window: width and level in the volume's units (HU on CT).

    Attributes
    ----------
    width, level : float
        Of the function; of a table the range of its input values.
    function : WindowFunction
        Kept when width and level change.
    table : LookUpTable or None
        A VOI LUT that is used instead of the function, until width or level change.
    """

    width: float
    level: float
    function: WindowFunction = WindowFunction.LINEAR
    table: LookUpTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One image of a series.

    Attributes
    ----------
    image : str
        What a reading's ``image`` column holds: SOP Instance UID, with ``#frame`` (DICOM
        frame number, from 1) for a multi-frame image; ``sha256:…#slice`` (from 0) for NIfTI
        and NRRD.
    file : str
        Path of the file; ``archive.zip!member`` inside a zip.
    frame : int
        Zero-based frame in that file.
    position_mm : float
        Position along the slice normal; the slice's place in the stack, where no position
        is known.
    origin_lps_mm : Vector or None
        Centre of this slice's first voxel, exact where the stack is uneven or sheared.
        None where the series has no geometry.
    meaning : Meaning
        How its stored values become values in ``Series.unit``.
    layout : object
        How its file is read again: a value of the format that found it, and of no other.
    """

    image: str
    file: str
    frame: int
    position_mm: float
    origin_lps_mm: Vector | None = None
    meaning: Meaning = Meaning()
    layout: object = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A stack of slices with one geometry, sorted by position along its normal.

    ``geometry`` is None where no trusted millimetres exist: such a series can be looked at
    but never measured in mm. ``verdict`` says how far it may be used, ``reasons`` why.
    ``uid`` is the Series Instance UID; where one series holds several stacks (a scout, echoes,
    time points), each is a Series of its own, and ``uid`` and ``part`` (from 1) tell them apart.
    ``unit`` is that of its values (``HU``), empty where no header says it.
    """

    uid: str
    study_uid: str
    subject: str
    study_date: date | None
    modality: str
    description: str
    number: int | None
    body_part: str
    frame_of_reference: str
    geometry: Geometry | None
    shape_kji: tuple[int, int, int]
    slices: tuple[Slice, ...]
    slice_thickness_mm: float | None
    gantry_tilt_degrees: float
    transfer_syntax: str
    spacing_source: SpacingSource
    lossy: bool
    windows: tuple[Window, ...]
    verdict: Verdict
    reasons: tuple[Reason, ...]
    part: int = 1
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A file that is no part of any series, and why."""

    file: str
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """Everything found under the paths that were looked at."""

    series: tuple[Series, ...]
    rejected: tuple[Rejected, ...]
    segmentations: tuple[FoundSegmentation, ...] = ()
